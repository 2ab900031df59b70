"""Writing a call: its texts and dates, its topics, publishing and calling off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from jialing.base.typed import plain
from jialing.errors import InputError, JialingError
from jialing.portal.common.access import may, one_seen, require, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.programmes.actions.calls import (
    answer,
    ask,
    cancel_call,
    change_call,
    draft_call,
    publish_call,
    set_topics,
)
from jialing.portal.programmes.forms.calls import CallForm
from jialing.portal.programmes.models import Call, Question
from jialing.portal.programmes.rules.currencies import digits_of, in_currency, smallest_units
from jialing.portal.programmes.views.calling.calls import call_context, find_call, said_of
from jialing.portal.programmes.views.money.asking import find_programme, lang_of, viewer_of

SPARE = 3
"""Empty rows for topics to come."""
COLUMNS = ("code", "name_zh", "name_en", "budget", "least", "most")


@require_http_methods(["GET", "HEAD", "POST"])
def call_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin a call of a programme."""
    one, programme = find_programme(request, public_id)
    viewer = viewer_of(request)
    draft = Call(programme=programme, year=timezone.localdate().year)
    require(viewer, "programme.call", programme)
    form = CallForm(draft, viewer, request.POST if request.method == "POST" else None)
    context = {"programme": one, "is_invented": bool(programme.is_invented), "back": reverse("programmes:calls")}
    if request.method != "POST":
        return _form_page(request, form, context)
    if not form.check():
        return _form_page(request, form, context, status=400)
    try:
        made = draft_call(programme, form.values, by=viewer)
    except JialingError as error:
        return _form_page(request, form, {**context, "error": error}, status=status_of(error))
    return HttpResponseRedirect(reverse("programmes:call_edit", args=[made.public_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def call_edit(request: HttpRequest, call_id: str) -> HttpResponse:
    """Change what is written of a call."""
    one, record = find_call(request, call_id)
    viewer = viewer_of(request)
    require(viewer, "call.publish", record)
    form = CallForm(record, viewer, request.POST if request.method == "POST" else None)
    context = {**call_context(request, one, record), "back": _page_of(record)}
    if request.method != "POST":
        return _form_page(request, form, context)
    if not form.check():
        return _form_page(request, form, context, status=400)
    try:
        change_call(record, form.values, by=viewer, seen=_edition(request, record))
    except JialingError as error:
        record.refresh_from_db()
        return _form_page(
            request, form, {**context, "error": error, "edition": record.edition}, status=status_of(error)
        )
    return HttpResponseRedirect(f"{_page_of(record)}?done=saved")


@require_http_methods(["GET", "HEAD", "POST"])
def call_topics(request: HttpRequest, call_id: str) -> HttpResponse:
    """The topics of a call as a table to type in; a row without a code is none."""
    one, record = find_call(request, call_id)
    viewer = viewer_of(request)
    require(viewer, "call.publish", record)
    rows = _typed_rows(request) if request.method == "POST" else _rows_now(record)
    context = {**call_context(request, one, record), "columns": COLUMNS}
    if request.method == "POST":
        try:
            set_topics(
                record, [_topic(row, record) for row in rows if row["code"]], by=viewer, seen=_edition(request, record)
            )
        except JialingError as error:
            record.refresh_from_db()
            context |= {"error": error, "edition": record.edition, "rows": _padded(rows)}
            return render(request, "programmes/call_topics.html", context, status=status_of(error))
        return HttpResponseRedirect(f"{_page_of(record)}?done=saved#topics")
    return render(request, "programmes/call_topics.html", context | {"rows": _padded(rows)})


@require_http_methods(["GET", "HEAD", "POST"])
def call_publish(request: HttpRequest, call_id: str) -> HttpResponse:
    """Publish what is written: what everybody will see, what is missing, why (from the second time on)."""
    return _confirmed(request, call_id, "publish")


@require_http_methods(["GET", "HEAD", "POST"])
def call_cancel(request: HttpRequest, call_id: str) -> HttpResponse:
    """Call a call off."""
    return _confirmed(request, call_id, "cancel")


def _confirmed(request: HttpRequest, call_id: str, act: str) -> HttpResponse:
    one, record = find_call(request, call_id)
    viewer, lang = viewer_of(request), lang_of(request)
    require(viewer, f"call.{act}", record)
    context = {
        **call_context(request, one, record), "act": act, "why": plain(request.POST.get("why", ""))[:1000],
        "takes_reason": act == "cancel" or record.versions.exists(),
    }  # fmt: skip
    if request.method != "POST":
        return render(request, "programmes/call_confirm.html", context)
    try:
        if act == "publish":
            publish_call(record, by=viewer, at=timezone.now(), seen=_edition(request, record), why=context["why"])
        else:
            cancel_call(record, context["why"], by=viewer, seen=_edition(request, record))
    except JialingError as error:
        record.refresh_from_db()
        found = error.params.get("lacks", ())
        context |= {"error": error, "edition": record.edition}
        context["lacks"] = [said_of(lack, lang) for lack in found] if isinstance(found, tuple) else []
        return render(request, "programmes/call_confirm.html", context, status=status_of(error))
    return HttpResponseRedirect(f"{_page_of(record)}?done={'published' if act == 'publish' else 'cancelled'}")


@require_POST
def call_ask(request: HttpRequest, call_id: str) -> HttpResponse:
    """Ask about a call."""
    _, record = find_call(request, call_id)
    ask(record, plain(request.POST.get("text", "")), by=viewer_of(request))
    return HttpResponseRedirect(f"{_page_of(record)}?done=asked#questions")


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, call_id: str, question_id: str) -> HttpResponse:
    """Answer a question in both languages."""
    one, record = find_call(request, call_id)
    viewer = viewer_of(request)
    asked = one_seen(viewer, Question.objects.filter(call=record), public_id=question_id)
    row: Question = unsealed(asked)
    if not may(viewer, "question.answer", row):
        raise Http404
    texts = {name: plain(request.POST.get(name, getattr(row, f"answer_{name}"))) for name in ("en", "zh")}
    context = {**call_context(request, one, record), "question": asked, "texts": texts, "edition": row.edition}
    if request.method != "POST":
        return render(request, "programmes/question.html", context)
    try:
        answer(row, texts, by=viewer, at=timezone.now(), seen=_edition(request, row))
    except JialingError as error:
        return render(request, "programmes/question.html", {**context, "error": error}, status=status_of(error))
    return HttpResponseRedirect(f"{_page_of(record)}?done=answered#questions")


def _form_page(request: HttpRequest, form: CallForm, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    shown = {"fields": form.fields(lang_of(request)), "n_faults": len(form.faults)}
    return render(request, "programmes/call_edit.html", {**context, **shown}, status=status)


def _page_of(record: Call) -> str:
    return reverse("programmes:call", args=[record.public_id])


def _edition(request: HttpRequest, record: Any) -> int:
    given = request.POST.get("edition", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else int(record.edition)


def _rows_now(record: Call) -> list[dict[str, str]]:
    currency = record.programme.currency
    return [
        {
            **{name: getattr(one, name) for name in ("code", "name_zh", "name_en")},
            "budget": "" if one.budget is None else f"{in_currency(one.budget, currency):.{digits_of(currency)}f}",
            "least": "" if one.least is None else str(one.least), "most": "" if one.most is None else str(one.most),
        }
        for one in record.topics.all()
    ]  # fmt: skip


def _typed_rows(request: HttpRequest) -> list[dict[str, str]]:
    columns = {name: request.POST.getlist(name) for name in COLUMNS}
    n = min(max(len(values) for values in columns.values()), 200)
    return [
        {name: plain(values[at])[:300] if at < len(values) else "" for name, values in columns.items()}
        for at in range(n)
    ]


def _padded(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    filled = [row for row in rows if any(row.values())]
    return [*filled, *(dict.fromkeys(COLUMNS, "") for _ in range(SPARE))]


def _topic(row: Mapping[str, str], record: Call) -> dict[str, Any]:
    if not row["name_zh"] and not row["name_en"]:
        raise InputError("call.topic_without_name", code=row["code"])
    budget = smallest_units(row["budget"], record.programme.currency) if row["budget"] else None
    return {
        "code": row["code"][:40], "name_zh": row["name_zh"], "name_en": row["name_en"], "budget": budget,
        "least": _number(row["least"]), "most": _number(row["most"]),
    }  # fmt: skip


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise InputError("call.no_quota", given=text[:20])
    return int(text)
