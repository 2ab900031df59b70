"""CSV for spreadsheets: text that a spreadsheet would run as a formula is made text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from jialing.atlas import Answer, frame

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


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
    writer.writerows([cell(value) for value in line] for line in lines)
    return out.getvalue()


def cell(value: object) -> object:
    """A value as it may stand in CSV: unknown is empty, text that looks like a formula gets an apostrophe before it."""
    if value is None or value != value:
        return ""
    if isinstance(value, bool | int | float):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text
