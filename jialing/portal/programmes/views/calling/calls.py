"""The calls, and the page of one: what it asks for, until when, how it goes on, what was asked about it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from jialing.base.phrases import phrase
from jialing.errors import InputError
from jialing.portal.common.access import Seen, all_seen, may, one_seen, unsealed, visible
from jialing.portal.programmes.actions.calls import content_of
from jialing.portal.programmes.models import Call, CallVersion, Programme, Question
from jialing.portal.programmes.queries.calls import as_of
from jialing.portal.programmes.rules.terms import Lack, digest, lacks, workflow_of
from jialing.portal.programmes.tables.amounts import amount_text, currency_name, name_of
from jialing.portal.programmes.views.money.asking import lang_of, paged, viewer_of
from jialing.procedure import Finding, said

PAGE = 50


@dataclass(frozen=True)
class TopicRow:
    """A topic as its call's page shows it."""

    code: str
    name: str
    other: str
    wanted: str
    budget: str
    quota: str
    evidence_url: str
    evidence_note: str


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Every call that the viewer may see, the newest first."""
    viewer, lang = viewer_of(request), lang_of(request)
    page = paged(request, visible(viewer, Call.objects.order_by("-year", "-pk")), PAGE)
    rows = Call.objects.filter(pk__in=[one.pk for one in page]).select_related("programme").order_by("-year", "-pk")
    seen = all_seen(viewer, rows)
    now = timezone.now()
    context = {
        "rows": [_row(one, lang, now) for one in seen],
        "page": page,
        "programmes": _may_draft(viewer),
        "is_invented": any(one.is_invented for one in seen),
    }
    return render(request, "programmes/calls.html", context)


@require_safe
def call(request: HttpRequest, call_id: str) -> HttpResponse:
    """One call, as it is or as it was on a day (``on``)."""
    viewer, lang = viewer_of(request), lang_of(request)
    one, record = find_call(request, call_id)
    version = _asked_version(request, record)
    content = version.content if version else content_of(record)
    now = timezone.now()
    is_officer = may(viewer, "call.publish", record)
    missing = lacks(content_of(record), has_owner=record.owner_id is not None, now=now) if is_officer else []
    context = {
        **call_context(request, one, record),
        "texts": _texts(content, lang),
        "topics": _topics(content, record, lang),
        "path": _path(content, lang),
        "dates": _dates(content, lang),
        "version": version.number if version else None,
        "version_at": version.published_at if version else None,
        "versions": list(record.versions.values_list("number", "published_at", "why")),
        "questions": [_question(q, lang) for q in all_seen(viewer, Question.objects.filter(call=record))],
        "may_ask": may(viewer, "call.ask", record),
        "may_propose": may(viewer, "call.propose", record) and is_open(record, now),
        "is_officer": is_officer,
        "lacks": [
            said_of(lack, lang) for lack in missing if not (record.versions.exists() and lack.code == "dates_over")
        ],
        "is_changed": is_officer and version is not None and not _is_same(record, version),
        "key": secrets.token_hex(16),
    }
    return render(request, "programmes/call.html", context)


def find_call(request: HttpRequest, call_id: str) -> tuple[Seen, Call]:
    """The call as the viewer sees it, and its record. Raises Http404."""
    one = one_seen(viewer_of(request), Call.objects.select_related("programme", "owner"), public_id=call_id)
    return one, unsealed(one)


def call_context(request: HttpRequest, one: Seen, record: Call) -> dict[str, Any]:
    """What every page below a call shows."""
    lang, now = lang_of(request), timezone.now()
    currency = record.programme.currency
    return {
        "call": one,
        "call_name": name_of(one, lang),
        "unit": currency_name(currency, lang),
        "budget": amount_text(record.budget, currency),
        "most": amount_text(record.most_per_project, currency),
        "is_open": is_open(record, now),
        "is_closed": record.closes_at is not None and record.closes_at < now,
        "is_invented": bool(record.is_invented),
        "edition": record.edition,
        "done": request.GET.get("done", "") if request.GET.get("done", "") in DONE else "",
    }


DONE = frozenset(
    {"saved", "published", "asked", "answered", "cancelled", "moved", "joined", "declined", "invited", "removed"}
)


def is_open(call: Call, now: datetime) -> bool:
    """Whether proposals can be begun."""
    begun = call.opens_at is None or call.opens_at <= now
    return call.state == "published" and begun and (call.closes_at is None or now <= call.closes_at)


def said_of(lack: Lack, lang: str) -> tuple[str, list[str]]:
    """A lack in words, with the findings behind it."""
    findings = lack.params.get("findings", ())
    params = {name: value for name, value in lack.params.items() if name != "findings"}
    if lack.code == "text_missing":
        params["field"] = phrase(f"call.field.{params['field']}", lang)
    told = [said(one, lang) for one in findings if isinstance(one, Finding)] if isinstance(findings, tuple) else []
    return phrase(f"call.lack.{lack.code}", lang, **params), told


def _may_draft(viewer: Any) -> list[tuple[str, Seen]]:
    found = all_seen(viewer, Programme.objects.order_by("pk"))
    return [(str(one), one) for one in found if may(viewer, "programme.call", unsealed(one))]


def _row(one: Seen, lang: str, now: datetime) -> dict[str, Any]:
    record: Call = unsealed(one)
    return {
        "one": one,
        "name": name_of(one, lang),
        "budget": amount_text(record.budget, record.programme.currency),
        "unit": currency_name(record.programme.currency, lang),
        "is_open": is_open(record, now),
        "url": reverse("programmes:call", args=[str(one)]),
    }


def _asked_version(request: HttpRequest, record: Call) -> CallVersion | None:
    """The version of the day asked for, else the last one. Raises Http404 where nothing was published by then."""
    on = request.GET.get("on", "")
    if not on:
        return record.versions.last()
    day = parse_date(on) if len(on) == 10 else None
    if day is None:
        raise Http404
    end = timezone.make_aware(datetime(day.year, day.month, day.day, 23, 59, 59))
    version = as_of(record, end)
    if version is None:
        raise Http404
    return version


def _is_same(record: Call, version: CallVersion) -> bool:
    return version.number == record.versions.last().number and version.digest == digest(content_of(record))


def _texts(content: dict[str, Any], lang: str) -> dict[str, Any]:
    own, other = ("zh", "en") if lang == "zh" else ("en", "zh")
    return {
        "text": content[f"text_{own}"] or content[f"text_{other}"],
        "other_text": content[f"text_{other}"] if content[f"text_{own}"] else "",
        "other_lang": other,
    }


def _topics(content: dict[str, Any], record: Call, lang: str) -> list[TopicRow]:
    currency = record.programme.currency
    return [
        TopicRow(
            one["code"],
            one[f"name_{lang}"] or one["name_zh"] or one["name_en"],
            one["name_en" if lang == "zh" else "name_zh"],
            one[f"wanted_{lang}"] or one["wanted_zh"] or one["wanted_en"],
            amount_text(one["budget"], currency) if one["budget"] is not None else "",
            _quota(one),
            _inside(str(one["evidence"].get("question", ""))),
            str(one["evidence"].get("note", "")),
        )
        for one in content["topics"]
    ]  # fmt: skip


def _inside(address: str) -> str:
    """An address of this installation; '' for any other: evidence leads nowhere else."""
    return address if address.startswith("/") and not address.startswith("//") else ""


def _quota(one: dict[str, Any]) -> str:
    least, most = one["least"], one["most"]
    if least is None and most is None:
        return ""
    return f"{least if least is not None else 0}–{most}" if most is not None else f"≥ {least}"


def _path(content: dict[str, Any], lang: str) -> list[str]:
    """The states of the workflow in the file's order, by the names that people read."""
    if not content["workflow"].strip():
        return []
    try:
        workflow = workflow_of(content)
    except (InputError, ValueError):
        return []
    return [state.words.in_(lang) for state in workflow.states.values()]


def _dates(content: dict[str, Any], lang: str) -> list[tuple[str, datetime]]:
    if not content["workflow"].strip():
        return []
    try:
        deadlines = workflow_of(content).deadlines.values()
    except (InputError, ValueError):
        return []
    return sorted(((one.words.in_(lang), one.at) for one in deadlines if one.at is not None), key=lambda row: row[1])


def _question(one: Seen, lang: str) -> dict[str, Any]:
    record: Question = unsealed(one)
    own = record.answer_zh if lang == "zh" else record.answer_en
    return {
        "id": str(one),
        "text": one.text,
        "answer": own or record.answer_zh or record.answer_en,
        "state": one.state,
        "edition": one.edition,
        "may_answer": "answer" in one.acts,
    }
