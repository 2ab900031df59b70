"""From a template and a record to a file."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.http import Http404

from jialing.base.days import day_in_words
from jialing.base.phrases import phrase
from jialing.portal.common.access import Part, Seen, Viewer
from jialing.portal.registry.lists.asked import Asked
from jialing.portal.registry.lists.cells import cells_of, is_invented
from jialing.portal.registry.lists.exports import objects
from jialing.portal.registry.lists.spec import Column
from jialing.portal.registry.papers.templates import Block, Template, TemplateColumn, fields_of, templates
from jialing.portal.registry.papers.values import BLANK, Unreadable, section_rows, value_of
from jialing.portal.registry.papers.writing import Written, document

LANGUAGES: Mapping[str, tuple[str, ...]] = {"both": ("zh", "en"), "zh": ("zh",), "en": ("en",)}
"""What a reader may ask for; both: each paragraph in Chinese, then in English."""
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Sheet:
    """Rows that a caller gives to a table of its own: heads and cells by language."""

    heads: Mapping[str, Sequence[str]]
    rows: Mapping[str, Sequence[Sequence[str]]]


@dataclass(frozen=True)
class _Filling:
    """All that a template is filled from. ``words`` are values by language that no field holds."""

    one: Seen | None
    viewer: Viewer
    on: date
    words: Mapping[str, Mapping[str, str]]
    tables: Mapping[str, Sheet]

    def value(self, path: str, lang: str) -> str:
        if path == "today":
            return day_in_words(self.on, lang)
        if path in self.words:
            return self.words[path].get(lang, "") or BLANK
        if self.one is None:
            raise Unreadable(path)
        return value_of(self.one, path, lang, self.viewer)


def offered(one: Seen) -> tuple[Template, ...]:
    """The papers that a record has in its state, for who may make them (the act ``paper`` of its kind)."""
    if "paper" not in one.acts:
        return ()
    state = getattr(one, "state", "") if "state" in one.fields else ""
    of_kind = (found for found in templates().values() if found.kind == one.kind_name)
    return tuple(found for found in of_kind if not found.states or state in found.states)


def paper(
    template_id: str,
    one: Seen,
    *,
    viewer: Viewer,
    on: date,
    languages: str = "both",
    words: Mapping[str, Mapping[str, str]] | None = None,
    tables: Mapping[str, Sheet] | None = None,
) -> bytes:
    """One paper of a record as a .docx file.

    ``words`` and ``tables`` add values (name -> language -> text) and tables that the record does not hold itself.
    Raises Http404 where the record has no such paper for this viewer.
    """
    template = next((found for found in offered(one) if found.id == template_id), None)
    if template is None:
        raise Http404
    filling = _Filling(one, viewer, on, words or {}, tables or {})
    return _made(template, filling, languages, is_marked=is_invented(one), code=str(one))


def list_paper(viewer: Viewer, asked: Asked, lang: str, *, on: date) -> bytes:
    """A list as a paper: by the template of its own kind of list, else by the one for all lists."""
    every = templates()
    template = next((found for found in every.values() if found.list == asked.spec.slug), every["list"])
    rows = [one for one, _ in islice(objects(viewer, asked, lang), MOST_ROWS)]
    columns = asked.columns or asked.spec.columns
    title = f"registry.list.{asked.spec.slug.replace('-', '_')}"
    words = {
        "title": {each: phrase(title, each) for each in LANGUAGES["both"]},
        "n": {each: str(len(rows)) for each in LANGUAGES["both"]},
    }
    sheet = _sheet(viewer, rows, columns, {}, LANGUAGES["both"])
    filling = _Filling(None, viewer, on, words, {"list": sheet})
    return _made(template, filling, lang, is_marked=any(is_invented(one) for one in rows), code=asked.spec.slug)


def file_name(template: Template, one: Seen) -> str:
    """A name for the file, of letters that every system takes."""
    return f"jialing-{template.id.replace('_', '-')}-{one}.docx"


def _made(template: Template, filling: _Filling, languages: str, *, is_marked: bool, code: str) -> bytes:
    langs = LANGUAGES.get(languages, LANGUAGES["both"])
    blocks = [written for block in template.blocks for written in _filled(block, filling, langs)]
    mark = " · ".join(phrase("paper.invented", lang) for lang in langs) if is_marked else ""
    return document(blocks, title=template.name(langs[0]), mark=mark, code=code, on=filling.on)


def _filled(block: Block, filling: _Filling, langs: Sequence[str]) -> Iterator[Written]:
    if block.only_if and not _is_known(block.only_if, filling, langs[0]):
        return
    if block.style == "table":
        yield from _table(block, filling, langs)
        return
    said = [Written(block.style, text, lang) for lang in langs if (text := _said(block, filling, lang)) is not None]
    if block.style == "seal" and said:
        yield Written("seal", "\n".join(one.text for one in said), said[0].lang)
        return
    yield from said


def _said(block: Block, filling: _Filling, lang: str) -> str | None:
    """The block in a language; None where it has no words in it, or speaks of what the reader may not read."""
    if lang not in block.words:
        return None
    try:
        values = {path: filling.value(path, lang) for path in fields_of(block.words[lang])}
    except Unreadable:
        return None
    return _put(block.words[lang], values)


def _put(text: str, values: Mapping[str, str]) -> str:
    """The text with its values: nothing that stands in a value is read as a field again."""
    parts = string.Formatter().parse(text)
    return "".join(literal + ("" if name is None else values[name]) for literal, name, _, _ in parts)


def _is_known(path: str, filling: _Filling, lang: str) -> bool:
    try:
        return filling.value(path, lang) not in ("", BLANK)
    except Unreadable:
        return False


def _table(block: Block, filling: _Filling, langs: Sequence[str]) -> Iterator[Written]:
    sheet = filling.tables.get(block.rows)
    if sheet is None and filling.one is not None:
        columns, rows = section_rows(filling.one, block.rows, filling.viewer)
        chosen, heads = _chosen(columns, block.columns)
        sheet = _sheet(filling.viewer, list(rows), chosen, heads, langs)
    if sheet is None:
        return
    for lang in langs:
        if sheet.rows.get(lang):
            heads_said = tuple(sheet.heads[lang])
            yield Written("table", "", lang, (heads_said, *(tuple(row) for row in sheet.rows[lang])))
        elif lang in block.words:
            yield Written("body", block.words[lang], lang)


def _chosen(
    columns: Sequence[Column], wanted: Sequence[TemplateColumn]
) -> tuple[Sequence[Column], Mapping[str, TemplateColumn]]:
    if not wanted:
        return columns, {}
    known = {column.field: column for column in columns}
    return [known.get(one.field, Column(one.field)) for one in wanted], {one.field: one for one in wanted}


def _sheet(
    viewer: Viewer,
    rows: Sequence[Seen | Part],
    columns: Sequence[Column],
    heads: Mapping[str, TemplateColumn],
    langs: Sequence[str],
) -> Sheet:
    shown = {lang: [[cell.text for cell in row] for row in cells_of(viewer, rows, columns, lang)] for lang in langs}
    return Sheet({lang: [_head(column, heads, lang) for column in columns] for lang in langs}, shown)


def _head(column: Column, heads: Mapping[str, TemplateColumn], lang: str) -> str:
    own: Any = heads.get(column.field)
    said = (own.zh if lang == "zh" else own.en) if own else ""
    return said or phrase(f"registry.field.{column.field}", lang)


__all__ = ["LANGUAGES", "Sheet", "file_name", "list_paper", "offered", "paper"]
