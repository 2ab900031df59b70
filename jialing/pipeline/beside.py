"""Work of the engine that goes on beside another step, in a thread of this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeVar

from jialing.lake import interrupt_engines

Made = TypeVar("Made")
AGAIN = 0.1


@contextmanager
def beside(work: Callable[[], Made]) -> Iterator[Future[Made]]:
    """Start ``work`` and let the block go on; the end of the block waits for it, and raises what it raised.

    Where the block fails (Ctrl-C is a failure too) the work is stopped: a stage half written is nothing.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="beside") as pool:
        future = pool.submit(work)
        try:
            yield future
            future.result()
        finally:
            while not future.done():
                interrupt_engines()
                wait([future], AGAIN)
