"""A count: the records that fulfil every condition on a day, and those that somebody in a hurry would count too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from jialing.errors import InputError
from jialing.portal.common.access import Viewer
from jialing.portal.registry.models import SavedCount, Zone
from jialing.portal.registry.queries.counting.conditions import Reason, condition
from jialing.portal.registry.queries.counting.subjects import SUBJECTS, Subject, subjects

ONCE = "once"
FAMILY = "kind_in"


@dataclass(frozen=True)
class Out:
    """A record that is not counted, with every condition it fails, in the order of the definition."""

    record: Any
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Count:
    """What a rule counts on a day."""

    on: date
    counted: tuple[Any, ...]
    decoys: tuple[Out, ...]

    @property
    def n(self) -> int:
        return len(self.counted)


def count(saved: SavedCount, *, on: date, viewer: Viewer) -> Count:
    """Count by a saved rule, as of a day, among what the viewer may see.

    Candidates are the records of the kinds that the rule names; each is counted, or is out with reasons. ``once``
    comes last: of several entries of one thing that fulfil all else, the first entered is counted.

    Raises InputError ``count.unknown_subject`` (subject), ``count.unknown_condition`` (condition, known).
    """
    if saved.subject not in SUBJECTS:
        raise InputError("count.unknown_subject", subject=saved.subject)
    conditions: Sequence[Mapping[str, Any]] = saved.conditions
    kinds = next((one["kinds"] for one in conditions if one["condition"] == FAMILY), None)
    faults = [(one, _faults(one, on, conditions)) for one in subjects(saved.subject, viewer, kinds)]
    fit = [one for one, reasons in faults if not reasons]
    twice = _entered_twice(fit) if any(one["condition"] == ONCE for one in conditions) else {}
    out = [Out(one.record, reasons) for one, reasons in faults if reasons]
    out += [Out(one.record, (twice[one.record.pk],)) for one in fit if one.record.pk in twice]
    return Count(on, tuple(one.record for one in fit if one.record.pk not in twice), tuple(out))


def counted_by(subject: str, conditions: Sequence[Mapping[str, Any]], *, on: date, viewer: Viewer) -> Count:
    """Count by conditions that nobody kept yet. Raises InputError as :func:`count` and :func:`require_conditions`."""
    require_conditions(subject, conditions)
    return count(SavedCount(subject=subject, conditions=list(conditions)), on=on, viewer=viewer)


def require_conditions(subject: str, conditions: Sequence[Mapping[str, Any]]) -> None:
    """Raises InputError ``count.unknown_subject``, ``count.unknown_condition``, ``count.not_of`` (condition) for one
    that asks what the subject does not have, ``count.no_values`` (condition) for one without what it compares with.
    """
    if subject not in SUBJECTS:
        raise InputError("count.unknown_subject", subject=subject)
    for one in conditions:
        name = str(one.get("condition", ""))
        if name != ONCE:
            condition(name)
        if name not in ASKS_OF[subject]:
            raise InputError("count.not_of", condition=name)
        if any(not one.get(wanted) for wanted in WANTS.get(name, ())):
            raise InputError("count.no_values", condition=name)


def place_counted(conditions: Sequence[Mapping[str, Any]]) -> str:
    """The one place that conditions speak of (the zone's, or where what is counted is seated); '' else."""
    zones = {one["zone"] for one in conditions if one["condition"] == "in_zone"}
    seats = {
        place for one in conditions if one["condition"] in ("seated_in", "joins_places") for place in one["places"]
    }
    named = Zone.objects.filter(Q(name_zh__in=zones) | Q(name_en__in=zones)) if zones else Zone.objects.none()
    found = seats | set(named.values_list("place_id", flat=True))
    return found.pop() if len(found) == 1 else ""


_COMMON = ("not_merged", "once", "seated_in")
ASKS_OF: Mapping[str, tuple[str, ...]] = {
    "platform": ("kind_in", "state_in", "level_in", "origin_in", "is_international", "in_zone", "recognised", *_COMMON),
    "organisation": ("kind_in", "in_zone", "recognised", *_COMMON),
    "alliance": ("state_in", "founded_by", "founded_since", "joins_places", *_COMMON),
}
"""Conditions by what is counted: the others look at facts that the subject does not have."""
WANTS: Mapping[str, tuple[str, ...]] = {
    "kind_in": ("kinds",),
    "state_in": ("states",),
    "level_in": ("levels",),
    "origin_in": ("origins",),
    "in_zone": ("zone",),
    "recognised": ("kind",),
    "founded_since": ("day",),
    "joins_places": ("places",),
    "seated_in": ("places",),
}
"""What a condition must be given."""


def _faults(subject: Subject, on: date, conditions: Sequence[Mapping[str, Any]]) -> tuple[Reason, ...]:
    found = (condition(one["condition"])(subject, on, one) for one in conditions if one["condition"] != ONCE)
    return tuple(reason for reason in found if reason is not None)


def _entered_twice(fit: Sequence[Subject]) -> dict[int, Reason]:
    """Keys of records that are another one entered again, with which one."""
    first: dict[tuple[str, ...], Subject] = {}
    twice: dict[int, Reason] = {}
    for one in sorted(fit, key=lambda s: (s.first_day, s.record.pk)):
        kept = first.setdefault(one.identity, one)
        if kept is not one:
            twice[one.record.pk] = Reason("entered_twice", {"other": kept.record.public_id})
    return twice
