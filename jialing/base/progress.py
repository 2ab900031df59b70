"""How long work tells those who wait: the engine calls, the doors draw."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """One step at a time: ``start``, any number of ``advance``, ``finish``. Implementations must not raise.

    ``step`` and ``unit`` are phrase codes (``step.world_works``, ``unit.works``), worded by the door.
    """

    def start(self, step: str, total: int, unit: str) -> None:
        """A step begins; ``total`` units lie ahead (0 where nobody can tell)."""

    def advance(self, n: int) -> None:
        """``n`` more units of the current step are done."""

    def finish(self) -> None:
        """The current step is done."""


class _Silent:
    def start(self, step: str, total: int, unit: str) -> None:
        return None

    def advance(self, n: int) -> None:
        return None

    def finish(self) -> None:
        return None


SILENT: Progress = _Silent()
