"""A backup as one tar file: files, then a manifest with the length and SHA-256 of each.

The manifest stands last: an archive that was cut off has none.
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from jialing.base.progress import SILENT, Progress
from jialing.errors import InputError, SourceError
from jialing.lake import whole_file

FORMAT = 1
MANIFEST = "manifest.json"
_CHUNK = 2**20


def write_archive(
    out: Path, files: Mapping[str, Path], about: Mapping[str, Any], *, progress: Progress = SILENT
) -> dict[str, Any]:
    """Write files under their names, and what is said about them; the manifest is returned.

    Written aside and renamed: ``out`` is whole or is not there. Readable by its owner only: it holds personal data.
    """
    progress.start("step.backup", sum(file.stat().st_size for file in files.values()), "unit.bytes")
    with whole_file(out) as target:
        Path(target.name).chmod(0o600)
        with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as tar:
            listed = {name: _add(tar, name, file, progress) for name, file in sorted(files.items())}
            manifest = {"format": FORMAT, **about, "files": listed}
            _put(tar, MANIFEST, io.BytesIO(content := json.dumps(manifest, indent=1).encode()), len(content))
    progress.finish()
    return manifest


def unpack(archive: Path, into: Path, *, progress: Progress = SILENT) -> dict[str, Any]:
    """Unpack into a folder and compare every file with the manifest, which is returned.

    Raises
    ------
    InputError
        ``backup.no_file`` (file), ``backup.other_format`` (found, known).
    SourceError
        ``backup.not_whole`` (file): no backup, cut off, or changed since.
    """
    if not archive.is_file():
        raise InputError("backup.no_file", file=str(archive))
    progress.start("step.restore", archive.stat().st_size, "unit.bytes")
    try:
        with tarfile.open(archive, mode="r:") as tar:
            members = {one.name: one for one in tar.getmembers()}
            manifest = _manifest(tar, members, archive)
            for name, said in manifest["files"].items():
                if _extract(tar, members[name], _inside(into, name), progress) != said:
                    raise SourceError("backup.not_whole", file=str(archive))
    except (tarfile.TarError, KeyError, EOFError) as error:
        raise SourceError("backup.not_whole", file=str(archive)) from error
    progress.finish()
    return manifest


def _manifest(tar: tarfile.TarFile, members: Mapping[str, tarfile.TarInfo], archive: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(_reading(tar, members[MANIFEST]).read())
    except ValueError as error:
        raise SourceError("backup.not_whole", file=str(archive)) from error
    if manifest.get("format") != FORMAT:
        raise InputError("backup.other_format", found=manifest.get("format"), known=FORMAT)
    return manifest


def _inside(folder: Path, name: str) -> Path:
    """Where a file is unpacked. KeyError for a name that leads elsewhere: no backup of ours has one."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute():
        raise KeyError(name)
    return folder.joinpath(*parts)


def _add(tar: tarfile.TarFile, name: str, file: Path, progress: Progress) -> dict[str, Any]:
    """A ledger may grow meanwhile: as many bytes as it has now are taken."""
    with file.open("rb") as source:
        length = file.stat().st_size
        watched = _Watched(source, progress)
        _put(tar, name, cast(BinaryIO, watched), length)
    return {"bytes": length, "sha256": watched.digest.hexdigest()}


def _put(tar: tarfile.TarFile, name: str, content: Any, length: int) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = length, 0o600
    tar.addfile(info, content)


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path, progress: Progress) -> dict[str, Any]:
    target.parent.mkdir(parents=True, exist_ok=True)
    source = _Watched(_reading(tar, member), progress)
    length = 0
    with target.open("xb") as file:
        while chunk := source.read(_CHUNK):
            length += file.write(chunk)
    return {"bytes": length, "sha256": source.digest.hexdigest()}


def _reading(tar: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    """The content of a plain file. KeyError for a link or a device: no backup of ours has one."""
    found = tar.extractfile(member) if member.isreg() else None
    if found is None:
        raise KeyError(member.name)
    return cast(BinaryIO, found)


class _Watched:
    """A file being read: its digest so far, its bytes told."""

    def __init__(self, source: BinaryIO, progress: Progress) -> None:
        self._source = source
        self._progress = progress
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        chunk = self._source.read(size)
        self.digest.update(chunk)
        self._progress.advance(len(chunk))
        return chunk
