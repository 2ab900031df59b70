"""What kinds of work there are: each app registers its own in its ``tasks.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jialing.portal.jobs.rules import MAX_ATTEMPTS

Work = Callable[[Any], None]
"""Called with a :class:`running.Run`, which stands above kinds."""


@dataclass(frozen=True)
class Kind:
    """A kind of work: its name ``<app>.<noun>`` (phrase ``job.kind.<app>_<noun>``), what does it, how often at most."""

    name: str
    work: Work
    max_attempts: int


_known: dict[str, Kind] = {}


def job_kind(name: str, *, max_attempts: int = MAX_ATTEMPTS) -> Callable[[Work], Work]:
    """Register a function as what does a kind of work. Registered twice is our bug: KeyError.

    The function may be started again after any of its lines, on another machine: it writes to the database only inside
    ``run.saving`` and ``run.finishing``, and begins where ``run.checkpoint`` says that an earlier attempt ended.
    """

    def registered(work: Work) -> Work:
        if name in _known and _known[name].work is not work:
            raise KeyError(f"the kind of job {name} is registered twice")
        _known[name] = Kind(name, work, max_attempts)
        return work

    return registered


def kind_named(name: str) -> Kind:
    """The kind. An unknown one is our bug: KeyError."""
    return _known[name]
