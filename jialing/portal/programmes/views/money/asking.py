"""What every page of money begins with: which programme, who asks, what may be shown."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest
from django.urls import reverse

from jialing.portal.common.access import Seen, Viewer, may, one_seen, sees_all, unsealed
from jialing.portal.programmes.models import Programme
from jialing.portal.programmes.tables.amounts import currency_name, name_of

PAGE = 50
TOLD = frozenset({"added", "changed", "proposed", "approved", "posted", "refused", "withdrawn", "entered"})


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks."""
    return request.viewer  # type: ignore[attr-defined]


def lang_of(request: HttpRequest) -> str:
    """The page's language."""
    return request.lang  # type: ignore[attr-defined]


def find_programme(request: HttpRequest, public_id: str) -> tuple[Seen, Programme]:
    """The programme as the viewer sees it, and its record for queries. Raises Http404."""
    one = one_seen(viewer_of(request), Programme.objects.all(), public_id=public_id)
    return one, unsealed(one)


def sees_lines(viewer: Viewer) -> bool:
    """Whether the viewer reads every line, order and entry: only then sums finer than a programme's are shown."""
    return all(sees_all(viewer, kind, "public_id") for kind in ("appropriation", "order", "entry"))


def programme_context(request: HttpRequest, one: Seen, programme: Programme) -> dict[str, Any]:
    """What every page below a programme shows: its name, its pages, what was just done."""
    lang, viewer = lang_of(request), viewer_of(request)
    done = request.GET.get("done", "")
    return {
        "programme": one,
        "programme_name": name_of(one, lang),
        "unit": currency_name(programme.currency, lang),
        "is_invented": bool(programme.is_invented),
        "ways": _ways(str(one)) if sees_lines(viewer) else [],
        "may_reconcile": may(viewer, "programme.reconcile", programme),
        "done": done if done in TOLD else "",
    }


def _ways(public_id: str) -> list[tuple[str, str]]:
    pages = ("programme", "orders", "treasury", "statement", "entries", "appropriations", "check")
    return [(page, reverse(f"programmes:{page}", args=[public_id])) for page in pages]


def paged(request: HttpRequest, rows: Any, size: int = PAGE) -> Page[Any]:
    """The page of rows that the address asks for. Raises Http404 for one that is not there."""
    given = request.GET.get("page", "1")
    pages = Paginator(rows, size)
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 8 else 1
    if not 1 <= number <= pages.num_pages:
        raise Http404
    return pages.page(number)
