"""Asking ahead: what takes seconds on its first visit is computed once in the background of each worker.

Answers hold intervals from hundreds of draws; the first reader of a page would wait for them. Only scopes that pages
open with are asked, the largest population of each circle; whatever a reader chooses is computed when asked.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

from django.conf import settings

from jialing.atlas import Atlas, Scope, open_atlas
from jialing.errors import JialingError

WAIT = 5.0
"""Seconds that the first pages have for themselves."""

LOWEST = 10
"""Niceness of the thread: pages come first."""


def begin(wait: float = WAIT) -> threading.Thread:
    """Start asking ahead; the thread ends with the process."""
    thread = threading.Thread(target=_run, args=(wait,), name="warming", daemon=True)
    thread.start()
    return thread


def questions(atlas: Atlas) -> Iterator[Callable[[], object]]:
    """What is asked, the scope that every page opens with first; each call keeps its answer in the atlas."""
    for circle in atlas.scopes().circles:
        scope = atlas.default_scope(circle.circle_id)
        largest = partial(_largest_field, atlas)
        for ask in (
            atlas.position,
            largest,
            atlas.joint,
            atlas.capability,
            atlas.comparison,
            atlas.network,
            atlas.talent,
        ):
            yield lambda ask=ask, scope=scope: ask(scope)  # type: ignore[misc]
        centres = circle.centre_ids
        if len(centres) > 1:
            yield lambda scope=scope, centres=centres: atlas.pair(scope, *centres[:2])  # type: ignore[misc]


def _largest_field(atlas: Atlas, scope: Scope) -> object:
    """The field that the page of position opens with: the one with most works; nothing where position is refused."""
    fields = atlas.position(scope).fields
    names = [column.name for column in fields.columns]
    field, works = (names.index(name) for name in ("field", "works"))
    found = max(fields.rows_table, key=lambda row: float(str(row[works] or 0)), default=None)
    return atlas.position_field(scope, str(found[field])) if found else None


def _run(wait: float) -> None:
    _step_back()
    time.sleep(wait)
    try:
        atlas = open_atlas(settings.DATA, config=settings.CONFIG)
        for ask in questions(atlas):
            ask()
    except JialingError:
        return  # nothing was published yet, or what is asked cannot be: the pages say so


def _step_back() -> None:
    """Linux counts niceness by thread; where it does not, or may not be set, the thread runs like any other."""
    try:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST)
    except (AttributeError, OSError):
        return
