"""Which columns a spreadsheet of a kind may have, and which heading means which: read from data."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jialing.base.phrases import LANGUAGES, catalogue, phrase
from jialing.portal.registry.rules.criteria import recognition_kinds

DATA = Path(__file__).with_name("data") / "columns.toml"
_BRACKETED = re.compile(r"[（(\[【][^（()）\[\]【】]*[)）\]】]")
_BETWEEN = re.compile(r"[\s\W_]+")


@dataclass(frozen=True)
class Column:
    """A column: the field it fills, further headings, the list of words of a choice, the kind that a name leads to."""

    kind: str
    field: str
    headings: tuple[str, ...]
    codes: str = ""
    words: tuple[tuple[str, str], ...] = ()
    record: str = ""

    @property
    def code(self) -> str:
        """The phrase that heads it."""
        own = f"import.field.{self.kind}.{self.field}"
        shared = f"import.field.{self.field}"
        return next((code for code in (own, shared) if code in catalogue()), f"registry.field.{self.field}")

    def heading(self, lang: str) -> str:
        return phrase(self.code, lang)


@cache
def columns_of(kind: str) -> Mapping[str, Column]:
    """Every column of a kind, by field, in the order of the template."""
    tree = tomllib.loads(DATA.read_text(encoding="utf-8"))[kind]
    return {
        field: Column(
            kind,
            field,
            tuple(row.get("headings", ())),
            row.get("codes", ""),
            tuple((said, value) for value, words in row.get("words", {}).items() for said in words),
            row.get("record", ""),
        )
        for field, row in tree.items()
    }


def folded(heading: str) -> str:
    """A heading without blanks, case, punctuation, stars and what stands in brackets."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    return _BETWEEN.sub("", _BRACKETED.sub("", plain)) or _BETWEEN.sub("", plain)


@cache
def _known(kind: str) -> Mapping[str, str]:
    """Folded heading -> field; the words of the pages before further ones."""
    found: dict[str, str] = {}
    columns = columns_of(kind).values()
    for column in columns:
        for lang in LANGUAGES:
            found.setdefault(folded(column.heading(lang)), column.field)
        found.setdefault(folded(column.field), column.field)
    for column in columns:
        for heading in column.headings:
            found.setdefault(folded(heading), column.field)
    return found


def proposed(kind: str, headings: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """Field -> position: by what the person chose for a heading before (``chosen``, folded), else by its name."""
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        key = folded(heading)
        field = chosen[key] if key in chosen else _known(kind).get(key, "")
        if field in columns_of(kind):
            found.setdefault(field, at)
    return found


def n_recognised(kind: str, headings: Sequence[str]) -> int:
    """How many of these cells are headings that we know: a row with most of them is the header."""
    return len({_known(kind)[key] for heading in headings if (key := folded(heading)) in _known(kind)})


@cache
def values_of(kind: str, field: str) -> Mapping[str, str]:
    """Of a choice: folded word -> value, in both languages, with synonyms; {} where any text will do."""
    column = columns_of(kind)[field]
    if not column.codes:
        return {}
    found: dict[str, str] = {}
    for value in options(column):
        found[folded(value)] = value
        for lang in LANGUAGES:
            found.setdefault(folded(option_words(column, value, lang)), value)
    for said, value in column.words:
        found.setdefault(folded(said), value)
    return found


def options(column: Column) -> tuple[str, ...]:
    """The values that a choice has."""
    if column.codes == "recognition":
        return tuple(recognition_kinds())
    prefix = f"{column.codes}."
    return tuple(code.removeprefix(prefix) for code in catalogue() if code.startswith(prefix))


def option_words(column: Column, value: str, lang: str) -> str:
    """A value of a choice in words."""
    if column.codes == "recognition":
        one = recognition_kinds()[value]
        return one.name_zh if lang == "zh" else one.name_en
    return phrase(f"{column.codes}.{value}", lang)
