"""Time and memory of each step, told to whoever waits."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

from jialing.base.progress import Progress
from jialing.pipeline.memory import MemoryWatch
from jialing.pipeline.reports import StepReport
from jialing.pipeline.workers import Told


class Clock:
    """Runs steps one after another, timing each and watching the memory of all processes."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._memory = MemoryWatch()
        self._steps: list[StepReport] = []
        self._began = time.perf_counter()
        self._beside = 0.0

    def __enter__(self) -> Clock:
        self._memory.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._memory.__exit__()

    @property
    def steps(self) -> tuple[StepReport, ...]:
        return tuple(self._steps)

    @property
    def seconds(self) -> float:
        """Since the clock was made."""
        return time.perf_counter() - self._began

    @contextmanager
    def step(self, name: str, *, total: int = 0, unit: str = "", is_reused: bool = False) -> Iterator[Told]:
        """Time what happens inside; yields the function that hears of progress. Phrase of the step: ``step.<name>``."""
        began, cpu = time.perf_counter(), self._cpu_seconds()
        self._memory.peak_since()
        if not is_reused:
            self._progress.start(f"step.{name}", total, unit)
        try:
            yield self._progress.advance
        finally:
            if not is_reused:
                self._progress.finish()
        peak = self._memory.peak_since()
        seconds, cpu = round(time.perf_counter() - began, 3), round(self._cpu_seconds() - cpu, 3)
        self._steps.append(StepReport(name, seconds, cpu, peak, is_reused))

    @contextmanager
    def step_beside(self, name: str, *, is_reused: bool = False) -> Iterator[Told]:
        """Time what one thread does beside the steps; nobody is shown its progress, and its memory is in theirs."""
        began, cpu = time.perf_counter(), time.thread_time()
        known = self._beside

        def told(_n: int) -> None:
            self._beside = known + time.thread_time() - cpu

        try:
            yield told
        finally:
            told(0)
            seconds = round(time.perf_counter() - began, 3)
            self._steps.append(StepReport(name, seconds, round(self._beside - known, 3), None, is_reused))

    def _cpu_seconds(self) -> float:
        """Of this process and of the workers that have ended, without what runs beside."""
        return _cpu_seconds() - self._beside


def _cpu_seconds() -> float:
    """Of this process and of the workers that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)
