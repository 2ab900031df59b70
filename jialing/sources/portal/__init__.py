"""What people keep in the portal's registry: local organisations, and local names of organisations that registers have.

The file is written by `jialing registry export-names`: JSON Lines whose first line says what it is. Any name of a file
will do; it is known by that line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from jialing.schema.rows import Batch, Part, SourceInfo
from jialing.sources.files import head
from jialing.sources.parts import parts_of
from jialing.sources.portal.parse import TABLE, parse

PARSER_VERSION = 1
_MARK = f'"table": "{TABLE}"'.encode()


class Portal:
    """See the module."""

    name = "portal"

    def parts(self, folder: Path, path: Path) -> list[Part]:
        if path.suffix != ".jsonl" or _MARK not in (first := head(path).split(b"\n", 1)[0]):
            return []
        return parts_of(self.name, folder, path, (".jsonl",), _said(first))

    def parse(self, part: Part) -> Iterator[Batch]:
        return parse(part)

    def describe(self, parts: Sequence[Part]) -> SourceInfo:
        return SourceInfo(
            name=self.name,
            title_en="Registry of the portal",
            title_zh="门户登记库",
            parser_version=PARSER_VERSION,
            version=max((str(part.options["made_on"]) for part in parts), default=None),
            is_invented=any(bool(part.options["is_invented"]) for part in parts),
        )


def _said(first: bytes) -> dict[str, object]:
    try:
        said = json.loads(first)
    except ValueError:
        said = {}
    return {"made_on": str(said.get("made_on", "")), "is_invented": bool(said.get("is_invented", False))}


SOURCE = Portal()
