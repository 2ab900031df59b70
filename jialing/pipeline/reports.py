"""What came in, what was kept, what was made: frozen, for both doors to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SourceReport:
    """Records of one source: ``n_in == n_kept + n_quarantined``, always.

    Attributes
    ----------
    source, title_en, title_zh : which
    n_files, n_bytes : files read and their stored bytes
    n_in, n_kept, n_quarantined : records
    reasons : phrase code of a reject -> records set aside for it
    repairs : phrase code of a written rule -> records it changed
    n_parts, n_parts_read : pieces of work, and those that had to be read now (the others were unchanged)
    is_invented : generated data
    """

    source: str
    title_en: str
    title_zh: str
    n_files: int
    n_bytes: int
    n_in: int
    n_kept: int
    n_quarantined: int
    reasons: Mapping[str, int]
    repairs: Mapping[str, int]
    n_parts: int
    n_parts_read: int
    is_invented: bool


@dataclass(frozen=True)
class StepReport:
    """A step of a build: wall and processor seconds, peak memory over all processes (bytes; None: not known), and was
    it there already?"""

    name: str
    seconds: float
    cpu_seconds: float
    peak_bytes: int | None
    is_reused: bool


@dataclass(frozen=True)
class IngestReport:
    """What `ingest` found.

    ``unknown``: files that no source knows; ``unreadable``: (file, reason's code) of files that could not be opened;
    ``superseded``: files left out because a newer release of the same lies beside them.
    """

    sources: tuple[SourceReport, ...]
    unknown: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    superseded: tuple[str, ...] = ()
    steps: tuple[StepReport, ...] = ()


@dataclass(frozen=True)
class BuildReport:
    """What `build` made.

    Attributes
    ----------
    version : id of the version that is current now
    is_new : False where nothing had changed, so that the version there was still stands
    ingested : what came in
    n_works, n_affiliations : works linked, distinct affiliation strings
    n_rows_affiliated, n_rows_resolved : author and participant rows with something to resolve, and those resolved
    steps : in order
    seconds : wall time of all
    torn_ledger_lines : lines of the ledger that could not be read (a crash while deciding)
    """

    version: str
    is_new: bool
    ingested: IngestReport
    n_works: int
    n_affiliations: int
    n_rows_affiliated: int
    n_rows_resolved: int
    steps: tuple[StepReport, ...]
    seconds: float
    torn_ledger_lines: tuple[int, ...] = ()

    @property
    def sources(self) -> tuple[SourceReport, ...]:
        return self.ingested.sources


@dataclass(frozen=True)
class PartCount:
    """Records of one part, as its stage's note keeps them."""

    n_in: int = 0
    n_kept: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    repairs: Mapping[str, int] = field(default_factory=dict)


def summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts by code, added up, most frequent first."""
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))
