"""Search over the registry's records: what is found, why, and that nothing hidden is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from jialing.match.search import Reason
from jialing.portal.common.access import VISITOR, Viewer
from jialing.portal.common.search import filing, finding
from jialing.portal.common.search.filing import count_terms, rebuild, refresh
from jialing.portal.common.search.finding import search
from jialing.portal.common.search.models import SearchName
from jialing.portal.prepare import file_names
from jialing.portal.registry import models as m
from jialing.portal.registry.actions.organisations import add_name, edit_organisation, remove_name
from tests.portal.registry.factory import AUDITOR, OFFICER, organisation, platform, saved

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def named() -> dict[str, m.Organisation]:
    """A few organisations, filed."""
    made = {
        "cqu": organisation("Chongqing University", name_zh="重庆大学", lake_id="https://ror.org/abc"),
        "cqmu": organisation("Chongqing Medical University", name_zh="重庆医科大学"),
        "car": organisation("Xuanting Automotive", name_zh="玄汀汽车股份有限公司", uscc="91500000MA5U000012"),
        "uestx": organisation(
            "University of Electronic Science and Technology of Xuanting", name_zh="玄汀电子科技大学"
        ),
        "5g": organisation("5G Innovation Centre", name_zh="5G创新中心"),
    }
    saved(m.OrganisationName(organisation=made["cqu"], name="重庆高等工业学校", kind="former"))
    rebuild()
    return made


def _first(text: str, viewer: Viewer = VISITOR, **more: str) -> tuple[str, Reason] | None:
    found = search(viewer, text, **more)
    return (found[0].public_id, found[0].reason) if found else None


@pytest.mark.parametrize(
    ("typed", "key", "reason"),
    [
        ("汽车", "car", Reason.NAME),
        ("重庆大学", "cqu", Reason.NAME),
        ("重慶大學", "cqu", Reason.NAME),
        ("ｃｈｏｎｇｑｉｎｇ　university", "cqu", Reason.NAME),
        ("重大", "cqu", Reason.ABBREVIATION),
        ("chongqing daxue", "cqu", Reason.PINYIN),
        ("chongqingdaxue", "cqu", Reason.PINYIN),
        ("cqdx", "cqu", Reason.INITIALS),
        ("UESTX", "uestx", Reason.ABBREVIATION),
        ("重庆高等工业学校", "cqu", Reason.NAME),
        ("Chongqing Unievrsity", "cqu", Reason.SPELLING),
        ("重庆医可大学", "cqmu", Reason.SOUND),
        ("5G 创新", "5g", Reason.NAME),
        ("91500000MA5U000012", "car", Reason.NAME),
    ],
)
def test_search_finds_what_was_meant(named: dict[str, m.Organisation], typed: str, key: str, reason: Reason) -> None:
    assert _first(typed) == (named[key].public_id, reason)


def test_search_says_which_name_was_found(named: dict[str, m.Organisation]) -> None:
    hit = search(VISITOR, "重庆高等工业")[0]
    assert (hit.text, hit.name_kind) == ("重庆高等工业学校", "former")


def test_search_gives_each_record_once(named: dict[str, m.Organisation]) -> None:
    found = [hit.public_id for hit in search(VISITOR, "chongqing")]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", '"', "' OR 1=1 --", "a OR b", "NEAR(a b)", "*", "^", ":", "terms:a", "-", "a - b", "(", ")", "{", "}",
        "%", "_", "\\", "<script>alert(1)</script>", "\x00", "重\x00庆", "🦆", "重庆🦆大学", "a" * 5000, "重" * 5000,
        "\ud800", "AND", "NOT x", "x" * 200 + " " + "庆" * 200, "\u202e重庆", "a\n\t\rb", "é" * 300,
    ],
)  # fmt: skip
def test_search_takes_any_text_as_text(named: dict[str, m.Organisation], typed: str) -> None:
    assert isinstance(search(VISITOR, typed), list)


def test_nothing_typed_finds_nothing(named: dict[str, m.Organisation]) -> None:
    assert search(VISITOR, "  ") == []


def test_text_with_a_null_is_read_as_if_it_were_a_space(named: dict[str, m.Organisation]) -> None:
    assert _first("chongqing\x00daxue") == (named["cqu"].public_id, Reason.PINYIN)


def test_hidden_record_is_not_found_by_who_may_not_read_it() -> None:
    hidden = platform("Heqiao Laboratory", name_zh="鹤峤实验室", state="negotiated")
    rebuild()
    asked = ("鹤峤实验室", "heqiaoshiyanshi", "hqsys", "Heqiao Laboratory", "鹤峤", "鹤轿实验室")
    seen = [[hit.public_id for hit in search(AUDITOR, text)] for text in asked]
    assert ([search(VISITOR, text) for text in asked], seen) == ([[]] * 6, [[hidden.public_id]] * 6)


def test_hidden_records_take_no_place_from_open_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many hidden names fit as well and are filed before."""
    monkeypatch.setattr(finding, "REACHES", (4, 20, 400))
    made = [m.Platform(name_en=f"Heqiao Laboratory {n}", state="negotiated", kind="other") for n in range(30)]
    m.Platform.objects.bulk_create(made)
    shown = platform("Heqiao Laboratory 30", state="operating")
    rebuild()
    assert [hit.public_id for hit in search(VISITOR, "Heqiao Laboratory")] == [shown.public_id]


