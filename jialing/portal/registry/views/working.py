"""Working on a record: saying something, setting and doing tasks, documents, following."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from jialing.base.typed import plain
from jialing.errors import InputError, JialingError
from jialing.portal.common.access import Seen, declaration, one_seen, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.registry.actions import documents, work
from jialing.portal.registry.forms.values import day_of, number_of
from jialing.portal.registry.lists.spec import LISTS, ListSpec
from jialing.portal.registry.models import Comment
from jialing.portal.registry.queries.records import MODELS
from jialing.portal.registry.rules.workdays import after_workdays
from jialing.portal.registry.views.one import find, record_context, spec_of
from jialing.portal.registry.work.part import Typed, people_to_ask, work_part

MOST_WORKDAYS = 400
NEEDS = {"comment": "comment", "task": "comment", "document": "attach", "follow": "follow"}
"""The act of a kind that each form needs."""


@require_POST
def comment(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Say something on a record."""

    def said(record: Any, spec: ListSpec) -> None:
        text = sent(request, "text")
        work.comment(record, text, by=_viewer(request), act=f"{spec.kind}.comment", once=sent(request, "once"))

    return _done(request, slug, public_id, "comment", said, "#comments")


@require_POST
def withdraw_comment(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's own words back."""
    one = one_seen(_viewer(request), Comment.objects.all(), public_id=public_id)
    work.withdraw_comment(unsealed(one), by=_viewer(request))
    return HttpResponseRedirect(f"{page_of(one)}#comments")


@require_POST
def set_task(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Set a task to somebody, until a day or in so many working days."""

    def set_it(record: Any, spec: ListSpec) -> None:
        by, today = _viewer(request), timezone.localdate()
        assignee = sent(request, "assignee")
        if assignee and assignee not in people_to_ask(record, by, today):
            raise InputError("task.no_such_person")
        work.set_task(
            record, sent(request, "title")[:300], by=by, act=f"{spec.kind}.comment", assignee=assignee,
            due_on=due_from(request), text=sent(request, "text"), once=sent(request, "once"),
        )  # fmt: skip

    return _done(request, slug, public_id, "task", set_it, "#tasks")


@require_POST
def attach(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Keep a document about a record."""

    def kept(record: Any, spec: ListSpec) -> None:
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile):
            raise InputError("document.none_chosen")
        documents.attach(
            record, file, name=file.name or "", size=file.size or 0,  # type: ignore[arg-type]
            is_unclassified=sent(request, "is_unclassified") == "yes", by=_viewer(request), act=f"{spec.kind}.attach",
            title=sent(request, "title"), purpose=sent(request, "purpose")[:60], once=sent(request, "once"),
        )  # fmt: skip

    return _done(request, slug, public_id, "document", kept, "#documents")


@require_POST
def follow(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Follow a record, or no longer."""

    def followed(record: Any, spec: ListSpec) -> None:
        if sent(request, "do") == "unfollow":
            work.unfollow(record, by=_viewer(request))
        else:
            work.follow(record, by=_viewer(request), act=f"{spec.kind}.follow")

    return _done(request, slug, public_id, "follow", followed, "")


def due_from(request: HttpRequest) -> Any:
    """The deadline typed: a day, or a number of working days from today; None for none.

    Raises InputError ``form.no_day``, ``form.no_number``, ``task.workdays_out_of_range`` (most).
    """
    n = sent(request, "workdays")
    if n:
        number = number_of(n)
        if number != int(number) or not 1 <= number <= MOST_WORKDAYS:
            raise InputError("task.workdays_out_of_range", most=MOST_WORKDAYS)
        return after_workdays(timezone.localdate(), int(number)).on
    day = sent(request, "due_on")
    return day_of(day) if day else None


def sent(request: HttpRequest, name: str) -> str:
    """What was typed, without what no text holds."""
    return plain(request.POST.get(name, ""))


def page_of(thing: Seen) -> str:
    """The page of the record that a comment, task or document is about; 'my day' where it has none."""
    row = unsealed(thing)
    record: Any = MODELS[row.about_kind]._default_manager.filter(pk=row.about_id).first()
    slug = next(
        (s.slug for s in LISTS.values() if record is not None and s.kind.replace("_", "") == row.about_kind), ""
    )
    return reverse("registry:record", args=[slug, record.public_id]) if slug and record else reverse("registry:day")


def edition_sent(request: HttpRequest) -> int | None:
    """The edition that the form showed; None where none was sent."""
    given = request.POST.get("edition", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def _viewer(request: HttpRequest) -> Any:
    return request.viewer  # type: ignore[attr-defined]


def _done(
    request: HttpRequest, slug: str, public_id: str, form: str, act: Callable[[Any, ListSpec], None], anchor: str
) -> HttpResponse:
    """Do it and go back to the record; where it is refused, its page with what was typed and why.

    Records of a kind on which nobody works have no such address: Http404.
    """
    spec = spec_of(slug)
    if NEEDS[form] not in declaration().kinds[spec.kind].acts:
        raise Http404
    one = find(_viewer(request), spec, public_id)
    try:
        act(unsealed(one), spec)
    except JialingError as error:
        typed = Typed(form, {name: sent(request, name) for name in request.POST}, error)
        lang = request.lang  # type: ignore[attr-defined]
        part = work_part(_viewer(request), one, lang, timezone.localdate(), typed)
        context = record_context(request, spec, one) | part
        return render(request, "registry/record.html", context, status=status_of(error))
    return HttpResponseRedirect(f"{reverse('registry:record', args=[slug, public_id])}{anchor}")
