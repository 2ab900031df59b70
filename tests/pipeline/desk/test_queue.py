"""The queue: what waits, in which order, grouped; what a group shows."""

from __future__ import annotations

import pytest

from jialing.errors import InputError
from jialing.pipeline.cores import core
from jialing.pipeline.desk import Desk, Filter, item, queue, search, works
from jialing.pipeline.desk.proposing import alike
from jialing.pipeline.desk.queue import marked
from tests.pipeline.desk.conftest import ALONE_STRING, FIRST, LAB, SPELT
from tests.pipeline.tiny import SCU


def test_most_valuable_group_comes_first(looking: Desk) -> None:
    lines = queue(looking, Filter()).lines
    assert [(line.affiliation, line.n_strings, line.n_works) for line in lines] == [(ALONE_STRING, 1, 2), (FIRST, 3, 4)]


def test_value_counts_only_works_that_nothing_else_places(looking: Desk) -> None:
    (line,) = queue(looking, Filter(text="battery")).lines
    assert (line.n_works, line.n_would_place) == (2, 1)


@pytest.mark.parametrize(
    ("wanted", "n"),
    [
        (Filter(circle_id="chengdu-chongqing"), 2),
        (Filter(circle_id="beijing-tianjin-hebei"), 0),
        (Filter(population="openalex:publications"), 2),
        (Filter(population="nobody:works"), 0),
        (Filter(state="ambiguous"), 0),
        (Filter(text="JINSHA"), 1),
        (Filter(page=2), 0),
    ],
)
def test_filters_leave_what_they_say(looking: Desk, wanted: Filter, n: int) -> None:
    assert len(queue(looking, wanted).lines) == n


@pytest.mark.parametrize("wanted", [Filter(state="x"), Filter(below=0.95), Filter(page=0), Filter(size=0)])
def test_filter_that_cannot_be_is_refused(looking: Desk, wanted: Filter) -> None:
    with pytest.raises(InputError, match=r"desk\.bad_filter"):
        queue(looking, wanted)


def test_item_shows_all_spellings(looking: Desk) -> None:
    group = item(looking, queue(looking, Filter(text=LAB)).lines[0].group_no)
    assert {s.affiliation for s in group.strings} == set(SPELT)


def test_unknown_group_is_refused(looking: Desk) -> None:
    with pytest.raises(InputError, match=r"desk\.unknown_group"):
        item(looking, 99)


def test_works_behind_come_in_pages(looking: Desk) -> None:
    group = item(looking, queue(looking, Filter(text=LAB)).lines[0].group_no)
    page = works(looking, group, page=2, size=3)
    assert (page.n_works, page.n_pages, len(page.works)) == (4, 2, 1)


def test_search_finds_by_any_language(looking: Desk) -> None:
    assert [c.name_en for c in search(looking, "四川")] == ["Sichuan University"]


def test_search_puts_whole_words_before_parts_of_words(looking: Desk) -> None:
    assert [c.name_en for c in search(looking, "university")][:1] == ["Sichuan University"]


def test_name_that_is_alike_is_proposed(looking: Desk) -> None:
    assert alike(looking, "sichuan university rivers") == [SCU]


def test_words_that_no_name_has_are_like_none(looking: Desk) -> None:
    assert alike(looking, "skolkovo") == []


def test_search_for_nothing_finds_nothing(looking: Desk) -> None:
    assert search(looking, " ") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department of Physics, Xi University, Wuhan 430072, China", "xi university, Wuhan, P.R. China"),
        ("1. Xi University", "Xi University†"),
        ("西大学", "西大学，邮编610041"),
        ("西大学 物理系", "西大学"),
        ("Université de Xi, France", "Universite de Xi, France"),
        ("Xi Motors, Inc.", "Xi Motors"),
        ("Xi Motors Co., Ltd., Wuhan", "Xi Motors, Wuhan"),
    ],
)
def test_core_is_common_to_spellings(one: str, other: str) -> None:
    assert core(one) == core(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xi University", "Xi Normal University"),
        ("Department of Physics", "Department of Law"),
        ("西大学", "西北大学"),
        ("Xi Laboratory, Inc.", "Yi Laboratory, Inc."),
    ],
)
def test_core_keeps_organisations_apart(one: str, other: str) -> None:
    assert core(one) != core(other)


@pytest.mark.parametrize("text", ["", "!!!", "610041", "\x00", "a" * 100_000])
def test_core_of_anything_is_text(text: str) -> None:
    assert len(core(text)) <= 400


@pytest.mark.parametrize(
    ("text", "spans", "read", "pieces"),
    [
        ("Dept, Xi Uni", "[[6, 12]]", "", (("Dept, ", False), ("Xi Uni", True))),
        ("Dept, Xi Uni", "[[9, 99]]", "", (("Dept, Xi Uni", False),)),
        ("Institute of Rivers", None, "Institute Rivers", (("Institute of Rivers", True),)),
        ("在江大学", None, "江大学", (("在", False), ("江大学", True))),
        ("a(b", None, "(", (("a", False), ("(", True), ("b", False))),
    ],
)
def test_words_read_are_marked(text: str, spans: str | None, read: str, pieces: tuple[tuple[str, bool], ...]) -> None:
    assert marked(text, spans, read) == pieces
