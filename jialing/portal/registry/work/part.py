"""The part of a record's page where people work on it: comments, tasks, documents, following."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jialing.errors import JialingError
from jialing.portal.accounts.queries import names_of
from jialing.portal.common.access import Seen, Viewer, all_seen, unsealed
from jialing.portal.common.records import new_public_id
from jialing.portal.registry.models import Comment, Document, Task
from jialing.portal.registry.queries.concerned import hanging_on, officers_of, side_of
from jialing.portal.registry.queries.records import MODELS, record_kind
from jialing.portal.registry.relations import known_of
from jialing.portal.registry.rules.contents import LARGEST, MEDIA_TYPES
from jialing.portal.registry.rules.workdays import calendars, workdays_between

MOST = 200
NEAR_WORKDAYS = 20
WEEKS_OF_A_YEAR = 52


@dataclass(frozen=True)
class Typed:
    """What was sent by one of the part's forms and refused: which form, what stood in it, why."""

    form: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    error: JialingError | None = None


@dataclass(frozen=True)
class Due:
    """A deadline beside today: the working days left (negative: late by so many), whether the calendar is known."""

    on: date
    workdays: int
    is_known: bool
    days: int

    @property
    def is_far(self) -> bool:
        """Whether nobody counts working days to it any more."""
        return self.workdays > NEAR_WORKDAYS

    @property
    def weeks(self) -> int:
        """Whole weeks left, 0 beyond a year: then the day says it better."""
        weeks = self.days // 7
        return weeks if weeks <= WEEKS_OF_A_YEAR else 0

    @property
    def is_late(self) -> bool:
        return self.workdays < 0

    @property
    def late_by(self) -> int:
        return -self.workdays


@dataclass(frozen=True)
class Shown:
    """A comment, task or document with the names of people and, where it has one, its deadline."""

    one: Seen
    by: str
    whom: str = ""
    due: Due | None = None

    @property
    def acts(self) -> tuple[str, ...]:
        return self.one.acts


def due_of(day: date | None, today: date) -> Due | None:
    """A deadline in working days of the State Council's calendar; None where there is none."""
    if day is None:
        return None
    known = calendars()
    years = range(min(day, today).year, max(day, today).year + 1)
    is_known = all(year in known and known[year].is_published for year in years)
    left = workdays_between(today, day)
    if day < today and left == 0:
        left = -1  # only days off lie between: late all the same
    return Due(day, left, is_known, (day - today).days)


def work_part(viewer: Viewer, one: Seen, lang: str, today: date, typed: Typed = Typed()) -> dict[str, Any]:
    """What the part shows; {} for a visitor, who costs no query."""
    record = unsealed(one)
    if not viewer.is_signed_in or type(record) not in MODELS.values():
        return {}
    acts = one.acts
    *there, is_followed = hanging_on(record, viewer.public_id)
    shown = zip((Comment, Task, Document), there, strict=True)
    comments, tasks, documents = (_hanging(viewer, model, record) if is_there else [] for model, is_there in shown)
    people = people_to_ask(record, viewer, today) if "comment" in acts else set()
    names = names_of(_people(comments, tasks, documents) | people, lang)
    work = {
        "comments": [Shown(c, names.get(c.by, "")) for c in comments],
        "tasks": [_task(t, names, today) for t in tasks if t.state == "open"],
        "done_tasks": [_task(t, names, today) for t in tasks if t.state != "open"],
        "documents": [Shown(d, names.get(d.by, "")) for d in documents],
        "people": sorted(((who, names[who]) for who in people if who in names), key=lambda pair: pair[1]),
        "may_comment": "comment" in acts,
        "may_attach": "attach" in acts,
        "may_follow": "follow" in acts,
        "is_followed": is_followed,
        "once": {name: new_public_id() for name in ("comment", "task", "document")},
        "typed": typed,
        "me": viewer.public_id,
        "largest": LARGEST // 1024 // 1024,
        "endings": ", ".join(MEDIA_TYPES),
        "accept": ",".join(f".{ending}" for ending in MEDIA_TYPES),
    }
    return {"work": work}


def people_to_ask(record: Any, viewer: Viewer, today: date) -> set[str]:
    """Whom a task may be set to: oneself, officers of the record's place, who stands for its organisations."""
    return officers_of(record, today) | side_of(record, today) | {viewer.public_id}


def _hanging(viewer: Viewer, model: Any, record: Any) -> list[Seen]:
    kind = record_kind(record)
    rows = model._default_manager.filter(about_kind=kind, about_id=record.pk)
    return all_seen(viewer, rows, most=MOST, known=known_of(viewer, record, kind))


def _task(task: Seen, names: Mapping[str, str], today: date) -> Shown:
    due = due_of(task.due_on, today) if task.state == "open" else None
    return Shown(task, names.get(task.by, ""), names.get(task.assignee, ""), due)


def _people(*lists: Iterable[Seen]) -> set[str]:
    found = {one.by for some in lists for one in some}
    return (found | {one.assignee for some in lists for one in some if "assignee" in one.fields}) - {""}
