"""Pages ask the database as often for two hundred rows as for ten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jialing.portal.common.search.filing import rebuild
from jialing.portal.registry import models as m
from jialing.portal.registry.lists.spec import LISTS
from tests.portal.accounts.factory import signed_in
from tests.portal.registry.factory import organisation, platform

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FEW, MANY = 10, 200


@pytest.fixture
def officer() -> Client:
    """The browser of an officer: whose relations to records have to be looked up."""
    return signed_in("programme_officer", place="CN-500000")[0]


def _asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def _rows(slug: str, n: int, about: Any) -> None:
    """Records of a kind, each with others to lead to."""
    organisations = m.Organisation.objects.bulk_create(_organisation(slug, i) for i in range(n))
    platforms = m.Platform.objects.bulk_create(
        m.Platform(name_en=f"{slug} {i}", kind="incubator", place_id="CN-500000", state="operating", legal_person=one)
        for i, one in enumerate(organisations)
    )
    zones = m.Zone.objects.bulk_create(
        m.Zone(name_en=f"{slug} {i}", place_id="CN-500000", managing_body=one) for i, one in enumerate(organisations)
    )
    alliances = m.Alliance.objects.bulk_create(
        m.Alliance(name_en=f"{slug} {i}", place_id="CN-500000", state="active", secretariat=one)
        for i, one in enumerate(organisations)
    )
    for model, values in _hanging(slug, about, date(2024, 1, 1)):
        model._default_manager.bulk_create(
            model(**values(i, organisations[i], platforms[i], zones[i], alliances[i])) for i in range(n)
        )
    rebuild()


def _hanging(slug: str, about: dict[str, Any], day: date) -> list[tuple[Any, Callable[..., dict[str, Any]]]]:
    """Rows that hang on what is looked at, and lead to others."""
    own = about["organisation"]
    cq = {"place_id": "CN-500000"}
    return [
        (m.PlatformParty, lambda _, o, *__: {"platform": about["platform"], "organisation": o, "role": "co_builder"}),
        (m.PlatformParty, lambda _, __, p, *___: {"platform": p, "organisation": own, "role": "host"}),
        (m.Recognition, lambda *_: {"organisation": own, "kind": "new_rd_institution", "state": "granted", **cq}),
        (
            m.Accreditation,
            lambda _, o, *__: {"platform": about["platform"], "applicant": o, "state": "certified", **cq},
        ),
        (m.Membership, lambda _, o, *__: {"alliance": about["alliance"], "organisation": o, "state": "admitted"}),
        (m.Membership, lambda _, __, ___, ____, a: {"alliance": a, "organisation": own, "state": "admitted"}),
        (m.ZoneEntry, lambda _, o, *__: {"zone": about["zone"], "organisation": o, "state": "entered"}),
        (m.ZoneEntry, lambda _, __, ___, z, ____: {"zone": z, "platform": about["platform"], "state": "entered"}),
        (m.Designation, lambda i, *_: {"name_en": f"{slug} {i}", **cq}),
        (m.Founding, lambda i, *_: {"name_en": f"{slug} {i}", "zone": about["zone"], "state": "approved", **cq}),
        (m.FoundingParty, lambda _, o, *__: {"founding": about["founding"], "organisation": o}),
        (m.Meeting, lambda i, *_: {"alliance": about["alliance"], "title_en": f"Meeting {i}", "held_on": day}),
    ]


def _organisation(slug: str, i: int) -> m.Organisation:
    return m.Organisation(name_en=f"{slug} {i}", kind="company", place_id="CN-500000")


def _about() -> dict[str, Any]:
    alliance = m.Alliance(name_en="The alliance", place_id="CN-500000", state="active")
    zone = m.Zone(name_en="The zone", place_id="CN-500000")
    founding = m.Founding(name_en="The founding", place_id="CN-500000", state="approved")
    for one in (alliance, zone, founding):
        one.save()
    about = {"organisation": organisation("The organisation"), "platform": platform("The platform")}
    return about | {"alliance": alliance, "zone": zone, "founding": founding}


def _addresses(about: dict[str, Any]) -> list[str]:
    slugs = {spec.kind: slug for slug, spec in LISTS.items()}
    lists = [f"/en/registry/{slug}" for slug in LISTS]
    whole = [
        f"{one}?columns={','.join(column.field for column in LISTS[slug].every)}"
        for slug, one in zip(LISTS, lists, strict=True)
    ]
    maps = [f"/en/registry/{slug}?view=map" for slug, spec in LISTS.items() if spec.has_places]
    records = [f"/en/registry/{slugs[kind]}/{one.public_id}" for kind, one in about.items()]
    return [*lists, *whole, *maps, *records, "/en/registry/platforms?view=paper", "/en/registry/search?q=rows"]


def test_pages_ask_as_often_for_many_rows_as_for_few(officer: Client) -> None:
    about = _about()
    addresses = _addresses(about)
    _rows("rows", FEW, about)
    officer.get(addresses[0])  # what the first page of a session asks once
    few = {address: _asked(officer, address) for address in addresses}
    _rows("more rows", MANY - FEW, about)
    many = {address: _asked(officer, address) for address in addresses}
    assert {a: (few[a], many[a]) for a in addresses if many[a] > few[a]} == {}
    assert max(few.values()) <= 60
