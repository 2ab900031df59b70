"""Key areas of policy (strategic emerging industries, future industries) and the rule that puts a field into them.

The names are those of the official documents, taken down from memory of them and not yet compared: ``is_verified`` is
false. Which field of science lies in which area no document says: that table is ours, made by the rule below from the
fields' names, and a mapped table of the user (target ``area_fields``) replaces it area by area. Method and limits:
docs/explanation/capability.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from jialing.schema.reference_data import several, shipped_rows

OURS = "ours"


@dataclass(frozen=True)
class KeyArea:
    """An area that policy names, and the words by which a field's name belongs to it.

    Attributes
    ----------
    area_id : ``sei2018:3``, ``future2024:space``, ``ours:advanced-manufacturing``
    parent_id : the list it stands in; None for a list itself
    document : the official document that names it; ``ours`` where none does
    is_verified : somebody has compared the name with the document
    words_en, words_zh : a field belongs here when a word of its English name begins with one of the first (of its
        Chinese name, where it has no English one: holds one of the second); none: the area is not coded
    without_en, without_zh : unless its name holds one of these
    """

    area_id: str
    parent_id: str | None
    name_en: str
    name_zh: str
    document: str
    is_verified: bool
    words_en: tuple[str, ...] = ()
    words_zh: tuple[str, ...] = ()
    without_en: tuple[str, ...] = ()
    without_zh: tuple[str, ...] = ()

    @property
    def is_official(self) -> bool:
        return self.document != OURS

    def word_of(self, name_en: str | None, name_zh: str | None) -> str | None:
        """The first word by which a field of these names lies in the area; None where it does not."""
        if name_en:
            lower = name_en.casefold()
            return _first(self.words_en, self.without_en, lambda word: _begins(word, lower))
        written = name_zh or ""
        return _first(self.words_zh, self.without_zh, lambda word: word in written)


@cache
def key_areas() -> Mapping[str, KeyArea]:
    """The areas that ship, by ``area_id``: two official lists and their entries, and one of ours."""
    return MappingProxyType({row["area_id"]: _key_area(row) for row in shipped_rows("key_areas.csv")})


def _key_area(row: dict[str, str]) -> KeyArea:
    lists = {name: several(row[name]) for name in ("words_en", "words_zh", "without_en", "without_zh")}
    return KeyArea(
        area_id=row["area_id"],
        parent_id=row["parent_id"] or None,
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        document=row["document"],
        is_verified=row["is_verified"] == "true",
        **lists,
    )


FieldRow = tuple[str, str | None, str, str | None, str | None]
"""field_id, parent_id, level, name_en, name_zh."""


def coded_fields(fields: Iterable[FieldRow]) -> tuple[tuple[str, str, str], ...]:
    """Which fields lie in which of the shipped areas, by rule: (area_id, field_id, coding), in order.

    ``coding`` says how: ``name:<word>`` where the field's own name has one of the area's words; ``above:<field_id>``
    for a topic whose own name has none and whose subfield lies in the area (a topic is never coded by anything higher).
    """
    rows = list(fields)
    own = {row[0]: _own(row) for row in rows}
    found = {(area, field): f"name:{word}" for field, words in own.items() for area, word in words.items()}
    for field, parent, level, *_ in rows:
        if level == "topic" and parent is not None:
            for area in own.get(parent, {}):
                found.setdefault((area, field), f"above:{parent}")
    return tuple((area, field, coding) for (area, field), coding in sorted(found.items()))


def _own(row: FieldRow) -> dict[str, str]:
    """area_id -> the word by which a field's own name lies in it; a domain lies in none."""
    _, _, level, name_en, name_zh = row
    if level == "domain":
        return {}
    found = {area_id: area.word_of(name_en, name_zh) for area_id, area in key_areas().items()}
    return {area_id: word for area_id, word in found.items() if word is not None}


def _first(words: tuple[str, ...], without: tuple[str, ...], is_there: Callable[[str], bool]) -> str | None:
    return None if any(map(is_there, without)) else next(filter(is_there, words), None)


def _begins(word: str, name: str) -> bool:
    """Whether a word of the name begins with the given one."""
    return re.search(rf"(?<![a-z]){re.escape(word)}", name) is not None
