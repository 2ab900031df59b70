"""The group of commands, and what they share: long work that can be interrupted."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

import typer

from jialing.base.phrases import phrase
from jialing.base.progress import Progress
from jialing.cli.session import language

group = typer.Typer(
    help="Assign reviewers, and say how well each knows a matter. 分配评审专家，评估专家匹配度。", no_args_is_help=True
)

T = TypeVar("T")
TICK = 0.2


def interruptible(work: Callable[[], T], progress: Progress) -> T:
    """Run ``work`` in a thread of its own, so that Ctrl-C ends the wait at once and the bar moves meanwhile.

    A solver in compiled code hears no signal; the thread is left behind and ends with the process. Results are written
    whole or not at all, so nothing half done stays.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        while not future.done():
            wait([future], timeout=TICK)
            progress.advance(0)
    except KeyboardInterrupt:
        print(phrase("cli.match_interrupted", language()), file=sys.stderr)
        raise typer.Exit(128 + signal.SIGINT) from None
    return future.result()
