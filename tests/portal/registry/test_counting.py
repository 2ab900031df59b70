"""Headlines counted by rule on the invented registry: the figure, and each decoy with why it is out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jialing.atlas import Registered
from jialing.base.phrases import LANGUAGES
from jialing.errors import InputError
from jialing.portal.common.access import VISITOR, Held, Viewer
from jialing.portal.registry.demo import load_demo
from jialing.portal.registry.models import Alliance, Platform, SavedCount
from jialing.portal.registry.queries.counting import CONDITIONS, count, reason_said, said
from tests.portal.registry.world import listed

AS_OF = date(2023, 3, 8)
AUDITOR = Viewer(9, "auditor001", "Auditor", frozenset({Held("auditor")}))
HEADLINES = {
    "alliances-of-the-circle": 44,
    "new-rd-institutions-science-city": 22,
    "bases-science-city": 137,
    "rd-institutions-liangjiang": 50,
    "municipal-platforms-liangjiang": 140,
    "high-end-rd-institutions-liangjiang": 21,
}
EVERY_KIND = {
    "state",
    "state_later",
    "level",
    "zone",
    "left_zone",
    "zone_later",
    "expired",
    "withdrawn",
    "granted_later",
}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Registered]:
    """The demo's registry over a small invented world, loaded once for the module and taken out at the end."""
    world = listed()
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(world)
        yield world
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "n"), HEADLINES.items())
def test_headline_is_counted_by_its_rule(loaded: Registered, slug: str, n: int) -> None:
    assert count(SavedCount.objects.get(slug=slug), on=AS_OF, viewer=AUDITOR).n == n


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [slug for slug in HEADLINES if slug.startswith(("new", "bases", "municipal", "high"))])
def test_decoys_of_every_kind_are_out_with_their_reason(loaded: Registered, slug: str) -> None:
    found = count(SavedCount.objects.get(slug=slug), on=AS_OF, viewer=AUDITOR)
    assert EVERY_KIND | {"entered_twice"} <= {reason.code for one in found.decoys for reason in one.reasons}


@pytest.mark.django_db
def test_decoys_of_alliances_are_out_with_their_reason(loaded: Registered) -> None:
    found = count(SavedCount.objects.get(slug="alliances-of-the-circle"), on=AS_OF, viewer=AUDITOR)
    assert {"state", "state_later", "seat", "entered_twice"} <= {r.code for one in found.decoys for r in one.reasons}


@pytest.mark.django_db
def test_counted_and_decoys_are_all_candidates_once(loaded: Registered) -> None:
    found = count(SavedCount.objects.get(slug="bases-science-city"), on=AS_OF, viewer=AUDITOR)
    keys = [one.pk for one in found.counted] + [one.record.pk for one in found.decoys]
    assert sorted(keys) == sorted(Platform.objects.filter(kind="innovation_base").values_list("pk", flat=True))


@pytest.mark.django_db
def test_figure_of_another_day_is_another(loaded: Registered) -> None:
    found = count(SavedCount.objects.get(slug="bases-science-city"), on=date(2019, 1, 1), viewer=AUDITOR)
    assert 0 < found.n < 137


@pytest.mark.django_db
def test_visitor_learns_nothing_of_what_is_only_signed(loaded: Registered) -> None:
    found = count(SavedCount.objects.get(slug="bases-science-city"), on=AS_OF, viewer=VISITOR)
    assert (found.n, "signed" in {one.record.state for one in found.decoys}) == (137, False)


@pytest.mark.django_db
def test_number_of_queries_does_not_grow_with_records(loaded: Registered) -> None:
    with CaptureQueriesContext(connection) as asked:
        count(SavedCount.objects.get(slug="bases-science-city"), on=AS_OF, viewer=AUDITOR)
    assert len(asked) <= 10


@pytest.mark.django_db
def test_definitions_and_reasons_are_said_in_both_languages(loaded: Registered) -> None:
    for saved in SavedCount.objects.all():
        found = count(saved, on=AS_OF, viewer=AUDITOR)
        for lang in LANGUAGES:
            assert all(said(one, lang) for one in saved.conditions)
            assert all(reason_said(reason, lang) for one in found.decoys for reason in one.reasons)


@pytest.mark.django_db
def test_demo_is_loaded_once(loaded: Registered) -> None:
    before = (Platform.objects.count(), Alliance.objects.count())
    assert load_demo(loaded) is False
    assert (Platform.objects.count(), Alliance.objects.count()) == before


@pytest.mark.django_db
def test_everything_loaded_is_marked_invented(loaded: Registered) -> None:
    assert Platform.objects.filter(is_invented=False).count() == 0


@pytest.mark.django_db
def test_unknown_condition_is_refused() -> None:
    saved = SavedCount(slug="x", subject="platform", conditions=[{"condition": "is_good"}])
    Platform.objects.create(name_zh="平台", state="operating")
    with pytest.raises(InputError, match="unknown_condition"):
        count(saved, on=AS_OF, viewer=AUDITOR)


def test_every_condition_has_a_meaning() -> None:
    assert [name for name, one in CONDITIONS.items() if not one.__doc__] == []
