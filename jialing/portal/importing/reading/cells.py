"""What a cell holds, as text: days as ISO dates, whole numbers without decimals, long ones as they were mangled."""

from __future__ import annotations

from datetime import date, datetime, time

from jialing.base import typed
from jialing.base.sheet_cells import as_written
from jialing.portal.importing.limits import LONGEST_CELL

EXACT = 10**15
"""Excel keeps 15 digits of a number; what is longer has lost its last ones and is shown as Excel would."""


def text_of_cell(value: object) -> str:
    """The text of a cell; '' for an empty one. A formula is the value that was last saved with it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return plain(str(value))


def plain(text: str) -> str:
    """What people type, one kind of line end, not longer than a cell is; the mark of a neutralised formula goes."""
    kept = typed.plain(text.replace("_x000D_", ""))
    return as_written(kept)[:LONGEST_CELL]


def _number(value: int | float) -> str:
    if value != value:
        return ""
    if abs(value) >= EXACT:
        return f"{value:.14E}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return repr(value)
