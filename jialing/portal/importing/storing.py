"""Spreadsheets as files: by the hash of their content, beside documents, so that a backup has them."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from jialing.errors import WrongState


def path_of(sha256: str) -> Path:
    """Where a file lies."""
    return Path(settings.DATA) / "documents" / "imports" / sha256[:2] / sha256


def store(content: bytes) -> str:
    """Write a file aside, sync it, name it by its SHA-256, which is returned. The same file is kept once."""
    digest = hashlib.sha256(content).hexdigest()
    goal = path_of(digest)
    if not goal.exists():
        goal.parent.mkdir(parents=True, exist_ok=True)
        aside = goal.with_name(f"{digest}.{secrets.token_hex(4)}.part")
        with aside.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        aside.rename(goal)
    return digest


def stored(sha256: str) -> bytes:
    """The content. Raises WrongState ``import.file_gone`` where it is not there or not what it was."""
    try:
        content = path_of(sha256).read_bytes()
    except OSError as error:
        raise WrongState("import.file_gone") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise WrongState("import.file_gone")
    return content
