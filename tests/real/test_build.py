"""What must hold of a build from real files, whatever the resolver learns."""

from __future__ import annotations

import pytest

from tests.real.conftest import Real

pytestmark = [pytest.mark.shared, pytest.mark.slow]

IN_CIRCLE = """SELECT count(DISTINCT w.work_no) FROM work_places w JOIN circle_members m USING (place_id)
    WHERE m.circle_id = 'chengdu-chongqing' AND w.population = ?"""


def test_every_record_is_kept_or_set_aside(real: Real) -> None:
    rows = real.rows("SELECT source, n_rows_in, n_rows_kept + n_rows_quarantined FROM sources ORDER BY source")
    assert [name for name, *_ in rows] == ["cordis-china", "openalex", "ror"]
    assert all(n_in == accounted for _, n_in, accounted in rows)


def test_set_aside_is_what_the_quarantine_holds(real: Real) -> None:
    told = real.one("SELECT sum(n_rows_quarantined)::BIGINT FROM sources")
    assert told == real.one("SELECT count(*) FROM quarantine")


def test_no_real_record_of_these_is_lost(real: Real) -> None:
    found = dict(real.rows("SELECT source, n_rows_in FROM sources"))
    assert found == {"openalex": 1_097, "cordis-china": 281 + 5_481, "ror": 51_370}


def test_a_work_is_never_worth_more_than_one(real: Real) -> None:
    query = "SELECT max(total) FROM (SELECT sum(weight) AS total FROM participants GROUP BY work_no)"
    assert float(str(real.one(query))) <= 1 + 1e-9


def test_circle_counts_are_distinct_works(real: Real) -> None:
    measured = """SELECT population, circle_id, sum(n_works)::BIGINT FROM output_circles
        WHERE field_id = '' AND counting = 'full' GROUP BY ALL ORDER BY ALL"""
    counted = """SELECT population, circle_id, count(DISTINCT work_no) FROM work_places JOIN circle_members
        USING (place_id) GROUP BY ALL ORDER BY ALL"""
    assert real.rows(measured) == real.rows(counted)


def test_the_circle_has_the_openalex_works_that_name_it(real: Real) -> None:
    """The data's own documentation counts 14 by institution; 85 % of them."""
    assert int(str(real.one(IN_CIRCLE, "openalex:publications"))) >= 12


def test_the_circle_has_the_european_projects_that_name_it(real: Real) -> None:
    """The data's own documentation counts 16 by hand; their names are free text, four in five must be found."""
    assert int(str(real.one(IN_CIRCLE, "cordis-china:projects"))) >= 13


def test_no_organisation_of_the_circle_lies_far_from_its_place(real: Real) -> None:
    query = """SELECT count(*) FROM organisations o JOIN circle_members m USING (place_id)
        JOIN places p USING (place_id) WHERE m.circle_id = 'chengdu-chongqing'
        AND abs(o.lat - p.lat) + abs(o.lng - p.lng) > 6"""
    assert real.one(query) == 0


def test_records_found_by_chance_answer_nothing(real: Real) -> None:
    scope = real.atlas.default_scope(population="openalex:publications")
    assert real.atlas.comparison(scope).table.refusal is not None


def test_a_refusal_shows_no_rows(real: Real) -> None:
    scope = real.atlas.default_scope(population="openalex:publications")
    assert real.atlas.flows(scope).pairs.rows_table == ()
