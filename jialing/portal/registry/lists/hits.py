"""What search found in the registry, as the viewer sees it, with its page and why it was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jialing.portal.common.access import Seen, Viewer, all_seen, declaration, model_of
from jialing.portal.common.search.finding import Hit, search
from jialing.portal.registry.lists.cells import is_invented, name_cell, place_name
from jialing.portal.registry.queries.names import IDENTIFIERS

KINDS = tuple(IDENTIFIERS)


@dataclass(frozen=True)
class RegistryHit:
    """A line of the search page.

    ``found_by`` is the name that was found, where the line shows another one, and ``name_kind`` what it is for the
    record ('' where nothing is to be said); ``reason`` says how it fits (``registry.search.reason.<reason>``).
    """

    kind: str
    name: str
    other_name: str
    place: str
    url: str
    reason: str
    found_by: str
    name_kind: str
    is_invented: bool = False


def registry_hits(viewer: Viewer, text: str, lang: str, *, kind: str = "", most: int = 50) -> tuple[RegistryHit, ...]:
    """The records that fit best, in order: one query for each kind found, however many records."""
    found = search(viewer, text, kind=kind if kind in KINDS else "", most=most)
    records = _records(viewer, found)
    shown = ((hit, records[hit.kind, hit.public_id]) for hit in found if (hit.kind, hit.public_id) in records)
    lines = (_line(hit, record, lang) for hit, record in shown)
    return tuple(line for line in lines if line.url)


def _records(viewer: Viewer, found: Sequence[Hit]) -> Mapping[tuple[str, str], Seen]:
    wanted: dict[str, list[str]] = {}
    for hit in found:
        wanted.setdefault(hit.kind, []).append(hit.public_id)
    found_of = ((kind, _records_of(viewer, kind, public_ids)) for kind, public_ids in wanted.items())
    return {(kind, str(record)): record for kind, records in found_of for record in records}


def _records_of(viewer: Viewer, kind: str, public_ids: Sequence[str]) -> list[Seen]:
    rows = model_of(declaration().kinds[kind])._default_manager
    return all_seen(viewer, rows.filter(public_id__in=public_ids))


def _line(hit: Hit, record: Seen, lang: str) -> RegistryHit:
    named = name_cell(record, lang)
    place = record.place_id if "place_id" in record.fields else ""
    is_shown = hit.text in (named.text, named.other)
    return RegistryHit(
        kind=hit.kind,
        name=named.text,
        other_name=named.other,
        place=place_name(place, lang) if place else "",
        url=named.url,
        reason=str(hit.reason),
        found_by="" if is_shown else hit.text,
        name_kind="" if is_shown else hit.name_kind,
        is_invented=is_invented(record),
    )
