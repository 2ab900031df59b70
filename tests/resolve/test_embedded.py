"""A name inside a longer name that no table has is not that of the body that bears it."""

from __future__ import annotations

import pytest

from jialing.resolve import NameIndex
from jialing.resolve.combine import judged
from jialing.resolve.reading import read
from jialing.resolve.scene import Scene
from jialing.resolve.text import words_of


def _seen(index: NameIndex, text: str, kind: str = "embedded.") -> set[str]:
    best = judged(Scene(read(words_of(text), index), index, None))[0]
    return {name for name in (*best.shared, *best.features) if name.startswith(kind)}


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Oriental University of Science and Technology of China", "embedded.after_modifier"),
        ("Blue Sichuan University", "embedded.after_name"),
        ("Sichuan University of Medicine", "embedded.of_more"),
        ("Southwest University of Science and Technology and Education", "embedded.and_more"),
        ("Sichuan University Mianyang", "embedded.other_campus"),
        ("UESTC Optics Co., Ltd.", "embedded.in_company"),
    ],
)
def test_a_name_that_goes_on_is_seen(index: NameIndex, text: str, feature: str) -> None:
    assert _seen(index, text) == {feature}


@pytest.mark.parametrize(
    "text",
    [
        "Sichuan University, Chengdu",
        "Department of Physics Sichuan University",
        "Sichuan University and Chongqing University",
        "Sichuan University Shenzhen Research Institute",
        "Sichuan University Chengdu",
        "School of Medicine, Sichuan University, Mianyang",
    ],
)
def test_a_name_that_ends_is_not(index: NameIndex, text: str) -> None:
    assert _seen(index, text) == set()


def test_a_longer_unknown_name_is_left_empty(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("Oriental University of Science and Technology of China").org_ids == ()
