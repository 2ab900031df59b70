"""What every record that people keep has: an identifier that reveals nothing, an edition, times of its changes."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.db import models

from jialing.errors import WrongState

# No vowels and nothing that looks like something else: no word comes about, and the code can be read aloud.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 10  # 27^10 = 2 x 10^14: among ten million records a clash has a chance of one in four


def new_public_id() -> str:
    """Ten letters and digits drawn at random: an address with it tells neither order nor number of records."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class Row(models.Model):
    """Base of what hangs on records. Django adds `<key>_id` and the far sides of relations when it runs."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    class Meta:
        abstract = True


class Record(Row):
    """Base of all records.

    ``edition`` counts changes: who saves names the edition read, so nobody overwrites unseen.
    """

    public_id: models.CharField = models.CharField(
        max_length=LENGTH, unique=True, default=new_public_id, editable=False
    )
    edition: models.PositiveIntegerField = models.PositiveIntegerField(default=1, editable=False)
    created_at: models.DateTimeField = models.DateTimeField(auto_now_add=True)
    updated_at: models.DateTimeField = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def next_edition(record: Record, *, seen: int) -> None:
    """Claim the next edition of a record in the caller's transaction; then change and save it.

    Raises
    ------
    WrongState
        ``record.changed_meanwhile`` (seen, now) where somebody saved since ``seen`` was read: nothing is lost, the
        form comes back with both.
    """
    rows = type(record)._default_manager.filter(pk=record.pk, edition=seen)
    if not rows.update(edition=seen + 1):
        record.refresh_from_db(fields=["edition"])
        raise WrongState("record.changed_meanwhile", seen=seen, now=record.edition)
    record.edition = seen + 1


def allowed_values(model: type[models.Model], field: str) -> tuple[str, ...]:
    """The values that a column may hold: its choices, else those that a constraint of the database lists; () if any."""
    choices = tuple(str(value) for value, _ in getattr(model._meta.get_field(field), "flatchoices", ()))
    if choices:
        return choices
    for constraint in model._meta.constraints:
        condition = getattr(constraint, "condition", None)
        for child in condition.children if isinstance(constraint, models.CheckConstraint) and condition else ():
            if isinstance(child, tuple) and child[0] == f"{field}__in":
                return tuple(str(value) for value in child[1] if value != "")
    return ()
