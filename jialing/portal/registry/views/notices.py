"""What somebody was told; how often by mail; stopping that by a link in the mail."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jialing.errors import JialingError
from jialing.portal.accounts.models import User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.registry.actions.notices import choose_pace, mark_read
from jialing.portal.registry.enums import MailPace
from jialing.portal.registry.lists.cells import name_cell
from jialing.portal.registry.models import Follow, Notice
from jialing.portal.registry.queries.notices import notices_of, pace_of, records_seen
from jialing.portal.registry.views.working import sent
from jialing.portal.registry.work.mails import who_stops
from jialing.portal.registry.work.told import told

PER_PAGE = 50
MOST_FOLLOWED = 100


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All that the viewer was told and may still see, the latest first; what the viewer follows; mail."""
    return _page(request)


def _page(request: HttpRequest, *, error: JialingError | None = None, status: int = 200) -> HttpResponse:
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    page = Paginator(notices_of(viewer.public_id), PER_PAGE).get_page(request.GET.get("page"))
    rows = told(viewer, page, lang)
    follows = Follow.objects.filter(who=viewer.public_id)[:MOST_FOLLOWED]
    followed = records_seen(viewer, ((one.about_kind, one.about_id) for one in follows))
    context = {
        "page": page, "rows": rows, "n_hidden": len(page) - len(rows), "pace": pace_of(viewer.public_id),
        "paces": MailPace.values, "followed": [name_cell(one, lang) for one in followed.values()], "error": error,
        "told": request.GET.get("done") == "saved",
    }  # fmt: skip
    return render(request, "registry/notices.html", context, status=status)


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """One notice, or all, was read; then on to where it leads."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    one = Notice.objects.filter(who=viewer.public_id, public_id=sent(request, "notice")).first()
    if sent(request, "notice") and one is None:
        raise Http404
    mark_read(by=viewer, at=timezone.now(), notice=one)
    url = next((row.url for row in told(viewer, [one] if one else [], request.lang)), "")  # type: ignore[attr-defined]
    return HttpResponseRedirect(url or reverse("registry:notices"))


@require_POST
def mail_pace(request: HttpRequest) -> HttpResponse:
    """Choose how often mail comes."""
    try:
        choose_pace(sent(request, "pace"), by=request.viewer, at=timezone.now())  # type: ignore[attr-defined]
    except JialingError as error:
        return _page(request, error=error, status=status_of(error))
    return HttpResponseRedirect(f"{reverse('registry:notices')}?done=saved#mail")


# Mail programs send this without a page of ours before it (RFC 8058): the signed token says who, and can do no more.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Stop somebody's mails: a look shows a button, the button does it; twice is once."""
    user = User.objects.filter(public_id=who_stops(token) or "-", is_erased=False).first()
    if user is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done and pace_of(user.public_id) != MailPace.NONE:
        choose_pace(MailPace.NONE, by=viewer_of(user, timezone.localdate()), at=timezone.now())
    return render(request, "registry/stop_mail.html", {"is_done": is_done})
