"""Asking: what has these words in its names, as far as the viewer may read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from jialing.match.search import Forms, Found, Probe, Ranked, Reason, kind_term, lookups, ranked
from jialing.portal.common.access import Viewer, declaration, model_of, sees_all, visible, where
from jialing.portal.common.search import storage
from jialing.portal.common.search.models import CommonTerm, SearchName
from jialing.portal.common.search.sources import sources

LONGEST_QUERY = 200
ENOUGH = 250
"""Readable names that are compared with what was typed."""

LAST = 25
"""Names at the end of those looked at, by which it is judged whether more of the same come after them."""

PORTION = 300
"""Names that are read at once: some of them may be hidden."""

REACHES = (1_200, 12_000, 120_000)
"""How far the index is read: further only where what was found may not be read."""


class _Name(NamedTuple):
    """A name as it is filed (:class:`SearchName`), without the weight of a model."""

    pk: int
    kind: str
    public_id: str
    field: str
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
    """Records that fit, best first; ``is_all`` False where more names may hold the very words than were looked at."""

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
    return Fitting(tuple(_hits(text, names)), is_all=len(names) < ENOUGH or not _goes_on(names, _plain(text)))


def _goes_on(names: Sequence[_Name], text: str) -> bool:
    """Whether names that hold the very words may come after these: a name with all the terms of what was typed stands
    before every name without one of them, so none do once the last ones hold the words no more."""
    words = text.strip().casefold()
    return any(words in name.text.casefold() for name in names[-LAST:])


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
    names: list[_Name] = []
    looked: set[int] = set()
    for reach in REACHES:
        found = storage.candidates(whole, single, reach=reach)
        names.extend(_read(viewer, [name for name in found if name not in looked], ENOUGH - len(names)))
        if len(names) >= ENOUGH or len(found) < reach:
            break
        looked.update(found)
    return names


def _of_kind(probes: Sequence[Probe], kind: str) -> tuple[Probe, ...]:
    if not kind:
        return tuple(probes)
    return tuple(Probe((*probe.terms, kind_term(kind)), probe.weight) for probe in probes)


def _read(viewer: Viewer, names: Sequence[int], wanted: int) -> Iterator[_Name]:
    """The first ``wanted`` of the names that may be read. Names and what decides over them are asked for apart: each
    by its own index."""
    for start in range(0, len(names), PORTION):
        some = names[start : start + PORTION]
        may_be_read = {row.pk: row for row in _readable(viewer, _filed(some))}
        for name in some:
            if name in may_be_read and wanted > 0:
                wanted -= 1
                yield may_be_read[name]
        if wanted <= 0:
            return


def _filed(names: Sequence[int]) -> list[_Name]:
    """What is filed of these names. Their numbers, our own, stand in the query itself: hundreds of parameters cost more
    than the rows."""
    if not names:
        return []
    columns = ", ".join(f'"{name}"' for name in ("id", *_Name._fields[1:]))
    numbers = ", ".join(str(int(name)) for name in names)
    statement = f'SELECT {columns} FROM "{SearchName._meta.db_table}" WHERE "id" IN ({numbers})'
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [_Name(*row) for row in cursor.fetchall()]


def _readable(viewer: Viewer, names: Sequence[_Name]) -> Iterator[_Name]:
    """Those whose record the viewer sees, and of which the viewer may read the field that holds the name.

    One query for each kind and group of fields that the names belong to, none where the viewer reads them all.
    """
    for (kind_name, field), group in _grouped(names).items():
        if sees_all(viewer, kind_name, field):
            yield from group
            continue
        records = visible(viewer, model_of(declaration().kinds[kind_name])._default_manager.all())
        seen = where(viewer, kind_name, field, Q(public_id__in={name.public_id for name in group}))
        public_ids = set(records.filter(seen).order_by().values_list("public_id", flat=True))
        yield from (name for name in group if name.public_id in public_ids)


def _grouped(names: Sequence[_Name]) -> dict[tuple[str, str], list[_Name]]:
    """By kind and one field of the group of fields that is read by the same rules; what nobody files is nobody's."""
    first: dict[tuple[str, str], str] = {}
    grouped: dict[tuple[str, str], list[_Name]] = {}
    fields = {(source.kind, field) for source in sources() for field in source.fields}
    for name in names:
        if (name.kind, name.field) in fields:
            group = declaration().kinds[name.kind].group_of(name.field)
            field = first.setdefault((name.kind, group), name.field)
            grouped.setdefault((name.kind, field), []).append(name)
    return grouped


def _found(name: _Name) -> Found:
    form = Forms(tuple(name.words.split()), tuple(name.sounds.split()), tuple(name.initials.split()), name.acronym)
    return Found(f"{name.kind} {name.public_id} {name.text}", form, name.weight)


def _hit(name: _Name, one: Ranked) -> Hit:
    return Hit(name.kind, name.public_id, name.text, name.name_kind, one.score, one.reason)
