"""Calls: written as drafts, published as versions that are kept whole, asked about, called off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.common.records import next_edition
from jialing.portal.programmes.enums import CallState, QuestionState
from jialing.portal.programmes.models import Call, CallVersion, Programme, Question, Topic
from jialing.portal.programmes.rules.terms import KEPT, TOPIC, digest, lacks
from jialing.portal.registry.actions.changing import change

OPEN = (CallState.DRAFT, CallState.PUBLISHED)


@transaction.atomic
def draft_call(programme: Programme, values: Mapping[str, Any], *, by: Viewer) -> Call:
    """Begin a call. Raises NotAllowed; InputError ``call.name_missing``."""
    call = Call(programme=programme, is_invented=programme.is_invented, **values)
    if not call.name_en and not call.name_zh:
        raise InputError("call.name_missing")
    call.save()
    require(by, "call.draft", call)
    audit(by.public_id, "call.drafted", call)
    return call


def change_call(call: Call, values: Mapping[str, Any], *, by: Viewer, seen: int, why: str = "") -> Call:
    """Change what is written. What was published stays published until a new version is. Raises as ``change``."""
    return change(call, values, by=by, act="call.publish", code="call.changed", why=why, seen=seen)


@transaction.atomic
def set_topics(call: Call, rows: list[Mapping[str, Any]], *, by: Viewer, seen: int) -> Call:
    """The topics of a call, in this order; topics that proposals name stay.

    Raises InputError ``call.topic_in_use`` (topics), ``call.topic_twice`` (code); WrongState
    ``record.changed_meanwhile``.
    """
    require(by, "call.publish", call)
    next_edition(call, seen=seen)
    codes = [str(row["code"]) for row in rows]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise InputError("call.topic_twice", code=twice[0])
    gone = call.topics.exclude(code__in=codes)
    used = list(gone.filter(proposals__isnull=False).values_list("code", flat=True).distinct())
    if used:
        raise InputError("call.topic_in_use", topics=", ".join(used))
    gone.delete()
    for position, row in enumerate(rows):
        given = {name: row[name] for name in TOPIC if name in row and name not in ("public_id", "code", "position")}
        Topic.objects.update_or_create(call=call, code=row["code"], defaults={**given, "position": position})
    audit(by.public_id, "call.topics_set", call, n=len(rows))
    return call


@transaction.atomic
def publish_call(call: Call, *, by: Viewer, at: datetime, seen: int, why: str = "") -> CallVersion:
    """Publish what is written as the next version; proposals that were begun go on under the version they began with.

    Raises
    ------
    NotAllowed, WrongState
        ``record.changed_meanwhile``, ``call.is_over`` (state).
    InputError
        ``call.not_ready`` (n, first, lacks); ``call.nothing_new`` where the last version says the same;
        ``call.reason_missing`` for a second version without a reason.
    """
    if call.state not in OPEN:
        raise WrongState("call.is_over", state=call.state)
    require(by, "call.publish", call)
    content = content_of(call)
    wrong = lacks(content, has_owner=call.owner_id is not None, now=at)
    last = call.versions.last()
    if last is not None:
        wrong = [one for one in wrong if one.code != "dates_over"]
        if last.digest == digest(content):
            raise InputError("call.nothing_new")
        if not why.strip():
            raise InputError("call.reason_missing")
    if wrong:
        raise InputError("call.not_ready", n=len(wrong), first=wrong[0].code, lacks=tuple(wrong))
    next_edition(call, seen=seen)
    call.state = CallState.PUBLISHED
    call.save()
    number = 1 if last is None else last.number + 1
    version = CallVersion.objects.create(
        call=call, number=number, published_at=at, by=by.public_id, why=why, content=content, digest=digest(content)
    )
    audit(by.public_id, "call.published", call, version=number, why=why)
    return version


@transaction.atomic
def cancel_call(call: Call, why: str, *, by: Viewer, seen: int) -> Call:
    """Call a call off, with a reason. Raises InputError ``call.reason_missing``."""
    require(by, "call.cancel", call)
    if not why.strip():
        raise InputError("call.reason_missing")
    next_edition(call, seen=seen)
    call.state = CallState.CANCELLED
    call.save()
    audit(by.public_id, "call.cancelled", call, why=why)
    return call


@transaction.atomic
def ask(call: Call, text: str, *, by: Viewer) -> Question:
    """Ask about a call. Raises InputError ``call.question_missing``; the same question twice is asked once."""
    require(by, "call.ask", call)
    words = text.strip()
    if not words:
        raise InputError("call.question_missing")
    question, is_new = Question.objects.get_or_create(call=call, text=words[:4000], asked_by=by.public_id)
    if is_new:
        audit(by.public_id, "call.asked", question)
    return question


@transaction.atomic
def answer(question: Question, texts: Mapping[str, str], *, by: Viewer, at: datetime, seen: int) -> Question:
    """Answer to everybody, in both languages (``en``, ``zh``). Raises InputError ``call.answer_missing`` (language)."""
    require(by, "question.answer", question)
    for language in ("en", "zh"):
        if not texts.get(language, "").strip():
            raise InputError("call.answer_missing", language=language)
    next_edition(question, seen=seen)
    question.answer_en, question.answer_zh = texts["en"].strip(), texts["zh"].strip()
    question.answered_by, question.answered_at, question.state = by.public_id, at, QuestionState.ANSWERED
    question.save()
    audit(by.public_id, "call.answered", question)
    return question


def content_of(call: Call) -> dict[str, Any]:
    """All that is published of a call, as a version keeps it."""
    topics = [{name: getattr(one, name) for name in TOPIC} for one in call.topics.all()]
    times = {
        name: at.isoformat() if at else None
        for name, at in (("opens_at", call.opens_at), ("closes_at", call.closes_at))
    }
    owner = call.owner
    return {
        **{name: getattr(call, name) for name in KEPT},
        **times,
        "topics": topics,
        "owner": {"public_id": owner.public_id, "name_en": owner.name_en, "name_zh": owner.name_zh} if owner else None,
    }
