"""Cells of CSV that a spreadsheet opens: text that it would run as a formula is made text."""

from __future__ import annotations

WHOLE = 2.0**53
"""From here on not every whole number has a float of its own."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> object:
    """A value as it may stand in CSV: unknown is empty, a whole number has no decimals, formulas become text."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_DANGEROUS) else value
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < WHOLE:
        return int(value)
    return value if isinstance(value, bool | int | float) else safe_cell(str(value))


def as_written(text: str) -> str:
    """Text of a cell as it was before :func:`safe_cell`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_DANGEROUS) else text
