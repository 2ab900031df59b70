"""Keeping the index true to the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from django.db import transaction
from django.db.models import Exists, OuterRef

from jialing.match.search import LONGEST, TERMS_VERSION, Forms, forms, kind_term, terms
from jialing.portal.common.access import declaration, model_of
from jialing.portal.common.search import storage
from jialing.portal.common.search.models import CommonTerm, SearchName
from jialing.portal.common.search.sources import NameRow, Source, source_of, sources

RECORDS_AT_ONCE = 2_000
"""Records of one transaction: writers wait less than a second for it."""


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild did: records looked at, those filed anew because something about them had changed."""

    n_records: int
    n_changed: int


@transaction.atomic
def refresh(kind: str, public_ids: Iterable[str]) -> int:
    """File the names of these records anew where they changed; part of the caller's transaction.

    Records that are gone are taken out. Gives the number of records whose names had changed.
    """
    wanted = tuple(dict.fromkeys(public_ids))
    return _replace(kind, wanted, source_of(kind).rows(wanted)) if wanted else 0


def rebuild(*kinds: str, tell: Callable[[str, int], None] = lambda _kind, _n: None) -> Rebuilt:
    """Bring the whole index (or these kinds) up to date while it is in use, and count common terms anew.

    Names stream through in portions of their own transaction; what did not change is left alone, so a rebuild that
    was interrupted goes on where it stood. ``tell`` hears the kind and how many records are done.
    """
    n_records = n_changed = 0
    for source in map(source_of, kinds) if kinds else sources():
        for portion in _portions(source):
            with transaction.atomic():
                n_changed += _replace(source.kind, tuple(portion), [row for rows in portion.values() for row in rows])
            n_records += len(portion)
            tell(source.kind, n_records)
        _forget_gone(source)
    count_terms()
    return Rebuilt(n_records, n_changed)


def is_filed() -> bool:
    """Whether names are filed, and in today's way: False on a new database and after a change of how they are."""
    return SearchName.objects.filter(version=TERMS_VERSION).exists()


@transaction.atomic
def count_terms() -> None:
    """Count which terms are common; worth it whenever many names came in."""
    counted = [CommonTerm(term=term, n_names=n) for term, n in storage.common_terms()]
    CommonTerm.objects.all().delete()
    CommonTerm.objects.bulk_create(counted, batch_size=1_000)
    storage.tidy()


def _portions(source: Source) -> Iterator[dict[str, list[NameRow]]]:
    records = ((key, list(rows)) for key, rows in groupby(source.rows(None), key=lambda row: row.public_id))
    while portion := dict(islice(records, RECORDS_AT_ONCE)):
        yield portion


def _forget_gone(source: Source) -> None:
    """Take out names of records that are no longer there."""
    record = model_of(declaration().kinds[source.kind])._default_manager.filter(public_id=OuterRef("public_id"))
    gone = SearchName.objects.filter(~Exists(record), kind=source.kind).values_list("pk", flat=True)
    while some := list(gone[:RECORDS_AT_ONCE]):
        with transaction.atomic():
            _remove(some)


def _replace(kind: str, public_ids: Sequence[str], rows: Iterable[NameRow]) -> int:
    now: dict[str, set[NameRow]] = {public_id: set() for public_id in public_ids}
    for row in rows:
        if row.text.strip():
            now[row.public_id].add(row)
    before, held = _filed(kind, public_ids)
    changed = [public_id for public_id in public_ids if before.get(public_id, set()) != now[public_id]]
    _remove([pk for public_id in changed for pk in held.get(public_id, ())])
    _add(kind, [row for public_id in changed for row in sorted(now[public_id], key=_order)])
    return len(changed)


def _filed(kind: str, public_ids: Sequence[str]) -> tuple[dict[str, set[NameRow]], dict[str, list[int]]]:
    """What is filed of these records by today's way of filing, and the ids of all that is filed."""
    before: dict[str, set[NameRow]] = {}
    held: dict[str, list[int]] = {}
    found = SearchName.objects.filter(kind=kind, public_id__in=public_ids)
    columns = ("pk", "version", "public_id", "field", "text", "name_kind", "weight")
    for pk, version, public_id, *rest in found.values_list(*columns).iterator():
        held.setdefault(public_id, []).append(pk)
        row = NameRow(public_id, *rest) if version == TERMS_VERSION else NameRow("", "", "")
        before.setdefault(public_id, set()).add(row)
    return before, held


def _order(row: NameRow) -> tuple[str, str, str]:
    return row.field, row.name_kind, row.text


def _remove(names: Sequence[int]) -> None:
    if names:
        storage.remove(names)
        SearchName.objects.filter(pk__in=names).delete()


def _add(kind: str, rows: Sequence[NameRow]) -> None:
    of_kind = kind_term(kind)
    made = [forms(row.text) for row in rows]
    names = [_name(kind, row, form) for row, form in zip(rows, made, strict=True)]
    SearchName.objects.bulk_create(names, batch_size=1_000)
    storage.add((name.pk, {of_kind, *terms(form)}) for name, form in zip(names, made, strict=True))


def _name(kind: str, row: NameRow, made: Forms) -> SearchName:
    return SearchName(
        kind=kind,
        public_id=row.public_id,
        field=row.field,
        text=row.text[:LONGEST],
        name_kind=row.name_kind,
        weight=row.weight,
        words=" ".join(made.words),
        sounds=" ".join(made.sounds),
        initials=" ".join(made.initials),
        acronym=made.acronym,
        version=TERMS_VERSION,
    )