def test_what_is_found_follows_the_state_without_filing_anew() -> None:
    one = platform("Heqiao Laboratory", state="negotiated")
    rebuild()
    m.Platform.objects.filter(pk=one.pk).update(state="operating")
    assert _first("Heqiao") == (one.public_id, Reason.NAME)


def test_profile_is_found_by_its_own_person_alone_until_it_is_public() -> None:
    one = saved(m.Person(name_en="Xu Heqiao", name_zh="徐鹤峤", who="somebody"))
    rebuild()
    self = Viewer(user_id=9, public_id="somebody")
    assert (_first("徐鹤峤"), _first("徐鹤峤", OFFICER), _first("徐鹤峤", self)) == (
        None,
        None,
        (one.public_id, Reason.NAME),
    )


def test_search_of_one_kind_leaves_out_the_others(named: dict[str, m.Organisation]) -> None:
    lab = platform("Chongqing Laboratory")
    refresh("platform", [lab.public_id])
    assert [hit.public_id for hit in search(VISITOR, "Chongqing", kind="platform")] == [lab.public_id]


def test_merged_record_is_found_as_what_it_became(named: dict[str, m.Organisation]) -> None:
    m.Organisation.objects.filter(pk=named["cqmu"].pk).update(state="merged", merged_into=named["cqu"])
    refresh("organisation", [named["cqmu"].public_id, named["cqu"].public_id])
    hits = search(VISITOR, "重庆医科大学")
    assert (hits[0].public_id, hits[0].name_kind) == (named["cqu"].public_id, "former")


def test_refresh_files_a_new_name_and_forgets_the_old(named: dict[str, m.Organisation]) -> None:
    one = named["car"]
    m.Organisation.objects.filter(pk=one.pk).update(name_zh="骊岫新能源股份有限公司", name_en="Lixiu New Energy")
    changed = refresh("organisation", [one.public_id, named["cqu"].public_id])
    assert (changed, _first("骊岫"), _first("玄汀汽车股份")) == (1, (one.public_id, Reason.NAME), None)


def test_change_of_a_name_by_an_action_is_found_at_once(named: dict[str, m.Organisation]) -> None:
    edit_organisation(named["car"], {"name_zh": "骊岫新能源股份有限公司"}, by=OFFICER, why="renamed")
    assert _first("骊岫新能源") == (named["car"].public_id, Reason.NAME)


def test_name_added_and_removed_by_actions_is_found_and_forgotten(named: dict[str, m.Organisation]) -> None:
    row = add_name(named["car"], "骊岫厂", language="zh", kind="former", by=OFFICER)
    added = _first("骊岫厂")
    remove_name(row, by=OFFICER, why="wrong")
    assert (added, _first("骊岫厂")) == ((named["car"].public_id, Reason.NAME), None)


def test_refresh_forgets_a_record_that_is_gone(named: dict[str, m.Organisation]) -> None:
    public_id = _deleted(named["5g"])
    refresh("organisation", [public_id])
    assert (search(VISITOR, "5G创新中心"), _left(public_id)) == ([], 0)


def test_rebuild_forgets_records_that_are_gone(named: dict[str, m.Organisation]) -> None:
    public_id = _deleted(named["5g"])
    rebuild()
    assert _left(public_id) == 0


def test_rebuild_leaves_alone_what_did_not_change(named: dict[str, m.Organisation]) -> None:
    assert rebuild().n_changed == 0


def test_rebuild_of_one_kind_leaves_out_the_others(named: dict[str, m.Organisation]) -> None:
    m.Platform.objects.bulk_create([m.Platform(name_en="Heqiao Laboratory", state="operating")])
    m.Zone.objects.bulk_create([m.Zone(name_en="Heqiao Zone")])
    rebuild("zone")
    assert [hit.kind for hit in search(VISITOR, "Heqiao")] == ["zone"]


def test_start_files_names_once_and_after_another_way_of_filing(named: dict[str, m.Organisation]) -> None:
    before = filing.is_filed()
    SearchName.objects.update(version=0)
    after = filing.is_filed()
    file_names()
    assert (before, after, filing.is_filed()) == (True, False, True)


def test_rebuild_files_anew_what_was_filed_another_way(named: dict[str, m.Organisation]) -> None:
    SearchName.objects.filter(public_id=named["cqu"].public_id).update(version=0)
    assert rebuild().n_changed == 1


def test_index_holds_as_many_names_as_there_are(named: dict[str, m.Organisation]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_terms")
        assert cursor.fetchone()[0] == SearchName.objects.count()


def test_common_terms_change_nothing_about_what_is_found(
    named: dict[str, m.Organisation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing.storage, "COMMON", 2)
    before = [search(VISITOR, text) for text in ("重庆大学", "chongqing", "cqdx")]
    count_terms()
    assert [search(VISITOR, text) for text in ("重庆大学", "chongqing", "cqdx")] == before


def _deleted(record: m.Organisation) -> str:
    record._change_reason = "test"  # type: ignore[attr-defined]
    record.delete()
    return str(record.public_id)


def _left(public_id: str) -> int:
    return SearchName.objects.filter(public_id=public_id).count()


def test_search_asks_the_database_the_same_few_times(
    named: dict[str, m.Organisation], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5):
        search(VISITOR, "重庆大学")
