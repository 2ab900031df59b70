"""`jialing worker`: does the portal's jobs, in a process of another program (the two doors never import each other)."""

from __future__ import annotations

import os
import sys

from jialing.cli.session import DataOption, config


def command(data: DataOption = None) -> int:
    """Do the portal's jobs until Ctrl-C; `serve` starts one itself. 执行网页后台任务。"""
    folder = str(config(data=data).data)
    line = [sys.executable, "-m", "jialing.portal.worker", "--data", folder]
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, line, {**os.environ, "JIALING_DATA": folder})  # noqa: S606 - no shell, our own interpreter
