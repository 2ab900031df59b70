"""My jobs, and one job as a page or, asked for again and again, as a part of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jialing.base.phrases import catalogue, phrase
from jialing.errors import JialingError
from jialing.portal.common.access import VISITOR, Seen, Viewer, all_seen, one_seen, seen, unsealed
from jialing.portal.common.language import LANGUAGES, in_language
from jialing.portal.jobs.actions import cancel, retry
from jialing.portal.jobs.models import Job
from jialing.portal.jobs.queries import jobs_of

PAGE = 50
TIMES = ("created_at", "due_at", "finished_at")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the viewer asked for, the latest first."""
    viewer = _viewer(request)
    page = Paginator(jobs_of(viewer), PAGE).get_page(request.GET.get("page"))
    shown = [_shown(request, one) for one in all_seen(viewer, Job.objects.filter(pk__in=[j.pk for j in page]))]
    return render(
        request, "jobs/mine.html", {"jobs": shown, "page": page, "has_live": any(j["is_live"] for j in shown)}
    )


@require_safe
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """A job; as a part of a page where a page asks for it."""
    context = _shown(request, one_seen(_viewer(request), Job.objects.all(), public_id=public_id))
    is_part = bool(getattr(request, "htmx", False))
    return render(request, "jobs/components/job.html" if is_part else "jobs/one.html", context)


@require_POST
def cancel_one(request: HttpRequest, public_id: str) -> HttpResponse:
    job = unsealed(one_seen(_viewer(request), Job.objects.all(), public_id=public_id))
    cancel(job, by=_viewer(request), now=timezone.now())
    return _back(request, job)


@require_POST
def retry_one(request: HttpRequest, public_id: str) -> HttpResponse:
    job = unsealed(one_seen(_viewer(request), Job.objects.all(), public_id=public_id))
    retry(job, by=_viewer(request), now=timezone.now())
    return _back(request, job)


def _back(request: HttpRequest, job: Job) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect("jobs:one", job.public_id)
    job.refresh_from_db()
    return render(request, "jobs/components/job.html", _shown(request, seen(_viewer(request), job)))


def _viewer(request: HttpRequest) -> Viewer:
    return getattr(request, "viewer", VISITOR)


def _shown(request: HttpRequest, job: Seen) -> dict[str, Any]:
    lang = getattr(request, "lang", LANGUAGES[0])
    link = job.result_link if "result_link" in job.fields else ""
    has_language = link.lstrip("/").partition("/")[0] in LANGUAGES
    code, told = job.progress_code, job.progress_params
    return {
        "job": job,
        "is_live": job.is_live,
        "link": in_language(link, lang) if has_language else link,
        "percent": None if job.progress is None else round(100 * job.progress),
        "doing": phrase(code, lang, **told) if code in catalogue() else "",
        "error": JialingError(job.error_code, **job.error_params) if job.error_code else None,
        "times": {name: timezone.localtime(at) if (at := getattr(job, name)) else None for name in TIMES},
    }
