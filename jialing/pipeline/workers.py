"""Processes that share out pieces of work, tell how far they are, and never outlive the build."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import wait as wait_for
from typing import Any, TypeVar

from jialing.errors import WrongState

Task = TypeVar("Task")
Result = TypeVar("Result")
Told = Callable[[int], None]
TASKS_A_PROCESS = 24
"""A process is replaced after so many pieces: what allocators keep does not add up."""
LISTEN = 0.2
RARELY = (200_000, 20, 100)

_told: Any = None


def each(
    work: Callable[[Task, Told], Result],
    tasks: Iterable[Task],
    *,
    workers: int,
    told: Told,
) -> Iterator[Result]:
    """Results of ``work(task, told)`` as they are done, in no order; in this process where ``workers`` is 1.

    ``work`` must be a module's function and all that crosses picklable. Tasks are taken as they are needed. An error in
    a worker rises here and stops the others. Raises WrongState ``pipeline.worker_died`` when the system kills one
    (usually for want of memory).
    """
    if workers <= 1:
        for task in tasks:
            yield work(task, told)
        return
    context = multiprocessing.get_context("spawn")
    # Written in the worker itself, by no thread of a queue: what was told is not lost when a worker ends.
    heard = context.SimpleQueue()
    pool = ProcessPoolExecutor(workers, context, _begin, (heard,), max_tasks_per_child=TASKS_A_PROCESS)
    is_done = False
    try:
        yield from _shared_out(pool, work, iter(tasks), heard, told, 2 * workers)
        is_done = True
    except BrokenProcessPool as error:
        raise WrongState("pipeline.worker_died") from error
    finally:
        _end(pool, is_done)
        _listen(heard, told)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for cycles among objects seldom: rows have none worth looking for often."""
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _shared_out(
    pool: ProcessPoolExecutor,
    work: Callable[[Task, Told], Result],
    tasks: Iterator[Task],
    heard: Any,
    told: Told,
    n_ahead: int,
) -> Iterator[Result]:
    futures: set[Future[Result]] = {pool.submit(_run, work, task) for task in islice(tasks, n_ahead)}
    while futures:
        done, futures = wait(futures, LISTEN, FIRST_COMPLETED)
        _listen(heard, told)
        futures |= {pool.submit(_run, work, task) for task in islice(tasks, len(done))}
        for future in done:
            yield future.result()


def _end(pool: ProcessPoolExecutor, is_done: bool) -> None:
    """After a failure or Ctrl-C stop at once: what a worker left half done is a folder that nobody will look at."""
    if not is_done:
        for process in list((pool._processes or {}).values()):
            process.terminate()
    pool.shutdown(wait=True, cancel_futures=True)


def _listen(heard: Any, told: Told) -> None:
    while not heard.empty():
        told(heard.get())


def _begin(heard: Any) -> None:
    """In a new worker: Ctrl-C is the parent's affair, so is our end; rows have no cycles worth looking for often."""
    global _told
    _told = heard
    gc.set_threshold(*RARELY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _run(work: Callable[[Task, Told], Result], task: Task) -> Result:
    return work(task, _told.put)
