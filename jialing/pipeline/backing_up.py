"""Backup and restore of what nobody can compute again: the database, documents, ledgers, named versions."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jialing.base.progress import SILENT, Progress
from jialing.errors import WrongState
from jialing.lake import Lake
from jialing.pipeline.archive import unpack, write_archive
from jialing.pipeline.publishing import code_version

DATABASE, DOCUMENTS, LAKE = "database", "documents", "lake"


@dataclass(frozen=True)
class BackupReport:
    """What a backup holds: files, bytes, rows of the database, id of the current version ('' none)."""

    path: str
    n_files: int
    n_bytes: int
    n_rows: int
    version: str


@dataclass(frozen=True)
class Unpacked:
    """A backup unpacked and compared with its manifest, beside the data it will become."""

    folder: Path
    manifest: Mapping[str, Any]


def require_new(out: Path, *, is_forced: bool) -> None:
    """Raises WrongState ``backup.exists`` (file) where a file is there and may not be replaced."""
    if out.exists() and not is_forced:
        raise WrongState("backup.exists", file=str(out))


def back_up(
    data: Path,
    out: Path,
    *,
    database: Path,
    about: Mapping[str, Any],
    with_versions: bool = True,
    progress: Progress = SILENT,
) -> BackupReport:
    """Write the backup.

    Parameters
    ----------
    database : folder with what the portal saved of its database
    about : what the portal says of it: ``engine``, ``rows`` by table, ``checks``, ``migrations``
    with_versions : also the current version and those that saved views name; else a build has to make one
    """
    lake = Lake(data)
    kept = {f"{LAKE}/{name}": file for name, file in lake.lasting(with_versions=with_versions).items()}
    files = {**_below(DATABASE, database), **_below(DOCUMENTS, data / DOCUMENTS), **kept}
    current = lake.current().id if f"{LAKE}/current" in files else ""
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    said = {"made_at": made_at, "jialing": code_version(), "version": current, DATABASE: dict(about)}
    manifest = write_archive(out, files, said, progress=progress)
    n_bytes = sum(one["bytes"] for one in manifest["files"].values())
    return BackupReport(str(out), len(files), n_bytes, sum(about["rows"].values()), current)


def unpacked(data: Path, archive: Path, *, is_forced: bool, progress: Progress = SILENT) -> Unpacked:
    """Unpack beside the data (same disk, so that the rest is renaming) and compare with the manifest.

    Raises WrongState ``backup.not_empty`` (folder) where there is a lake or documents already, and what
    :func:`archive.unpack` raises.
    """
    if not is_forced and not (Lake(data).is_empty() and not _has_files(data / DOCUMENTS)):
        raise WrongState("backup.not_empty", folder=str(data))
    data.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".restore-", dir=data))
    try:
        return Unpacked(folder, unpack(archive, folder, progress=progress))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def put_back(data: Path, found: Unpacked) -> None:
    """Put lake and documents in their place; what documents were there before stays beside, as ``documents.before``."""
    lake = Lake(data)
    with lake.builder_lock():
        lake.put_back(found.folder / LAKE)
    documents, before = data / DOCUMENTS, data / f"{DOCUMENTS}.before"
    if (found.folder / DOCUMENTS).exists():
        if documents.exists():
            shutil.rmtree(before, ignore_errors=True)
            documents.rename(before)
        (found.folder / DOCUMENTS).rename(documents)


def clear(found: Unpacked) -> None:
    """Remove what was unpacked."""
    with suppress(FileNotFoundError):
        shutil.rmtree(found.folder)


def _below(name: str, folder: Path) -> dict[str, Path]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return {f"{name}/{file.relative_to(folder).as_posix()}": file for file in files}


def _has_files(folder: Path) -> bool:
    return any(file.is_file() for file in folder.rglob("*"))
