"""Under which names the registry's records can be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet

from jialing.portal.common.access import declaration, model_of
from jialing.portal.common.search.filing import refresh
from jialing.portal.common.search.sources import NameRow, Source, register
from jialing.portal.registry.enums import OrganisationState
from jialing.portal.registry.models import Organisation, OrganisationName

RECORDS_AT_ONCE = 2_000
IDENTIFIERS = {
    "organisation": ("uscc", "lake_id"),
    "platform": ("document_number", "lake_id"),
    "alliance": ("lake_id",),
    "zone": ("document_number",),
    "designation": ("document_number",),
    "founding": (),
    "person": ("orcid",),
}
"""Kinds that search finds, with what else but names they are asked for by."""


def register_names() -> None:
    """Make the registry's records findable."""
    for kind, identifiers in IDENTIFIERS.items():
        fields = ("name_en", "name_zh", *identifiers)
        if kind == "organisation":
            register(Source(kind, (*fields, "names"), organisation_names))
        else:
            register(Source(kind, fields, _names_of(kind)))


def file_names(*records: Model) -> None:
    """File the names of these records anew, in the action's transaction; what nobody searches is passed over."""
    for record in records:
        one: Any = record.organisation if isinstance(record, OrganisationName) else record
        kind = _KINDS.get(one._meta.model_name or "")
        if kind:
            refresh(kind, [one.public_id])


_KINDS = {kind.replace("_", ""): kind for kind in IDENTIFIERS}


def organisation_names(public_ids: Sequence[str] | None) -> Iterator[NameRow]:
    """Every name of every organisation that stands for itself; names of those merged into it are its former ones."""
    rows = Organisation.objects.exclude(state=OrganisationState.MERGED)
    for portion in _portions(rows, public_ids, IDENTIFIERS["organisation"]):
        others = _other_names([pk for pk, *_ in portion])
        for pk, *record in portion:
            yield from _rows(record, IDENTIFIERS["organisation"])
            more = (other for other in others.get(pk, ()) if other[0] not in record[1:3])
            yield from (NameRow(record[0], "names", name, kind) for name, kind in more)


def _names_of(kind: str) -> Any:
    def rows(public_ids: Sequence[str] | None) -> Iterator[NameRow]:
        identifiers = IDENTIFIERS[kind]
        records = model_of(declaration().kinds[kind])._default_manager.all()
        for portion in _portions(records, public_ids, identifiers):
            for _, *record in portion:
                yield from _rows(record, identifiers)

    return rows


def _portions(rows: QuerySet[Any], public_ids: Sequence[str] | None, more: Sequence[str]) -> Iterator[list[Any]]:
    """Primary key, public id, both names and ``more`` of the records, some at a time."""
    if public_ids is not None:
        rows = rows.filter(public_id__in=public_ids)
    last = 0
    while portion := list(
        rows.order_by("pk")
        .filter(pk__gt=last)
        .values_list("pk", "public_id", "name_en", "name_zh", *more)[:RECORDS_AT_ONCE]
    ):
        yield portion
        last = portion[-1][0]


def _rows(record: Sequence[str], identifiers: Sequence[str]) -> Iterator[NameRow]:
    public_id, name_en, name_zh, *others = record
    yield NameRow(public_id, "name_en", name_en)
    yield NameRow(public_id, "name_zh", name_zh)
    for field, identifier in zip(identifiers, others, strict=True):
        yield NameRow(public_id, field, identifier, "identifier")


def _other_names(organisations: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Further names by organisation, each once."""
    wanted = list(organisations)
    found: dict[int, dict[tuple[str, str], None]] = {}
    of_these = Q(organisation__in=wanted) | Q(organisation__merged_into__in=wanted)
    columns = ("organisation_id", "organisation__merged_into_id", "name", "kind")
    for own, kept, name, kind in OrganisationName.objects.filter(of_these).values_list(*columns):
        found.setdefault(kept or own, {})[name, "former" if kept else kind] = None
    merged = Organisation.objects.filter(merged_into__in=wanted).values_list("merged_into_id", "name_en", "name_zh")
    for kept, *names in merged:
        found.setdefault(kept, {}).update({(name, "former"): None for name in names if name})
    return {pk: list(names) for pk, names in found.items()}
