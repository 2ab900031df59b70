"""Finding things as people type them."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from jialing.atlas import Atlas, open_atlas
from jialing.atlas.answers import NAMELESS
from jialing.atlas.names import entry, folded
from jialing.atlas.records import SearchHit
from jialing.atlas.search import _sought, score
from tests.atlas.factory import CHENGDU, CHONGQING, published, small_tables

UESTC = ("University of Electronic Science and Technology of China", "电子科技大学")


def _first(atlas: Atlas, text: str) -> str:
    return next((hit.id for hit in atlas.search(text)), "")


def _score(text: str, *names: str) -> float:
    return score(entry(SearchHit("org", "x", NAMELESS, NAMELESS, None, 0.0), names), _sought(text))


@pytest.mark.parametrize("text", ["Chengdu", "chengdu", "CHENG DU", "成都", "cd", "ｃｄ", "chengd", "chegdu", "成嘟"])
def test_city_is_found_as_people_type_it(atlas: Atlas, text: str) -> None:
    assert _first(atlas, text) == CHENGDU


@pytest.mark.parametrize("text", ["cq", "chongqing", "chong qing", "Chongqng", "重庆"])
def test_city_of_two_readings_is_found_by_the_right_one(atlas: Atlas, text: str) -> None:
    assert _first(atlas, text) == CHONGQING


@pytest.mark.parametrize("text", ["computer science", "计算机科学", "jisuanji kexue", "jsjkx", "Computer Sciense"])
def test_field_is_found_as_people_type_it(atlas: Atlas, text: str) -> None:
    assert _first(atlas, text) == "openalex:F17"


@pytest.mark.parametrize(
    "text", ["sichuan univ", "university sichuan", "sichuan daxue", "四川大學", "川大", "Sichaun University"]
)
def test_organisation_is_found_as_people_type_it(atlas: Atlas, text: str) -> None:
    assert "https://ror.org/0scu" in {hit.id for hit in atlas.search(text)[:3]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电子科技大学", 1.0),
        ("uestc", 0.7),
        ("dianzikejidaxue", 0.9),
        ("dianzi keji", 0.7),
        ("dzkjdx", 0.82),
        ("dzkj", 0.45),
        ("电子", 0.8),
        ("科技", 0.4),
        ("electronic china", 0.5),
        ("physics", 0.0),
        ("x", 0.0),
    ],
)
def test_score_says_how_well_a_name_fits(text: str, found: float) -> None:
    assert _score(text, *UESTC) == found


def test_abbreviation_that_leaves_less_out_scores_higher() -> None:
    near, far = (_score("重大", name) for name in ("重庆大学", "重庆邮电大学"))
    assert 0.44 > near > far > 0.34


def test_characters_in_another_order_are_no_abbreviation() -> None:
    assert _score("大川", "四川大学") == 0.0


def test_guess_says_that_it_is_one(atlas: Atlas) -> None:
    assert [{hit.is_near for hit in atlas.search(text)} for text in ("chegdu", "chengdu")] == [{True}, {False}]


def test_short_words_are_not_guessed_at(atlas: Atlas) -> None:
    assert atlas.search("xqz") == ()


def test_each_thing_is_found_once(atlas: Atlas) -> None:
    found = [(hit.kind, hit.id) for hit in atlas.search("大学", limit=200)]
    assert len(found) == len(set(found))


def test_sizes_are_those_of_one_population(atlas: Atlas) -> None:
    hit = next(hit for hit in atlas.search("Chengdu") if hit.kind == "place")
    most = max(n for population in atlas.scopes().populations if (n := population.n_works))
    assert hit.n_works is not None
    assert hit.n_works <= most


@pytest.mark.parametrize(
    ("text", "plain"), [("Lüliang", "luliang"), ("Xi'an", "xian"), ("Ｃhengdu", "chengdu"), ("A-B  c", "a b c")]
)
def test_folded_text_compares(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_withdrawn_organisation_is_not_found(tmp_path: Path) -> None:
    tables = small_tables(n_works=20, seed=7, unresolved=0.1)
    rows = [row | {"status": "withdrawn"} for row in tables["organisations"].to_pylist()]
    gone = pa.Table.from_pylist(rows, schema=tables["organisations"].schema)
    published(tmp_path, tables | {"organisations": gone}, "20240501-withdrawn")
    assert {hit.kind for hit in open_atlas(tmp_path).search("University", limit=200)} <= {"field", "place"}
