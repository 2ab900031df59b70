"""Where an organisation was read: in characters of the string as given, whatever folding does to its length."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.resolve import Resolution, resolve
from jialing.resolve.offsets import spans_of
from jialing.resolve.text import words_of
from tests.resolve.registry import index_of

Ask = Callable[[str], Resolution]
INDEX = index_of()

READ = [
    ("Sichuan University", "Sichuan University"),
    ("Dept. of Mathematics, Sichuan Univ., Chengdu 610065", "Sichuan Univ"),
    ("Dept. of A &amp; B, Sichuan&nbsp;University, Chengdu", "Sichuan&nbsp;University"),
    ("四川成都，電子科技大學計算機學院", "電子科技大學"),
    ("ＵＥＳＴＣ，Chengdu", "ＵＥＳＴＣ"),
    ("U.E.S.T.C., Chengdu", "U.E.S.T.C"),
    ("Universita\u0308t Wien, Österreich", "Universita\u0308t Wien"),
    ("Universitätsspital Basel, Schweiz", "Universitätsspital Basel"),
    ("see https://www.example.org/x, Sichuan\u00ad University, Chengdu", "Sichuan\u00ad University"),
    ("(Invented College) Universite Pierre & Marie Curie, Paris", "Universite Pierre & Marie Curie"),
    ("Sichuan<sup>1</sup> Road 9; Sichuan University, Chengdu", "Sichuan University"),
    ("Sichaun University, Chengdu", "Sichaun University"),
]


@pytest.mark.parametrize(("text", "read"), READ)
def test_span_indexes_the_string_as_given(ask: Ask, text: str, read: str) -> None:
    answer = ask(text)
    assert [text[start:end] for start, end in answer.spans] == [read]


def test_each_listed_organisation_has_its_own_span(ask: Ask) -> None:
    text = "Chongqing University, Chongqing 400044; Sichuan University, Chengdu 610065"
    answer = ask(text)
    read = {org: text[start:end] for org, (start, end) in zip(answer.org_ids, answer.spans, strict=True)}
    assert read == {"cqu": "Chongqing University", "scu": "Sichuan University"}


def test_span_of_words_that_are_not_there_is_the_whole_string() -> None:
    assert spans_of("nothing here", ["Sichuan"], [(0, 1)]) == ((0, 12),)


AROUND = st.one_of(
    st.text(max_size=20),
    st.lists(
        st.sampled_from(["&amp;", "ﬁ", "ß", "Å", "e\u0301", "\u200b", "國", "İ", "½", "U. S. A. ", "l'", "<i>"]),
        max_size=6,
    ).map("".join),
)
NAMES = st.sampled_from(
    ["Sichuan University", "電子科技大學", "Universität Wien", "Ｃｈｏｎｇｑｉｎｇ University", "四川大学"]
)


@given(AROUND, NAMES, AROUND)
@settings(max_examples=200, deadline=None)
def test_span_contains_the_words_that_were_read(before: str, name: str, after: str) -> None:
    text = f"{before}; {name}; {after}"
    answer = resolve(INDEX, [text])[0]
    for (start, end), _ in zip(answer.spans[:1], answer.org_ids, strict=False):
        assert 0 <= start < end <= len(text)
        assert set(words_of(str(answer.because.params["read"])).words) <= set(words_of(text[start:end]).words)
