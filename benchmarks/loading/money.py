"""Fill a ledger with invented money, many entries at once; every row is as the portal's action would have made it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from jialing.portal.programmes.actions.posting import Event, Transfer, post
from jialing.portal.programmes.models import (
    Account,
    Appropriation,
    Entry,
    Funder,
    MonthTotal,
    Posting,
    Programme,
    YearTotal,
)
from jialing.portal.programmes.rules.moves import MOVES, account_name
from jialing.portal.registry.models import Organisation

KINDS = ("pledge", "reservation", "award", "instruction")
PROJECTS, CALLS, YEARS = 600, 10, range(2017, 2027)
BATCH = 20_000


def filled(n: int, seed: int = 7) -> Programme:
    """A programme with ``n`` sums carried from pledge to payment instruction: 4 n entries, 8 n postings.

    A project belongs to a call of one year and draws on both funders' lines of that year and the two after.
    """
    rng = random.Random(seed)
    programme = Programme.objects.create(name_en="Bench", is_invented=True)
    lines, parties = _lines(programme), _parties()
    account = _Accounts(lines, parties)
    totals: Counter[tuple[int, int, str]] = Counter()
    counts: Counter[tuple[int, int, str]] = Counter()
    for numbers in _in_batches(range(n)):
        with transaction.atomic():
            _batch(programme, numbers, rng, account, totals, counts)
    _keep_totals(totals, counts)
    balances: Counter[int] = Counter()
    for (a, _, _), amount in totals.items():
        balances[a] += amount
    rows = list(Account.objects.filter(line__programme=programme))
    for row in rows:
        row.balance = balances[row.pk]
    Account.objects.bulk_update(rows, ["balance"], batch_size=500)
    return programme


def _keep_totals(totals: Counter[tuple[int, int, str]], counts: Counter[tuple[int, int, str]]) -> None:
    months = (MonthTotal(account_id=a, month=m, kind=k, n=counts[a, m, k], amount=v) for (a, m, k), v in totals.items())
    MonthTotal.objects.bulk_create(months, batch_size=BATCH)
    of_year: Counter[tuple[int, int, str]] = Counter()
    n_of_year: Counter[tuple[int, int, str]] = Counter()
    for (a, m, k), amount in totals.items():
        of_year[a, m // 12, k] += amount
        n_of_year[a, m // 12, k] += counts[a, m, k]
    years = (
        YearTotal(account_id=a, year=y, kind=k, n=n_of_year[a, y, k], amount=v) for (a, y, k), v in of_year.items()
    )
    YearTotal.objects.bulk_create(years, batch_size=BATCH)


def entered(programme: Programme, n: int) -> int:
    """Enter ``n`` pledges one by one through the portal's action."""
    line = Appropriation.objects.filter(programme=programme)[0]
    for number in range(n):
        event = Event(f"one {number}", date(2026, 11, 1), "No. 1", "bench")
        post("pledge", [Transfer(line, 100)], event, programme=programme)
    return n


class _Accounts:
    """Accounts by name, made at once when first asked for."""

    def __init__(self, lines: list[Appropriation], parties: list[Organisation]) -> None:
        self.lines, self.parties = lines, parties
        self._known: dict[tuple[int, str, str, str, int | None], int] = {}

    def of_call(self, call: int) -> list[Appropriation]:
        """Lines of the call's year and the two after."""
        first = YEARS[min(call, len(YEARS) - 3)]
        return [one for one in self.lines if first <= one.year < first + 3]

    def key(self, line: int, stage: str, call: str, project: str, party: int) -> int:
        name = (line, stage, *account_name(stage, call, project, party))
        if name not in self._known:
            made = Account.objects.create(line_id=line, stage=stage, call=name[2], project=name[3], party_id=name[4])
            self._known[name] = made.pk
        return self._known[name]


def _batch(
    programme: Programme, numbers: tuple[int, ...], rng: random.Random, account: _Accounts,
    totals: Counter[tuple[int, int, str]], counts: Counter[tuple[int, int, str]],
) -> None:  # fmt: skip
    entries, moves = [], []
    for number in numbers:
        project = rng.randrange(PROJECTS)
        line = rng.choice(account.of_call(project % CALLS))
        units, on = rng.randrange(1, 10**7), date(line.year, 1, 1) + timedelta(days=rng.randrange(365))
        for kind in KINDS:
            entries.append(
                Entry(programme=programme, kind=kind, on=on, key=f"{number} {kind}", document_number="No. 1")
            )
            stages = MOVES[kind]
            party = account.parties[project % len(account.parties)].pk
            sides = [account.key(line.pk, stage, f"C{project % CALLS}", f"P{project}", party) for stage in stages]
            moves.append((kind, sides, units, on.year * 12 + on.month - 1))
    made = Entry.objects.bulk_create(entries)
    Posting.objects.bulk_create(
        Posting(entry=entry, account_id=side, amount=sign * units)
        for entry, (_, sides, units, _) in zip(made, moves, strict=True)
        for side, sign in zip(sides, (-1, 1), strict=True)
    )
    for kind, sides, units, month in moves:
        for side, sign in zip(sides, (-1, 1), strict=True):
            totals[side, month, kind] += sign * units
            counts[side, month, kind] += 1


def _lines(programme: Programme) -> list[Appropriation]:
    funders = [Funder.objects.create(name_en=name, place_id=p) for name, p in (("A", "CN-500000"), ("B", "CN-510000"))]
    return [
        Appropriation.objects.create(programme=programme, funder=funder, year=year, budget_item="2060404")
        for funder in funders
        for year in YEARS
    ]


def _parties() -> list[Organisation]:
    found = [Organisation(name_en=f"Party {n}", place_id="CN-500000", is_invented=True) for n in range(PROJECTS // 2)]
    for one in found:
        one._change_reason = "bench"
        one.save()
    return found


def _in_batches(numbers: Iterable[int]) -> Iterable[tuple[int, ...]]:
    found: list[int] = []
    for number in numbers:
        found.append(number)
        if len(found) == BATCH // 4:
            yield tuple(found)
            found = []
    if found:
        yield tuple(found)
