"""What single pages say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import jialing
from jialing.atlas import Answer, Atlas, Scope, open_atlas, say
from jialing.atlas.ask import column_of
from jialing.config import Config
from jialing.errors import InputError
from tests.atlas.factory import BEIJING, CHENGDU, CHONGQING, CIRCLE, PAPERS, PROJECTS, PUBLICATIONS, small_version


def _notes(answer: Answer, lang: str = "en") -> list[str]:
    return [say(note, lang, answer.names) for note in answer.notes]


def test_default_scope_is_the_largest_population_of_the_first_circle(atlas: Atlas) -> None:
    assert atlas.default_scope() == Scope(CIRCLE, PUBLICATIONS, 2018, 2023)


def test_choices_list_circles_populations_and_fields(atlas: Atlas) -> None:
    choices = atlas.scopes()
    assert [c.circle_id for c in choices.circles] == [CIRCLE, "beijing-tianjin-hebei"]
    assert {p.population for p in choices.populations} == {PUBLICATIONS, PAPERS, PROJECTS}
    assert choices.fields[0].depth == 0


def test_open_gives_the_same_atlas_for_the_same_version(data: Path) -> None:
    assert jialing.open(data) is open_atlas(data)


def test_open_without_a_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        open_atlas(tmp_path)
    assert raised.value.code == "lake.no_version"


def test_trend_has_a_row_for_every_year(atlas: Atlas, scope: Scope) -> None:
    assert column_of(atlas.overview(scope).trend, "year") == [2018, 2019, 2020, 2021, 2022, 2023]


def test_years_outside_the_population_are_unknown_not_zero(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.overview(replace(scope, first_year=2016)).trend
    assert answer.rows_table[0] == (2016, None, None, None)
    assert any("2018–2023" in note for note in _notes(answer))


def test_fractional_output_is_less_than_full(atlas: Atlas, scope: Scope) -> None:
    full = atlas.overview(scope).headlines[0].value or 0
    assert 0 < (atlas.overview(replace(scope, counting="fractional")).headlines[0].value or 0) < full


def test_pair_title_says_the_finding(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.overview(scope).top_pairs
    _, a, b, works, share, *_ = answer.rows_table[0]
    assert (a, b) == (CHENGDU, CHONGQING)
    expected = f"Chengdu and Chongqing share {works:.0f} publications, {share * 100:.0f}\xa0% of the circle's"  # type: ignore[operator]
    assert answer.say("en") == expected


def test_pair_page_is_the_same_in_either_order(atlas: Atlas, scope: Scope) -> None:
    assert atlas.pair(scope, CHENGDU, CHONGQING) is atlas.pair(scope, CHONGQING, CHENGDU)


def test_pair_rank_marks_the_pair(atlas: Atlas, scope: Scope) -> None:
    rows = atlas.pair(scope, CHENGDU, CHONGQING).rank.rows_table
    assert [row[0] for row in rows if row[5]] == [1]


def test_association_is_unknown_outside_the_circle(atlas: Atlas, scope: Scope) -> None:
    page = atlas.pair(scope, CHENGDU, BEIJING)
    values = {h.name.rsplit(".", 1)[-1]: h.value for h in page.headlines}
    assert values["association"] is None
    assert (values["joint_works"] or 0) > 0


def test_specialisation_is_balassas_against_the_reference(atlas: Atlas, scope: Scope) -> None:
    heat = atlas.field_heat(scope).heat
    rows = [r for r in heat.rows_table if r[0] == CHENGDU]
    counts = np.array([r[2] for r in rows], float)
    coarse = sorted(str(r[1]) for r in rows)
    reference = {f: (1000.0 + 200 * i) * 6 for i, f in enumerate(coarse)}
    whole = np.array([reference[str(r[1])] for r in rows])
    expected = (counts / counts.sum()) / (whole / whole.sum())
    assert np.allclose([float(str(r[4])) for r in rows], expected)


def test_specialisation_without_reference_is_not_computable(atlas: Atlas) -> None:
    heat = atlas.field_heat(atlas.default_scope(population=PROJECTS)).heat
    assert set(column_of(heat, "specialisation")) == {None}
    assert any("not computable" in note for note in _notes(heat))


def test_specialisation_needs_the_reference_for_every_year(atlas: Atlas, scope: Scope) -> None:
    heat = atlas.field_heat(replace(scope, first_year=2016)).heat
    assert set(column_of(heat, "specialisation")) == {None}


def test_network_is_the_same_each_time(data: Path, scope: Scope) -> None:
    from jialing.atlas.atlas import Atlas as Fresh
    from jialing.atlas.ground import Ground
    from jialing.lake import Lake

    made = [Fresh(Ground(Lake(data).current(), Config())).network(scope).nodes.rows_table for _ in range(2)]
    assert made[0] == made[1]


def test_network_edges_join_its_nodes(atlas: Atlas, scope: Scope) -> None:
    network = atlas.network(scope)
    nodes = set(column_of(network.nodes, "org"))
    assert {*column_of(network.edges, "org_a"), *column_of(network.edges, "org_b")} <= nodes
    assert network.edges.context == (network.nodes,)


def test_comparison_says_the_one_discipline_in_its_title(atlas: Atlas) -> None:
    table = atlas.comparison(atlas.default_scope(population=PAPERS)).table
    assert table.say("en").startswith("In machine learning only: ")
    assert table.say("zh").startswith("仅限机器学习：")


def test_comparison_is_refused_where_circles_are_not_represented(atlas: Atlas) -> None:
    assert atlas.comparison(atlas.default_scope(population=PROJECTS)).table.refusal is not None


def test_comparison_leaves_unknown_shares_open(atlas: Atlas) -> None:
    table = atlas.comparison(atlas.default_scope(population=PAPERS)).table
    assert column_of(table, "abroad_share") == [None, None]


def test_coverage_comes_from_the_records(atlas: Atlas, scope: Scope) -> None:
    coverage = atlas.overview(scope).trend.coverage
    assert coverage.n_works == 240
    assert 0.8 < (coverage.share or 0) < 1
    assert coverage.is_enough


def test_low_coverage_is_noted(tmp_path: Path) -> None:
    small_version(tmp_path, n_works=60, floor_breaker=True)
    atlas = open_atlas(tmp_path)
    answer = atlas.overview(atlas.default_scope(population=PUBLICATIONS)).trend
    assert not answer.coverage.is_enough
    assert any("under the floor of 50" in note for note in _notes(answer))


def test_statistics_take_the_newest_vintage(atlas: Atlas, scope: Scope) -> None:
    rows = {row[0]: row[3] for row in atlas.overview(scope).statistics.rows_table}
    assert rows == {CHENGDU: 3.5, CHONGQING: None}


def test_place_page_shows_partners_outside_the_circle(atlas: Atlas, scope: Scope) -> None:
    rows = {row[0]: row[1] for row in atlas.place(scope, CHENGDU).partners.rows_table}
    assert (rows[CHONGQING], rows[BEIJING]) == (True, False)


def test_leadership_rules_stay_apart(atlas: Atlas, scope: Scope) -> None:
    rows = atlas.place(scope, CHENGDU).leadership.rows_table
    first = [row for row in rows if row[1] == ""]
    assert [row[0] for row in first] == list(dict.fromkeys(row[0] for row in first))
    assert first[0][0] == "atlas.rule.corresponding"


def test_organisation_outside_every_circle_has_a_page(atlas: Atlas, scope: Scope) -> None:
    page = atlas.organisation(scope, "https://ror.org/0mit")
    assert page.card.country_code == "US"
    assert (page.headlines[0].value or 0) > 0


def test_organisation_card_lists_names_ids_and_relations(atlas: Atlas, scope: Scope) -> None:
    card = atlas.organisation(scope, "https://ror.org/0scu").card
    assert card.ids == (("grid", "grid.13291.38"),)
    assert {name for name, _, _ in card.names} == {"Sichuan University", "四川大学"}


def test_field_page_divides_into_its_children(atlas: Atlas, scope: Scope) -> None:
    page = atlas.field(scope, "openalex:F17")
    children = {str(f): n for f, n, _ in page.children.rows_table}
    assert sum(children.values()) == page.headlines[0].value  # type: ignore[arg-type]


def test_search_finds_in_either_language(atlas: Atlas) -> None:
    assert next((h.kind, h.id) for h in atlas.search("成都")) == ("place", CHENGDU)
    assert "https://ror.org/0scu" in {h.id for h in atlas.search("sichuan univ")}


@pytest.mark.parametrize("text", ["", "   ", "%", "'; DROP TABLE x", "x" * 5000, "\x00"])
def test_search_survives_any_text(atlas: Atlas, text: str) -> None:
    assert atlas.search(text) == ()


def test_data_page_tells_sources_quarantine_and_refusals(atlas: Atlas) -> None:
    page = atlas.data_page()
    assert [(row.reason.code, row.n_rows) for row in page.quarantine] == [("reject.json_invalid", 3)]
    assert {row.population for row in page.refusals} == {PAPERS, PROJECTS}
    assert [step.step for step in page.steps] == ["ingest", "resolve", "link", "measure"]
    assert all(s.n_rows_in == s.n_rows_kept + s.n_rows_quarantined for s in page.sources)


def test_places_of_one_english_name_are_told_apart(atlas: Atlas) -> None:
    suzhou = {atlas.name(place).en for place in ("CN-320500", "CN-341300")}
    assert suzhou == {"Suzhou (Jiangsu)", "Suzhou (Anhui)"}


def test_answers_that_need_two_questions_are_refused_when_one_is_not_represented(atlas: Atlas) -> None:
    scope = atlas.default_scope(population=PAPERS)
    page, comparison = atlas.pair(scope, CHENGDU, CHONGQING), atlas.comparison(scope)
    refused = [
        a.question for a in (page.trend, page.fields, page.rank, comparison.trend, comparison.table) if a.refusal
    ]
    assert refused == ["pair_trend", "pair_fields", "comparison_trend"]


def test_comparison_tells_no_growth_where_trends_are_not_represented(atlas: Atlas) -> None:
    assert column_of(atlas.comparison(atlas.default_scope(population=PAPERS)).table, "growth") == [None, None]
