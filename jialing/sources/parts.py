"""Files and archive members as parts of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from jialing.schema.rows import Part
from jialing.sources.files import archive_members, stored_size
from jialing.sources.walk import label


def parts_of(
    source: str, folder: Path, path: Path, suffixes: tuple[str, ...], options: Mapping[str, object]
) -> list[Part]:
    """The file as one part, or one part per member of a zip archive; only names with one of ``suffixes``."""
    if path.suffix.lower() != ".zip":
        if not path.name.lower().endswith(suffixes):
            return []
        return [Part(source, str(path), label(folder, path), stored_size(path), dict(options))]
    return [
        Part(source, str(path), f"{label(folder, path)}/{member}", size, {**options, "member": member})
        for member, size in archive_members(path)[0].items()
        if member.lower().endswith(suffixes)
    ]


def member_of(part: Part) -> str:
    """The archive member that a part is; '' for a file."""
    return str(part.options.get("member", ""))


def newest_day(parts: Sequence[Part]) -> str | None:
    """Day of the newest file, ISO: the version of a source that states none."""
    times = [Path(path).stat().st_mtime for path in sorted({part.path for part in parts}) if Path(path).exists()]
    return datetime.fromtimestamp(max(times), UTC).date().isoformat() if times else None


def last_year() -> int:
    """Latest year that a record may carry: next year (journals date ahead). Read once, when files are discovered."""
    return date.today().year + 1
