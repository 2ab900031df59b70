"""Keep a version from being collected."""

from __future__ import annotations

from pathlib import Path

from jialing.lake import Lake


def keep_version(data: Path, version: str, name: str) -> None:
    """Keep a published version as long as ``name`` (``saved-views``, a brief) needs it; saying it again is fine.

    Raises InputError ``lake.unknown_version``.
    """
    Lake(data).pin(version, name)
