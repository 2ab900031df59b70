"""CORDIS: projects of the European framework programmes and the organisations in them, as downloaded.

Reads ``project``, ``organization`` and ``euroSciVoc``, each as CSV (``;``, decimal commas) or JSON, plain or in the zip
archives that CORDIS offers. Its other files (topics, legal basis, web links) hold nothing that is counted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jialing.schema.rows import Batch, Part, SourceInfo
from jialing.sources.cordis.parse import PROJECTS, parse
from jialing.sources.files import head
from jialing.sources.parts import last_year, member_of, newest_day, parts_of
from jialing.sources.populations import population

PARSER_VERSION = 1
ANSWERS = ("output", "trend", "fields", "collaboration", "abroad", "circles", "sectors")
_NAMES = re.compile(r"(?:^|/)(project|organization|euroSciVoc)\.(?:csv|json)$", re.IGNORECASE)
_SIGNS = {"project": b"frameworkProgramme", "organization": b"organisationID", "euroscivoc": b"euroSciVocCode"}


class Cordis:
    """See the module."""

    name = "cordis"

    def parts(self, folder: Path, path: Path) -> list[Part]:
        found = parts_of(self.name, folder, path, (".csv", ".json"), {"year_to": last_year()})
        return [
            replace(part, options={**part.options, "entity": entity}) for part in found if (entity := entity_of(part))
        ]

    def parse(self, part: Part) -> Iterator[Batch]:
        return parse(part)

    def describe(self, parts: Sequence[Part]) -> SourceInfo:
        has_projects = any(part.options["entity"] == "project" for part in parts)
        return SourceInfo(
            name=self.name,
            title_en="CORDIS, projects of the European Union's framework programmes",
            title_zh="CORDIS（欧盟框架计划项目）",
            parser_version=PARSER_VERSION,
            licence="CC BY 4.0, © European Union, CORDIS",
            version=newest_day(parts),
            populations=(population(PROJECTS, ("project",), ANSWERS),) if has_projects else (),
        )


def entity_of(part: Part) -> str | None:
    """project, organization or euroscivoc; None for a file of something else."""
    named = _NAMES.search(part.label)
    if not named:
        return None
    entity = named[1].lower()
    return entity if _SIGNS[entity] in head(Path(part.path), member_of(part)) else None


SOURCE = Cordis()
