"""Spreadsheets that we give: templates, invented examples, refused rows to correct."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from jialing.base.phrases import phrase
from jialing.figures import add_sheet
from jialing.portal.common.access import Seen
from jialing.portal.importing.columns import columns_of, option_words, options
from jialing.portal.importing.wording import letter, said

AS_TEXT = "@"


def template(kind: str, lang: str, rows: Iterable[Sequence[object]] = ()) -> bytes:
    """A workbook with the headings of a kind, and a second sheet that says what each column takes."""
    columns = list(columns_of(kind).values())
    title = phrase(f"import.kind.{kind}", lang)
    return _workbook(
        (title, [[column.heading(lang) for column in columns], *rows]),
        (phrase("import.tab.about", lang), _about(kind, lang)),
    )


def _about(kind: str, lang: str) -> list[list[str]]:
    heads = [phrase(f"import.about.{name}", lang) for name in ("column", "takes", "also")]
    rows = []
    for column in columns_of(kind).values():
        allowed = [option_words(column, value, lang) for value in options(column)] if column.codes else []
        takes = phrase("import.between", lang).join(allowed) or phrase(_takes(column.field, column.record), lang)
        rows.append([column.heading(lang), takes, phrase("import.between", lang).join(column.headings)])
    return [heads, *rows]


def _takes(field: str, record: str) -> str:
    if field in ("hosts", "co_builders"):
        return "import.takes.records"
    if record:
        return "import.takes.record"
    if field.endswith("_on") or field in ("state_since", "since", "until"):
        return "import.takes.day"
    own = {"uscc", "lake_id", "id", "place_id", "established"}
    return f"import.takes.{field}" if field in own else "import.takes.text"


def refused(rows: Iterable[Seen], kind: str, columns: dict[str, int], lang: str) -> bytes:
    """Refused rows as they were given, the number that each had, and what is wrong: to correct and bring again."""
    fields = sorted(columns, key=lambda field: columns[field])
    heads = [phrase("import.row_number", lang), phrase("import.what_is_wrong", lang)]
    heads += [columns_of(kind)[field].heading(lang) for field in fields]
    listed = [[row.number, _faults(row, kind, columns, lang), *(row.given.get(f, "") for f in fields)] for row in rows]
    return _workbook((phrase("import.tab.refused", lang), [heads, *listed]))


def _faults(row: Seen, kind: str, columns: dict[str, int], lang: str) -> str:
    told = [said(one, kind, columns, lang) for one in row.messages]
    return "\n".join(f"{one.column}: {one.text}" if one.column else one.text for one in told if not one.is_note)


def _workbook(*sheets: tuple[str, list[Any]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, rows in sheets:
        add_sheet(_Texts(book), title[:31], rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _Texts:
    """A workbook whose sheets have text columns of a readable width, so that codes typed there stay whole."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def create_sheet(self, title: str) -> Any:
        sheet = self._book.create_sheet(title)
        for at in range(40):
            column = sheet.column_dimensions[letter(at)]
            column.width, column.number_format = 22, AS_TEXT
        return sheet
