"""Named conditions: each holds of a record on a day, or says why it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jialing.base.days import day_in_words
from jialing.base.phrases import catalogue, phrase
from jialing.errors import InputError
from jialing.portal.common.access import area_prefix
from jialing.portal.registry.enums import MembershipState, RecognitionState, ZoneEntryState
from jialing.portal.registry.models import Recognition, ZoneEntry
from jialing.portal.registry.queries.counting.subjects import Subject
from jialing.portal.registry.rules.criteria import recognition_kinds
from jialing.schema import places


@dataclass(frozen=True)
class Reason:
    """Why a record is out: phrase ``count.reason.<code>`` with parameters (values of enums as codes, days as dates)."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


Given = Mapping[str, Any]
Condition = Callable[[Subject, date, Given], Reason | None]


def kind_in(subject: Subject, on: date, given: Given) -> Reason | None:  # noqa: ARG001 - all conditions look alike
    """It is of one of the ``kinds``."""
    found = str(subject.record.kind)
    return None if found in given["kinds"] else Reason("kind", {"kind": found})


def not_merged(subject: Subject, on: date, given: Given) -> Reason | None:  # noqa: ARG001
    """Nobody found that it is another record entered twice."""
    into = subject.record.merged_into
    return Reason("merged", {"into": into.public_id}) if into is not None else None


def state_in(subject: Subject, on: date, given: Given) -> Reason | None:
    """On the day it stood in one of the ``states``."""
    found = subject.state_on(on)
    if found in given["states"]:
        return None
    later = next((day for day, state in subject.states if day > on and state in given["states"]), None)
    if later is not None:
        return Reason("state_later", {"state": found or "none", "day": later})
    return Reason("state", {"state": found or "none"})


def level_in(subject: Subject, on: date, given: Given) -> Reason | None:
    """On the day it was of one of the ``levels``."""
    found = subject.level_on(on)
    return None if found in given["levels"] else Reason("level", {"level": found or "none"})


def is_international(subject: Subject, on: date, given: Given) -> Reason | None:  # noqa: ARG001
    """It has international standing."""
    return None if subject.record.is_international else Reason("not_international")


def origin_in(subject: Subject, on: date, given: Given) -> Reason | None:  # noqa: ARG001
    """It was introduced, built, or built together, as ``origins`` say."""
    found = str(subject.record.origin)
    return None if found in given["origins"] else Reason("origin", {"origin": found})


def in_zone(subject: Subject, on: date, given: Given) -> Reason | None:
    """Its entry into the ``zone`` (its name) was approved by the day, and it had not left."""
    zone = given["zone"]
    here = [entry for entry in subject.entries if zone in (entry.zone.name_zh, entry.zone.name_en)]
    if any(stands(entry, on) for entry in here):
        return None
    if left := [entry.left_on for entry in here if entry.left_on and entry.left_on <= on]:
        return Reason("left_zone", {"day": max(left)})
    if later := [entry.decided_on for entry in here if entry.decided_on and entry.decided_on > on]:
        return Reason("zone_later", {"day": min(later)})
    if here:
        return Reason("zone_not_approved")
    other = next((entry.zone for entry in subject.entries if stands(entry, on)), None)
    return Reason("zone", {"zone": other.name_zh or other.name_en}) if other else Reason("no_zone")


def stands(entry: ZoneEntry, on: date) -> bool:
    """Whether an entry holds on a day."""
    approved = entry.decided_on is not None and entry.decided_on <= on
    is_yes = entry.state in (ZoneEntryState.APPROVED, ZoneEntryState.ENTERED, ZoneEntryState.LEFT)
    return approved and is_yes and (entry.left_on is None or entry.left_on > on)


def recognised(subject: Subject, on: date, given: Given) -> Reason | None:
    """On the day a recognition of the ``kind`` was in force, of one of the ``grades`` and ``levels`` where named."""
    rows = [row for row in subject.recognitions if row.kind == given["kind"]]
    faults = [_fault(row, on, given) for row in rows]
    if None in faults:
        return None
    return next((fault for fault in faults if fault is not None), Reason("not_recognised", {"kind": given["kind"]}))


def _fault(row: Recognition, on: date, given: Given) -> Reason | None:
    if given.get("levels") and row.level not in given["levels"]:
        return Reason("recognised_level", {"level": row.level})
    if given.get("grades") and row.grade not in given["grades"]:
        return Reason("grade", {"grade": row.grade or "none"})
    if row.granted_on is None or row.state not in (RecognitionState.GRANTED, RecognitionState.WITHDRAWN):
        return Reason("not_granted", {"state": row.state})
    if row.granted_on > on:
        return Reason("granted_later", {"day": row.granted_on})
    if row.withdrawn_on is not None and row.withdrawn_on <= on:
        return Reason("withdrawn", {"day": row.withdrawn_on})
    if row.until is not None and row.until < on:
        return Reason("expired", {"day": row.until})
    return None


