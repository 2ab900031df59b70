"""Two entries of one platform become one, and that is undone; ids lead forward for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import models, transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import claim, save
from jialing.portal.registry.actions.identity import move_back, repointed
from jialing.portal.registry.enums import RecordKind
from jialing.portal.registry.models import Comment, Document, Follow, Platform, PlatformEvent, PlatformMerge, Task
from jialing.portal.registry.queries.names import file_names

_STAYS = (Platform, PlatformEvent, PlatformMerge)
"""What a platform went through stays its own: the life cycle of the one that is kept counts."""


@transaction.atomic
def merge_platforms(kept: Platform, other: Platform, *, by: Viewer, why: str, seen: int | None = None) -> PlatformMerge:
    """Say that ``other`` is ``kept`` entered twice: what hangs on it hangs on ``kept``, its id leads there.

    What ``kept`` has already (the same host, the same field) stays behind with the merged record. ``seen`` is the
    edition of ``other`` that the form showed.

    Raises
    ------
    InputError
        ``registry.same_record``, ``registry.why_missing``.
    WrongState
        ``registry.merged_already``, ``record.changed_meanwhile``.
    """
    require(by, "platform.merge", kept)
    require(by, "platform.merge", other)
    if kept.pk == other.pk:
        raise InputError("registry.same_record")
    if not why.strip():
        raise InputError("registry.why_missing")
    if other.merged_into is not None or kept.merged_into is not None:
        raise WrongState("registry.merged_already")
    claim(other, seen)
    claim(kept)
    other.merged_into = kept
    save(other, by=by, why=why)
    save(kept, by=by, why=why)
    moved = repointed(other, kept, _hanging_on(other))
    merge = PlatformMerge.objects.create(kept=kept, other=other, moved=moved, why=why, by=by.public_id)
    file_names(kept, other)
    audit(by.public_id, "platform.merged", other, into=kept.public_id, why=why)
    return merge


@transaction.atomic
def undo_platform_merge(merge: PlatformMerge, *, by: Viewer, why: str, at: datetime) -> Platform:
    """Let the other platform stand again, with what was moved and still hangs on the kept one; returns it.

    Raises
    ------
    InputError
        ``registry.why_missing``.
    WrongState
        ``registry.undone_already``; ``registry.undo_later_first`` where the kept one was merged again since.
    """
    kept, other = merge.kept, merge.other
    require(by, "platform.unmerge", kept)
    require(by, "platform.unmerge", other)
    if not why.strip():
        raise InputError("registry.why_missing")
    if merge.undone_at is not None:
        raise WrongState("registry.undone_already")
    if kept.merged_into is not None:
        raise WrongState("registry.undo_later_first")
    claim(kept)
    claim(other)
    move_back(merge.moved, kept.pk, other.pk)
    other.merged_into = None
    save(kept, by=by, why=why)
    save(other, by=by, why=why)
    merge.undone_at, merge.undone_by = at, by.public_id
    merge.save()
    file_names(kept, other)
    audit(by.public_id, "platform.unmerged", other, out_of=kept.public_id, why=why)
    return other


def _hanging_on(platform: Platform) -> Iterator[tuple[models.Model, str]]:
    """Every row of the registry that points to the platform, and by which column."""
    for model in apps.get_app_config("registry").get_models():
        if model in _STAYS or model.__name__.startswith("Historical"):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Platform:
                for row in model._default_manager.filter(**{field.name: platform}):
                    yield row, field.attname
    for about in (Document, Comment, Task, Follow):
        for row in about._default_manager.filter(about_kind=RecordKind.PLATFORM, about_id=platform.pk):
            yield row, "about_id"
