"""Organisations that people added at the review desk: ``ledger/organisations.jsonl`` of the data folder.

The pipeline offers that one file to every build; what people added is one more source, with its own count of records
kept and set aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jialing.schema.rows import Batch, Part, SourceInfo
from jialing.sources.desk.parse import PREFIX, parse
from jialing.sources.files import head
from jialing.sources.parts import newest_day, parts_of

PARSER_VERSION = 1


class Desk:
    """See the module."""

    name = "desk"

    def parts(self, folder: Path, path: Path) -> list[Part]:
        if path.name != "organisations.jsonl" or PREFIX.encode() not in head(path):
            return []
        return parts_of(self.name, folder, path, (".jsonl",), {})

    def parse(self, part: Part) -> Iterator[Batch]:
        return parse(part)

    def describe(self, parts: Sequence[Part]) -> SourceInfo:
        return SourceInfo(
            name=self.name,
            title_en="Organisations added at the review desk",
            title_zh="审核台新增机构",
            parser_version=PARSER_VERSION,
            version=newest_day(parts),
        )


SOURCE = Desk()
