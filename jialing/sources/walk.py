"""Which files a folder holds: everything but hidden files, and what could not be looked into."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path

from jialing.schema.rows import Reject
from jialing.sources.files import archive_members, reason_of


def walk(root: Path, ignore: tuple[str, ...] = ()) -> tuple[list[Path], list[Reject]]:
    """Files under ``root`` (or the one file), in the order of their names, and folders that cannot be listed.

    Links to files and folders are followed, each folder once. ``ignore``: patterns of paths relative to ``root``.
    """
    if root.is_file():
        return [root], []
    files: list[Path] = []
    failed: list[Reject] = []
    seen: set[str] = set()

    def note(error: OSError) -> None:
        failed.append(
            Reject(label(root, Path(error.filename)), None, "reject.unreadable", {"reason": reason_of(error)})
        )

    for here, folders, names in os.walk(root, followlinks=True, onerror=note):
        real = os.path.realpath(here)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        inside = Path(here)
        folders[:] = sorted(f for f in folders if _is_wanted(root, inside / f, ignore))
        files += [inside / n for n in sorted(names) if _is_wanted(root, inside / n, ignore)]
    return files, failed


def _is_wanted(root: Path, path: Path, ignore: tuple[str, ...]) -> bool:
    relative = label(root, path)
    return not path.name.startswith(".") and not any(
        fnmatchcase(relative, pattern) or fnmatchcase(f"{relative}/", pattern) for pattern in ignore
    )


def label(root: Path, path: Path) -> str:
    """A path as shown: relative to the folder ingested, with forward slashes."""
    base = root if root.is_dir() else root.parent
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()


def archive_faults(root: Path, path: Path) -> list[Reject]:
    """Members of a zip archive that are refused, and archives that cannot be opened."""
    _, refused = archive_members(path)
    return [
        Reject(f"{label(root, path)}/{member}" if member else label(root, path), None, fault.code, fault.params)
        for member, fault in refused
    ]
