"""OpenAlex snapshots: works, institutions and topics (JSON Lines, plain, gzip or zip, files or folders of parts).

Lists of merged ids (``merged_ids/*``) are not read: a snapshot's records already carry the surviving ids. Authors,
sources, publishers and funders are not read either: works name what is needed of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from jialing.schema.rows import Batch, Part, SourceInfo
from jialing.sources.files import head
from jialing.sources.openalex.parse import parse
from jialing.sources.openalex.works import NOT_PUBLICATIONS, OTHER_OUTPUTS, PUBLICATION_KINDS, PUBLICATIONS
from jialing.sources.parts import last_year, member_of, newest_day, parts_of
from jialing.sources.populations import ALL_ANSWERS, population

PARSER_VERSION = 1
SUFFIXES = (".jsonl", ".ndjson", ".json", ".gz")
_ENTITIES = {b"W": "works", b"I": "institutions", b"T": "topics"}
_FIRST_ID = re.compile(
    rb'^\s*\{(?:\s*"[a-z_]+"\s*:\s*(?:"[^"]*"|null|-?[\d.]+|true|false)\s*,)*?'
    rb'\s*"id"\s*:\s*"https://openalex\.org/([WIT])\d'
)
_SNAPSHOT = re.compile(r"(?:^|/)(works|institutions|topics)/updated_date=[^/]+/[^/]+$")
_NAMED = re.compile(r"(?:^|/)(?:openalex[-_])?(works|institutions|topics)[^/]*\.(?:jsonl|ndjson)(?:\.gz)?$")


class OpenAlex:
    """See the module."""

    name = "openalex"

    def parts(self, folder: Path, path: Path) -> list[Part]:
        found = parts_of(self.name, folder, path, SUFFIXES, {"year_to": last_year()})
        return [
            replace(part, options={**part.options, "entity": entity}) for part in found if (entity := entity_of(part))
        ]

    def parse(self, part: Part) -> Iterator[Batch]:
        return parse(part)

    def describe(self, parts: Sequence[Part]) -> SourceInfo:
        has_works = any(part.options["entity"] == "works" for part in parts)
        publications = population(PUBLICATIONS, PUBLICATION_KINDS, ALL_ANSWERS)
        others = population(OTHER_OUTPUTS, tuple(sorted(NOT_PUBLICATIONS)), ())
        return SourceInfo(
            name=self.name,
            title_en="OpenAlex",
            title_zh="OpenAlex",
            parser_version=PARSER_VERSION,
            licence="CC0 1.0",
            version=newest_day(parts),
            populations=(publications, others) if has_works else (),
        )


def entity_of(part: Part) -> str | None:
    """works, institutions or topics; None for a file of something else.

    A snapshot's folders tell without opening the file, so that a damaged or empty part is still known for what it is;
    else the first record tells, and where that is none or damaged the file's name.
    """
    if named := _SNAPSHOT.search(part.label):
        return named[1]
    start = head(Path(part.path), member_of(part))
    if first := _FIRST_ID.match(start):
        return _ENTITIES[first[1]]
    named = _NAMED.search(part.label)
    return named[1] if named and not _is_json(start.partition(b"\n")[0]) else None


def _is_json(line: bytes) -> bool:
    """Whether a line is a whole record: then its id has spoken."""
    try:
        msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


SOURCE = OpenAlex()
