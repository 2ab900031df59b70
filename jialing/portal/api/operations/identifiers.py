"""Records by identifier and by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from jialing.portal.api.operations.answering import answered, lang_of, viewer_of
from jialing.portal.api.shapes import reference
from jialing.portal.common.access import Seen, Viewer, all_seen, declaration, model_of, seen, unsealed, where
from jialing.portal.common.search.finding import search
from jialing.portal.registry.lists.hits import KINDS
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.queries.records import final

_ROR = re.compile(r"(?:(?:https?://)?ror\.org/|ror:)?(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})", re.IGNORECASE)
_ORCID = re.compile(r"(?:(?:https?://)?orcid\.org/|orcid:)?(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX])", re.IGNORECASE)
_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}", re.IGNORECASE)
_OURS = re.compile(r"(?:.*/)?([23456789bcdfghjkmnpqrstvwxz]{10})")


def resolve(request: HttpRequest, *, id: str) -> HttpResponse:
    """The record that an identifier stands for; one that was merged leads to what it became."""
    viewer = viewer_of(request)
    for kind, condition in _meanings(viewer, " ".join(id.split())):
        if not _reaches(request, kind):
            continue
        rows = model_of(declaration().kinds[kind])._default_manager.filter(condition)
        found = all_seen(viewer, rows, most=2)
        if len(found) == 1:
            return answered(_followed(viewer, found[0]))
    raise Http404


def finding(request: HttpRequest, *, q: str, kind: str | None, limit: int) -> HttpResponse:
    """Records whose names or identifiers fit a text, best first."""
    viewer, text = viewer_of(request), " ".join(q.replace("\x00", " ").split())
    hits = search(viewer, text, kind=kind or "", most=limit) if text else ()
    kinds = {hit.kind for hit in hits if hit.kind in KINDS and _reaches(request, hit.kind)}
    found = {(one, str(record)): record for one in kinds for record in _of(viewer, one, hits)}
    shown = [(hit, found[hit.kind, hit.public_id]) for hit in hits if (hit.kind, hit.public_id) in found]
    items = [{"record": reference(record), "found_by": hit.text, "reason": str(hit.reason)} for hit, record in shown]
    return answered({"items": items, "language": lang_of(request)})


def _of(viewer: Viewer, kind: str, hits: Any) -> list[Seen]:
    wanted = [hit.public_id for hit in hits if hit.kind == kind]
    return all_seen(viewer, model_of(declaration().kinds[kind])._default_manager.filter(public_id__in=wanted))


def _reaches(request: HttpRequest, kind: str) -> bool:
    """Whether the token, where there is one, reaches records of this kind."""
    token = getattr(request, "token", None)
    slug = next((slug for slug, spec in LISTS.items() if spec.kind == kind), "")
    return token is None or token.allows("read", slug or kind)


def _meanings(viewer: Viewer, text: str) -> Iterator[tuple[str, Q]]:
    """Which kinds an identifier may belong to, looked for only where the viewer may read the column."""
    if ror := _ROR.fullmatch(text):
        short = ror[1].lower()
        asked = Q(lake_id__in=(short, f"ror:{short}", f"https://ror.org/{short}"))
        yield "organisation", where(viewer, "organisation", "lake_id", asked)
    if _USCC.fullmatch(text):
        yield "organisation", where(viewer, "organisation", "uscc", Q(uscc=text.upper(), state="active"))
        yield "organisation", where(viewer, "organisation", "uscc", Q(uscc=text.upper()))
    if orcid := _ORCID.fullmatch(text):
        digits = orcid[1].replace("-", "").upper()
        written = "-".join(digits[n : n + 4] for n in (0, 4, 8, 12))
        yield "person", where(viewer, "person", "orcid", Q(orcid__in=(written, digits)))
    if ours := _OURS.fullmatch(text):
        for spec in LISTS.values():
            yield spec.kind, where(viewer, spec.kind, "public_id", Q(public_id=ours[1]))
        if "person" not in {spec.kind for spec in LISTS.values()}:
            yield "person", where(viewer, "person", "public_id", Q(public_id=ours[1]))
    if 0 < len(text) <= 100:
        for kind in ("organisation", "platform", "alliance"):
            yield kind, where(viewer, kind, "lake_id", Q(lake_id=text))


def _followed(viewer: Viewer, found: Seen) -> dict[str, Any]:
    """The record, or what it was merged into, with the id that was asked."""
    last = seen(viewer, final(unsealed(found)))
    shown = reference(last)
    if shown is None:
        raise Http404
    return {"record": shown, "merged_from": str(found) if str(found) != str(last) else None}
