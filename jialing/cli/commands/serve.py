"""`jialing serve`: the pages, in a process of another program (the two doors never import each other)."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from jialing.cli.session import DataOption, config, language


def command(
    host: Annotated[str, typer.Option(help="Address to listen on. 监听地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port. 端口。")] = 8000,
    data: DataOption = None,
) -> int:
    """Show the pages at http://HOST:PORT/ until Ctrl-C. 启动网页。"""
    return serve(str(config(data=data).data), host, port)


def serve(data: str, host: str, port: int) -> int:
    """Become the portal, by name: signals and the terminal are then its own, and what a build held is let go."""
    line = [sys.executable, "-m", "jialing.portal.serve", "--host", host, "--port", str(port), "--data", data]
    settings = {"JIALING_DATA": data, "JIALING_LANGUAGE": language()}
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, line, {**os.environ, **settings})  # noqa: S606 - no shell, our own interpreter
