"""Circle files: the four shipped, a user's own, and what is said of bad ones."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from jialing.base.phrases import LANGUAGES, phrase
from jialing.errors import InputError
from jialing.schema import Circle, load_circles, places

GOOD = """
circle_id = "two-cities"
version = "1"
name = { en = "Two cities", zh = "两市" }
document = "none, a test"
since = 2020-01-01
[[members]]
places = ["CN-510100"]
[[members]]
place = "gn-2950159"
since = 2021-01-01
until = 2022-01-01
"""


def _write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def _load(folder: Path, text: str) -> Mapping[str, Circle]:
    return load_circles(_write(folder, text))


def test_four_circles_ship() -> None:
    assert set(load_circles()) == {
        "chengdu-chongqing",
        "beijing-tianjin-hebei",
        "yangtze-river-delta",
        "guangdong-hong-kong-macao",
    }


@pytest.mark.parametrize(
    ("circle_id", "n_members"),
    [
        ("chengdu-chongqing", 16),
        ("beijing-tianjin-hebei", 13),
        ("yangtze-river-delta", 41),
        ("guangdong-hong-kong-macao", 11),
    ],
)
def test_shipped_circle_has_its_official_number_of_members(circle_id: str, n_members: int) -> None:
    assert len(load_circles()[circle_id].members) == n_members


def test_chengdu_chongqing_has_15_cities_of_sichuan_and_chongqing() -> None:
    members = load_circles()["chengdu-chongqing"].place_ids()
    assert sorted(m[:5] for m in members) == ["CN-50"] + ["CN-51"] * 15


def test_chengdu_chongqing_names_its_partial_members() -> None:
    partial = [m.place_id for m in load_circles()["chengdu-chongqing"].members if m.is_partial]
    assert partial == ["CN-500000", "CN-510700", "CN-511700", "CN-511800"]


def test_partial_members_say_in_both_languages_which_part() -> None:
    silent = [
        m.place_id for c in load_circles().values() for m in c.members if m.is_partial and not (m.note_en and m.note_zh)
    ]
    assert silent == []


def test_chongqing_note_lists_the_27_districts() -> None:
    (chongqing,) = (m for m in load_circles()["chengdu-chongqing"].members if m.place_id == "CN-500000")
    inside = chongqing.note_zh.removeprefix("范围内：").split("27个")[0]
    assert len(inside.split("、")) == 27


def test_shipped_members_are_places() -> None:
    known = {place.place_id for place in places()}
    assert {m for circle in load_circles().values() for m in circle.place_ids()} <= known


def test_shipped_circles_share_no_member() -> None:
    members = [m for circle in load_circles().values() for m in circle.place_ids()]
    assert len(members) == len(set(members))


def test_shipped_circles_compare_with_the_three_others() -> None:
    circles = load_circles()
    assert [c.circle_id for c in circles.values() if {c.circle_id, *c.comparators} != set(circles)] == []


def test_shipped_circles_have_both_languages_and_a_document() -> None:
    silent = [
        c.circle_id
        for c in load_circles().values()
        if not all((c.name_en, c.name_zh, c.short_en, c.short_zh, c.notes_en, c.notes_zh, c.document, c.version))
    ]
    assert silent == []


def test_shipped_members_have_the_day_of_the_document() -> None:
    assert {m.since for m in load_circles()["chengdu-chongqing"].members} == {date(2021, 10, 20)}


def test_a_new_circle_needs_only_a_file(tmp_path: Path) -> None:
    assert _load(tmp_path, GOOD)["two-cities"].place_ids() == ("CN-510100", "gn-2950159")


def test_short_name_is_the_name_where_none_is_given(tmp_path: Path) -> None:
    assert _load(tmp_path, GOOD)["two-cities"].short_zh == "两市"


def test_member_is_in_from_since_to_until(tmp_path: Path) -> None:
    circle = _load(tmp_path, GOOD)["two-cities"]
    days = [date(2019, 12, 31), date(2020, 6, 1), date(2021, 1, 1), date(2022, 1, 1)]
    assert [len(circle.place_ids(day)) for day in days] == [0, 1, 2, 1]


def test_a_user_file_replaces_a_shipped_circle_of_the_same_id(tmp_path: Path) -> None:
    circles = _load(tmp_path, GOOD.replace("two-cities", "chengdu-chongqing"))
    assert (len(circles), circles["chengdu-chongqing"].name_en) == (4, "Two cities")


def test_circles_may_compare_with_each_other(tmp_path: Path) -> None:
    _write(tmp_path, GOOD.replace("[[", 'comparators = ["other"]\n[[', 1), "a.toml")
    _write(tmp_path, GOOD.replace("two-cities", "other").replace("[[", 'comparators = ["two-cities"]\n[[', 1), "b.toml")
    assert load_circles(tmp_path)["other"].comparators == ("two-cities",)


def test_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    assert "two-cities" in _load(tmp_path, "\ufeff" + GOOD)


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    _write(tmp_path, "no circle", "README.md")
    assert len(load_circles(tmp_path)) == 4


BAD = {
    "no_toml": ("circle.not_toml", "name = ["),
    "no_id": ("circle.key_missing", GOOD.replace('circle_id = "two-cities"', "")),
    "no_members": ("circle.key_missing", GOOD.split("[[", maxsplit=1)[0]),
    "empty_members": ("circle.no_members", GOOD.split("[[", maxsplit=1)[0] + "members = []"),
    "members_of_texts": ("circle.value_wrong", GOOD.split("[[", maxsplit=1)[0] + 'members = ["CN-510100"]'),
    "misspelt_key": ("circle.key_unknown", GOOD.replace("version", "vesion")),
    "misspelt_member_key": ("circle.key_unknown", GOOD.replace("until", "til")),
    "id_of_capitals": ("circle.id_wrong", GOOD.replace("two-cities", "Two Cities")),
    "version_of_number": ("circle.value_wrong", GOOD.replace('version = "1"', "version = 1")),
    "empty_document": ("circle.value_empty", GOOD.replace("none, a test", " ")),
    "one_language": ("circle.not_both_languages", GOOD.replace(', zh = "两市"', "")),
    "empty_language": ("circle.not_both_languages", GOOD.replace("两市", "")),
    "unknown_place": ("circle.place_unknown", GOOD.replace("CN-510100", "CN-510199")),
    "county_as_place": ("circle.place_unknown", GOOD.replace("CN-510100", "CN-510781")),
    "place_twice": ("circle.member_twice", GOOD.replace("gn-2950159", "CN-510100")),
    "place_and_places": ("circle.place_or_places", GOOD.replace("until =", "places = []\nuntil =")),
    "dates_reversed": ("circle.dates_reversed", GOOD.replace("2022-01-01", "2021-01-01")),
    "date_as_text": ("circle.value_wrong", GOOD.replace("since = 2020-01-01", 'since = "2020-01-01"')),
    "date_with_time": ("circle.value_wrong", GOOD.replace("since = 2020-01-01", "since = 2020-01-01T00:00:00")),
    "foreign_centre": ("circle.centre_not_member", GOOD.replace("[[", 'centres = ["HK"]\n[[', 1)),
    "centres_of_numbers": ("circle.value_wrong", GOOD.replace("[[", "centres = [1]\n[[", 1)),
    "unknown_comparator": ("circle.comparator_unknown", GOOD.replace("[[", 'comparators = ["x"]\n[[', 1)),
    "own_comparator": ("circle.comparator_unknown", GOOD.replace("[[", 'comparators = ["two-cities"]\n[[', 1)),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_circle_file_is_refused_with_its_reason(case: str, tmp_path: Path) -> None:
    code, text = BAD[case]
    with pytest.raises(InputError) as refused:
        _load(tmp_path, text)
    assert refused.value.code == code


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", BAD)
def test_refusal_of_a_circle_file_is_worded(case: str, lang: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        _load(tmp_path, BAD[case][1])
    assert phrase(refused.value.code, lang, **refused.value.params) != ""


def test_circle_file_of_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(InputError) as refused:
        load_circles(tmp_path)
    assert refused.value.code == "circle.not_toml"


def test_circle_id_in_two_user_files_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, GOOD, "a.toml")
    with pytest.raises(InputError) as refused:
        load_circles(_write(tmp_path, GOOD, "b.toml"))
    assert (refused.value.code, refused.value.params["other"]) == ("circle.id_twice", "a.toml")


def test_missing_folder_of_circles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        load_circles(tmp_path / "nowhere")
    assert refused.value.code == "circle.no_folder"


def test_folder_named_like_a_circle_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").mkdir()
    with pytest.raises(InputError) as refused:
        load_circles(tmp_path)
    assert refused.value.code == "circle.not_readable"


def test_the_example_in_the_documentation_loads(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "circles.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    assert _load(tmp_path, example)["my-circle"].place_ids() == ("CN-510100", "CN-510600", "CN-510700")
