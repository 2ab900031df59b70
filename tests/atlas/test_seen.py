"""What intervals take from the published tables: coverage by circle, probabilities by place and organisation."""

from __future__ import annotations

import numpy as np
import pytest

from jialing.atlas import Atlas, Scope
from jialing.atlas.comparison import circle_coverage
from jialing.atlas.seen import circles_right, circles_seen, organisations_right, right, seen
from tests.atlas.factory import CHENGDU, CIRCLE


def test_a_circle_is_seen_where_a_work_has_a_place_and_the_row_has_one(atlas: Atlas, scope: Scope) -> None:
    ground, whole = atlas._ground, atlas._ground.coverage(scope, "places")
    rows = circle_coverage(ground, scope, (CIRCLE,))[CIRCLE] or 0.0
    assert circles_seen(ground, scope, [CIRCLE]).tolist() == [whole.n_works_placed / whole.n_works * rows]


def test_a_place_is_seen_as_its_circle(atlas: Atlas, scope: Scope) -> None:
    ground = atlas._ground
    assert seen(ground, scope, [CHENGDU]).tolist() == circles_seen(ground, scope, [CIRCLE]).tolist()


def test_a_place_of_no_circle_is_covered_as_the_population(atlas: Atlas, scope: Scope) -> None:
    assert seen(atlas._ground, scope, ["CN-650100"]).tolist() == [atlas._ground.coverage(scope, "places").share]


def test_a_place_without_strings_counts_as_right(atlas: Atlas) -> None:
    assert right(atlas._ground, ["CN-650100"]).tolist() == [1.0]


def test_a_circle_is_right_as_its_members_are_by_their_rows(atlas: Atlas) -> None:
    ground = atlas._ground
    query = (
        "SELECT place_id, score, n_rows FROM affiliations WHERE score IS NOT NULL AND place_id IN (SELECT unnest(?))"
    )
    rows = ground.rows(query, [list(ground.members[CIRCLE])])
    mean = sum(score * n for _, score, n in rows) / sum(n for *_, n in rows)
    assert circles_right(ground, [CIRCLE])[0] == pytest.approx(mean)


def test_an_organisation_is_as_sure_as_the_strings_put_there(atlas: Atlas) -> None:
    ground = atlas._ground
    query = "SELECT org_ids[1], score FROM affiliations WHERE score IS NOT NULL"
    scores: dict[str, list[float]] = {}
    for org, score in ground.rows(query):
        scores.setdefault(org, []).append(score)
    org = min(scores)
    found = organisations_right(ground, [org, "nobody"])
    assert (min(scores[org]) <= found[0] <= max(scores[org]), found[1]) == (True, 1.0)


def test_no_organisations_have_no_probabilities(atlas: Atlas) -> None:
    assert np.array_equal(organisations_right(atlas._ground, []), np.array([]))
