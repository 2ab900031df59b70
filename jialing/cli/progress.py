"""Progress and time left: a bar on a terminal, a line now and then elsewhere; nothing for what takes two seconds."""

from __future__ import annotations

import sys
import time

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from jialing.base.phrases import catalogue, phrase

QUIET_SECONDS = 2.0
LINE_EVERY = 10.0


class TerminalProgress:
    """Draws what the engine reports. ``start`` opens a step, ``advance`` moves it, ``finish`` closes it."""

    def __init__(self, lang: str, *, is_quiet: bool = False) -> None:
        self._lang = lang
        self._is_quiet = is_quiet
        self._is_terminal = sys.stderr.isatty()
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._step, self._total, self._done, self._unit = "", 0, 0, ""
        self._began = self._told = 0.0
        self._is_open = False

    def start(self, step: str, total: int, unit: str = "") -> None:
        self._step, self._total, self._done, self._unit = step, total, 0, unit
        self._began = self._told = time.monotonic()
        self._is_open = True

    def advance(self, n: int = 1) -> None:
        self._done += n
        if self._is_quiet or not self._is_open or time.monotonic() - self._began < QUIET_SECONDS:
            return
        if self._is_terminal:
            self._draw()
        elif time.monotonic() - self._told > LINE_EVERY:
            self._line()

    def finish(self) -> None:
        self._is_open = False
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
        seconds = time.monotonic() - self._began
        if not self._is_quiet and seconds >= QUIET_SECONDS:
            self._say("cli.progress.done", step=self._name(), seconds=f"{seconds:.1f}")

    def _draw(self) -> None:
        if self._bar is None:
            columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(self._name(), total=self._total or None)
            self._bar.start()
        assert self._task is not None
        self._bar.update(self._task, completed=self._done)

    def _line(self) -> None:
        self._told = time.monotonic()
        share = min(1.0, self._done / self._total) if self._total else 0.0
        left = (self._told - self._began) * (1 - share) / share if share else 0.0
        code = "cli.progress.line" if share else "cli.progress.running"
        self._say(code, step=self._name(), percent=f"{share:.0%}", left=f"{left:.0f}")

    def _name(self) -> str:
        return phrase(self._step, self._lang) if self._step in catalogue() else self._step

    def _say(self, code: str, **params: object) -> None:
        print(phrase(code, self._lang, **params), file=sys.stderr, flush=True)
