"""Draws that anybody can repeat."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from jialing.errors import InputError
from jialing.match import Minutes, commitment, digest, draw, is_true

PEOPLE = [f"e{nth}" for nth in range(12)]


def _draw(**other: Any) -> Minutes:
    asked = {"n": 3, "n_reserves": 2, "purpose": "panel 1", "secret": "s3cret", "witness": "17"} | other
    eligible = asked.pop("eligible", PEOPLE)
    return draw(eligible, **({"committed": commitment(str(asked["secret"]))} | asked))


def test_draw_takes_people_and_reserves_once_each() -> None:
    minutes = _draw()
    assert (len(minutes.drawn), len(minutes.reserves), len({*minutes.drawn, *minutes.reserves})) == (3, 2, 5)


def test_draw_is_repeated_from_its_minutes() -> None:
    assert is_true(_draw())


@pytest.mark.parametrize(
    "change",
    [
        {"witness": "18"},
        {"purpose": "panel 2"},
        {"secret": "other"},
        {"drawn": ("e1", "e2", "e3")},
        {"eligible": ("e1",)},
    ],
)
def test_minutes_that_were_changed_are_not_true(change: dict[str, Any]) -> None:
    assert not is_true(replace(_draw(), **change))


def test_order_and_doubles_of_the_list_mean_nothing() -> None:
    assert _draw(eligible=[*reversed(PEOPLE), "e1"]) == _draw()
    assert digest(PEOPLE) == digest([*PEOPLE[::-1], "e1"])


def test_everybody_is_drawn_equally_often() -> None:
    drawn = Counter(person for nth in range(3000) for person in _draw(witness=str(nth)).drawn)
    assert (len(drawn), max(abs(count - 750) for count in drawn.values()) < 100) == (12, True)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"committed": commitment("other")}, "draw.other_secret"),
        ({"witness": " "}, "draw.no_witness"),
        ({"n": 11}, "draw.too_few"),
        ({"n": 0}, "draw.too_few"),
    ],
)
def test_draw_refuses_what_would_not_hold(other: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as caught:
        _draw(**other)
    assert caught.value.code == code
