"""Innovation platforms, with hosts and co-builders."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jialing.errors import InputError
from jialing.portal.importing.drafts import Draft
from jialing.portal.importing.kinds.base import Importer, Setting, columns
from jialing.portal.importing.matching import Finder, Wanted, reference
from jialing.portal.registry.enums import PLATFORM_MOVES, PartyRole
from jialing.portal.registry.models import Platform, PlatformEvent, PlatformParty
from jialing.portal.registry.rules.moves import require_move
from jialing.portal.registry.rules.names import folded_name

_ROLES = {"hosts": PartyRole.HOST, "co_builders": PartyRole.CO_BUILDER}
_BETWEEN = re.compile(r"[;；、\n|]+")


class Platforms(Importer):
    """By own id, then name within place. State and its day make an event of the life cycle."""

    kind = "platform"
    references = {"hosts": "organisation", "co_builders": "organisation"}

    def lead(self, drafts: Sequence[Draft], setting: Setting) -> None:
        said = {
            (draft.number, field): [reference(one) for one in _BETWEEN.split(draft.given.get(field, "")) if one.strip()]
            for draft in drafts
            for field in _ROLES
        }
        finder = Finder("organisation", setting.by, [one for many in said.values() for one in many])
        for draft in drafts:
            for field in _ROLES:
                found = [finder.find_for(draft, one, field) for one in said[draft.number, field]]
                draft.values[field] = list(dict.fromkeys(one for one in found if one is not None))

    def match(self, drafts: Sequence[Draft], setting: Setting) -> None:
        wanted = {draft.number: _wanted(draft) for draft in drafts}
        finder = Finder(self.kind, setting.by, wanted.values())
        for draft in drafts:
            draft.record = finder.find_for(draft, wanted[draft.number])
        _know_parties(drafts)

    def plan(self, draft: Draft, setting: Setting) -> None:
        values = columns(Platform, draft.values)
        if draft.record is None:
            self._new(draft, values, setting)
        else:
            self._there(draft, values)

    def _new(self, draft: Draft, values: dict[str, Any], setting: Setting) -> None:
        for field in ("state", "state_since"):
            if not values.get(field) and not any(fault["field"] == field for fault in draft.faults):
                draft.refuse(InputError("import.needed_for_new"), field)
        draft.made = Platform(**{"source": setting.source, "is_invented": setting.is_invented, **values})
        draft.needs = [("platform.create", ""), ("platform.edit", ""), ("platform.move", ""), ("platform.party", "")]

    def _there(self, draft: Draft, values: dict[str, Any]) -> None:
        record = draft.record
        after, on = values.pop("state", record.state), values.pop("state_since", None)
        draft.take(record, values)
        draft.needs = [("platform.edit", "")] if draft.writes else []
        if after != record.state:
            require_move(PLATFORM_MOVES, record.state, after)
            if on is None:
                raise InputError("import.needed_for_move")
            if record.state_since and on < record.state_since:
                raise InputError("registry.before_last_step", last=record.state_since.isoformat())
            draft.writes |= {"state": after, "state_since": on}
            draft.by_act = frozenset({"state", "state_since"})
            draft.needs.append(("platform.move", ""))
        elif on and record.state_since and on != record.state_since:
            draft.note("import.note.day_of_state_kept", "state_since", there=record.state_since.isoformat())
        fresh = {
            field: [one for one in draft.values.get(field, []) if (one.pk, role) not in draft.beside["there"]]
            for field, role in _ROLES.items()
        }
        draft.beside = {field: ones for field, ones in fresh.items() if ones}
        if draft.beside:
            draft.needs.append(("platform.party", ""))

    def key(self, draft: Draft) -> str:
        values = draft.values
        name = folded_name(values.get("name_zh", "")) or folded_name(values.get("name_en", ""))
        return f"{name}@{values.get('place_id', '')}"

    def follow(self, drafts: Sequence[Draft], setting: Setting) -> None:
        PlatformEvent.objects.bulk_create(
            PlatformEvent(
                platform=one.subject,
                state=one.subject.state,
                on=one.subject.state_since,
                why=setting.why,
                document_number=one.values.get("document_number", ""),
                by=setting.by.public_id,
            )
            for one in drafts
            if one.made is not None or "state" in one.writes
        )
        parties = [
            PlatformParty(platform=one.subject, organisation=party, role=role)
            for one in drafts
            for field, role in _ROLES.items()
            for party in (one.values.get(field, []) if one.made is not None else one.beside.get(field, []))
        ]
        PlatformParty.objects.bulk_create(parties)
        for one in drafts:
            for field, role in _ROLES.items():
                keys = [row.pk for row in parties if row.platform_id == one.subject.pk and row.role == role]
                if keys:
                    one.before[field] = [[], keys]

    def undo_beside(self, record: Any, beside: Mapping[str, Any], *, is_new: bool) -> None:
        if is_new:
            return
        for field in _ROLES:
            PlatformParty.objects.filter(platform=record, pk__in=beside.get(field, [[], []])[1]).delete()
        if "state" in beside:
            newest = PlatformEvent.objects.filter(platform=record, state=beside["state"][1]).order_by("-pk").first()
            if newest is not None:
                newest.delete()


def _know_parties(drafts: Sequence[Draft]) -> None:
    """Which organisations stand with the platforms already, in one query."""
    records = {draft.record.pk for draft in drafts if draft.record is not None}
    rows = PlatformParty.objects.filter(platform__in=records)
    there: dict[int, set[tuple[int, str]]] = {pk: set() for pk in records}
    for platform, organisation, role in rows.values_list("platform_id", "organisation_id", "role"):
        there[platform].add((organisation, role))
    for draft in drafts:
        draft.beside = {"there": there.get(draft.record.pk, set())} if draft.record is not None else {}


def _wanted(draft: Draft) -> Wanted:
    values = draft.values
    return Wanted(
        public_id=draft.given.get("id", "").strip(),
        names=tuple(values[name] for name in ("name_zh", "name_en") if values.get(name)),
        place_id=values.get("place_id", ""),
    )
