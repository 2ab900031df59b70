"""Lists that people keep: as filtered, sorted and shown; for themselves or for all who are signed in."""

from __future__ import annotations

from django.db import transaction

from jialing.errors import InputError
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import change, save
from jialing.portal.registry.enums import RecordKind
from jialing.portal.registry.models import SavedList
from jialing.portal.registry.rules.names import in_its_language


@transaction.atomic
def keep_list(kind: RecordKind, query: str, name: str, *, is_shared: bool, by: Viewer) -> SavedList:
    """Keep a list under a name; who keeps the same list already changes that one, so that twice is once.

    Raises InputError ``form.missing`` without a name; NotAllowed, also where whoever may not share would.
    """
    require(by, "saved_list.create")
    if is_shared:
        require(by, "saved_list.share")
    if not name.strip():
        raise InputError("form.missing")
    before = SavedList.objects.filter(list_kind=kind, query=query, who=by.public_id).first()
    if before is not None:
        return change_list(before, name, is_shared=is_shared, by=by)
    row = SavedList(list_kind=kind, query=query, who=by.public_id, is_shared=is_shared, **in_its_language(name))
    save(row, by=by)
    audit(by.public_id, "saved_list.kept", row)
    return row


def change_list(row: SavedList, name: str, *, is_shared: bool, by: Viewer) -> SavedList:
    """Give a kept list another name, share it or keep it to oneself. Raises InputError ``form.missing``; NotAllowed."""
    if is_shared and not row.is_shared:
        require(by, "saved_list.share")
    if not name.strip():
        raise InputError("form.missing")
    values = {"is_shared": is_shared, **in_its_language(name)}
    return change(row, values, by=by, act="saved_list.edit", code="saved_list.changed")


@transaction.atomic
def drop_list(row: SavedList, *, by: Viewer) -> None:
    """Keep a list no longer."""
    require(by, "saved_list.edit", row)
    audit(by.public_id, "saved_list.dropped", row)
    row.delete()
