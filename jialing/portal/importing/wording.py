"""What became of rows, in the reader's words: messages, changes field by field, columns by letter and heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jialing.base.phrases import catalogue, phrase
from jialing.portal.common.access import Seen
from jialing.portal.importing.columns import columns_of, option_words, options
from jialing.portal.registry.lists.cells import place_name

MOST_OPTIONS = 20


@dataclass(frozen=True)
class Said:
    """A message: where (column by letter and heading, '' for the whole row) and what."""

    column: str
    text: str
    is_note: bool


@dataclass(frozen=True)
class Change:
    """A field, before and after."""

    heading: str
    before: str
    after: str


def letter(at: int) -> str:
    """The letter of a column as spreadsheets name it; the first is 0."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def heading(kind: str, field: str, lang: str) -> str:
    column = columns_of(kind).get(field)
    return column.heading(lang) if column else field


def place_of(kind: str, field: str, columns: Mapping[str, int], lang: str) -> str:
    """A column: its letter in the sheet, where it has one, and its heading."""
    if field not in columns_of(kind):
        return ""
    name = heading(kind, field, lang)
    return phrase("import.column", lang, letter=letter(columns[field]), name=name) if field in columns else name


def said(message: Mapping[str, Any], kind: str, columns: Mapping[str, int], lang: str) -> Said:
    """A message as a reader sees it."""
    code = message["code"]
    text = words(code, message["params"], kind, lang)
    return Said(place_of(kind, message["field"], columns, lang), text, code.startswith("import.note."))


def words(code: str, params: Mapping[str, Any], kind: str, lang: str) -> str:
    """An error or a note in words; lists of fields and of what may be chosen are worded too."""
    filled = dict(params)
    if code == "import.no_choice":
        filled["allowed"] = _allowed(kind, str(params["field"]), lang)
    if "fields" in filled:
        names = str(filled["fields"]).replace(",", " ").split()
        filled["fields"] = phrase("import.between", lang).join(heading(kind, name, lang) for name in names)
    return phrase(code if code in catalogue() else f"error.{code}", lang, **filled)


def _allowed(kind: str, field: str, lang: str) -> str:
    column = columns_of(kind)[field]
    told = [option_words(column, value, lang) for value in options(column)[:MOST_OPTIONS]]
    return phrase("import.between", lang).join(told)


def changes(row: Seen, kind: str, lang: str) -> list[Change]:
    """What a row changes of a record, field by field."""
    given = row.given
    return [
        Change(heading(kind, field, lang), _value(kind, field, pair[0], lang), _after(kind, field, pair, given, lang))
        for field, pair in row.changed.items()
        if field in columns_of(kind)
    ]


def _after(kind: str, field: str, pair: list[Any], given: Mapping[str, str], lang: str) -> str:
    is_record = bool(columns_of(kind)[field].record)
    return str(given.get(field, "")) if is_record else _value(kind, field, pair[1], lang)


def _value(kind: str, field: str, value: Any, lang: str) -> str:
    column = columns_of(kind)[field]
    if value in (None, "", []) or column.record:
        return ""
    if isinstance(value, bool):
        return phrase("registry.yes" if value else "registry.no", lang)
    if column.codes and value in options(column):
        return option_words(column, value, lang)
    return place_name(str(value), lang) if field == "place_id" else str(value)


def row_name(row: Seen, kind: str) -> str:
    """What a row is about, as the sheet names it."""
    given = row.given
    if kind == "membership":
        return " · ".join(
            part for part in (given.get("alliance"), given.get("organisation") or given.get("uscc")) if part
        )
    if kind in ("zone_entry", "recognition"):
        first = given.get("zone") or given.get("kind")
        subject = given.get("organisation") or given.get("platform") or given.get("uscc")
        return " · ".join(part for part in (first, subject) if part)
    return next((given[name] for name in ("name_zh", "name_en", "uscc", "lake_id", "id") if given.get(name)), "")
