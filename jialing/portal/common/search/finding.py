"""Asking: what has these words in its names, as far as the viewer may read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from jialing.match.search import Forms, Found, Probe, Ranked, Reason, kind_term, lookups, ranked
from jialing.portal.common.access import Viewer, declaration, model_of, visible, where
from jialing.portal.common.search import storage
from jialing.portal.common.search.models import CommonTerm, SearchName
from jialing.portal.common.search.sources import Source, sources

LONGEST_QUERY = 200
ENOUGH = 250
"""Readable names that are compared with what was typed."""

REACHES = (1_200, 12_000, 120_000)
"""How far the index is read: further only where what was found may not be read."""


class _Name(NamedTuple):
    """A name as it is filed (:class:`SearchName`), without the weight of a model."""

    pk: int
    kind: str
    public_id: str
    text: str
    name_kind: str
    weight: float
    words: str
    sounds: str
    initials: str
    acronym: str


@dataclass(frozen=True)
class Hit:
    """A record found by one of its names. ``score`` 0..1; ``reason`` how the name fits what was typed."""

    kind: str
    public_id: str
    text: str
    name_kind: str
    score: float
    reason: Reason


@dataclass(frozen=True)
class Fitting:
    """Records that fit, best first; ``is_all`` False where only the best :data:`ENOUGH` names were looked at."""

    hits: tuple[Hit, ...]
    is_all: bool


def search(viewer: Viewer, text: str, *, kind: str = "", most: int = 50) -> list[Hit]:
    """The records whose names fit best, each once, in order; of one kind where it is named.

    Only names that the viewer may read take part at all: what is hidden changes neither the results nor their number
    or order. Any text is taken as text; nothing for nothing to read.
    """
    return list(islice(_hits(text, _candidates(viewer, _plain(text), kind)), most))


def fitting(viewer: Viewer, text: str, *, kind: str) -> Fitting:
    """All records of a kind whose names fit, or the best of them where very many do. Access as in :func:`search`."""
    names = _candidates(viewer, _plain(text), kind)
    return Fitting(tuple(_hits(text, names)), is_all=len(names) < ENOUGH)


def _plain(text: str) -> str:
    return text[:LONGEST_QUERY].replace("\x00", " ")


def _hits(text: str, names: Sequence[_Name]) -> Iterator[Hit]:
    """Records in order, each once by its best name."""
    met: set[tuple[str, str]] = set()
    for one in ranked(text[:LONGEST_QUERY], [_found(name) for name in names]):
        hit = _hit(names[one.at], one)
        if (hit.kind, hit.public_id) not in met:
            met.add((hit.kind, hit.public_id))
            yield hit


def _candidates(viewer: Viewer, text: str, kind: str) -> list[_Name]:
    asked = lookups(text)
    if not asked.terms:
        return []
    counts = dict(CommonTerm.objects.filter(term__in=asked.terms).values_list("term", "n_names"))
    whole, single = _of_kind(asked.whole, kind), _of_kind(asked.chosen(counts), kind)
    readable = _readable(viewer, kind)
    names: list[_Name] = []
    looked: set[int] = set()
    for reach in REACHES:
        found = storage.candidates(whole, single, reach=reach)
        names.extend(_read([name for name in found if name not in looked], readable, ENOUGH - len(names)))
        if len(names) >= ENOUGH or len(found) < reach:
            break
        looked.update(found)
    return names


def _of_kind(probes: Sequence[Probe], kind: str) -> tuple[Probe, ...]:
    if not kind:
        return tuple(probes)
    return tuple(Probe((*probe.terms, kind_term(kind)), probe.weight) for probe in probes)


def _read(names: Sequence[int], readable: Q, wanted: int) -> Iterator[_Name]:
    """The first ``wanted`` of the names that may be read."""
    for start in range(0, len(names), ENOUGH):
        some = names[start : start + ENOUGH]
        rows = SearchName.objects.filter(readable, pk__in=some).values_list(*_Name._fields)
        found = {row[0]: _Name(*row) for row in rows}
        for name in some:
            if name in found and wanted > 0:
                wanted -= 1
                yield found[name]
        if wanted <= 0:
            return


def _readable(viewer: Viewer, kind: str) -> Q:
    """The condition on names: the record's field that holds it may be read by the viewer."""
    allowed = Q(pk__in=())
    for source in sources():
        if kind in ("", source.kind):
            allowed |= _readable_of(viewer, source)
    return allowed


def _readable_of(viewer: Viewer, source: Source) -> Q:
    """For each group of fields: the viewer sees the record, and may read the field that holds the name."""
    kind = declaration().kinds[source.kind]
    records = visible(viewer, model_of(kind)._default_manager.all())
    groups: dict[str, list[str]] = {}
    for field in source.fields:
        groups.setdefault(kind.group_of(field), []).append(field)
    allowed = Q(pk__in=())
    for fields in groups.values():
        seen = where(viewer, kind.name, fields[0], Q(public_id=OuterRef("public_id")))
        allowed |= Q(kind=kind.name, field__in=fields) & Q(Exists(records.filter(seen)))
    return allowed


def _found(name: _Name) -> Found:
    form = Forms(tuple(name.words.split()), tuple(name.sounds.split()), tuple(name.initials.split()), name.acronym)
    return Found(f"{name.kind} {name.public_id} {name.text}", form, name.weight)


def _hit(name: _Name, one: Ranked) -> Hit:
    return Hit(name.kind, name.public_id, name.text, name.name_kind, one.score, one.reason)
