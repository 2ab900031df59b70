"""Templates of papers: paragraphs as data. Those that ship stand in ``registry/data/papers``; an office's own, under
the same file name in ``papers`` of the data folder, take their place.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from jialing.errors import SchemaError

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "papers"
STYLES = frozenset(
    {
        "authority",
        "number",
        "title",
        "addressee",
        "heading",
        "body",
        "item",
        "table",
        "signature",
        "date",
        "seal",
        "note",
    }
)
"""What a paragraph can be. GB/T 9704-2012 names them 发文机关标志, 发文字号, 标题, 主送机关, 层次序数, 正文, 附件,
表格, 发文机关署名, 成文日期, 印章, 附注."""


@dataclass(frozen=True)
class TemplateColumn:
    """A column of a table: the field it shows, its head in both languages ('' takes the field's usual word)."""

    field: str
    zh: str = ""
    en: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph or a table.

    ``words`` by language, with ``{field}`` where a value of the record stands; ``{other.field}`` one of the record
    that a field leads to. ``only_if`` names a field without which the block is left out. A table shows ``rows``: a
    section of the record's page, the rows of a list (``list``), or rows that the caller gives under that name.
    """

    style: str
    words: Mapping[str, str]
    only_if: str = ""
    rows: str = ""
    columns: tuple[TemplateColumn, ...] = ()


@dataclass(frozen=True)
class Template:
    """A paper: of which kind of record (or of which list), in which states it is offered, its blocks in order."""

    id: str
    name_en: str
    name_zh: str
    kind: str
    list: str
    states: frozenset[str]
    blocks: tuple[Block, ...]

    def name(self, lang: str) -> str:
        """Its name in a language."""
        return self.name_zh if lang == "zh" else self.name_en


def parse_template(text: str, *, file: str = "") -> Template:
    """A template from TOML.

    Raises
    ------
    SchemaError
        ``paper.template`` (file, reason): no TOML, an unknown style, braces that do not close, a table without rows.
    """
    try:
        tree = tomllib.loads(text)
        blocks = tuple(_block(row) for row in tree["block"])
        kind, of_list = str(tree.get("kind", "")), str(tree.get("list", ""))
        if bool(kind) == bool(of_list):
            raise ValueError("one of kind and list")
        return Template(
            tree["id"], tree["name"]["en"], tree["name"]["zh"], kind, of_list, frozenset(tree.get("states", ())), blocks
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise SchemaError("paper.template", file=file or "-", reason=str(error)) from error


def _block(row: Mapping[str, Any]) -> Block:
    style = str(row["style"])
    if style not in STYLES:
        raise ValueError(f"style {style}")
    words = {lang: str(row[lang]) for lang in ("zh", "en") if lang in row}
    for text in words.values():
        fields_of(text)
    columns = tuple(
        TemplateColumn(one["field"], one.get("zh", ""), one.get("en", "")) for one in row.get("columns", ())
    )
    if style == "table" and not row.get("rows"):
        raise ValueError("a table without rows")
    return Block(style, words, str(row.get("only_if", "")), str(row.get("rows", "")), columns)


def fields_of(text: str) -> tuple[str, ...]:
    """Names of the fields that a text asks for. Raises ValueError for braces that do not close or that ask for more."""
    found = []
    for _, name, form, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if form or conversion or not name.replace(".", "").replace("_", "").isalnum():
            raise ValueError(f"{{{name}}}")
        found.append(name)
    return tuple(found)


def templates() -> Mapping[str, Template]:
    """Every template by id: those that ship, an office's own in their place or beside them."""
    files = {path.name: path for folder in (SHIPPED, own_folder()) for path in sorted(folder.glob("*.toml"))}
    found = (parse_template(path.read_text(encoding="utf-8"), file=path.name) for path in files.values())
    return {one.id: one for one in found}


def own_folder() -> Path:
    """Where an office puts its own."""
    return Path(settings.DATA) / "papers"
