"""What is asked about imports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet

from jialing.portal.common.access import Viewer, visible
from jialing.portal.importing.enums import BatchState, Outcome
from jialing.portal.importing.models import ColumnChoice, ImportBatch, ImportRow
from jialing.portal.registry.models import Comment, Document, Task


def imports_seen(viewer: Viewer) -> QuerySet[ImportBatch]:
    """Imports that the viewer may see, the latest first."""
    return visible(viewer, ImportBatch.objects.all())


def choices_of(who: str, kind: str) -> Mapping[str, str]:
    """What a person said headings mean: folded heading -> field."""
    return dict(ColumnChoice.objects.filter(who=who, kind=kind).values_list("heading", "field"))


def same_file(batch: ImportBatch) -> ImportBatch | None:
    """The last import of the same file and kind that wrote something and was not undone."""
    there = ImportBatch.objects.filter(sha256=batch.sha256, kind=batch.kind).exclude(pk=batch.pk)
    return there.filter(state__in=(BatchState.IMPORTED, BatchState.IMPORTING)).order_by("-pk").first()


def counted(batch: ImportBatch) -> dict[str, int]:
    """Rows by outcome."""
    found = dict(batch.rows.order_by().values_list("outcome").annotate(n=Count("pk")))
    return {outcome.value: int(found.get(outcome.value, 0)) for outcome in Outcome}


def rows_of(batch: ImportBatch, show: str) -> QuerySet[ImportRow]:
    """Rows of one outcome; ``kept`` are those that an undo left as they are."""
    if show == "kept":
        return batch.rows.exclude(kept_code="").filter(is_undone=False)
    return batch.rows.filter(outcome=show) if show else batch.rows.all()


def has_something_on_it(kind: str, record: Any) -> bool:
    """Whether people wrote a comment, a task or a document about a record."""
    about = {"about_kind": kind.replace("_", ""), "about_id": record.pk}
    return any(model.objects.filter(**about).exists() for model in (Comment, Document, Task))


def held_about(user_id: int) -> list[dict[str, Any]]:
    """What is held of a person here, as plain rows: spreadsheets brought in, what headings were said to mean."""
    from jialing.portal.accounts.models import User

    who = User.objects.values_list("public_id", flat=True).get(pk=user_id)
    rows: list[dict[str, Any]] = [
        {"kind": one.kind, "file": one.file_name, "state": one.state, "created_at": one.created_at.isoformat()}
        for one in ImportBatch.objects.filter(by=who)
    ]
    chosen = ColumnChoice.objects.filter(who=who).order_by("pk")
    return rows + [{"kind": one.kind, "heading": one.heading, "field": one.field} for one in chosen]


def forget_choices(user_id: int) -> None:
    """Forget what a person said headings mean; imports stay, they are part of the records' past."""
    from jialing.portal.accounts.models import User

    who = User.objects.values_list("public_id", flat=True).get(pk=user_id)
    ColumnChoice.objects.filter(who=who).delete()
