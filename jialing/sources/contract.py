"""What a source folder must offer, and what discovery finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jialing.schema.rows import Batch, Part, Reject, SourceInfo


class Source(Protocol):
    """One upstream: recognises its files, says what they stand for, reads them. Writes nothing."""

    @property
    def name(self) -> str:
        """Name of the source and prefix of its populations."""
        ...

    def parts(self, folder: Path, path: Path) -> list[Part]:
        """Pieces of work in a file under ``folder``; empty when the file is not of this source.

        Raises OSError when the file cannot be opened.
        """
        ...

    def parse(self, part: Part) -> Iterator[Batch]:
        """Rows and rejects of a part; the same part gives the same batches."""
        ...

    def describe(self, parts: Sequence[Part]) -> SourceInfo:
        """Titles, licence, version and populations of what was found."""
        ...


@dataclass(frozen=True)
class FoundSource:
    """A source with the parts of it that a folder holds."""

    info: SourceInfo
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Discovery:
    """What a folder holds.

    Attributes
    ----------
    found : sources with their parts, in the order of names
    unknown : files that no source knows, relative to the folder
    unreadable : files, folders or archive members that cannot be read, with the reason
    superseded : files left out because the folder holds a newer release of the same
    """

    found: tuple[FoundSource, ...]
    unknown: tuple[str, ...] = ()
    unreadable: tuple[Reject, ...] = ()
    superseded: tuple[str, ...] = ()
