"""Numbers as a reader of either language writes them. None is unknown and stays visibly unknown."""

from __future__ import annotations

import math

UNKNOWN = "–"


def is_known(value: float | None) -> bool:
    """Whether a value is there: neither None nor NaN."""
    return value is not None and not math.isnan(value)


def count(value: float | None) -> str:
    """1,234; a fractional count keeps one decimal where it is not whole; unknown is a dash."""
    if value is None or math.isnan(value):
        return UNKNOWN
    if abs(value - round(value)) < 1e-9 or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:,.1f}"


def share(value: float | None, lang: str) -> str:
    """0.123 as ``12 %`` (English) or ``12%`` (Chinese).

    One decimal under 10 % and near the whole, ``<0.1 %`` for a trace, ``>99.9 %`` where only a trace is missing.
    """
    if value is None or math.isnan(value):
        return UNKNOWN
    percent = value * 100
    return _percent(percent) + _percent_sign(lang)


def _percent(percent: float) -> str:
    if 0 < percent < 0.1:
        return "<0.1"
    if 99.9 < percent < 100:
        return ">99.9"
    is_plain = percent == 0 or 9.95 <= percent < 99 or percent >= 100
    return f"{percent:.0f}" if is_plain else f"{percent:.1f}"


def growth(value: float | None, lang: str) -> str:
    """0.045 as ``+4.5 %``; a true minus sign for a fall."""
    if value is None or math.isnan(value):
        return UNKNOWN
    sign = "+" if value >= 0 else "\N{MINUS SIGN}"
    return f"{sign}{abs(value) * 100:.1f}{_percent_sign(lang)}"


def index(value: float | None) -> str:
    """A dimensionless number with two decimals, three where it is small."""
    if value is None or math.isnan(value):
        return UNKNOWN
    return f"{value:.3f}" if 0 < abs(value) < 0.1 else f"{value:,.2f}"


def amount(value: float | None) -> str:
    """A value of any unit: no decimals from 1,000, up to two below, none that say nothing."""
    if value is None or math.isnan(value):
        return UNKNOWN
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.2f}".rstrip("0").rstrip(".")


def _percent_sign(lang: str) -> str:
    return "%" if lang == "zh" else "\N{NO-BREAK SPACE}%"
