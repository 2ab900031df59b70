"""The demo's programme adds up to 115 projects and 100 million yuan in every statement, to the cent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from jialing.portal.programmes.demo import load_demo
from jialing.portal.programmes.enums import EntryKind, Stage
from jialing.portal.programmes.models import Call, Entry, Order, Programme, Project
from jialing.portal.programmes.queries.checking import faults
from jialing.portal.programmes.queries.pots import pot_rows, unpaid_instructions
from jialing.portal.programmes.queries.statements import Line, statement, totals
from tests.portal.registry.factory import organisation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
ALL = Decimal("100000000.00")


@pytest.fixture
def programme() -> Programme:
    """The demo's programme over a few invented organisations."""
    for n in range(6):
        place = "CN-510100" if n % 2 else "CN-500112"
        organisation(f"Firm {n}", place_id=place, kind="company", is_invented=True)
    assert load_demo(TODAY)
    return Programme.objects.get()


def awarded(lines: Iterable[Line]) -> Decimal:
    """What was awarded, all lines together."""
    return sum((line.moved.get((EntryKind.AWARD, Stage.AWARDED), Decimal(0)) for line in lines), Decimal(0))


def test_ledger_of_the_demo_is_whole(programme: Programme) -> None:
    assert faults(programme) == []


def test_programme_holds_115_projects_in_three_calls(programme: Programme) -> None:
    found = {call.year: call.projects.count() for call in Call.objects.all()}
    assert found == {2020: 15, 2021: 45, 2022: 55}
    assert Project.objects.count() == 115


def test_first_call_has_seven_directions_and_twenty_million(programme: Programme) -> None:
    call = Call.objects.get(year=2020)
    assert (call.topics.count(), call.budget) == (7, 2_000_000_000)


@pytest.mark.parametrize("by", ["funder", "year", "origin", "call", "project", "party"])
def test_awards_of_every_statement_are_a_hundred_million(programme: Programme, by: str) -> None:
    assert awarded(statement(programme, by)) == ALL


@pytest.mark.parametrize("by", ["funder", "year", "origin"])
def test_what_was_pledged_lies_somewhere(programme: Programme, by: str) -> None:
    lines = statement(programme, by)
    assert sum(-line.closing[Stage.SOURCE] for line in lines) == ALL
    assert sum(v for line in lines for stage, v in line.closing.items() if stage != Stage.SOURCE) == ALL


def test_pot_and_totals_say_the_same(programme: Programme) -> None:
    assert sum(row.pledged for row in pot_rows(programme)) == 100 * int(ALL)
    assert -totals(programme)[Stage.SOURCE] == ALL


def test_statement_by_project_has_a_line_for_each(programme: Programme) -> None:
    lines = statement(programme, "project")
    assert len(lines) == 115
    left = sum(v for line in lines for v in line.closing.values())
    assert left == ALL - Decimal("35210.40")


def test_years_of_statements_follow_one_another(programme: Programme) -> None:
    earlier = statement(programme, "funder", last=2021 * 12 + 11)
    later = statement(programme, "funder", first=2022 * 12)
    assert [line.closing for line in earlier] == [line.opening for line in later]


def test_demo_has_something_in_every_corner(programme: Programme) -> None:
    kinds = set(Entry.objects.values_list("kind", flat=True))
    wanted = {"pledge", "reservation", "award", "instruction", "payment", "refund", "clawback", "reversal"}
    assert wanted - kinds == set()
    assert {"posted", "proposed", "approved", "refused", "withdrawn"} <= set(
        Order.objects.values_list("state", flat=True)
    )
    assert unpaid_instructions(programme).count() == 9


def test_everything_is_marked_invented(programme: Programme) -> None:
    assert programme.is_invented
    assert not Project.objects.filter(is_invented=False).exists()
    assert not Call.objects.filter(is_invented=False).exists()


def test_demo_is_loaded_once(programme: Programme) -> None:
    assert not load_demo(TODAY)
    assert Programme.objects.count() == 1


def test_nothing_is_loaded_without_organisations() -> None:
    assert not load_demo(TODAY)


def test_no_first_project_takes_more_than_two_million(programme: Programme) -> None:
    sums = [
        line.moved[EntryKind.AWARD, Stage.AWARDED] for line in statement(programme, "project") if "2020-" in line.about
    ]
    assert max(sums) <= Decimal(2_000_000)
