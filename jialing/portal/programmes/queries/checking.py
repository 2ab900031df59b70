"""Whether the ledger is what it says: every sum computed anew from the postings."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from jialing.portal.programmes.enums import Stage
from jialing.portal.programmes.models import Account, Entry, MonthTotal, Posting, Programme, YearTotal


@dataclass(frozen=True)
class Fault:
    """What does not agree (phrase ``ledger.fault.<code>``), and where: the primary key of the row."""

    code: str
    key: int


def faults(programme: Programme) -> list[Fault]:
    """Entries that are not balanced, balances and totals that differ from their postings, debts; [] if whole."""
    entries = Entry.objects.filter(programme=programme)
    accounts = Account.objects.filter(line__programme=programme)
    posted = accounts.annotate(posted=Coalesce(Sum("postings__amount"), 0))
    by_month = accounts.annotate(summed=Coalesce(Sum("months__amount"), 0))
    by_year = accounts.annotate(summed=Coalesce(Sum("years__amount"), 0))
    found = {
        "entry_not_balanced": entries.annotate(total=Sum("postings__amount")).filter(~Q(total=0) | Q(total=None)),
        "balance_differs": posted.exclude(posted=F("balance")),
        "total_differs": by_month.exclude(summed=F("balance")),
        "year_total_differs": by_year.exclude(summed=F("balance")),
        "below_nought": accounts.exclude(stage=Stage.SOURCE).filter(balance__lt=0),
    }
    return [Fault(code, key) for code, rows in found.items() for key in rows.values_list("pk", flat=True)]


def n_rows(programme: Programme) -> dict[str, int]:
    """How large the ledger is."""
    return {
        "entries": Entry.objects.filter(programme=programme).count(),
        "postings": Posting.objects.filter(entry__programme=programme).count(),
        "accounts": Account.objects.filter(line__programme=programme).count(),
        "year_totals": YearTotal.objects.filter(account__line__programme=programme).count(),
        "month_totals": MonthTotal.objects.filter(account__line__programme=programme).count(),
    }
