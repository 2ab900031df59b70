"""CORDIS files -> works (kind project), participations and fields: the table reader with CORDIS's own columns."""

from __future__ import annotations

from collections.abc import Iterator

from jialing.schema.rows import Batch, Part
from jialing.sources.batches import Rows
from jialing.sources.table.cells import Cells, RowRejected
from jialing.sources.table.parse import parse_rows, parse_works
from jialing.sources.table.rules import ColumnRule, MappedFile
from jialing.sources.table.targets import PARTICIPATIONS, WORK_FIELDS, ParticipationRows

PROJECTS = "cordis:projects"
LEVELS = ("domain", "field", "subfield", "topic")
"""EuroSciVoc has up to six levels; all below the third are called topics."""

_PROJECT = MappedFile(
    match=[],
    target="works",
    delimiter=";",
    columns={
        "source_id": "id",
        "title": "title",
        "year": [ColumnRule(column="startDate"), ColumnRule(column="ecSignatureDate")],
        "published_on": "startDate",
        "venue": "frameworkProgramme",
        "url": ColumnRule(column="id", prefix="https://cordis.europa.eu/project/id/"),
        "amount": ColumnRule(column="ecMaxContribution", decimal="auto", currency="EUR"),
        "abstract": "objective",
    },
    defaults={"kind": "project"},
)
_ORGANISATION = MappedFile(
    match=[],
    target="participations",
    delimiter=";",
    columns={
        "source_id": "projectID",
        "affiliation": "name",
        "city": "city",
        "country": "country",
        "role": "role",
        "amount": ColumnRule(column="ecContribution", decimal="auto", currency="EUR"),
    },
)
_FIELD = MappedFile(
    match=[],
    target="work_fields",
    delimiter=";",
    columns={"source_id": "projectID", "field_id": "euroSciVocCode", "field_name": "euroSciVocPath"},
)


def parse(part: Part) -> Iterator[Batch]:
    """Batches of a part; ``part.options['entity']`` is project, organization or euroscivoc.

    Raises SourceError ``source.columns_missing`` (file, missing, found).
    """
    entity = part.options["entity"]
    if entity == "project":
        return parse_works(part, _PROJECT, PROJECTS)
    if entity == "organization":
        return parse_rows(part, _ORGANISATION, PARTICIPATIONS, ParticipationRows)
    return parse_rows(part, _FIELD, WORK_FIELDS, VocabularyRows)


class VocabularyRows:
    """EuroSciVoc classes of projects, each with the classes above it; a project's first class is its primary one."""

    def __init__(self, rows: Rows, cells: Cells) -> None:
        self.rows, self.cells = rows, cells
        self.seen_fields: set[str] = set()
        self.seen_projects: set[str] = set()

    def add(self) -> None:
        project, code = self.cells.text("source_id"), self.cells.text("field_id")
        if project is None or code is None:
            raise RowRejected("reject.no_id")
        steps = code.strip("/").split("/")
        names = (self.cells.text("field_name") or "").strip("/").split("/")
        if len(names) != len(steps):
            # A name with a slash inside: only the last step can be told.
            names = ["" for _ in steps[:-1]] + names[-1:]
        self._add_classes(steps, names)
        is_first = project not in self.seen_projects
        self.seen_projects.add(project)
        self.rows.rows["work_fields"].append((project, field_id(steps), None, is_first))

    def _add_classes(self, steps: list[str], names: list[str]) -> None:
        for depth, name in enumerate(names, 1):
            code = field_id(steps[:depth])
            if name and code not in self.seen_fields:
                self.seen_fields.add(code)
                above = field_id(steps[: depth - 1]) if depth > 1 else None
                level = LEVELS[min(depth, len(LEVELS)) - 1]
                self.rows.rows["fields"].append((code, "euroscivoc", level, above, name, None))


def field_id(steps: list[str]) -> str:
    """``euroscivoc:23/43/251`` of the steps of a code."""
    return f"euroscivoc:{'/'.join(steps)}"
