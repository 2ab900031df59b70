"""Notices, made of audit rows: in the transaction of what happened, for people who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from jialing.portal.accounts.models import User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.access import SYSTEM, Viewer, declaration, readable, visible
from jialing.portal.common.models import AuditRecord
from jialing.portal.jobs.actions import ask
from jialing.portal.registry.models import Notice
from jialing.portal.registry.queries.concerned import followers_of, officers_of, secretariat_of, side_of, speakers_on
from jialing.portal.registry.queries.notices import wants_mail
from jialing.portal.registry.queries.records import MODELS, record_kind
from jialing.portal.registry.rules.telling import SILENT, Audience, telling

SYSTEM_ACTORS = frozenset({"", "system", "desk"})
_LEADS: Mapping[str, str] = {
    "expertopinion": "accreditation",
    "evaluation": "accreditation",
    "representation": "organisation",
    "meeting": "alliance",
    "activity": "alliance",
    "output": "alliance",
    "foundingevaluation": "founding",
}
"""Kinds that hang on a record by a foreign key: name of the model -> name of the key."""


def tell(row: AuditRecord, about: models.Model) -> None:
    """Make the notices of an audit row. One query where nobody follows and nobody else is to be told."""
    if row.code in SILENT:
        return
    found = _record_of(about)
    if found is None:
        return
    kind, key, thing = found
    wanted = telling(row.code)
    told = followers_of(kind, key)
    if wanted.audiences:
        record = about if thing is None else MODELS[kind]._default_manager.get(pk=key)
        on = timezone.localdate(row.at)
        told = told.union(*(_PEOPLE[one](record, about, on) for one in wanted.audiences))
    make_notices(
        told - {row.actor} - SYSTEM_ACTORS, row.code, about, at=row.at, by=row.actor, waits=wanted.waits,
        changed=row.params.get("fields", ()),
    )  # fmt: skip


def told_by(code: str, about: Any, on: date) -> set[str]:
    """Public ids of those who are told of a code about a record or what hangs on it, beside the record's followers."""
    found = _record_of(about)
    record = about
    if found is not None and found[2] is not None:
        record = MODELS[found[0]]._default_manager.filter(pk=found[1]).first()
    if record is None:
        return set()
    return set().union(*(_PEOPLE[one](record, about, on) for one in telling(code).audiences)) - {""}


def make_notices(
    people: Iterable[str], code: str, about: models.Model, *, at: Any, by: str = "", waits: bool = False,
    changed: Iterable[str] = (),
) -> None:  # fmt: skip
    """Tell people of something; those who may not see it are not told, and one who has not read yet is told once."""
    found, names = _record_of(about), sorted(people)
    if found is None or not names:
        return
    kind, key, thing = found
    for user in User.objects.filter(public_id__in=names, is_active=True, is_erased=False):
        viewer = viewer_of(user, timezone.localdate(at))
        if not _may_be_told(viewer, kind, key, thing, changed):
            continue
        same = {"who": user.public_id, "code": code, "about_kind": kind, "about_id": key, "read_at": None}
        same |= {"thing_kind": _kind_name(thing), "thing_id": thing.pk if thing is not None else 0}
        Notice.objects.update_or_create(
            **same, defaults={"fields": list(changed), "by": by, "waits": waits, "made_at": at}
        )
        if waits and wants_mail(user):
            ask("registry.mail", by=SYSTEM, now=at, params={"who": user.public_id}, key=user.public_id)


def _record_of(about: Any) -> tuple[str, int, models.Model | None] | None:
    """Kind and key of the record, and what hangs on it where the row is about that; None for what is no record's."""
    name = about._meta.model_name or ""
    if key := _LEADS.get(name):
        return key, getattr(about, f"{key}_id"), about
    if name in MODELS:
        return str(record_kind(about)), about.pk, None
    return (str(about.about_kind), int(about.about_id), about) if hasattr(about, "about_kind") else None


def _kind_name(thing: models.Model | None) -> str:
    return "" if thing is None else declaration().kind_of(thing._meta.label).name


def _may_be_told(
    viewer: Viewer, kind: str, key: int, thing: models.Model | None, changed: Iterable[str]
) -> bool:  # fmt: skip
    """Whether the viewer sees the record, what hangs on it, and at least one of the fields that changed."""
    record = visible(viewer, MODELS[kind]._default_manager.filter(pk=key)).first()
    if thing is not None:
        own = visible(viewer, type(thing)._default_manager.filter(pk=thing.pk)).exists()
        return own and (record is not None or _kind_name(thing) == "task")
    names = set(changed)
    return record is not None and (not names or bool(names & readable(viewer, record)))


People = Callable[[Any, Any, date], set[str]]
_PEOPLE: Mapping[Audience, People] = {
    Audience.OFFICERS: lambda record, _, on: officers_of(record, on),
    Audience.SIDE: lambda record, _, on: side_of(record, on),
    Audience.ASSIGNEE: lambda _, about, __: {about.assignee},
    Audience.AUTHOR: lambda _, about, __: {about.by},
    Audience.EXPERT: lambda record, _, __: set(
        record.opinions.filter(given_on__isnull=True).values_list("expert", flat=True)
    ),
    Audience.CLAIMANT: lambda _, about, __: {about.who},
    Audience.SECRETARIAT: lambda record, _, on: secretariat_of(getattr(record, "alliance", record), on),
    Audience.SPEAKERS: lambda record, _, __: speakers_on(record_kind(record), record.pk),
}
