"""Cells of CSV that a spreadsheet opens: text that it would run as a formula is made text."""

from __future__ import annotations

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> object:
    """A value as it may stand in CSV: unknown is empty, text that looks like a formula gets an apostrophe before it."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_DANGEROUS) else value
    if value is None or value != value:
        return ""
    return value if isinstance(value, bool | int | float) else safe_cell(str(value))


def as_written(text: str) -> str:
    """Text of a cell as it was before :func:`safe_cell`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_DANGEROUS) else text
