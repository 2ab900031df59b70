"""Any table, by a mapping file: exports of literature databases, a bureau's spreadsheets, extracts of other sources.

Delimited text in any usual encoding, Excel, Parquet and JSON Lines, plain, gzip or (text) in a zip archive. See
docs/how-to/bring-in-a-spreadsheet.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from jialing.schema.rows import Batch, Part, SourceInfo
from jialing.sources.parts import last_year, newest_day, parts_of
from jialing.sources.table.mapping import TableMapping
from jialing.sources.table.parse import parse
from jialing.sources.table.rules import MappedFile, as_json
from jialing.sources.walk import label

PARSER_VERSION = 1
_ANY = ("",)


class MappedTable:
    """The table source with one mapping: a source of its own name."""

    def __init__(self, mapping: TableMapping) -> None:
        self.mapping = mapping

    @property
    def name(self) -> str:
        return self.mapping.name

    def claim(self, folder: Path, files: Sequence[Path]) -> list[tuple[Path, Part]]:
        """Parts among ``files`` that the mapping's patterns name, with their files; the first fitting pattern wins."""
        return [
            (path, part)
            for number, rules in enumerate(self.mapping.files)
            for path, part in self._first_match(folder, files, rules, number)
        ]

    def _first_match(
        self, folder: Path, files: Sequence[Path], rules: MappedFile, number: int
    ) -> list[tuple[Path, Part]]:
        options = {"file": as_json(rules), "year_to": last_year(), "number": number}
        for pattern in rules.match:
            found = [
                (path, part)
                for path in files
                if fnmatchcase(label(folder, path), pattern) or path.suffix.lower() == ".zip"
                for part in parts_of(self.name, folder, path, _ANY, options)
                if fnmatchcase(part.label, pattern)
            ]
            if found:
                return found
        return []

    def parts(self, folder: Path, path: Path) -> list[Part]:
        return [part for _, part in self.claim(folder, [path])]

    def parse(self, part: Part) -> Iterator[Batch]:
        return parse(part)

    def describe(self, parts: Sequence[Part]) -> SourceInfo:
        mapping = self.mapping
        used = {
            f"{self.name}:{rules['population']}" for part in parts if isinstance(rules := part.options["file"], dict)
        }
        return SourceInfo(
            name=mapping.name,
            title_en=mapping.title.en,
            title_zh=mapping.title.zh,
            parser_version=PARSER_VERSION,
            licence=mapping.licence,
            version=mapping.version or newest_day(parts),
            retrieved_on=mapping.retrieved_on,
            is_invented=mapping.is_invented,
            populations=tuple(p for p in mapping.populations if p.population in used),
        )


class GenericTable:
    """The table source without a mapping: it knows no file of its own, and reads the parts that mappings made."""

    name = "table"

    def parts(self, folder: Path, path: Path) -> list[Part]:  # noqa: ARG002 - the shape of a source
        return []

    def parse(self, part: Part) -> Iterator[Batch]:
        return parse(part)

    def describe(self, parts: Sequence[Part]) -> SourceInfo:  # noqa: ARG002 - the shape of a source
        return SourceInfo(name=self.name, title_en="Table", title_zh="表格", parser_version=PARSER_VERSION)


SOURCE = GenericTable()
