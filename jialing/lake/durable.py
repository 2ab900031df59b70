"""Writing so that a power cut or a full disk leaves the old or the new, never half."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import duckdb

from jialing.errors import InputError, JialingError, WrongState

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
FULL_WORDS = ("no space left", "file too large", "disk quota", "disk full")
FORBIDDEN_WORDS = ("permission denied", "read-only file system")
MEBIBYTE = 2**20


@contextmanager
def told_plainly(folder: Path) -> Iterator[None]:
    """Turn what a disk, an engine or a file system says into WrongState with what to do; anything else rises as it is.

    Raises
    ------
    WrongState
        ``lake.disk_full`` (folder, free_mb), ``lake.no_permission`` (folder) or ``lake.too_little_memory``.
    InputError
        ``lake.not_a_folder`` (file) where a file stands in the way.
    """
    try:
        yield
    except JialingError:
        raise
    except Exception as error:
        if _is(error, FULL, FULL_WORDS):
            raise WrongState("lake.disk_full", folder=str(folder), free_mb=free_bytes(folder) // MEBIBYTE) from error
        if _is(error, FORBIDDEN, FORBIDDEN_WORDS):
            raise WrongState("lake.no_permission", folder=str(folder)) from error
        if isinstance(error, MemoryError | duckdb.OutOfMemoryException):
            raise WrongState("lake.too_little_memory") from error
        in_the_way = next((path for path in (folder, *folder.parents) if path.is_file()), None)
        if isinstance(error, OSError) and in_the_way is not None:
            raise InputError("lake.not_a_folder", file=str(in_the_way)) from error
        raise


def _is(error: Exception, numbers: set[int], words: tuple[str, ...]) -> bool:
    """Engines wrap the system's error in their own class and keep only its words."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in numbers
    said = str(error).lower()
    return type(error).__module__.split(".")[0] in {"_duckdb", "duckdb", "pyarrow"} and any(w in said for w in words)


def free_bytes(folder: Path) -> int:
    """Bytes that may still be written on the file system of ``folder`` (or of its nearest parent that exists)."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def require_space(folder: Path, n_bytes: int) -> None:
    """Refuse to begin what cannot end: WrongState ``lake.too_little_space`` (needed_mb, free_mb, folder)."""
    free = free_bytes(folder)
    if free < n_bytes:
        raise WrongState(
            "lake.too_little_space",
            folder=str(folder),
            needed_mb=-(-n_bytes // MEBIBYTE),
            free_mb=free // MEBIBYTE,
        )


def write_whole(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``: written aside, synced, renamed over it, the folder synced."""
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file written aside that takes the name when the block ends well; otherwise nothing of it stays.

    Raises WrongState ``lake.disk_full`` or ``lake.no_permission``; InputError ``lake.no_folder`` (folder).
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with told_plainly(path.parent):
        if not path.parent.is_dir():
            raise InputError("lake.no_folder", folder=str(path.parent))
        try:
            with aside.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Make every file below a folder, and every name, durable."""
    for inside in sorted(folder.rglob("*"), reverse=True):
        if inside.is_dir():
            sync_folder(inside)
        else:
            _sync_file(inside)
    sync_folder(folder)


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
