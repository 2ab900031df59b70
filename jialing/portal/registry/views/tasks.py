"""Tasks: a list of one's own, and the page of each, to edit, do, cancel or take up again."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jialing.errors import InputError, JialingError
from jialing.portal.accounts.queries import names_of
from jialing.portal.common.access import Seen, all_seen, may, one_seen, unsealed, visible
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.registry.actions import work
from jialing.portal.registry.enums import TaskState
from jialing.portal.registry.lists.cells import name_cell
from jialing.portal.registry.models import Task
from jialing.portal.registry.queries.notices import records_seen
from jialing.portal.registry.queries.records import MODELS
from jialing.portal.registry.views.working import due_from, edition_sent, page_of, sent
from jialing.portal.registry.work.part import due_of, people_to_ask

PER_PAGE = 50
MINE, SET_BY_ME, EVERY = "mine", "set_by_me", "every"


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Tasks that somebody may see: one's own, those set to others, all; open, late or done."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    whose, state = request.GET.get("whose", MINE), request.GET.get("state", "open")
    today = timezone.localdate()
    found = _narrowed(Task.objects.all(), viewer.public_id, whose, state, today)
    page = Paginator(visible(viewer, found), PER_PAGE).get_page(request.GET.get("page"))
    rows = all_seen(viewer, found.filter(pk__in=[row.pk for row in page]))
    names = names_of({row.assignee for row in rows} | {row.by for row in rows}, lang)
    records = records_seen(viewer, ((row.about_kind, row.about_id) for row in rows))
    shown = [
        {
            "one": row,
            "by": names.get(row.by, ""),
            "whom": names.get(row.assignee, ""),
            "due": due_of(row.due_on, today) if row.state == TaskState.OPEN else None,
            "record": name_cell(about, lang) if (about := records.get((row.about_kind, row.about_id))) else None,
        }
        for row in rows
    ]
    context = {"rows": shown, "page": page, "whose": whose, "state": state, "whoses": (MINE, SET_BY_ME, EVERY)}
    return render(request, "registry/tasks.html", context | {"states": ("open", "late", "done", "cancelled")})


def _narrowed(found: Any, who: str, whose: str, state: str, today: Any) -> Any:
    if whose in (MINE, SET_BY_ME):
        found = found.filter(**({"assignee": who} if whose == MINE else {"by": who}))
    if state == "late":
        return found.filter(state=TaskState.OPEN, due_on__lt=today).order_by("due_on", "pk")
    if state in TaskState:
        found = found.filter(state=state)
    return found.order_by(*(("due_on", "pk") if state == "open" else ("-done_on", "-pk")))


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, public_id: str) -> HttpResponse:
    """One task; to be edited by who set it or the officer."""
    viewer = request.viewer  # type: ignore[attr-defined]
    one = one_seen(viewer, Task.objects.all(), public_id=public_id)
    if request.method != "POST":
        return _page(request, one)
    row = unsealed(one)
    try:
        work.edit_task(row, _values(request, row), by=viewer, seen=edition_sent(request))
    except JialingError as error:
        row.refresh_from_db()
        return _page(request, one, error=error, status=status_of(error))
    return HttpResponseRedirect(f"{reverse('registry:task', args=[public_id])}?done=saved")


@require_POST
def move_task(request: HttpRequest, public_id: str) -> HttpResponse:
    """Do, cancel or take up a task again; what is so already stays so."""
    viewer = request.viewer  # type: ignore[attr-defined]
    one = one_seen(viewer, Task.objects.all(), public_id=public_id)
    row, after = unsealed(one), sent(request, "after")
    if after not in TaskState:
        raise InputError("form.no_choice", given=after[:50])
    if row.state != after:
        try:
            work.move_task(row, after, by=viewer, on=timezone.localdate(), seen=edition_sent(request))
        except JialingError as error:
            row.refresh_from_db()
            return _page(request, one, error=error, status=status_of(error))
    back = page_of(one) if sent(request, "back") == "record" else reverse("registry:task", args=[public_id])
    return HttpResponseRedirect(f"{back}{'#tasks' if sent(request, 'back') == 'record' else '?done=done'}")


def _values(request: HttpRequest, row: Task) -> dict[str, Any]:
    title = sent(request, "title")[:300]
    if not title:
        raise InputError("registry.text_missing")
    assignee, viewer = sent(request, "assignee"), request.viewer  # type: ignore[attr-defined]
    record = MODELS[row.about_kind]._default_manager.get(pk=row.about_id)
    if assignee not in (people_to_ask(record, viewer, timezone.localdate()) | {"", row.assignee}):
        raise InputError("task.no_such_person")
    return {"title": title, "text": sent(request, "text"), "assignee": assignee, "due_on": due_from(request)}


def _page(request: HttpRequest, one: Seen, *, error: JialingError | None = None, status: int = 200) -> HttpResponse:
    viewer, lang, row = request.viewer, request.lang, unsealed(one)  # type: ignore[attr-defined]
    today = timezone.localdate()
    may_edit = may(viewer, "task.cancel", row)
    record = MODELS[row.about_kind]._default_manager.filter(Q(pk=row.about_id)).first()
    people = people_to_ask(record, viewer, today) if may_edit and record is not None else set()
    names = names_of(people | {row.by, row.assignee}, lang)
    typed = {name: sent(request, name) for name in request.POST} if error is not None else {}
    kept = {"title": one.title, "text": one.text, "assignee": one.assignee, "due_on": one.due_on and str(one.due_on)}
    context = {
        "one": one, "by": names.get(row.by, ""), "whom": names.get(row.assignee, ""), "error": error,
        "due": due_of(row.due_on, today) if row.state == TaskState.OPEN else None, "may_edit": may_edit,
        "typed": kept | typed, "record_url": page_of(one), "told": request.GET.get("done") in ("saved", "done"),
        "people": sorted((who, names[who]) for who in people | {row.assignee} if who in names),
    }  # fmt: skip
    return render(request, "registry/task.html", context, status=status)


__all__ = ["move_task", "task", "tasks"]
