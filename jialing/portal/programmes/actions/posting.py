"""Adding entries to the ledger: balanced by construction, never below nought, once per key."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from jialing.errors import InputError, WrongState
from jialing.portal.programmes.enums import EntryKind, Stage
from jialing.portal.programmes.models import Account, Appropriation, Entry, MonthTotal, Posting, Programme, YearTotal
from jialing.portal.programmes.rules.currencies import MOST, in_currency
from jialing.portal.programmes.rules.moves import MOVES, account_name, needs
from jialing.portal.registry.models import Organisation


@dataclass(frozen=True)
class Transfer:
    """``units`` (smallest units, above nought) of a line, for what the kind of entry needs: call, project, party."""

    line: Appropriation
    units: int
    call: str = ""
    project: str = ""
    party: Organisation | None = None


@dataclass(frozen=True)
class Event:
    """What happened outside: when, by which document, who asked and approved. ``key`` names it: it enters once."""

    key: str
    on: date
    document_number: str
    by: str
    approved_by: str = ""
    second_approved_by: str = ""
    why: str = ""
    carries_out: str = ""


@transaction.atomic
def post(kind: str, transfers: Sequence[Transfer], event: Event, *, programme: Programme) -> Entry:
    """Enter what moves money from the stage to the stage that the kind says (rules.moves).

    An event whose key was entered before comes back as it stands: asked twice, done once.

    Raises
    ------
    InputError
        ``ledger.nothing``, ``ledger.not_positive``, ``ledger.too_large``, ``ledger.names_missing`` (names),
        ``ledger.other_programme``.
    WrongState
        ``ledger.not_enough`` (missing, stage, year, budget_item) where an account would fall below nought,
        ``ledger.out_of_reach`` (party, places), ``ledger.key_of_other`` where the key names another event.
    """
    require_transfers(kind, transfers, programme)
    known = Entry.objects.filter(key=event.key).first()
    if known is not None:
        return _same(known, kind, programme)
    source, target = MOVES[kind]
    deltas: Counter[int] = Counter()
    for one in transfers:
        deltas[_account(one, source).pk] -= one.units
        deltas[_account(one, target).pk] += one.units
    return _entered(kind, deltas, event, programme=programme)


@transaction.atomic
def reverse(entry: Entry, event: Event) -> Entry:
    """Take an entry back by one with the opposite postings; possible once, and while the money still lies there.

    Raises WrongState ``ledger.reversed_already``, ``ledger.no_reversal_of_reversal``, ``ledger.not_enough``.
    """
    known = Entry.objects.filter(key=event.key).first()
    if known is not None:
        return _same(known, EntryKind.REVERSAL, entry.programme)
    if entry.kind == EntryKind.REVERSAL:
        raise WrongState("ledger.no_reversal_of_reversal")
    if Entry.objects.filter(reverses=entry).exists():
        raise WrongState("ledger.reversed_already")
    deltas: Counter[int] = Counter()
    for posting in entry.postings.all():
        deltas[posting.account_id] -= posting.amount
    return _entered(EntryKind.REVERSAL, deltas, event, programme=entry.programme, reverses=entry)


def require_transfers(kind: str, transfers: Sequence[Transfer], programme: Programme) -> None:
    """What no ledger could enter, whatever lies in it; raises as :func:`post` says."""
    if not transfers:
        raise InputError("ledger.nothing")
    wanted = needs(kind)
    for one in transfers:
        if one.units <= 0:
            raise InputError("ledger.not_positive")
        if one.units > MOST:
            raise InputError("ledger.too_large", given=str(one.units))
        if one.line.programme_id != programme.pk:
            raise InputError("ledger.other_programme")
        missing = [name for name in sorted(wanted) if not getattr(one, name)]
        if missing:
            raise InputError("ledger.names_missing", names=", ".join(missing))
        if kind in (EntryKind.AWARD, EntryKind.INSTRUCTION):
            _require_reach(one)


def _require_reach(one: Transfer) -> None:
    places = [str(place) for place in one.line.reach]
    at = one.party.place_id if one.party is not None else ""
    if places and not any(at == place or at.startswith(_within(place)) for place in places):
        raise WrongState("ledger.out_of_reach", party=str(one.party), places=", ".join(places))


def _within(place_id: str) -> str:
    """What codes begin with that lie in a division: CN-510000 a province, CN-510100 a city (GB/T 2260)."""
    return place_id[:-4] if place_id.endswith("0000") else place_id[:-2] if place_id.endswith("00") else place_id


def _same(known: Entry, kind: str, programme: Programme) -> Entry:
    if known.kind != kind or known.programme_id != programme.pk:
        raise WrongState("ledger.key_of_other", key=known.key)
    return known


def _account(one: Transfer, stage: str) -> Account:
    call, project, party_id = account_name(stage, one.call, one.project, one.party.pk if one.party else None)
    found, _ = Account.objects.get_or_create(line=one.line, stage=stage, call=call, project=project, party_id=party_id)
    return found


def _entered(
    kind: str, deltas: Mapping[int, int], event: Event, *, programme: Programme, reverses: Entry | None = None
) -> Entry:
    moved = {pk: amount for pk, amount in sorted(deltas.items()) if amount}
    if sum(moved.values()) != 0:
        raise AssertionError("postings of an entry are not balanced")
    entry = Entry(
        programme=programme, kind=kind, reverses=reverses, key=event.key, on=event.on, by=event.by, why=event.why,
        document_number=event.document_number, approved_by=event.approved_by,
        second_approved_by=event.second_approved_by, carries_out=event.carries_out,
    )  # fmt: skip
    entry.save()
    Posting.objects.bulk_create([Posting(entry=entry, account_id=pk, amount=amount) for pk, amount in moved.items()])
    _balance(moved, programme)
    _total(moved, event.on, kind)
    return entry


def _balance(moved: Mapping[int, int], programme: Programme) -> None:
    """Change balances in the order of their keys (so that two entries never wait for each other), each only where
    enough lies there: of two that want the last money one goes through.
    """
    for pk, amount in moved.items():
        enough = Q(stage=Stage.SOURCE) | Q(balance__gte=-amount)
        if not Account.objects.filter(enough, pk=pk).update(balance=F("balance") + amount):
            short = Account.objects.select_related("line").get(pk=pk)
            missing = in_currency(-amount - short.balance, programme.currency)
            where = {"stage": short.stage, "year": short.line.year, "budget_item": short.line.budget_item}
            raise WrongState("ledger.not_enough", missing=f"{missing:f}", **where)


def _total(moved: Mapping[int, int], on: date, kind: str) -> None:
    month: dict[str, Any] = {"month": on.year * 12 + on.month - 1}
    for pk, amount in moved.items():
        for kept, period in ((MonthTotal, month), (YearTotal, {"year": on.year})):
            row, _ = kept._default_manager.get_or_create(account_id=pk, kind=kind, **period)
            kept._default_manager.filter(pk=row.pk).update(n=F("n") + 1, amount=F("amount") + amount)


def by_funder(transfers: Iterable[Transfer]) -> dict[int, list[Transfer]]:
    """Transfers by the funder (primary key) whose line they take."""
    found: dict[int, list[Transfer]] = defaultdict(list)
    for one in transfers:
        found[one.line.funder_id].append(one)
    return dict(found)
