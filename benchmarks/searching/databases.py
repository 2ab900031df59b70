"""A fresh database of either kind for a benchmark, gone when it ends."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fresh(vendor: str) -> Iterator[str]:
    """Address of an empty database for ``JIALING_DATABASE_URL``: ``sqlite`` or ``postgresql``."""
    folder = Path(tempfile.mkdtemp(prefix="jialing-search-"))
    try:
        if vendor == "sqlite":
            yield f"sqlite:///{folder / 'portal.sqlite3'}"
        else:
            yield from _server(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _server(folder: Path) -> Iterator[str]:
    binaries = max(Path("/usr/lib/postgresql").glob("*/bin"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    port, data = _free_port(), folder / "data"
    _run([f"{binaries}/initdb", "-D", str(data), "-A", "trust", "-U", "jialing", "-E", "UTF8"])
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    control = [f"{binaries}/pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log")]
    _run([*control, "-o", options, "start"])
    try:
        yield f"postgresql://jialing@127.0.0.1:{port}/postgres"
    finally:
        _run([*control, "-m", "fast", "stop"])


def _run(command: list[str]) -> None:
    """PostgreSQL refuses to run as root; Debian's package brings the user."""
    line = ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
