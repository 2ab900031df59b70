"""What conditions look at: one record with all that is dated about it, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from jialing.portal.common.access import Viewer, visible
from jialing.portal.registry.models import (
    Alliance,
    Evaluation,
    Membership,
    Organisation,
    Platform,
    Recognition,
    ZoneEntry,
)
from jialing.portal.registry.rules.names import bare_name

SUBJECTS: dict[str, type[Model]] = {"platform": Platform, "organisation": Organisation, "alliance": Alliance}


@dataclass(frozen=True)
class Subject:
    """A record and its dated facts. ``states``: (day, state) in order; the rest are rows as the models have them."""

    record: Any
    states: tuple[tuple[date, str], ...]
    recognitions: tuple[Recognition, ...]
    entries: tuple[ZoneEntry, ...]
    levels: tuple[tuple[date, str], ...]
    members: tuple[Membership, ...]

    def state_on(self, on: date) -> str:
        """The state it had on a day; '' where it was not there yet."""
        return next((state for day, state in reversed(self.states) if day <= on), "")

    def level_on(self, on: date) -> str:
        """The level it had: what the first evaluation after the day found, else the present one."""
        return next((level for day, level in self.levels if day > on), getattr(self.record, "level", ""))

    @property
    def identity(self) -> tuple[str, ...]:
        """What two entries of one thing share: kind, document and bare name; without a document, name and place."""
        record = self.record
        document = getattr(record, "document_number", "") or getattr(record, "place_id", "")
        return (getattr(record, "kind", ""), document, bare_name(record.name_zh or record.name_en))

    @property
    def first_day(self) -> date:
        return self.states[0][0] if self.states else date.max


def subjects(kind: str, viewer: Viewer, kinds: Sequence[str] | None = None) -> list[Subject]:
    """Records (of some kinds) that the viewer may see, with what is dated about them."""
    there = SUBJECTS[kind]._default_manager.all()
    rows = visible(viewer, there if kinds is None else there.filter(kind__in=kinds))
    return [_subject(row) for row in _with_facts(kind, viewer, rows).order_by("pk")]


def _with_facts(kind: str, viewer: Viewer, rows: QuerySet[Any]) -> QuerySet[Any]:
    recognitions = Prefetch("recognitions", visible(viewer, Recognition.objects.all()))
    entries = Prefetch("zone_entries", visible(viewer, ZoneEntry.objects.select_related("zone")))
    if kind == "alliance":
        members = Prefetch("memberships", visible(viewer, Membership.objects.select_related("organisation")))
        return rows.prefetch_related("events", members)
    if kind == "organisation":
        return rows.prefetch_related(recognitions, entries)
    evaluations = Prefetch(
        "accreditations__evaluations", visible(viewer, Evaluation.objects.order_by("on")), to_attr="dated"
    )
    return rows.prefetch_related("events", recognitions, entries, evaluations)


def _subject(row: Any) -> Subject:
    cached = row._prefetched_objects_cache
    found = [e for a in cached.get("accreditations", ()) for e in getattr(a, "dated", ())]
    return Subject(
        row,
        tuple((e.on, e.state) for e in cached.get("events", ())),
        tuple(cached.get("recognitions", ())),
        tuple(cached.get("zone_entries", ())),
        tuple(sorted((e.on, e.level_before) for e in found if e.level_before)),
        tuple(cached.get("memberships", ())),
    )
