"""What holds whatever comes in."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jialing.sources.table.alignment import align
from jialing.sources.table.values import joined_entities
from jialing.sources.text import plain_title, without_lone_surrogates

NAMES = st.lists(st.sampled_from(["", "A", "B", "C"]), max_size=8)
STRINGS = st.lists(st.sampled_from(["", "X", "Y", "Z"]), max_size=8)
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]), max_size=20)


@given(NAMES, STRINGS)
def test_alignment_loses_no_affiliation(authors: list[str], affiliations: list[str]) -> None:
    aligned = align(authors, affiliations)
    given_to = {string for _, strings in aligned.authors for string in strings}
    assert given_to | set(aligned.loose) == set(filter(None, affiliations))


@given(NAMES, STRINGS)
def test_alignment_loses_no_author(authors: list[str], affiliations: list[str]) -> None:
    named = {name for name, _ in align(authors, affiliations).authors if name}
    assert named == set(filter(None, authors))


@given(NAMES, STRINGS)
def test_alignment_tells_when_affiliations_belong_to_nobody(authors: list[str], affiliations: list[str]) -> None:
    aligned = align(authors, affiliations)
    assert bool(aligned.loose) == (
        aligned.repair in ("repair.affiliations_not_aligned", "repair.affiliations_without_authors")
    )


@given(ANY_TEXT)
def test_mended_text_holds_no_unpaired_surrogate(text: str) -> None:
    mended = json.loads(without_lone_surrogates(json.dumps({"t": text}).encode()))["t"]
    assert mended.encode("utf-8").decode("utf-8") == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(st.text(st.characters(codec="utf-8", exclude_characters="&<"), max_size=30))
def test_title_without_markup_is_only_tidied(title: str) -> None:
    repairs = Counter[str]()
    assert (plain_title(title, repairs).split(), repairs) == (title.split(), {})


@given(st.lists(st.text("a;&b", max_size=5), max_size=5))
def test_joined_pieces_hold_the_same_text(pieces: list[str]) -> None:
    assert ";".join(joined_entities(pieces)) == ";".join(pieces)
