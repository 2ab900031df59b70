"""A mapping file: which columns of somebody's table are which of ours. Read, checked, and said where it is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from jialing.errors import InputError
from jialing.schema.rows import Population
from jialing.sources.overrides import FILE_NAME
from jialing.sources.table.checks import Check, line_of
from jialing.sources.table.rules import MappedFile, StatedPopulation, Words, Written


@dataclass(frozen=True)
class TableMapping:
    """A mapping that was read and checked. ``file``: where it stands, for messages."""

    file: str
    name: str
    title: Words
    licence: str | None
    version: str | None
    retrieved_on: str | None
    is_invented: bool
    populations: tuple[Population, ...]
    files: tuple[MappedFile, ...]


def mapping_files(paths: Sequence[Path]) -> list[Path]:
    """Mapping files among ``paths`` and in the folders among them, each once.

    Raises InputError ``mapping.no_such_file`` (file).
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise InputError("mapping.no_such_file", file=str(path))
        for file in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
            if file.name != FILE_NAME:
                found.setdefault(file.resolve(), file)
    return list(found.values())


def read_mapping(path: Path) -> TableMapping:
    """The mapping in a file.

    Raises
    ------
    InputError
        ``mapping.not_toml`` (file, reason with line and column); ``mapping.invalid`` (file, line, where, reason);
        ``mapping.unknown_value`` (file, line, where, value, known); ``mapping.missing_column`` (file, line, where,
        column).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        tree = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("mapping.not_toml", file=str(path), reason=str(error)) from error
    try:
        written = msgspec.convert(tree, Written)
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at ")
        where = where.strip("`") or "$"
        raise InputError(
            "mapping.invalid", file=str(path), line=line_of(text, where, reason), where=where, reason=reason
        ) from error
    Check(str(path), text, written).all()
    return TableMapping(
        file=str(path),
        name=written.name,
        title=written.title,
        licence=written.licence or None,
        version=written.version or None,
        retrieved_on=written.retrieved_on.isoformat() if written.retrieved_on else None,
        is_invented=written.is_invented,
        populations=tuple(_population(written.name, stated) for stated in written.population),
        files=tuple(written.file),
    )


def _population(source: str, stated: StatedPopulation) -> Population:
    discipline, why_not = stated.discipline, stated.why_not
    return Population(
        population=f"{source}:{stated.id}",
        title_en=stated.title.en,
        title_zh=stated.title.zh,
        kinds=tuple(stated.kinds),
        complete_en=stated.complete.en,
        complete_zh=stated.complete.zh,
        answers=tuple(stated.answers),
        first_year=stated.first_year,
        last_year=stated.last_year,
        discipline_en=discipline.en if discipline else None,
        discipline_zh=discipline.zh if discipline else None,
        why_not_en=why_not.en if why_not else None,
        why_not_zh=why_not.zh if why_not else None,
        by_construction=tuple(stated.by_construction),
    )
