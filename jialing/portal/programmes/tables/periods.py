"""The months that a statement tells of, as an address says them: ``first=2026-01&last=2026-12``."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jialing.errors import InputError
from jialing.portal.programmes.queries.statements import month_of
from jialing.portal.registry.forms.values import FIRST_YEAR, LAST_YEAR


@dataclass(frozen=True)
class Period:
    """Months ``first`` to ``last`` as ``YYYY-MM``; '' = from the beginning, to the end."""

    first: str = ""
    last: str = ""

    @property
    def first_month(self) -> int | None:
        """The number of the first month (year x 12 + month - 1), None where open."""
        return _month(self.first)

    @property
    def last_month(self) -> int | None:
        return _month(self.last)

    @property
    def first_day(self) -> date | None:
        """The first day of the first month, None where open."""
        month = self.first_month
        return None if month is None else date(month // 12, month % 12 + 1, 1)

    @property
    def last_day(self) -> date | None:
        month = self.last_month
        return None if month is None else date(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1])

    @property
    def before(self) -> Period:
        """All that was before the first month."""
        month = self.first_month
        return Period() if month is None else Period("", f"{(month - 1) // 12}-{(month - 1) % 12 + 1:02}")


def period_of(query: Mapping[str, str]) -> Period:
    """The period that an address asks for.

    Raises InputError ``ledger.no_month`` (given), ``ledger.period_backwards``.
    """
    found = Period(query.get("first", "").strip(), query.get("last", "").strip())
    first, last = found.first_month, found.last_month
    if first is not None and last is not None and first > last:
        raise InputError("ledger.period_backwards")
    return found


def _month(text: str) -> int | None:
    if not text:
        return None
    year, _, month = text.partition("-")
    is_plain = text.isascii() and year.isdigit() and month.isdigit() and len(text) <= 7
    if not is_plain or not FIRST_YEAR <= int(year) <= LAST_YEAR or not 1 <= int(month) <= 12:
        raise InputError("ledger.no_month", given=text[:20])
    return month_of(int(year), int(month))
