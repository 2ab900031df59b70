"""``jialing-source.toml``: what a person states about files that the files themselves do not say."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from jialing.errors import InputError
from jialing.schema.rows import Population, SourceInfo

FILE_NAME = "jialing-source.toml"
_SOURCE_FIELDS = frozenset({"title_en", "title_zh", "licence", "version", "retrieved_on", "is_invented"})
_POPULATION_FIELDS = frozenset(f.name for f in fields(Population)) - {"population"}
_BILINGUAL = ("title", "complete", "discipline", "why_not")


def read_overrides(files: Sequence[Path]) -> Mapping[str, object]:
    """The statements of several files together; for one source a later file replaces an earlier one.

    Raises InputError ``overrides.not_toml`` (file, reason).
    """
    stated: dict[str, object] = {}
    for file in files:
        try:
            stated |= tomllib.loads(file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError("overrides.not_toml", file=str(file), reason=str(error)) from error
    return stated


def ignored(stated: Mapping[str, object]) -> tuple[str, ...]:
    """Patterns of files that are not to be looked at (``ignore = [...]``)."""
    patterns = stated.get("ignore", [])
    return tuple(str(pattern) for pattern in patterns) if isinstance(patterns, list) else (str(patterns),)


def apply_overrides(info: SourceInfo, stated: Mapping[str, object]) -> SourceInfo:
    """``info`` with what ``stated`` says of the source of this name.

    Raises InputError ``overrides.unknown_key`` (source, key, known) for a key that no source has and
    ``overrides.unknown_population`` (source, population, known).
    """
    mine = stated.get(info.name)
    if not isinstance(mine, Mapping):
        return info
    given = _flat({k: v for k, v in mine.items() if k != "population"})
    _check_keys(info.name, given, _SOURCE_FIELDS)
    populations = _populations(info, mine.get("population", {}))
    return replace(info, populations=populations, **given)


def state(folder: Path, source: str, values: Mapping[str, str]) -> None:
    """Write what is known of a source into the folder's ``jialing-source.toml``; what it says of others stays."""
    file = folder / FILE_NAME
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    others = re.sub(rf"^\[{re.escape(source)}\]\n(?:(?!\[).*\n?)*", "", before, flags=re.M).strip()
    mine = "\n".join(
        [f"[{source}]", *(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())]
    )
    file.write_text("\n\n".join(text for text in (others, mine) if text) + "\n", encoding="utf-8")


def _populations(info: SourceInfo, stated: Mapping[str, Mapping[str, object]]) -> tuple[Population, ...]:
    known = {p.population.partition(":")[2]: p for p in info.populations}
    for name, values in stated.items():
        if name not in known:
            raise InputError("overrides.unknown_population", source=info.name, population=name, known=sorted(known))
        given = _flat(values)
        _check_keys(info.name, given, _POPULATION_FIELDS)
        known[name] = replace(known[name], **given)
    return tuple(known.values())


def _flat(values: Mapping[str, object]) -> dict[str, Any]:
    """``title = {en, zh}`` becomes title_en and title_zh; dates become text, lists tuples."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        if name in _BILINGUAL and isinstance(value, Mapping):
            flat |= {f"{name}_{lang}": value.get(lang) for lang in ("en", "zh")}
        elif isinstance(value, date):
            flat[name] = value.isoformat()
        else:
            flat[name] = tuple(value) if isinstance(value, list) else value
    return flat


def _check_keys(source: str, given: Mapping[str, object], known: frozenset[str]) -> None:
    for key in given:
        if key not in known:
            raise InputError("overrides.unknown_key", source=source, key=key, known=sorted(known))
