"""Records for tests: small, plain, invented."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import Model

from jialing.portal.common.access import Held, Viewer
from jialing.portal.registry import models as m

OFFICER = Viewer(
    user_id=1, public_id="officer", name="Officer", held=frozenset({Held("programme_officer", "CN-500000")})
)
AUDITOR = Viewer(user_id=2, public_id="auditor", held=frozenset({Held("auditor")}))
T = TypeVar("T", bound=Model)


def saved(record: T) -> T:
    """The record saved with a reason for its history."""
    record._change_reason = "test"  # type: ignore[attr-defined]
    record.save()
    return record


def organisation(name: str = "Jialing Institute", **more: object) -> m.Organisation:
    """An organisation in Chongqing."""
    values: dict[str, object] = {"name_en": name, "name_zh": f"{name}所", "kind": "facility", "place_id": "CN-500000"}
    return saved(m.Organisation(**(values | more)))


def platform(name: str = "Laboratory", **more: object) -> m.Platform:
    """An operating platform in Chongqing."""
    values: dict[str, object] = {
        "name_en": name,
        "kind": "key_laboratory",
        "level": "national",
        "place_id": "CN-500000",
        "state": "operating",
        "state_since": date(2020, 5, 1),
    }
    return saved(m.Platform(**(values | more)))


def representative_of(organisation: m.Organisation) -> Viewer:
    """Somebody who stands for the organisation."""
    held = frozenset({Held("representative")})
    return Viewer(user_id=3, public_id="rep", held=held, organisation_ids=frozenset({organisation.pk}))
