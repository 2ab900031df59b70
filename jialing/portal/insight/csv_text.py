"""CSV for spreadsheets: text that a spreadsheet would run as a formula is made text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from jialing.atlas import Answer, frame
from jialing.base.sheet_cells import safe_cell


def answer_csv(answer: Answer, lang: str) -> str:
    """An answer's rows with heads in a language; numbers unformatted, unknown empty. Ends with how it was counted."""
    made = frame(answer, lang)
    lines: list[Sequence[object]] = [list(made.columns)]
    lines += [list(row) for row in made.itertuples(index=False)]
    lines += [[], *([name, value] for name, value in made.attrs.items())]
    return csv_text(lines)


def csv_text(lines: Iterable[Sequence[object]]) -> str:
    """Lines as CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([safe_cell(value) for value in line] for line in lines)
    return out.getvalue()
