"""Some rows at once: read, matched, planned, allowed, written; or the same without a trace, for the check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from jialing.errors import InputError, JialingError, NotAllowed
from jialing.portal.common.access import Viewer, may, require_write, with_relations
from jialing.portal.importing.drafts import Draft, kept_value
from jialing.portal.importing.kinds import Importer
from jialing.portal.importing.kinds.base import Setting
from jialing.portal.registry.actions.many import file_many, insert, remember_many, require_clean, update


def planned(importer: Importer, drafts: Sequence[Draft], setting: Setting) -> None:
    """Turn texts into what each row will do; whatever refuses a row is kept with it."""
    importer.read(drafts, setting)
    importer.lead(drafts, setting)
    importer.match(drafts, setting)
    _with_relations(drafts, setting.by)
    for draft in drafts:
        try:
            importer.plan(draft, setting)
            if not draft.is_refused:
                _check(draft)
        except JialingError as error:
            draft.refuse(error)


def _check(draft: Draft) -> None:
    if draft.made is not None:
        require_clean(draft.made)
    elif draft.writes:
        before = {name: getattr(draft.record, name) for name in draft.writes}
        _set(draft.record, draft.writes)
        try:
            require_clean(draft.record)
        finally:
            _set(draft.record, before)


def _set(record: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _with_relations(drafts: Sequence[Draft], by: Viewer) -> None:
    """Let records that are there know what the person is to them: one query for all."""
    records = {draft.record.pk: draft.record for draft in drafts if draft.record is not None}
    if not records:
        return
    rows = type(next(iter(records.values())))._default_manager.filter(pk__in=records)
    known = {one.pk: one for one in with_relations(by, rows)}
    for draft in drafts:
        if draft.record is not None and draft.record.pk in known:
            _know(draft.record, known[draft.record.pk])


def _know(record: Any, related: Any) -> None:
    """Let a record know what the viewer is to it as another copy of it does."""
    record.__dict__.update({name: memo for name, memo in related.__dict__.items() if name.startswith("_access")})


def allowed(drafts: Iterable[Draft], by: Viewer) -> None:
    """Refuse what the person may not do; records stand in the database: their place decides whose they are."""
    for draft in drafts:
        if draft.is_refused:
            continue
        try:
            for act, state in draft.needs:
                _require(by, act, draft.subject, state)
            if draft.made is None and (fields := set(draft.writes) - draft.by_act):
                require_write(by, draft.record, fields)
        except NotAllowed as error:
            draft.refuse(_in_words(error))


def _in_words(error: NotAllowed) -> NotAllowed:
    """Why not, as one who reads a list of rows wants to know it."""
    if error.code == "access.field_not_allowed":
        return NotAllowed("import.fields_not_yours", fields=error.params["fields"])
    return NotAllowed("import.not_yours")


_ABOUT = {"alliance.apply": "alliance", "zone.enter": "zone"}
"""Acts that are asked of the record which the new one hangs on."""


def _require(by: Viewer, act: str, record: Any, state: str) -> None:
    """Ask as a page would: of the record in that state, of what it hangs on, or of nothing yet."""
    name = act.partition(".")[2]
    if name in ("create", "propose"):
        is_allowed = may(by, act)
    elif act in _ABOUT:
        is_allowed = may(by, act, getattr(record, _ABOUT[act]))
    else:
        now = getattr(record, "state", "")
        record.state = state or now
        is_allowed = may(by, act, record)
        record.state = now
    if not is_allowed:
        raise NotAllowed("access.not_allowed", act=act)


def written(importer: Importer, drafts: Sequence[Draft], setting: Setting) -> None:
    """Write what the rows ask for, in the caller's transaction; a row that cannot be leaves nothing."""
    _insert(importer, drafts, setting.by)
    allowed([draft for draft in drafts if draft.made is None and not draft.is_refused], setting.by)
    for draft in drafts:
        if draft.made is None and not draft.is_refused:
            _change(draft)
    new = [one for one in drafts if one.made is not None and not one.is_refused]
    changed = [one for one in drafts if one.made is None and (one.writes or one.beside) and not one.is_refused]
    done = [one for one in (*new, *changed) if not one.is_refused]
    remember_many([one.made for one in new], by=setting.by, why=setting.why, is_new=True)
    remember_many([one.record for one in changed if not one.is_refused], by=setting.by, why=setting.why, is_new=False)
    importer.follow(done, setting)
    file_many([one.subject for one in done])


def _change(draft: Draft) -> None:
    """Change a record that is there; what only hangs on it changes its edition too."""
    if not (draft.writes or draft.beside):
        return
    for name, after in draft.writes.items():
        draft.before[name] = [kept_value(getattr(draft.record, name)), kept_value(after)]
    if fault := update(draft.record, draft.writes):
        draft.refuse(fault)


def _insert(importer: Importer, drafts: Sequence[Draft], by: Viewer) -> None:
    """Write new records; those that are refused are not there afterwards.

    What may be is asked of records in the database. Where one of them may not be, all are taken back and the others
    written again: that is rare, and half as dear as asking twice each time.
    """
    left = [one for one in drafts if one.made is not None and not one.is_refused]
    while left:
        point = transaction.savepoint()
        _write_new(left)
        _relate_new(importer, [one for one in left if not one.is_refused], by)
        allowed(left, by)
        if not any(one.is_refused for one in left):
            transaction.savepoint_commit(point)
            return
        transaction.savepoint_rollback(point)
        for one in left:
            one.made.pk = None
            one.made._state.adding = True
        left = [one for one in left if not one.is_refused]


def _write_new(drafts: Sequence[Draft]) -> None:
    for at, fault in insert([one.made for one in drafts]).items():
        drafts[at].refuse(fault)


def _relate_new(importer: Importer, drafts: Sequence[Draft], by: Viewer) -> None:
    rows = importer.model._default_manager.filter(pk__in=[one.made.pk for one in drafts])
    known = {one.pk: one for one in with_relations(by, rows)}
    for draft in drafts:
        if draft.made.pk in known:
            _know(draft.made, known[draft.made.pk])


def checked(importer: Importer, drafts: Sequence[Draft], setting: Setting, met: dict[str, int]) -> None:
    """What an import would do, found out by doing it and taking it back: the check cannot promise what fails later."""
    planned(importer, drafts, setting)
    refuse_twice(importer, drafts, met)  # before the database meets both and names neither
    with transaction.atomic():
        _insert(importer, drafts, setting.by)
        allowed([draft for draft in drafts if draft.made is None and not draft.is_refused], setting.by)
        for draft in drafts:
            if draft.made is None and not draft.is_refused:
                _change(draft)
        transaction.set_rollback(True)


def refuse_twice(importer: Importer, drafts: Iterable[Draft], met: dict[str, int]) -> None:
    """Refuse a row that means the same record as an earlier one of the file; ``met`` is filled: record -> row."""
    for draft in drafts:
        if draft.is_refused:
            continue
        key = f"there {draft.record.pk}" if draft.record is not None else importer.key(draft)
        if key in met:
            draft.refuse(InputError("import.twice_in_file", row=met[key]))
        elif key:
            met[key] = draft.number
