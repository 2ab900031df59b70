"""ROR, the Research Organization Registry: data dumps of schema 1 and 2 (JSON, gzip, zip as downloaded) and a table.

The table is one row per organisation in Parquet, with ROR's own fields as columns; ``ror.records`` lists them. The CSV
in a dump holds less than the JSON and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jialing.schema.rows import Batch, Part, SourceInfo
from jialing.sources.files import head
from jialing.sources.parts import member_of, newest_day, parts_of
from jialing.sources.ror.parse import TABLE_COLUMNS, parse
from jialing.sources.ror.releases import release_of

PARSER_VERSION = 1
_ROR_ID = re.compile(rb'"id"\s*:\s*"https://ror\.org/0[a-z0-9]{8}"')
_NAMED = re.compile(r"ror[-_]data[^/]*\.json(?:\.gz)?$", re.IGNORECASE)


class Ror:
    """See the module."""

    name = "ror"

    def parts(self, folder: Path, path: Path) -> list[Part]:
        if path.suffix.lower() == ".parquet":
            return parts_of(self.name, folder, path, (".parquet",), {}) if _is_table(path) else []
        found = parts_of(self.name, folder, path, (".json", ".json.gz", ".jsonl", ".jsonl.gz"), {})
        return [part for part in found if _is_dump(part)]

    def parse(self, part: Part) -> Iterator[Batch]:
        return parse(part)

    def describe(self, parts: Sequence[Part]) -> SourceInfo:
        return SourceInfo(
            name=self.name,
            title_en="Research Organization Registry (ROR)",
            title_zh="研究机构注册库（ROR）",
            parser_version=PARSER_VERSION,
            licence="CC0 1.0",
            version=next((r for p in parts if (r := release_of(p.label))), None) or newest_day(parts),
        )


def _is_dump(part: Part) -> bool:
    return bool(_NAMED.search(part.label)) or bool(_ROR_ID.search(head(Path(part.path), member_of(part))))


def _is_table(path: Path) -> bool:
    try:
        return set(pq.read_schema(path).names) >= set(TABLE_COLUMNS)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise OSError(str(error)) from error


SOURCE = Ror()
