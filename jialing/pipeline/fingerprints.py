"""What a result depends on, as one string: same fingerprint, same result."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from jialing.errors import SourceError, WrongState
from jialing.lake import Lake
from jialing.schema import Part, SourceInfo

BLOCK = 1 << 20
CODE = (".py", ".sql", ".toml", ".csv", ".json")


def fingerprint(*parts: object) -> str:
    """SHA-256 over JSON-able parts, 32 hex digits."""
    said = json.dumps(parts, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@cache
def code_fingerprint(*rooms: str) -> str:
    """SHA-256 over the code (and shipped data) of rooms, or of single files: what other code made is made again."""
    digest = hashlib.sha256()
    for room in sorted(rooms):
        for entry in _entries(files("jialing").joinpath(room)):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()[:32]


def _entries(folder: Traversable) -> Iterable[Traversable]:
    if folder.is_file():
        yield folder
        return
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _entries(entry)
        elif entry.name.endswith(CODE):
            yield entry


class Contents:
    """Hashes of files' contents, remembered by path, size and time of change so that a file is hashed once."""

    NOTE = "hashes"

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._known = lake.notes.read(self.NOTE)

    def of(self, paths: Sequence[str]) -> Mapping[str, str]:
        """Path -> SHA-256 of its content. Raises SourceError ``pipeline.file_vanished`` (file, reason)."""
        stamps = {path: _stamp(path) for path in sorted(set(paths))}
        new = [path for path, stamp in stamps.items() if self._known.get(path, [None])[0] != stamp]
        with ThreadPoolExecutor(2) as pool:
            hashed = dict(zip(new, pool.map(_content_hash, new), strict=True))
        self._known |= {path: [stamps[path], digest] for path, digest in hashed.items()}
        if new:
            self._remember()
        return {path: str(self._known[path][1]) for path in stamps}

    def _remember(self) -> None:
        """What cannot be remembered (a folder only read) is hashed again the next time."""
        with suppress(WrongState):
            self._lake.notes.write(self.NOTE, {p: k for p, k in self._known.items() if Path(p).exists()})


def _stamp(path: str) -> str:
    try:
        stat = Path(path).stat()
    except OSError as error:
        raise SourceError("pipeline.file_vanished", file=path, reason=str(error.strerror)) from error
    return f"{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ino}"


def _content_hash(path: str) -> str:
    """The hash; where the file may not be read, a word instead: the parser says so for the record."""
    digest = hashlib.sha256()
    try:
        with Path(path).open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
    except OSError as error:
        return f"unreadable: {error.strerror}"
    return digest.hexdigest()


def part_fingerprint(part: Part, info: SourceInfo, content: str) -> str:
    """Stands for the rows of a part: its bytes, name, options, and the parser that reads it."""
    code = code_fingerprint("sources", "schema")
    return fingerprint("part", part.source, part.label, part.n_bytes, part.options, content, info.parser_version, code)
