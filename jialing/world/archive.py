"""Writing files whose bytes depend on their content only: no clock, no user, no machine."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from isal import isal_zlib

_FIXED = (2026, 1, 15, 0, 0, 0)
_GZIP = 31
CHUNK = 1 << 20


def write_gzip(path: Path, lines: Iterable[bytes]) -> int:
    """Write lines to a gzip file (no name, no time in its header). Returns bytes before compression."""
    path.parent.mkdir(parents=True, exist_ok=True)
    packer = isal_zlib.compressobj(level=1, wbits=_GZIP)
    waiting: list[bytes] = []
    total = held = 0
    with path.open("wb") as file:
        for line in lines:
            waiting += (line, b"\n")
            held += len(line) + 1
            if held >= CHUNK:
                file.write(packer.compress(b"".join(waiting)))
                total, waiting, held = total + held, [], 0
        file.write(packer.compress(b"".join(waiting)))
        file.write(packer.flush())
    return total + held


def write_zip(path: Path, members: Mapping[str, bytes]) -> None:
    """Write a zip archive with fixed dates."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, body, compresslevel=6)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV table as text; None is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def write_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write text in an encoding, folders made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
