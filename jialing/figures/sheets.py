"""An answer as a spreadsheet: numbers that stay numbers, and how they were counted on a second sheet."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from jialing.atlas import Answer, frame
from jialing.base.phrases import phrase

LONGEST = 32_767
"""Characters that one cell of a spreadsheet holds."""


def answer_xlsx(answer: Answer, lang: str) -> bytes:
    """The rows of an answer with heads in a language as an Excel file; unknown cells are empty."""
    from openpyxl import Workbook

    made = frame(answer, lang)
    book = Workbook(write_only=True)
    rows = [list(made.columns), *(list(row) for row in made.itertuples(index=False))]
    about: list[Iterable[object]] = [[answer.say(lang)], *([name, str(value)] for name, value in made.attrs.items())]
    add_sheet(book, phrase("figures.sheet.rows", lang), rows)
    add_sheet(book, phrase("figures.sheet.about", lang), about)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def add_sheet(book: Any, title: str, rows: Iterable[Iterable[object]]) -> None:
    """Add a sheet of rows to a write-only workbook; its first row stays in view."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: object) -> Any:
    """Numbers as numbers, text as text: never a formula, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or value != value:
        return None
    if isinstance(value, bool | int | float):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value)).encode("utf-8", "replace").decode()
    made = WriteOnlyCell(sheet, value=text[:LONGEST])
    made.data_type = "s"
    return made
