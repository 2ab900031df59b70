"""A count: the records that fulfil every condition on a day, and those that somebody in a hurry would count too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jialing.errors import InputError
from jialing.portal.common.access import Viewer
from jialing.portal.registry.models import SavedCount
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
