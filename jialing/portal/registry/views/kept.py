"""Lists that people keep: shown on the list's page, kept, changed and dropped there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from jialing.base.typed import plain
from jialing.portal.common.access import all_seen, may, one_seen, unsealed
from jialing.portal.common.compiled import Compiled
from jialing.portal.registry.actions.kept_lists import change_list, drop_list, keep_list
from jialing.portal.registry.enums import RecordKind
from jialing.portal.registry.lists.asked import Asked, asked_from, query_of
from jialing.portal.registry.lists.cells import both_cell
from jialing.portal.registry.lists.spec import LISTS, ListSpec
from jialing.portal.registry.models import SavedList

MOST = 40


@dataclass(frozen=True)
class KeptList:
    """A list somebody keeps: its name, where it is, whether it is this one, whether others see it, whether it is the
    viewer's own; ``url`` changes it.
    """

    name: str
    address: str
    is_this: bool
    is_shared: bool
    is_own: bool
    url: str


@dataclass(frozen=True)
class Kept:
    """Lists kept of a kind, one's own first; the own one that is shown now; whether and where one may keep it, and
    share it.
    """

    lists: tuple[KeptList, ...]
    this: KeptList | None
    may_keep: bool
    may_share: bool
    url: str
    query: str


def kept_lists(request: HttpRequest, asked: Asked, address: str) -> Kept:
    """Own lists and shared ones of the kind; where there are none, one cheap question says so."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    query = query_of(asked, page=1)
    url = reverse("registry:keep", args=[asked.spec.slug])
    if not (viewer.is_signed_in and may_be_kept(asked.spec)):
        return Kept((), None, False, False, url, query)
    kind = str(record_kind_of(asked.spec))
    is_any = any(_ANY.exist(kind, viewer.public_id))
    found = all_seen(viewer, _kept_by(kind, viewer.public_id)[0], most=MOST) if is_any else []
    lists = sorted(
        (
            KeptList(
                name=both_cell(one, "name", lang).text,
                address=f"{address}?{one.query}" if one.query else address,
                is_this=one.query == query,
                is_shared=one.is_shared,
                is_own=one.who == viewer.public_id,
                url=reverse("registry:kept", args=[asked.spec.slug, str(one)]),
            )
            for one in found
        ),
        key=lambda one: not one.is_own,
    )
    this = next((one for one in lists if one.is_this and one.is_own), None)
    may_keep = asked.is_narrowed or bool(query)
    return Kept(tuple(lists), this, may_keep, may(viewer, "saved_list.share"), url, query)


def _kept_by(kind: str, who: str) -> tuple[QuerySet[SavedList]]:
    """Lists of the kind that somebody keeps or that are shared."""
    return (SavedList.objects.filter(list_kind=kind).filter(Q(who=who) | Q(is_shared=True)),)


_ANY = Compiled(_kept_by, str, str)


@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the list as it is shown, under a name."""
    spec = _spec(slug)
    if not may_be_kept(spec):
        raise Http404
    query = query_of(asked_from(spec, QueryDict(_sent(request, "query"))), page=1)
    keep_list(
        record_kind_of(spec),
        query,
        _sent(request, "name"),
        is_shared=bool(_sent(request, "is_shared")),
        by=request.viewer,  # type: ignore[attr-defined]
    )
    return _to_list(spec, query)


@require_POST
def kept(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Rename, share or (``act`` drop) keep a list no longer. Dropping what is gone is done."""
    spec, viewer = _spec(slug), request.viewer  # type: ignore[attr-defined]
    is_drop = _sent(request, "act") == "drop"
    try:
        row: Any = unsealed(one_seen(viewer, SavedList.objects.all(), public_id=public_id))
    except Http404:
        if is_drop:
            return _to_list(spec, "")
        raise
    if is_drop:
        drop_list(row, by=viewer)
    else:
        change_list(row, _sent(request, "name"), is_shared=bool(_sent(request, "is_shared")), by=viewer)
    return _to_list(spec, row.query)


def may_be_kept(spec: ListSpec) -> bool:
    """Whether lists of the kind can be kept: ballots, merges and the like are not rows about which others speak."""
    return spec.kind.replace("_", "") in RecordKind.values


def record_kind_of(spec: ListSpec) -> RecordKind:
    """A list's kind as rows about records write it: the name of its model."""
    return RecordKind(spec.kind.replace("_", ""))


def _spec(slug: str) -> ListSpec:
    if slug not in LISTS:
        raise Http404
    return LISTS[slug]


def _sent(request: HttpRequest, name: str) -> str:
    return plain(request.POST.get(name, ""))


def _to_list(spec: ListSpec, query: str) -> HttpResponse:
    address = reverse("registry:records", args=[spec.slug])
    return HttpResponseRedirect(f"{address}?{query}" if query else address)
