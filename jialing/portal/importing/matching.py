"""Which record a row or a cell means: by social credit code, ROR id, our own id, then by exact name within a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from jialing.errors import InputError
from jialing.portal.common.access import Viewer, area_prefix, declaration, model_of, visible
from jialing.portal.importing.drafts import Draft
from jialing.portal.importing.values import ror_of
from jialing.portal.registry.enums import OrganisationState
from jialing.portal.registry.lists.cells import place_name
from jialing.portal.registry.models import Organisation, OrganisationName
from jialing.portal.registry.queries.records import final
from jialing.portal.registry.rules.identifiers import checked_uscc
from jialing.portal.registry.rules.names import folded_name

MOST_NAMED = 5


@dataclass(frozen=True)
class Wanted:
    """What is known of a record that is looked for; '' where nothing is. ``is_reference``: it must be there."""

    uscc: str = ""
    lake_id: str = ""
    public_id: str = ""
    names: tuple[str, ...] = ()
    place_id: str = ""
    said: str = ""
    is_reference: bool = False


def reference(text: str, uscc: str = "") -> Wanted:
    """What a cell that names another record may mean: a code, an identifier, our own id, or a name."""
    plain = text.strip()
    code, ror = uscc, ""
    try:
        code = code or (checked_uscc(plain) if len(plain) == 18 else "")
    except InputError:
        code = ""
    try:
        ror = ror_of(plain) if plain else ""
    except InputError:
        ror = ""
    names = (plain,) if plain else ()
    return Wanted(code, ror, plain if len(plain) == 10 else "", names, said=plain or uscc, is_reference=True)


class Finder:
    """Records of one kind, found for many rows in a handful of queries. What the viewer may not see is not there."""

    def __init__(self, kind: str, viewer: Viewer, wanted: Iterable[Wanted]) -> None:
        self.kind = kind
        self._viewer = viewer
        self._wanted = tuple(dict.fromkeys(wanted))

    def find(self, wanted: Wanted) -> Any:
        """The record, None where none fits.

        Raises InputError ``import.several`` (given, names), ``import.ids_disagree`` (first, second),
        ``import.no_such_id`` (given), ``import.no_record`` (given) for a reference to nothing.
        """
        found = self._by_identifier(wanted) or self._by_name(wanted)
        if found is None and wanted.is_reference:
            raise InputError("import.no_record", given=wanted.said[:100])
        return found

    def find_for(self, draft: Draft, wanted: Wanted, field: str = "") -> Any:
        """The same for a row: what goes wrong refuses it."""
        try:
            return self.find(wanted)
        except InputError as error:
            draft.refuse(error, field)
            return None

    def _by_identifier(self, wanted: Wanted) -> Any:
        asked = (("uscc", wanted.uscc), ("lake_id", wanted.lake_id), ("public_id", wanted.public_id))
        hits = [(text, self._records.get((name, text))) for name, text in asked if text]
        if wanted.public_id and not wanted.is_reference and hits[-1][1] is None:
            raise InputError("import.no_such_id", given=wanted.public_id[:30])
        there = [(text, one) for text, one in hits if one is not None]
        if len({one.pk for _, one in there}) > 1:
            raise InputError("import.ids_disagree", first=told(there[0][1]), second=told(there[1][1]))
        return there[0][1] if there else None

    def _by_name(self, wanted: Wanted) -> Any:
        keys = {folded_name(name) for name in wanted.names} - {""}
        hits = {one.pk: one for key in keys for one in self._named.get(key, ()) if _may_be(one, wanted)}
        if len(hits) > 1 and wanted.place_id:
            exact = {pk: one for pk, one in hits.items() if one.place_id == wanted.place_id}
            hits = exact or hits
        if len(hits) > 1:
            some = sorted(hits.values(), key=lambda one: one.pk)[:MOST_NAMED]
            raise InputError(
                "import.several", given=" / ".join(wanted.names)[:100], names="; ".join(told(one) for one in some)
            )
        return next(iter(hits.values()), None)

    @cached_property
    def _model(self) -> Any:
        return model_of(declaration().kinds[self.kind])

    @cached_property
    def _fields(self) -> frozenset[str]:
        return frozenset(field.name for field in self._model._meta.concrete_fields)

    def _rows(self) -> Any:
        return visible(self._viewer, self._model._default_manager.all()).order_by("pk")

    @cached_property
    def _records(self) -> dict[tuple[str, str], Any]:
        """By identifier; one that was merged leads to what it became."""
        asked = {
            name: {getattr(one, name) for one in self._wanted} - {""}
            for name in ("uscc", "lake_id", "public_id")
            if name in self._fields
        }
        any_of = Q(pk__in=())
        for name, values in asked.items():
            any_of |= Q(**{f"{name}__in": values}) if values else Q()
        if not any(asked.values()):
            return {}
        found: dict[tuple[str, str], Any] = {}
        for one in self._rows().filter(any_of).select_related(*(["merged_into"] if self._is_merged_ever else [])):
            for name, values in asked.items():
                held = getattr(one, name)
                is_own = name == "public_id" or getattr(one, "merged_into_id", None) is None
                if held in values and is_own and not (name == "uscc" and one.state != OrganisationState.ACTIVE):
                    found.setdefault((name, held), final(one))
        return found

    @cached_property
    def _is_merged_ever(self) -> bool:
        return "merged_into" in self._fields

    @cached_property
    def _named(self) -> dict[str, list[Any]]:
        """By folded name: records that stand for themselves."""
        names = {name for one in self._wanted for name in one.names if name}
        if not names or "name_zh" not in self._fields:
            return {}
        keys = {folded_name(name) for name in names}
        fits = Q(name_zh__in=names) | Q(name_en__in=names)
        if self._model is Organisation:
            fits |= Q(pk__in=OrganisationName.objects.filter(normalised__in=keys).values("organisation"))
        rows = self._rows().filter(fits)
        rows = rows.filter(merged_into=None) if self._is_merged_ever else rows
        if self._model is Organisation:
            rows = rows.filter(state=OrganisationState.ACTIVE)
        found: dict[str, dict[int, Any]] = defaultdict(dict)
        records = {one.pk: one for one in rows}
        for one in records.values():
            for name in (one.name_zh, one.name_en):
                found[folded_name(name)][one.pk] = one
        if self._model is Organisation:
            others = OrganisationName.objects.filter(organisation__in=list(records), normalised__in=keys)
            for pk, key in others.values_list("organisation_id", "normalised"):
                found[key][pk] = records[pk]
        return {key: list(ones.values()) for key, ones in found.items() if key}


def _may_be(one: Any, wanted: Wanted) -> bool:
    """Whether nothing that is known of both says that they are two."""
    for name in ("uscc", "lake_id"):
        own, asked = getattr(one, name, ""), getattr(wanted, name)
        if own and asked and own != asked:
            return False
    return within(wanted.place_id, getattr(one, "place_id", ""))


def within(first: str, second: str) -> bool:
    """Whether one place lies in the other; an unknown one may lie anywhere."""
    if not first or not second:
        return True
    return first.startswith(area_prefix(second)) or second.startswith(area_prefix(first))


def told(one: Any) -> str:
    """A record in a message: names, place and id, so that the right one can be written into the sheet."""
    name = getattr(one, "name_zh", "") or getattr(one, "name_en", "") or str(one)
    place = place_name(getattr(one, "place_id", "") or "", "zh")
    return f"{name} ({', '.join(part for part in (place, one.public_id) if part)})"
