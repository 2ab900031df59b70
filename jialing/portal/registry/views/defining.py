"""Defining a count, or changing one: from plain words, tried before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jialing.errors import JialingError
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.registry.actions.counts import NewCount, edit_count, keep_count
from jialing.portal.registry.forms.counts import SUBJECTS, choices, conditions_from, new_count_from, sent_from
from jialing.portal.registry.forms.values import day_of
from jialing.portal.registry.models import SavedCount
from jialing.portal.registry.queries.counting import counted_by, said
from jialing.portal.registry.views.counts import found_count, shown
from jialing.portal.registry.views.working import edition_sent

TYPED = ("name_en", "name_zh", "text_en", "text_zh", "said", "said_on", "said_by", "on")
Keep = Callable[[NewCount], SavedCount]


@require_http_methods(["GET", "HEAD", "POST"])
def new_count(request: HttpRequest) -> HttpResponse:
    """Define a count from plain words, see what it counts, keep it."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    require(viewer, "saved_count.create")
    sent, subject = _asked(request, viewer, lang)
    return _page(request, sent, subject, lambda wanted: keep_count(wanted, by=viewer), {"subjects": SUBJECTS})


@require_http_methods(["GET", "HEAD", "POST"])
def change_count(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a count is called, says and counts: tried, then saved."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    saved = found_count(viewer, slug)
    require(viewer, "saved_count.edit", saved)
    seen, now = edition_sent(request), saved.edition

    def keep(wanted: NewCount) -> SavedCount:
        return edit_count(saved, wanted, by=viewer, seen=seen)

    sent = request.POST if request.method == "POST" else _as_kept(saved, lang)
    context = {"saved": {"slug": slug, "edition": now if seen is None else seen}}
    return _page(request, sent, str(saved.subject), keep, context)


def _page(request: HttpRequest, sent: QueryDict, subject: str, keep: Keep, context: dict[str, Any]) -> HttpResponse:
    """The form; what was sent is kept, or tried, or stands there with what is wrong."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    status = 200
    if request.method == "POST":
        try:
            if "keep" in sent:
                kept = keep(new_count_from(subject, sent))
                return HttpResponseRedirect(f"{reverse('registry:count', args=[kept.slug])}?done=saved")
            context |= _tried(sent, subject, viewer, lang)
        except JialingError as error:
            context["error"], status = error, status_of(error)
    context |= {"subject": subject, "choices": choices(subject, sent, viewer, lang)}
    context["typed"] = {name: sent.get(name, "") for name in TYPED}
    return render(request, "registry/count_new.html", context, status=status)


def _tried(sent: QueryDict, subject: str, viewer: Viewer, lang: str) -> dict[str, Any]:
    """What the conditions chosen count. Raises InputError."""
    on = day_of(str(sent["on"])) if sent.get("on") else timezone.localdate()
    rules = conditions_from(subject, sent)
    counted = counted_by(subject, rules, on=on, viewer=viewer)
    definition = [said(one, lang) for one in rules]
    return shown(counted, viewer, SavedCount(), lang) | {"is_tried": True, "tried_on": on, "definition": definition}


def _asked(request: HttpRequest, viewer: Viewer, lang: str) -> tuple[QueryDict, str]:
    """What was sent, or what begins from another count; what is to be counted."""
    sent = request.POST if request.method == "POST" else request.GET
    subject = sent.get("subject", "") if sent.get("subject") in SUBJECTS else SUBJECTS[0]
    if request.method != "POST" and sent.get("like"):
        like = found_count(viewer, sent["like"])
        return sent_from(like, lang), str(like.subject)
    return sent, subject


def _as_kept(saved: SavedCount, lang: str) -> QueryDict:
    """A count as its form would send it: conditions, names, words, the figure published."""
    sent = sent_from(saved, lang)
    for name in TYPED[:-1]:
        value = getattr(saved, name)
        sent[name] = "" if value is None else str(value)
    return sent
