"""What a reader is warned of: coverage by question, few works, stars, shares that are so by construction."""

from __future__ import annotations

from pathlib import Path

import pytest

from jialing.atlas import Atlas, Scope, open_atlas, say
from jialing.atlas.answers import Coverage, Finding
from jialing.atlas.ask import told
from jialing.atlas.caution import coverage_of, grey_cells
from jialing.atlas.columns import columns
from jialing.atlas.counts import hub_of
from tests.atlas.factory import CIRCLE, PAPERS, PUBLICATIONS, small_version

COVERAGE = Coverage(10, 9, 8, 2, 5, 6, 2, floor=0.5)


@pytest.mark.parametrize(("of", "share"), [("organisations", 0.2), ("places", 0.5), ("countries", 0.6)])
def test_coverage_is_of_what_the_question_needs(of: str, share: float) -> None:
    assert COVERAGE.share_of(of) == share  # type: ignore[arg-type]


def test_rows_without_an_affiliation_are_unknown_not_absent() -> None:
    assert (COVERAGE.n_rows, COVERAGE.share, COVERAGE.is_enough) == (10, 0.5, True)


def test_coverage_says_which_share_it_is() -> None:
    assert (
        say(COVERAGE.finding, "en", {}).replace("\u00a0", " ")
        == "50 % of author rows placed in a city, 20 % without any affiliation"
    )


def test_coverage_that_an_older_version_did_not_count_is_unknown_and_greys_nothing() -> None:
    older = Coverage(10, 9, 8, 2, None, None, 2, floor=0.5)
    assert (older.share_of("places"), older.share_of("organisations")) == (None, 0.2)


def test_coverage_of_nothing_is_unknown() -> None:
    assert Coverage(0, 0, 0, 0, 0, 0, 0, floor=0.5).share is None


@pytest.mark.parametrize(
    ("question", "of"),
    [("top_organisations", "organisations"), ("countries", "countries"), ("flows", "places"), ("trend", "places")],
)
def test_questions_take_their_own_coverage(atlas: Atlas, scope: Scope, question: str, of: str) -> None:
    assert coverage_of(question) == of


def test_answers_carry_their_own_coverage(atlas: Atlas, scope: Scope) -> None:
    page = atlas.overview(scope)
    assert (page.top_pairs.coverage.of, page.top_organisations.coverage.of) == ("places", "organisations")


def test_shares_and_strengths_on_few_works_are_grey() -> None:
    shown = columns("place_a", "works", "share", "salton")
    assert grey_cells(shown, [("a", 4.0, 0.5, None), ("b", 5.0, 0.5, 0.1)], 5) == {(0, 2)}


def test_shares_of_a_row_rest_on_their_own_works() -> None:
    shown = columns("circle", "works", "inside_share", "abroad_share")
    assert grey_cells(shown, [("a", 100.0, 0.04, 0.05), ("b", 100.0, 0.0, 0.5)], 5) == {(0, 2)}


def test_shares_of_a_small_whole_are_grey() -> None:
    assert grey_cells(columns("year", "works", "inside_share"), [(2020, 4.0, 0.0)], 5) == {(0, 2)}


def test_grey_numbers_are_noted(tmp_path: Path) -> None:
    small_version(tmp_path, n_works=24)
    atlas = open_atlas(tmp_path)
    answer = atlas.overview(atlas.default_scope(population=PUBLICATIONS)).top_pairs
    assert (bool(answer.grey_cells), "atlas.note.few_works" in [n.code for n in answer.notes]) == (True, True)


def test_sentences_claim_nothing_on_few_works(atlas: Atlas, scope: Scope) -> None:
    params = {"a": "a", "b": "b", "share": 0.006}
    codes = [told(atlas._ground, scope, "atlas.title.pairs", n_works=n, **params).code for n in (4.0, 5.0)]
    assert codes == ["atlas.title.pairs_few", "atlas.title.pairs"]


def test_a_star_has_a_hub() -> None:
    assert (hub_of({"a": 9.0, "b": 8.0, "c": 1.0}), hub_of({"a": 9.0, "b": 9.0, "c": 2.0})) == ("a", None)


def test_two_cities_alone_are_a_star() -> None:
    assert hub_of({"a": 3.0, "b": 3.0}) == "a"


def test_a_circle_without_ties_has_no_hub() -> None:
    assert hub_of({}) is None


def test_association_strength_is_not_computed_in_a_star(tmp_path: Path) -> None:
    small_version(tmp_path, n_works=8, seed=3)
    atlas = open_atlas(tmp_path)
    answer = atlas.overview(atlas.default_scope(population=PUBLICATIONS)).top_pairs
    assert {row[6] for row in answer.rows_table} == {None}
    assert answer.notes[0].code == "atlas.note.association_star"


@pytest.fixture(scope="module")
def constructed(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    folder = tmp_path_factory.mktemp("constructed")
    small_version(folder, n_works=120, by_construction="abroad")
    return open_atlas(folder)


def test_a_share_by_construction_is_left_out_of_headlines(constructed: Atlas) -> None:
    page = constructed.overview(constructed.default_scope(population=PUBLICATIONS))
    found = {h.name: h for h in page.headlines}["atlas.headline.abroad_share"]
    assert (found.value, found.why.code if found.why else "") == (None, "atlas.note.by_construction")


def test_a_share_by_construction_is_left_out_of_the_comparison(constructed: Atlas) -> None:
    table = constructed.comparison(constructed.default_scope(population=PUBLICATIONS)).table
    assert {row[4] for row in table.rows_table} == {None}


def test_a_share_by_construction_is_left_out_of_partners(constructed: Atlas) -> None:
    page = constructed.overview(constructed.default_scope(population=PUBLICATIONS))
    assert "atlas.partner.abroad" not in [row[0] for row in page.partners.rows_table]
    assert [row[3] for row in page.trend.rows_table] == [None] * 6


def test_a_share_left_out_is_noted(constructed: Atlas) -> None:
    page = constructed.overview(constructed.default_scope(population=PUBLICATIONS))
    notes = [say(n, "en", page.partners.names) for n in page.partners.notes]
    expected = "Left out: all of publications in the invented index have this by construction (abroad)"
    assert any(note.startswith(expected) for note in notes)


@pytest.mark.parametrize("name", ["platforms", "alliances", "statistics"])
def test_what_stands_beside_has_its_own_source_and_no_notes_of_the_population(atlas: Atlas, name: str) -> None:
    answer = getattr(atlas.overview(atlas.default_scope(CIRCLE, PAPERS)), name)
    assert ([n.code for n in answer.notes], answer.source.en, answer.coverage.share) == (
        [],
        "Invented index 2024-04",
        None,
    )


def test_few_works_are_a_setting(tmp_path: Path) -> None:
    from jialing.config import Config

    small_version(tmp_path, n_works=24)
    atlas = open_atlas(tmp_path, config=Config(few_works=1))
    assert atlas.overview(atlas.default_scope(population=PUBLICATIONS)).top_pairs.grey_cells == frozenset()


def test_finding_of_low_coverage_names_the_share() -> None:
    note = Finding("atlas.note.low_coverage", {"known": COVERAGE.finding, "floor_share": 0.6})
    assert say(note, "zh", {}) == "灰显：50% 的署名定位到城市，20% 未注明单位，低于 60% 的下限。"
