"""Cells as schema values: text, numbers, years, days, flags, lists; None where a cell holds nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from html.entities import html5
from typing import Any

from jialing.sources.table.rules import ColumnRule

YEAR_FROM_MIN = 1500
_EMPTY = frozenset({"", "-", "--", "—", "n/a", "na", "nan", "null", "none", "无", "不详", "\\n"})
_DAY = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_COMPACT_DAY = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_TRUE = frozenset({"true", "1", "yes", "y", "t", "是", "有"})
_FALSE = frozenset({"false", "0", "no", "n", "f", "否", "无"})
_ENTITY_END = re.compile(r"&(#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30})$")


class Unreadable(ValueError):
    """A cell holds something, but not what its column is for."""


def text(value: Any) -> str | None:
    """Text without outer white space; whole floats (Excel's numbers) lose their ``.0``."""
    if value is None:
        return None
    if isinstance(value, float):
        if math.isnan(value):
            return None
        value = int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        value = value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    return str(value).strip() or None


def number(value: Any, rule: ColumnRule) -> float | None:
    """A number times ``rule.scale``; ``rule.decimal`` is its decimal mark (auto: the last mark), the other groups."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return None if math.isnan(value) else _finite(value) * rule.scale
    written = text(value)
    if written is None or written.lower() in _EMPTY:
        return None
    decimal = rule.decimal
    if decimal == "auto":
        decimal = "," if written.rfind(",") > written.rfind(".") else "."
    group = "," if decimal == "." else "."
    plain = written.replace(group, "").replace(decimal, ".").replace("\u00a0", "").replace(" ", "").rstrip("%％")
    try:
        return _finite(float(plain)) * rule.scale
    except ValueError as error:
        raise Unreadable(written) from error


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise Unreadable(str(value))
    return float(value)


def whole(value: Any, rule: ColumnRule) -> int | None:
    """A whole number; a fraction is unreadable."""
    found = number(value, rule)
    if found is not None and not found.is_integer():
        raise Unreadable(str(value))
    return None if found is None else int(found)


def day(value: Any) -> date | None:
    """A date in any usual writing with year, month and day; None where only a year or month is given."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = text(value) or ""
    found = _DAY.search(written) or _COMPACT_DAY.match(written)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def year(value: Any, rule: ColumnRule) -> int | None:
    """The first year in a cell: 2017, 2017-06-30, 2018.01-2020.12, 2017年; with ``rule.pattern`` its first group.

    Two digits from a pattern are of 1970 to 2069. 0000 is no year.
    """
    if isinstance(value, datetime | date):
        return value.year
    written = text(value) or ""
    if rule.pattern:
        found = re.search(rule.pattern, written)
        digits = found[1] if found else ""
        if len(digits) == 2:
            return int(digits) + (1900 if int(digits) >= 70 else 2000)
        return int(digits) if digits.isdigit() else None
    found = _YEAR.search(written) or _COMPACT_DAY.match(written)
    return (int(found[1]) or None) if found else None


def flag(value: Any) -> bool | None:
    """True or False as people write it; None where nothing is written."""
    written = (text(value) or "").lower()
    if written in _TRUE or written in _FALSE:
        return written in _TRUE
    if not written:
        return None
    raise Unreadable(written)


def items(value: Any, split: str) -> list[str]:
    """The items of a list, as they stand (empty ones too): of a list column its members, of a text its pieces.

    Pieces that a broken HTML entity cut apart (``M&uuml;ller`` at ``;``) are put together again.
    """
    if value is None or value == "":
        return []
    if isinstance(value, str):
        pieces = re.split(split, value) if len(split) > 1 else value.split(split) if split else [value]
    elif isinstance(value, Sequence):
        pieces = ["" if item is None else str(item) for item in value]
    else:
        pieces = [text(value) or ""]
    return [piece.strip() for piece in joined_entities(pieces)]


def joined_entities(pieces: list[str]) -> list[str]:
    """Pieces with those joined whose cut went through an HTML entity."""
    if not any("&" in piece for piece in pieces[:-1]):
        return pieces
    found: list[str] = []
    for piece in pieces:
        if found and _ends_in_entity(found[-1]):
            found[-1] = f"{found[-1]};{piece}"
        else:
            found.append(piece)
    return found


def _ends_in_entity(piece: str) -> bool:
    """Whether only the ``;`` is lacking: so in ``B&ouml``; ``Cloud&AI`` is no entity."""
    end = _ENTITY_END.search(piece)
    return end is not None and (end[1].startswith("#") or f"{end[1]};" in html5)
