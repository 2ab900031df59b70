"""A file of JSON Lines that is only ever appended to: what people decided lives in such files, and nowhere else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jialing.lake.durable import sync_folder, told_plainly
from jialing.lake.locks import exclusive

Line = dict[str, Any]


@dataclass(frozen=True)
class Appended:
    """Lines that are JSON objects, oldest first, and the numbers (from 1) of those that are not: torn by a crash."""

    lines: tuple[tuple[int, Line], ...]
    torn: tuple[int, ...] = ()


class AppendedFile:
    """Lines under a lock: of two processes that append at once one waits; a crash tears one line at most."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, make: Callable[[Appended], Sequence[Line]]) -> Sequence[Line]:
        """Add the lines that ``make`` gives for what stands there now, durably; they are returned.

        ``make`` is called with the lock held: what it sees is what its lines will follow. What it raises leaves the
        file as it was. Raises WrongState ``lake.disk_full`` or ``lake.no_permission``.
        """
        with told_plainly(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not self.path.exists()
            with self.path.open("a+b") as file, exclusive(file):
                file.seek(0)
                there = file.read()
                new = make(_parsed(there))
                begin = b"\n" if there and not there.endswith(b"\n") else b""
                if new:
                    file.write(begin + b"".join(map(_encoded, new)))
                    file.flush()
                    os.fsync(file.fileno())
            if is_new:
                sync_folder(self.path.parent)
        return new

    def read(self) -> Appended:
        """What stands there. A missing file is an empty one."""
        return _parsed(self.path.read_bytes() if self.path.exists() else b"")


def _parsed(content: bytes) -> Appended:
    lines, torn = [], []
    for number, raw in enumerate(content.split(b"\n"), start=1):
        if raw.strip():
            said = _object(raw)
            (torn.append(number) if said is None else lines.append((number, said)))
    return Appended(tuple(lines), tuple(torn))


def _object(raw: bytes) -> Line | None:
    try:
        said = json.loads(raw)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _encoded(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=True, sort_keys=True).encode() + b"\n"