def founded_by(subject: Subject, on: date, given: Given) -> Reason | None:  # noqa: ARG001
    """It was founded by the day."""
    founded = subject.record.founded_on
    if founded is None:
        return Reason("not_founded")
    return None if founded <= on else Reason("founded_later", {"day": founded})


def joins_places(subject: Subject, on: date, given: Given) -> Reason | None:
    """On the day it had a member in each of the ``places`` (ids; places below count)."""
    found = {
        row.organisation.place_id
        for row in subject.members
        if row.organisation is not None
        and row.state in (MembershipState.ADMITTED, MembershipState.LEFT)
        and (row.joined_on is None or row.joined_on <= on)
        and (row.left_on is None or row.left_on > on)
    }
    missing = [one for one in given["places"] if not any(place.startswith(area_prefix(one)) for place in found)]
    return Reason("no_member_in", {"place": missing[0]}) if missing else None


def seated_in(subject: Subject, on: date, given: Given) -> Reason | None:  # noqa: ARG001
    """It is registered in one of the ``places`` (ids; places below count)."""
    found = str(subject.record.place_id)
    is_there = any(found.startswith(area_prefix(one)) for one in given["places"])
    return None if is_there else Reason("seat", {"place": found or "-"})


def founded_since(subject: Subject, on: date, given: Given) -> Reason | None:  # noqa: ARG001
    """It was founded on ``day`` or later."""
    founded, day = subject.record.founded_on, date.fromisoformat(given["day"])
    return None if founded is not None and founded >= day else Reason("founded_before", {"day": founded or day})


CONDITIONS: Mapping[str, Condition] = {
    "kind_in": kind_in,
    "not_merged": not_merged,
    "state_in": state_in,
    "level_in": level_in,
    "is_international": is_international,
    "origin_in": origin_in,
    "in_zone": in_zone,
    "recognised": recognised,
    "founded_by": founded_by,
    "founded_since": founded_since,
    "joins_places": joins_places,
    "seated_in": seated_in,
}
"""Conditions by name. ``once`` stands apart: it compares records (``counts.py``)."""


def condition(name: str) -> Condition:
    """Raises InputError ``count.unknown_condition`` (condition, known)."""
    if name not in CONDITIONS:
        raise InputError("count.unknown_condition", condition=name, known=", ".join((*CONDITIONS, "once")))
    return CONDITIONS[name]


_LISTS = {
    "kinds": ("registry.platform_kind", "registry.organisation_kind"),
    "states": ("registry.platform_state", "registry.alliance_state", "registry.organisation_state"),
    "levels": ("registry.level",),
    "origins": ("registry.platform_origin",),
    "grades": ("count.grade",),
}
"""Where the values of a parameter are worded."""


def said(given: Given, lang: str) -> str:
    """A condition in words (phrase ``count.condition.<name>``)."""
    params = {name: _worded(name, value, lang) for name, value in given.items() if name != "condition"}
    return phrase(f"count.condition.{given['condition']}", lang, **params)


def reason_said(reason: Reason, lang: str) -> str:
    """A reason in words (phrase ``count.reason.<code>``)."""
    params = {name: _worded(f"{name}s", value, lang) for name, value in reason.params.items()}
    return phrase(f"count.reason.{reason.code}", lang, **params)


def _worded(name: str, value: Any, lang: str) -> str:
    if isinstance(value, list):
        return phrase("portal.joint", lang).join(_worded(name, one, lang) for one in value)
    if name in ("places", "place"):
        return _place(str(value), lang)
    if isinstance(value, date):
        return day_in_words(value, lang)
    found = next((f"{family}.{value}" for family in _LISTS.get(name, ()) if f"{family}.{value}" in catalogue()), "")
    return phrase(found, lang) if found else _recognition(str(value), lang)


def _recognition(kind: str, lang: str) -> str:
    known = recognition_kinds().get(kind)
    return kind if known is None else known.name_zh if lang == "zh" else known.name_en


def _place(place_id: str, lang: str) -> str:
    prefix = area_prefix(place_id)
    for place in places():
        if place.place_id == place_id:
            return place.name_zh if lang == "zh" else place.name_en
        if place_id.endswith("0000") and place.place_id.startswith(prefix):
            return place.province_zh if lang == "zh" else place.province_en
    return place_id
