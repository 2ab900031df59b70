"""What a file is, by its content: the first bytes, and what is inside where it is a zip. Its name proves nothing."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from jialing.errors import InputError

LARGEST = 50 * 1024 * 1024
LARGEST_UNPACKED = 500 * 1024 * 1024
MOST_ENTRIES = 5000
STEEPEST = 200
"""Unpacked size by packed size; text packs to a tenth, a bomb to a thousandth."""

_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "zip": "application/zip",
    "csv": "text/csv",
    "txt": "text/plain",
}
"""What may be uploaded, by the ending that a name must have."""

_FIRST_BYTES = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
_INSIDE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_RUNS = frozenset({".exe", ".dll", ".bat", ".cmd", ".com", ".js", ".vbs", ".ps1", ".sh", ".jar", ".msi", ".scr"})


@dataclass(frozen=True)
class Content:
    """A file that may be kept: its clean name and its media type."""

    file_name: str
    media_type: str


def inspected(name: str, size: int, stream: BinaryIO) -> Content:
    """What a file is. Reads the stream from its start and leaves it there.

    Raises InputError
        ``document.empty``; ``document.too_large`` (most, in MB); ``document.kind_not_taken`` (given, known);
        ``document.not_what_it_says`` (ending): its content is something else; ``document.bad_archive`` (reason).
    """
    clean = clean_name(name)
    ending = clean.rpartition(".")[2].lower()
    if ending not in MEDIA_TYPES:
        raise InputError("document.kind_not_taken", given=ending or "-", known=", ".join(MEDIA_TYPES))
    if size == 0:
        raise InputError("document.empty")
    if size > LARGEST:
        raise InputError("document.too_large", most=LARGEST // 1024 // 1024)
    stream.seek(0)
    head = stream.read(8192)
    if not _fits(ending, head):
        raise InputError("document.not_what_it_says", ending=ending)
    if ending == "zip" or ending in _INSIDE:
        _inspect_archive(ending, stream)
    stream.seek(0)
    return Content(clean, MEDIA_TYPES[ending])


def clean_name(name: str) -> str:
    """The last part of a name, without control characters, at most 200 characters long; never a path."""
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[:190]}{dot}{ending[:9]}" if dot else shown[:200]


def _fits(ending: str, head: bytes) -> bool:
    if ending in _FIRST_BYTES:
        return head.startswith(_FIRST_BYTES[ending])
    if ending in ("csv", "txt"):
        return b"\x00" not in head and not head.startswith((b"PK\x03\x04", b"%PDF-", b"MZ"))
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _inspect_archive(ending: str, stream: BinaryIO) -> None:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise InputError("document.bad_archive", reason="unreadable") from error
    if fault := _fault(entries):
        raise InputError("document.bad_archive", reason=fault)
    names = {entry.filename for entry in entries}
    if ending in _INSIDE and _INSIDE[ending] not in names:
        raise InputError("document.not_what_it_says", ending=ending)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise InputError("document.bad_archive", reason="macros")


def _fault(entries: list[zipfile.ZipInfo]) -> str:
    """The first thing that is wrong with a zip's entries; '' nothing."""
    if len(entries) > MOST_ENTRIES:
        return "entries"
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or unpacked > STEEPEST * max(packed, 10_000):
        return "bomb"
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
            return "path"
        if entry.flag_bits & 0x1:
            return "encrypted"
        if path.suffix.lower() in _RUNS:
            return "program"
    return ""
