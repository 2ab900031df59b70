"""Two entries of one platform become one on a page, and that is undone."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from jialing.errors import JialingError, NotAllowed
from jialing.portal.common.models import AuditRecord
from jialing.portal.registry import models as m
from jialing.portal.registry.actions.platform_merges import merge_platforms, undo_platform_merge
from tests.portal.accounts.factory import signed_in
from tests.portal.registry.factory import OFFICER, organisation, platform, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[m.Platform, m.Platform]:
    kept, other = platform("Laboratory of rivers"), platform("Laboratory of rivers, entered twice")
    for one, hosts in ((kept, ("Host",)), (other, ("Second",))):
        for host in hosts:
            m.PlatformParty.objects.create(platform=one, organisation=organisation(host), role="host")
    m.PlatformField.objects.create(platform=kept, field_id="22")
    m.PlatformField.objects.create(platform=other, field_id="22")
    saved(
        m.Recognition(kind="new_rd_institution", platform=other, level="provincial_ministerial", place_id="CN-500000")
    )
    return kept, other


@pytest.fixture
def client() -> Client:
    return signed_in("programme_officer", place="CN-500000")[0]


def _hosts(one: m.Platform) -> list[str]:
    return sorted(party.organisation.name_en for party in one.parties.all())


def test_what_hangs_on_the_other_hangs_on_the_kept_and_comes_back(pair: tuple[m.Platform, m.Platform]) -> None:
    kept, other = pair
    merge = merge_platforms(kept, other, by=OFFICER, why="entered twice")
    merged = (_hosts(kept), kept.recognitions.count(), kept.fields.count(), other.fields.count())
    undo_platform_merge(merge, by=OFFICER, why="they are two", at=timezone.now())
    other.refresh_from_db()
    assert merged == (["Host", "Second"], 1, 1, 1)
    assert (_hosts(kept), _hosts(other), other.recognitions.count(), other.merged_into) == (
        ["Host"],
        ["Second"],
        1,
        None,
    )


def test_merge_and_its_undoing_on_pages(client: Client, pair: tuple[m.Platform, m.Platform]) -> None:
    kept, other = pair
    page = f"/en/registry/platforms/{kept.public_id}"
    before = client.get(page).content.decode()
    client.post(
        f"/en/registry/platforms/{other.public_id}/do/merge",
        {"platform": kept.public_id, "why": "entered twice", "edition": other.edition},
    )
    led = client.get(f"/en/registry/platforms/{other.public_id}")
    after = client.get(page).content.decode()
    form = client.get(f"{page}/do/unmerge").content.decode()
    client.post(f"{page}/do/unmerge", {"merge": other.public_id, "why": "they are two"})
    other.refresh_from_db()
    assert ("do/unmerge" in before, led.headers["Location"], "do/unmerge" in after) == (False, page, True)
    assert other.name_en in form
    assert other.merged_into is None


def test_second_click_merges_nothing_twice(client: Client, pair: tuple[m.Platform, m.Platform]) -> None:
    kept, other = pair
    sent = {"platform": kept.public_id, "why": "entered twice", "edition": other.edition}
    answers = [client.post(f"/en/registry/platforms/{other.public_id}/do/merge", sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert AuditRecord.objects.filter(code="platform.merged").count() == 1


def test_merge_asks_for_the_office_of_both(pair: tuple[m.Platform, m.Platform]) -> None:
    kept, other = pair
    m.Platform.objects.filter(pk=kept.pk).update(place_id="CN-510100")
    kept.refresh_from_db()
    with pytest.raises(NotAllowed):
        merge_platforms(kept, other, by=OFFICER, why="entered twice")


@pytest.mark.parametrize(("why", "is_same", "code"), [("", False, "why_missing"), ("x", True, "same_record")])
def test_merge_that_cannot_be_is_refused(
    pair: tuple[m.Platform, m.Platform], why: str, is_same: bool, code: str
) -> None:
    with pytest.raises(JialingError) as refused:
        merge_platforms(pair[0], pair[0] if is_same else pair[1], by=OFFICER, why=why)
    assert refused.value.code == f"registry.{code}"


def test_later_merge_is_undone_first(pair: tuple[m.Platform, m.Platform]) -> None:
    kept, other = pair
    third = platform("Laboratory of lakes")
    first = merge_platforms(kept, other, by=OFFICER, why="entered twice")
    kept.refresh_from_db()
    merge_platforms(third, kept, by=OFFICER, why="also the same")
    with pytest.raises(JialingError) as refused:
        undo_platform_merge(m.PlatformMerge.objects.get(pk=first.pk), by=OFFICER, why="no", at=timezone.now())
    assert refused.value.code == "registry.undo_later_first"


def test_life_cycle_of_the_kept_one_counts(pair: tuple[m.Platform, m.Platform]) -> None:
    kept, other = pair
    m.PlatformEvent.objects.create(platform=other, state="exited", on=date(2022, 1, 1))
    merge_platforms(kept, other, by=OFFICER, why="entered twice")
    assert (kept.events.filter(state="exited").count(), other.events.filter(state="exited").count()) == (0, 1)
