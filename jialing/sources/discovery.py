"""Which file belongs to which source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jialing.errors import InputError
from jialing.schema.rows import Part, Reject
from jialing.sources.contract import Discovery, FoundSource, Source
from jialing.sources.files import reason_of
from jialing.sources.overrides import FILE_NAME, apply_overrides, ignored, read_overrides
from jialing.sources.registry import GENERIC, sources
from jialing.sources.ror.releases import newest_release
from jialing.sources.table import MappedTable
from jialing.sources.table.mapping import mapping_files, read_mapping
from jialing.sources.walk import archive_faults, label, walk


def discover(folder: Path, *, mappings: Sequence[Path] = ()) -> Discovery:
    """Walk a folder (or take one file) and say which file belongs to which source.

    A file that a mapping names is read by that mapping; others are offered to each source in the order of names.

    Parameters
    ----------
    folder : folder or single file to read
    mappings : mapping files, or folders of them, beside ``<folder>/mappings``; a ``jialing-source.toml`` in any of
        these folders states what the files do not say

    Raises
    ------
    InputError
        ``source.no_such_folder`` (path); for a mapping that cannot be used ``mapping.*``; ``overrides.*``.
    """
    folder = Path(folder)
    if not folder.exists():
        raise InputError("source.no_such_folder", path=str(folder))
    base = folder if folder.is_dir() else folder.parent
    beside = [*mappings, *([base / "mappings"] if (base / "mappings").is_dir() else [])]
    stated = read_overrides([f for f in (*_beside(beside), base / FILE_NAME) if f.is_file()])
    files, failed = walk(folder, (*ignored(stated), FILE_NAME, "mappings/*.toml"))
    tables = [MappedTable(read_mapping(file)) for file in mapping_files(beside)]
    _check_names(tables)
    owners, unknown, unreadable = _sort_out(folder, files, tables)
    kept, superseded = newest_release(owners.pop("ror", []))
    if kept:
        owners["ror"] = kept
    return Discovery(
        found=tuple(_found(name, owners[name], tables, stated) for name in sorted(owners)),
        unknown=tuple(unknown),
        unreadable=tuple(failed + unreadable),
        superseded=tuple(superseded),
    )


def _beside(mappings: Sequence[Path]) -> list[Path]:
    return [path / FILE_NAME for path in mappings if path.is_dir()]


def _check_names(tables: Sequence[MappedTable]) -> None:
    taken = set(sources())
    for table in tables:
        if table.name in taken:
            raise InputError("mapping.name_taken", file=table.mapping.file, name=table.name)
        taken.add(table.name)


def _sort_out(
    folder: Path, files: Sequence[Path], tables: Sequence[MappedTable]
) -> tuple[dict[str, list[Part]], list[str], list[Reject]]:
    owners: dict[str, list[Part]] = {}
    unknown: list[str] = []
    unreadable: list[Reject] = []
    claimed = _mapped(folder, files, tables)
    for path in files:
        if path.suffix.lower() == ".zip":
            unreadable += archive_faults(folder, path)
        try:
            parts = claimed.get(path) or _offered(folder, path)
        except OSError as error:
            unreadable.append(Reject(label(folder, path), None, "reject.unreadable", {"reason": reason_of(error)}))
            continue
        for part in parts:
            owners.setdefault(part.source, []).append(part)
        if not parts and not any(r.file == label(folder, path) for r in unreadable):
            unknown.append(label(folder, path))
    return owners, unknown, unreadable


def _mapped(folder: Path, files: Sequence[Path], tables: Sequence[MappedTable]) -> Mapping[Path, list[Part]]:
    claimed: dict[Path, list[Part]] = {}
    for table in tables:
        for path, part in table.claim(folder, files):
            claimed.setdefault(path, []).append(part)
    return claimed


def _offered(folder: Path, path: Path) -> list[Part]:
    for name, source in sources().items():
        if name != GENERIC and (parts := source.parts(folder, path)):
            return parts
    return []


def _found(name: str, parts: list[Part], tables: Sequence[MappedTable], stated: Mapping[str, object]) -> FoundSource:
    known: dict[str, Source] = {**sources(), **{table.name: table for table in tables}}
    return FoundSource(apply_overrides(known[name].describe(parts), stated), tuple(parts))
