"""The journal: entries of a programme, narrowed to what a number of a statement is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from jialing.portal.programmes.models import Entry, Posting, Programme, Project

ACCOUNT_FILTERS: Mapping[str, str] = {
    "funder": "account__line__funder__public_id",
    "year": "account__line__year",
    "origin": "account__line__origin",
    "line": "account__line__public_id",
    "stage": "account__stage",
    "call": "account__call",
    "project": "account__project",
    "party": "account__party__public_id",
}
"""Filters on accounts: the column each asks of."""


@dataclass(frozen=True)
class Asked:
    """What the journal is narrowed to: filters of :data:`ACCOUNT_FILTERS` and ``kind``, first and last day (None:
    open).
    """

    chosen: Mapping[str, str]
    first: date | None = None
    last: date | None = None


def entries_of(programme: Programme, asked: Asked) -> QuerySet[Entry]:
    """The entries that fit, newest first."""
    rows = Entry.objects.filter(programme=programme)
    if asked.first is not None:
        rows = rows.filter(on__gte=asked.first)
    if asked.last is not None:
        rows = rows.filter(on__lte=asked.last)
    if asked.chosen.get("kind"):
        rows = rows.filter(kind=asked.chosen["kind"])
    if narrows_accounts(asked):
        postings = Posting.objects.filter(_on_accounts(asked), account__line__programme=programme)
        rows = rows.filter(pk__in=postings.values("entry_id"))
    return rows.order_by("-on", "-pk")


def narrows_accounts(asked: Asked) -> bool:
    """Whether only some accounts are meant."""
    return any(asked.chosen.get(name) for name in ACCOUNT_FILTERS)


def changes(entries: QuerySet[Entry] | list[int], asked: Asked) -> dict[int, int]:
    """What each entry (by primary key) gave to the accounts meant, smallest units; with no account meant how much it
    moved.
    """
    postings = Posting.objects.filter(entry__in=entries)
    meant = postings.filter(_on_accounts(asked)) if asked.chosen.get("stage") else postings.filter(amount__gt=0)
    if not asked.chosen.get("stage"):
        meant = meant.filter(_on_accounts(asked))
    return dict(meant.values_list("entry_id").annotate(total=Sum("amount")).order_by())


def total_change(programme: Programme, asked: Asked) -> int:
    """What all entries that fit gave to the accounts at the stage meant: the number of a statement."""
    entries = entries_of(programme, asked).order_by().values("pk")
    found = Posting.objects.filter(_on_accounts(asked), entry__in=entries)
    return int(found.aggregate(total=Coalesce(Sum("amount"), 0))["total"])


def _on_accounts(asked: Asked) -> Q:
    wanted: dict[str, Any] = {
        column: asked.chosen[name] for name, column in ACCOUNT_FILTERS.items() if asked.chosen.get(name)
    }
    call = wanted.pop("account__call", "")
    if "account__line__year" in wanted and not str(wanted["account__line__year"]).isdigit():
        return Q(pk__in=())
    return Q(**wanted) & _of_call(call) if call else Q(**wanted)


def _of_call(call: str) -> Q:
    """What was kept for a call, and what lies for the projects that came of it."""
    projects = Project.objects.filter(call__public_id=call).values("number")
    return Q(account__call=call) | Q(account__project__in=projects)
