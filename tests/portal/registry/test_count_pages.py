"""Counts by rule on pages: the figure, its definition, what is in, what is out and why; one's own count; files."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404

from jialing.errors import InputError, NotAllowed
from jialing.portal.common.access import VISITOR, Held, Viewer
from jialing.portal.common.models import AuditRecord
from jialing.portal.registry.actions.counts import NewCount, keep_count
from jialing.portal.registry.models import PlatformEvent, SavedCount, Zone, ZoneEntry
from jialing.portal.registry.queries.counting import count, place_counted
from tests.portal.registry.asking import ask, said
from tests.portal.registry.factory import OFFICER, platform, saved

pytestmark = pytest.mark.django_db
ANALYST = Viewer(6, "analyst", "Analyst", frozenset({Held("analyst")}))
RULES = [
    {"condition": "kind_in", "kinds": ["innovation_base"]},
    {"condition": "state_in", "states": ["operating"]},
    {"condition": "in_zone", "zone": "科学城"},
]


@pytest.fixture
def bases() -> SavedCount:
    zone = saved(Zone(name_en="Science City", name_zh="科学城", place_id="CN-500000"))
    for name, state, decided in (
        ("Base A", "operating", date(2021, 1, 1)),
        ("Base B", "operating", date(2024, 1, 1)),
        ("Base C", "building", date(2021, 1, 1)),
    ):
        one = platform(name, kind="innovation_base", state=state)
        PlatformEvent.objects.create(platform=one, state=state, on=date(2020, 5, 1))
        saved(ZoneEntry(zone=zone, platform=one, state="entered", decided_on=decided))
    return SavedCount.objects.create(
        slug="bases", name_en="Bases", name_zh="基地", subject="platform", conditions=RULES, said=1,
        said_on=date(2023, 3, 8), said_by="Delegation",
    )  # fmt: skip


def test_list_names_every_count(bases: SavedCount) -> None:
    assert "/en/registry/counts/bases" in said(VISITOR, "/en/registry/counts")


def test_empty_list_says_what_to_do() -> None:
    assert 'class="empty"' in said(VISITOR, "/zh/registry/counts")


def test_count_opens_on_the_day_it_was_said_for(bases: SavedCount) -> None:
    page = said(VISITOR, "/en/registry/counts/bases")
    assert '<p class="figure-big">1</p>' in page
    assert "8 March 2023" in page
    assert "Base A" in page
    assert "was approved for 科学城 by the day and has not left" in page


def test_other_day_counts_other_records(bases: SavedCount) -> None:
    page = said(VISITOR, "/en/registry/counts/bases?on=2025-01-01")
    assert '<p class="figure-big">1</p>' in page or '<p class="figure-big">2</p>' in page
    assert count(bases, on=date(2025, 1, 1), viewer=VISITOR).n == 2


def test_what_is_out_is_grouped_by_the_first_reason_for_who_works_with_it(bases: SavedCount) -> None:
    page = said(ANALYST, "/en/registry/counts/bases")
    assert "Not counted: 2" in page
    assert "in another state on the day" in page
    assert "approved for the zone only later" in page
    assert "Not counted" not in said(VISITOR, "/en/registry/counts/bases")


def test_unknown_count_is_not_found() -> None:
    with pytest.raises(Http404):
        ask(VISITOR, "/en/registry/counts/nothing")


def test_day_that_is_none_is_refused(bases: SavedCount) -> None:
    with pytest.raises(InputError):
        said(VISITOR, "/en/registry/counts/bases?on=yesterday")


def test_file_says_why_each_record_is_out(bases: SavedCount) -> None:
    lines = ask(ANALYST, "/en/registry/counts/bases.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert any("Base C" in line and "stood at: " in line for line in lines)
    assert len(ask(VISITOR, "/en/registry/counts/bases.csv").content.decode("utf-8-sig").splitlines()) == 2


def test_count_is_tried_before_it_is_kept(bases: SavedCount) -> None:
    sent = {"subject": "platform", "kinds": ["innovation_base"], "zone": "科学城", "on": "2023-03-08", "try": "1"}
    page = ask(ANALYST, "/en/registry/counts/new", sent).content.decode()
    assert '<p class="figure-big">2</p>' in page
    assert 'value="innovation_base" checked' in page
    assert SavedCount.objects.count() == 1


def test_count_is_kept_and_opens(bases: SavedCount) -> None:
    sent = {"subject": "platform", "kinds": ["innovation_base"], "name_en": "All bases", "keep": "1"}
    answer = ask(OFFICER, "/en/registry/counts/new", sent)
    kept = SavedCount.objects.exclude(slug="bases").get()
    assert answer.headers["Location"] == f"/en/registry/counts/{kept.slug}?done=saved"
    assert kept.conditions == [{"condition": "kind_in", "kinds": ["innovation_base"]}]
    assert kept.by == OFFICER.public_id


def test_count_begins_from_another_one(bases: SavedCount) -> None:
    page = said(ANALYST, "/en/registry/counts/new?like=bases")
    assert 'value="innovation_base" checked' in page
    assert '<option value="科学城" selected>' in page


def test_what_was_typed_is_kept_when_something_is_wrong() -> None:
    sent = {"subject": "platform", "name_en": "Nothing chosen", "keep": "1"}
    answer = ask(OFFICER, "/en/registry/counts/new", sent)
    assert answer.status_code == 400
    assert 'value="Nothing chosen"' in answer.content.decode()


@pytest.mark.parametrize(
    ("subject", "rule", "code"),
    [
        ("alliance", {"condition": "kind_in", "kinds": ["x"]}, "count.not_of"),
        ("platform", {"condition": "kind_in"}, "count.no_values"),
        ("platform", {"condition": "magic"}, "count.unknown_condition"),
        ("zone", {"condition": "not_merged"}, "count.unknown_subject"),
    ],
)
def test_bad_rule_is_not_kept(subject: str, rule: dict[str, object], code: str) -> None:
    with pytest.raises(InputError) as refused:
        keep_count(NewCount(subject, "Name", "", [rule]), by=OFFICER)
    assert refused.value.code == code


def test_visitor_keeps_nothing() -> None:
    with pytest.raises(NotAllowed):
        keep_count(NewCount("platform", "Name", "", [{"condition": "not_merged"}]), by=VISITOR)


def test_shipped_counts_keep_the_rules_of_the_form() -> None:
    import tomllib

    from jialing.portal.registry.demo.loading import COUNTS
    from jialing.portal.registry.queries.counting import require_conditions

    for path in COUNTS.glob("*.toml"):
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
        require_conditions(tree["subject"], tree["conditions"])


ADMINISTRATOR = Viewer(8, "administrator", "Administrator", frozenset({Held("administrator")}))
SICHUAN = Viewer(9, "elsewhere", "Officer of Sichuan", frozenset({Held("programme_officer", "CN-510000")}))
EDIT = "/en/registry/counts/{}/edit"
SENT = {"kinds": ["innovation_base"], "name_en": "Every base", "text_en": "All of them.", "said": "2", "keep": "1"}


def _kept_by(viewer: Viewer, *rules: dict[str, object]) -> SavedCount:
    return keep_count(NewCount("platform", "Bases", "", rules or RULES), by=viewer)


@pytest.mark.parametrize("viewer", [ANALYST, OFFICER, ADMINISTRATOR])
def test_count_is_changed_by_owner_officer_of_its_place_and_administrator(bases: SavedCount, viewer: Viewer) -> None:
    kept = _kept_by(ANALYST)
    answer = ask(viewer, EDIT.format(kept.slug), SENT | {"edition": str(kept.edition)})
    kept.refresh_from_db()
    assert answer.status_code == 302
    assert (kept.name_en, kept.text_en, kept.said, kept.by) == ("Every base", "All of them.", 2, ANALYST.public_id)
    assert kept.conditions == [{"condition": "kind_in", "kinds": ["innovation_base"]}]


def test_count_is_not_changed_by_officers_of_other_places(bases: SavedCount) -> None:
    with pytest.raises(NotAllowed):
        ask(SICHUAN, EDIT.format(_kept_by(ANALYST).slug), SENT)


def test_count_of_no_place_is_its_owners(bases: SavedCount) -> None:
    with pytest.raises(NotAllowed):
        ask(OFFICER, EDIT.format(_kept_by(ANALYST, {"condition": "not_merged"}).slug), SENT)


def test_form_of_a_count_begins_with_what_is_kept(bases: SavedCount) -> None:
    page = said(OFFICER, EDIT.format(_kept_by(OFFICER).slug))
    assert 'name="edition" value="1"' in page
    assert 'value="Bases"' in page
    assert 'value="innovation_base" checked' in page


def test_count_changed_meanwhile_is_not_overwritten(bases: SavedCount) -> None:
    kept = _kept_by(OFFICER)
    ask(OFFICER, EDIT.format(kept.slug), SENT | {"edition": "1"})
    answer = ask(OFFICER, EDIT.format(kept.slug), SENT | {"edition": "1", "name_en": "Typed on the old page"})
    kept.refresh_from_db()
    assert (answer.status_code, kept.name_en) == (409, "Every base")
    assert "Typed on the old page" in answer.content.decode()


def test_audit_holds_what_a_count_meant_before(bases: SavedCount) -> None:
    kept = _kept_by(OFFICER)
    ask(OFFICER, EDIT.format(kept.slug), SENT | {"edition": "1"})
    row = AuditRecord.objects.get(code="saved_count.redefined")
    assert (row.params["before"], row.params["after"]) == (RULES, kept.__class__.objects.get(pk=kept.pk).conditions)


@pytest.mark.parametrize(
    ("rules", "place"),
    [
        (RULES, "CN-500000"),
        ([{"condition": "seated_in", "places": ["CN-510100"]}], "CN-510100"),
        ([{"condition": "joins_places", "places": ["CN-510000", "CN-500000"]}], ""),
        ([{"condition": "not_merged"}], ""),
    ],
)
def test_place_of_a_count_is_the_one_it_speaks_of(
    bases: SavedCount, rules: list[dict[str, object]], place: str
) -> None:
    assert place_counted(rules) == place


def test_counts_kept_before_learn_their_place(bases: SavedCount) -> None:
    from importlib import import_module

    from django.apps import apps

    import_module("jialing.portal.registry.migrations.0006_fill_places_of_counts").fill(apps, None)
    assert SavedCount.objects.get(slug="bases").place_id == "CN-500000"
