"""Writing many invented records at once, each with a first past state."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models

from jialing.portal.common.records import ALPHABET, LENGTH

M = TypeVar("M", bound=models.Model)
BATCH = 300
WHY = "invented for the demo"


def keep(rows: Iterable[M]) -> list[M]:
    """Write rows of one model; those with a past get their first one."""
    listed = list(rows)
    if not listed:
        return []
    model = type(listed[0])
    made = model._default_manager.bulk_create(listed, batch_size=BATCH)
    history: Any = getattr(model, "history", None)
    if history is not None:
        history.bulk_history_create(made, batch_size=BATCH, default_change_reason=WHY)
    return made


def names(rng: random.Random) -> str:
    """A public id drawn from the demo's own seed, so that the demo's addresses are the same each time."""
    return "".join(rng.choice(ALPHABET) for _ in range(LENGTH))


def named(rows: Sequence[Any], rng: random.Random) -> Sequence[Any]:
    """Give records their public ids."""
    for row in rows:
        row.public_id = names(rng)
    return rows
