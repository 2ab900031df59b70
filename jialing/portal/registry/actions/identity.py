"""Two records become one, one becomes two, and either is undone; ids lead forward for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import claim, save
from jialing.portal.registry.actions.organisations import create_organisation
from jialing.portal.registry.enums import (
    DuplicateState,
    IdentityChangeKind,
    OrganisationState,
    RecordKind,
)
from jialing.portal.registry.models import (
    Comment,
    Document,
    Duplicate,
    Follow,
    IdentityChange,
    Organisation,
    Override,
    Task,
)
from jialing.portal.registry.queries.names import file_names
from jialing.portal.registry.rules.moves import require_state

_STAYS = (IdentityChange, Duplicate, Override, Organisation)
_FILLED = ("uscc", "website", "established", "address_en", "address_zh", "name_en", "name_zh")
MAY_TAKE = (*_FILLED, "kind", "legal_type", "place_id")
"""What a merged record may bring along; the first ones also without being chosen, where the other has none."""
Moved = list[tuple[str, Any, str]]


@transaction.atomic
def merge_organisations(
    kept: Organisation,
    other: Organisation,
    *,
    by: Viewer,
    why: str,
    seen: int | None = None,
    take: Collection[str] = (),
) -> IdentityChange:
    """Make ``other`` part of ``kept``: all that hung on it hangs on ``kept``, its id leads there.

    What ``kept`` has twice already (the same relation, the same seat) stays behind with the merged record. Empty
    fields of ``kept`` are filled from the other; those of ``take`` (of :data:`MAY_TAKE`) are taken from it in any case.
    ``seen`` is the edition of ``other`` that the form showed.

    Raises
    ------
    InputError
        ``registry.why_missing``; ``registry.same_record``; ``registry.keep_the_lakes``: the one to keep is the one
        that the lake knows; ``registry.field_is_kept`` (field) for what cannot be taken.
    WrongState
        ``registry.wrong_state`` unless both are active; ``registry.two_usccs`` where both have codes that differ.
    """
    require(by, "organisation.merge", kept)
    require(by, "organisation.merge", other)
    _require_mergeable(kept, other, why, take)
    claim(other, seen)
    claim(kept)
    other.state, other.merged_into = OrganisationState.MERGED, kept
    save(other, by=by, why=why)
    copied = _fill(kept, other, take)
    save(kept, by=by, why=why)
    change = IdentityChange(
        kind=IdentityChangeKind.MERGE, kept=kept, other=other, moved=repointed(other, kept, hanging_on(other)),
        copied=copied, why=why, by=by.public_id,
    )  # fmt: skip
    change.save()
    _settle_pair(kept, other, DuplicateState.MERGED, by)
    file_names(kept, other)
    audit(by.public_id, "organisation.merged", other, into=kept.public_id, why=why)
    return change


def _require_mergeable(kept: Organisation, other: Organisation, why: str, take: Collection[str]) -> None:
    for name in set(take) - set(MAY_TAKE):
        raise InputError("registry.field_is_kept", field=name)
    if not why.strip():
        raise InputError("registry.why_missing")
    if kept.pk == other.pk:
        raise InputError("registry.same_record")
    require_state(kept.state, OrganisationState.ACTIVE)
    require_state(other.state, OrganisationState.ACTIVE)
    if other.lake_id and not kept.lake_id:
        raise InputError("registry.keep_the_lakes")
    if kept.uscc and other.uscc and kept.uscc != other.uscc:
        raise WrongState("registry.two_usccs", kept=kept.uscc, other=other.uscc)


def _fill(kept: Organisation, other: Organisation, take: Collection[str]) -> dict[str, Any]:
    """Fill what ``kept`` lacks and take what was chosen; returns what it held before."""
    filled = [
        name
        for name in MAY_TAKE
        if getattr(other, name) and (name in take or (name in _FILLED and not getattr(kept, name)))
    ]
    before = {name: getattr(kept, name) for name in filled}
    for name in filled:
        setattr(kept, name, getattr(other, name))
    return before


def hanging_on(organisation: Organisation) -> Iterator[tuple[models.Model, str]]:
    """Every row of the registry that points to the organisation, and by which column."""
    for model in apps.get_app_config("registry").get_models():
        if model in _STAYS or model.__name__.startswith("Historical"):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Organisation:
                for row in model._default_manager.filter(**{field.name: organisation}):
                    yield row, field.attname
    for about in (Document, Comment, Task, Follow):
        for row in about._default_manager.filter(about_kind=RecordKind.ORGANISATION, about_id=organisation.pk):
            yield row, "about_id"


def repointed(source: models.Model, goal: models.Model, rows: Iterator[tuple[models.Model, str]]) -> Moved:
    """Point rows elsewhere one by one; what a constraint refuses (there is one already) stays. What was moved."""
    moved: Moved = []
    for row, column in list(rows):
        try:
            with transaction.atomic():
                type(row)._default_manager.filter(pk=row.pk, **{column: source.pk}).update(**{column: goal.pk})
        except IntegrityError:
            continue
        moved.append((row._meta.label_lower, row.pk, column))
    return moved


@transaction.atomic
def split_organisation(
    organisation: Organisation,
    *,
    name_en: str,
    name_zh: str,
    rows: Sequence[models.Model],
    by: Viewer,
    why: str,
    place_id: str = "",
) -> IdentityChange:
    """Take a second organisation out of one that was two; ``rows`` (names, relations, seats ...) go with it.

    Raises InputError ``registry.why_missing``, ``registry.not_its_row`` where a row does not hang on the organisation.
    """
    require(by, "organisation.split", organisation)
    if not why.strip():
        raise InputError("registry.why_missing")
    require_state(organisation.state, OrganisationState.ACTIVE)
    hanging = {(row._meta.label_lower, row.pk): (row, column) for row, column in hanging_on(organisation)}
    wanted = [(row._meta.label_lower, row.pk) for row in rows]
    if any(key not in hanging for key in wanted):
        raise InputError("registry.not_its_row")
    values = {
        "name_en": name_en, "name_zh": name_zh, "kind": organisation.kind, "legal_type": organisation.legal_type,
        "place_id": place_id or organisation.place_id, "country_code": organisation.country_code,
    }  # fmt: skip
    other = create_organisation(values, by=by, why=why)
    moved = repointed(organisation, other, iter([hanging[key] for key in wanted]))
    change = IdentityChange(
        kind=IdentityChangeKind.SPLIT, kept=organisation, other=other, moved=moved, why=why, by=by.public_id
    )
    change.save()
    file_names(organisation, other)
    audit(by.public_id, "organisation.split", organisation, out=other.public_id, why=why)
    return change


@transaction.atomic
def undo_change(change: IdentityChange, *, by: Viewer, why: str, at: datetime) -> IdentityChange:
    """Undo a merge (the other stands again, with what was moved) or a split (the other is merged back).

    What was added meanwhile stays where it is, what was edited since keeps its newer value. Raises WrongState
    ``registry.undone_already``; ``registry.undo_later_first`` where one of the two was merged again since.
    """
    require(by, "identity_change.undo", change)
    if change.undone_at is not None:
        raise WrongState("registry.undone_already")
    kept, other = change.kept, change.other
    is_merge = change.kind == IdentityChangeKind.MERGE
    if kept.state == OrganisationState.MERGED or (not is_merge and other.state == OrganisationState.MERGED):
        raise WrongState("registry.undo_later_first")
    claim(change)
    move_back(change.moved, kept.pk if is_merge else other.pk, other.pk if is_merge else kept.pk)
    claim(kept)
    claim(other)
    if is_merge:
        for name, value in change.copied.items():
            if getattr(kept, name) == getattr(other, name):
                setattr(kept, name, value)
        save(kept, by=by, why=why)
        other.state, other.merged_into = OrganisationState.ACTIVE, None
    else:
        other.names.all().delete()
        other.state, other.merged_into = OrganisationState.MERGED, kept
    save(other, by=by, why=why)
    change.undone_at, change.undone_by = at, by.public_id
    change.save()
    file_names(kept, other)
    audit(by.public_id, "organisation.change_undone", kept, other=other.public_id, kind=change.kind, why=why)
    return change


def move_back(moved: Moved, here: int, back: int) -> None:
    """Point rows that still point ``here`` to where they came from."""
    for label, key, column in moved:
        rows = apps.get_model(label)._default_manager.filter(pk=key, **{column: here})
        with suppress(IntegrityError), transaction.atomic():
            rows.update(**{column: back})


@transaction.atomic
def dismiss_duplicate(pair: Duplicate, *, by: Viewer, why: str = "") -> Duplicate:
    """Say that two records are two organisations; they are not proposed again."""
    require(by, "duplicate.dismiss", pair)
    require_state(pair.state, DuplicateState.PROPOSED)
    claim(pair)
    pair.state, pair.decided_by = DuplicateState.DISMISSED, by.public_id
    pair.save()
    audit(by.public_id, "duplicate.dismissed", pair, why=why)
    return pair


def _settle_pair(first: Organisation, second: Organisation, state: str, by: Viewer) -> None:
    low, high = sorted((first.pk, second.pk))
    Duplicate.objects.filter(first=low, second=high).update(state=state, decided_by=by.public_id)


@transaction.atomic
def keep_duplicates(found: Sequence[tuple[int, int, str, str]], *, by: Viewer) -> int:
    """Keep pairs found (``queries.duplicates``) as proposals, beside those known; returns how many are new."""
    require(by, "duplicate.find")
    known = set(Duplicate.objects.values_list("first_id", "second_id"))
    rows = [
        Duplicate(first_id=first, second_id=second, reason=reason, evidence=evidence[:500])
        for first, second, reason, evidence in found
        if (first, second) not in known
    ]
    Duplicate.objects.bulk_create(rows, batch_size=500)
    if rows:
        audit(by.public_id, "duplicate.found", rows[0], n=len(rows))
    return len(rows)
