"""The records that pages list: sources, coverage, quarantine, steps, works, hits of a search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jialing.atlas.answers import Answer, Coverage, Finding, Names, RowsQuery
from jialing.atlas.profiles import CircleChoice, PopulationChoice


@dataclass(frozen=True)
class SourceRow:
    """A source as it came in (table `sources`)."""

    source: str
    title: Names
    version: str | None
    retrieved_on: str | None
    licence: str | None
    is_invented: bool
    fingerprint: str
    n_files: int
    n_bytes: int
    n_rows_in: int
    n_rows_kept: int
    n_rows_quarantined: int


@dataclass(frozen=True)
class CoverageRow:
    """Coverage of one population in one year (None: all years)."""

    population: str
    year: int | None
    coverage: Coverage


@dataclass(frozen=True)
class QuarantineRow:
    """Records set aside for one reason; ``example`` is (file, line, excerpt) of the first."""

    source: str
    reason: Finding
    n_rows: int
    example: tuple[str, int | None, str]


@dataclass(frozen=True)
class RepairRow:
    """A written rule and how often it changed a record."""

    source: str
    rule: Finding
    n_rows: int


@dataclass(frozen=True)
class StepRow:
    """A step of the build."""

    step: str
    seconds: float | None


@dataclass(frozen=True)
class TableRow:
    """A published table: its rows and bytes; the meaning stands in docs/reference/tables.md."""

    name: str
    layer: str
    meaning: str
    n_rows: int
    n_bytes: int


@dataclass(frozen=True)
class RefusalRow:
    """A question that a population refuses, why, and what to fetch."""

    population: str
    question: str
    why: Finding


@dataclass(frozen=True)
class DataPage:
    """Where everything comes from and how to make it again. ``commands`` are typed in a shell, one a line."""

    version: str
    built_on: str
    code_version: str
    is_invented: bool
    sources: tuple[SourceRow, ...]
    populations: tuple[PopulationChoice, ...]
    circles: tuple[CircleChoice, ...]
    coverage: tuple[CoverageRow, ...]
    quarantine: tuple[QuarantineRow, ...]
    repairs: tuple[RepairRow, ...]
    refusals: tuple[RefusalRow, ...]
    steps: tuple[StepRow, ...]
    tables: tuple[TableRow, ...]
    author_order: Answer
    commands: tuple[str, ...]


@dataclass(frozen=True)
class ParticipantRow:
    """One line of who took part: what was printed, what it was taken for, and why."""

    position: int
    person_name: str | None
    role: str
    affiliation: str | None
    org_id: str | None
    org: Names | None
    place_id: str | None
    place: Names | None
    country_code: str | None
    score: float | None
    because: Finding | None
    decided_by: str | None
    weight: float | None


@dataclass(frozen=True)
class WorkRow:
    """A work behind a figure. ``participants`` are the first 30 lines; ``n_participants`` counts all."""

    work_no: int
    source: str
    source_id: str
    kind: str
    title: str | None
    year: int
    venue: str | None
    doi: str | None
    url: str | None
    cited_by: int | None
    is_retracted: bool
    amount: float | None
    currency: str | None
    n_authors: int
    fields: tuple[tuple[str, Names], ...]
    participants: tuple[ParticipantRow, ...]
    n_participants: int


@dataclass(frozen=True)
class RowsPage:
    """A page of the works behind a figure; ``page`` from 1."""

    query: RowsQuery
    page: int
    size: int
    n_rows: int
    works: tuple[WorkRow, ...]

    @property
    def n_pages(self) -> int:
        return max(1, -(-self.n_rows // self.size))


@dataclass(frozen=True)
class SearchHit:
    """Something found: kind is place, org, field or circle; ``detail`` tells it apart (province; city; level).

    ``n_works``: in the population that pages begin with, None where it has none. ``score`` 0..1; ``is_near``: nothing
    bears what was typed, this sounds or is spelt nearly alike.
    """

    kind: Literal["place", "org", "field", "circle"]
    id: str
    name: Names
    detail: Names
    n_works: int | None
    score: float
    is_near: bool = False
