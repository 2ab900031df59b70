"""Bad input has a defined answer: nothing, or as much as is there; never an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.resolve import NameIndex, Resolution, resolve
from tests.resolve.registry import BODIES, Body, index_of

Ask = Callable[[str], Resolution]
INDEX = index_of()

NOTHING = [
    "",
    " \t\n",
    "... --- !!!",
    "，。；",
    "\x00\x01\x02",
    "\ud800\udfff",
    "someone@example.edu",
    "https://www.example.edu/people",
    "www.example.edu",
    "Jane Q. Doe",
    "张伟",
    "42",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_nothing_is_no_organisation(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert (answer.org_ids, answer.place_id, answer.abstention) == ((), None, "no_organisation")


@pytest.mark.parametrize("text", ["24 Yihuan Road, Chengdu 610065, China", "四川省成都市一环路南一段24号"])
def test_an_address_alone_is_its_place(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert (answer.org_ids, answer.place_id, answer.abstention) == ((), "CN-510100", "no_organisation")


LONG = [
    "x",
    ",",
    "(",
    "的",
    "AbcDef",
    "A. ",
    "&amp;",
    "Department of Physics, ",
    "daxue xueyuan ",
    "University of ; ",
]


@pytest.mark.parametrize("piece", LONG)
def test_a_hundred_thousand_characters_are_answered(ask: Ask, piece: str) -> None:
    assert ask(piece * (100_000 // len(piece))).place_id is None


@pytest.mark.parametrize("name", ["四川大学", "Sichuan University, Chengdu; "])
def test_one_name_in_a_hundred_thousand_characters_is_one_organisation(ask: Ask, name: str) -> None:
    assert len(ask(name * (100_000 // len(name))).org_ids) == 1


def test_a_hundred_thousand_misspelt_characters_are_read_once(ask: Ask) -> None:
    assert ask("Univercity of Sichaun, " * 4_000).org_ids == ("scu",)


def test_what_stands_first_in_a_hundred_thousand_characters_is_read(ask: Ask) -> None:
    text = "Sichuan University, Chengdu; " + "x " * 50_000
    assert [text[start:end] for start, end in ask(text).spans] == ["Sichuan University"]


SYLLABLES = ("Ab", "Bor", "Cal", "Dun", "Er", "Fal", "Gor")
NAMES = [*(f"{a}{b.lower()}stone University" for a in SYLLABLES for b in SYLLABLES), "Zebulon University"]
FIFTY = tuple(Body(f"o{n:02}", name, "Oxford", "England", "GB") for n, name in enumerate(NAMES))


@pytest.fixture(scope="module")
def fifty() -> NameIndex:
    return index_of(FIFTY)


@pytest.mark.parametrize("separator", ["; ", "\n", " | "])
def test_all_of_fifty_listed_organisations_are_returned(fifty: NameIndex, separator: str) -> None:
    text = separator.join(body.name for body in FIFTY)
    (answer,) = resolve(fifty, [text])
    read = {org: text[start:end] for org, (start, end) in zip(answer.org_ids, answer.spans, strict=True)}
    assert read == {body.org_id: body.name for body in FIFTY}


ANYTHING = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("\ud800\udc00&;<>#.'\u200b ＡéA大学"), max_size=40
)


@given(ANYTHING)
@settings(max_examples=200, deadline=None)
def test_no_text_raises(text: str) -> None:
    (answer,) = resolve(INDEX, [text])
    assert len(answer.org_ids) == len(answer.probabilities) == len(answer.spans) == len(answer.org_place_ids)
    assert (answer.abstention is None) == bool(answer.org_ids)
    assert all(0 <= start <= end <= len(text) for start, end in answer.spans)


KNOWN = st.lists(
    st.sampled_from(["Sichuan University", "UESTC", "四川大学", "Chengdu", "Jane Doe", "西南大学"]), max_size=5
)


@given(st.lists(KNOWN.map(", ".join), max_size=5))
@settings(max_examples=60, deadline=None)
def test_order_of_input_does_not_change_answers(texts: list[str]) -> None:
    shuffled = sorted(texts)
    assert dict(zip(texts, resolve(INDEX, texts), strict=True)) == dict(
        zip(shuffled, resolve(INDEX, shuffled), strict=True)
    )


STRANGER = Body("stranger", "Ouagadougou Invented Institute of Balafon", "Ouagadougou", "Centre", "BF")
WIDER = index_of((*BODIES, STRANGER))


@given(KNOWN.map(", ".join))
@settings(max_examples=80, deadline=None)
def test_an_unrelated_organisation_changes_no_confident_answer(text: str) -> None:
    (before,), (after,) = resolve(INDEX, [text]), resolve(WIDER, [text])
    if before.score is not None and before.score >= 0.8:
        assert after.org_ids == before.org_ids
