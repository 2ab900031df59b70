"""Organisations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jialing.portal.importing.drafts import Draft
from jialing.portal.importing.kinds.base import Importer, Setting, columns
from jialing.portal.importing.matching import Finder, Wanted
from jialing.portal.registry.actions.many import keep_official_names, put_over_lake
from jialing.portal.registry.actions.organisations import LAKE_FIELDS
from jialing.portal.registry.enums import NameKind
from jialing.portal.registry.models import Organisation, OrganisationName
from jialing.portal.registry.rules.names import folded_name


class Organisations(Importer):
    """By code, ROR id, own id, then name within place."""

    kind = "organisation"

    def match(self, drafts: Sequence[Draft], setting: Setting) -> None:
        wanted = {draft.number: _wanted(draft) for draft in drafts}
        finder = Finder(self.kind, setting.by, wanted.values())
        for draft in drafts:
            draft.record = finder.find_for(draft, wanted[draft.number])

    def plan(self, draft: Draft, setting: Setting) -> None:
        values = columns(Organisation, draft.values)
        if draft.record is None:
            # A ROR id finds a record; it is not written: the link to the evidence comes with a build.
            values.pop("lake_id", None)
            draft.made = Organisation(**{"source": setting.source, "is_invented": setting.is_invented, **values})
            draft.needs = [("organisation.create", ""), ("organisation.edit", "")]
            return
        values.pop("lake_id", None)
        draft.take(draft.record, values)
        draft.needs = [("organisation.edit", "")]
        if draft.record.lake_id and set(draft.writes) & set(LAKE_FIELDS):
            draft.needs.append(("organisation.override", ""))

    def key(self, draft: Draft) -> str:
        values = draft.values
        if code := values.get("uscc"):
            return str(code)
        names = [folded_name(values.get(name, "")) for name in ("name_zh", "name_en")]
        return f"{names[0] or names[1]}@{values.get('place_id', '')}"

    def follow(self, drafts: Sequence[Draft], setting: Setting) -> None:
        organisations = [draft.subject for draft in drafts if draft.made or _is_renamed(draft)]
        added = keep_official_names(organisations, by=setting.by, why=setting.why) if organisations else {}
        for draft in drafts:
            if names := added.get(draft.subject.pk):
                draft.before["names"] = [[], names]
            if draft.record is not None:
                put_over_lake(draft.record, draft.writes, by=setting.by, why=setting.why)

    def undo_beside(self, record: Any, beside: Mapping[str, Any], *, is_new: bool) -> None:
        if not is_new and "names" in beside:
            rows = OrganisationName.objects.filter(organisation=record, kind=NameKind.OFFICIAL)
            for row in rows.filter(name__in=beside["names"][1]):
                row._change_reason = ""  # type: ignore[attr-defined]
                row.delete()


def _is_renamed(draft: Draft) -> bool:
    return bool({"name_zh", "name_en"} & set(draft.writes))


def _wanted(draft: Draft) -> Wanted:
    values = draft.values
    return Wanted(
        uscc=values.get("uscc", ""),
        lake_id=values.get("lake_id", ""),
        public_id=draft.given.get("id", "").strip(),
        names=tuple(values[name] for name in ("name_zh", "name_en") if values.get(name)),
        place_id=values.get("place_id", ""),
    )
