"""`python -m jialing.portal.worker`: does the portal's jobs, in a process of its own (see `jialing worker`)."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from jialing.base.phrases import phrase
from jialing.config import Config
from jialing.errors import JialingError, WrongState


def main(argv: Sequence[str] | None = None) -> int:
    """Do jobs until told to stop. Refuses a database that is not migrated: another process may be at it."""
    asked = _arguments(argv)
    if asked.data:
        os.environ["JIALING_DATA"] = str(Path(asked.data).resolve())
    try:
        _work(asked.parent)
    except JialingError as error:
        lang = "zh" if Config().language.startswith("zh") else "en"
        sys.stderr.write(phrase(f"error.{error.code}", lang, **error.params) + "\n")
        return error.exit_code
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="jialing.portal.worker")
    parser.add_argument("--data", default="")
    parser.add_argument("--parent", type=int, default=0)
    return parser.parse_args(argv)


def _work(parent: int) -> None:
    from jialing.portal.migrated import is_migrated
    from jialing.portal.prepare import set_up

    set_up()
    if not is_migrated():
        raise WrongState("job.not_prepared")
    from jialing.portal.jobs.worker import work

    work(f"{socket.gethostname()[:40]}-{os.getpid()}", parent=parent)


if __name__ == "__main__":
    sys.exit(main())
