"""From raw records to a published version: the order of the steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from jialing.base.progress import SILENT, Progress
from jialing.config import Config
from jialing.errors import InputError
from jialing.lake import Lake, LedgerContents, Stage, Version
from jialing.pipeline.beside import beside
from jialing.pipeline.clock import Clock
from jialing.pipeline.fingerprints import code_fingerprint, fingerprint
from jialing.pipeline.ingesting import INPUTS, read_sources
from jialing.pipeline.linking import circle_tables, link
from jialing.pipeline.measuring import measure, measure_people
from jialing.pipeline.merging import Merged, final_reports, merge
from jialing.pipeline.people import find_people
from jialing.pipeline.publishing import describe_sources, manifest, publish, version_name
from jialing.pipeline.reports import BuildReport, IngestReport, SourceReport
from jialing.pipeline.resolving import Resolved, resolve_strings
from jialing.pipeline.undecided import undecided
from jialing.pipeline.workers import collecting_rarely
from jialing.schema import Circle, load_circles


def ingest(
    data: Path,
    inputs: Sequence[Path] = (),
    *,
    mappings: Sequence[Path] = (),
    config: Config | None = None,
    progress: Progress = SILENT,
) -> IngestReport:
    """Read upstream files into the lake, without resolving or publishing; what has not changed is not read again.

    Parameters
    ----------
    data : the data folder
    inputs : folders or files in upstream formats; none: those of the last time
    mappings : files of column mappings, or folders of them

    Raises
    ------
    InputError
        ``pipeline.nothing_found`` (inputs), ``pipeline.no_inputs``; what :func:`jialing.sources.discover` raises.
    SourceError
        ``pipeline.file_vanished``.
    WrongState
        ``lake.busy``, ``lake.disk_full``, ``lake.too_little_space``, ``lake.no_permission``, ``pipeline.worker_died``.
    """
    settings = config or Config()
    lake = Lake(data)
    with lake.builder_lock(), collecting_rarely(), Clock(progress) as clock:
        lake.sweep()
        merged = _merged(lake, inputs, mappings, settings, clock)
        return replace(merged.ingested.report, sources=final_reports(merged), steps=clock.steps)


def build(
    data: Path,
    inputs: Sequence[Path] = (),
    *,
    mappings: Sequence[Path] = (),
    config: Config | None = None,
    progress: Progress = SILENT,
) -> BuildReport:
    """From raw records to a published version: ingest, resolve, link, find people, measure, publish.

    Every step that was finished before, with the same inputs and the same code, is taken over; a build that was
    interrupted goes on where it stopped. Where nothing has changed, the version there stays.

    Parameters and errors as :func:`ingest`; besides, what :func:`jialing.schema.load_circles` raises.
    """
    settings = config or Config()
    lake = Lake(data)
    circles = load_circles(settings.circles)
    with lake.builder_lock(), collecting_rarely(), Clock(progress) as clock:
        lake.sweep()
        merged = _merged(lake, inputs, mappings, settings, clock)
        made = _made(lake, merged, circles, settings, clock)
        version, is_new = _published(lake, made, circles, clock)
        lake.collect(keep_stages=[stage.path for stage in made.stages])
        return _report(made, version, is_new, clock)


def _merged(lake: Lake, inputs: Sequence[Path], mappings: Sequence[Path], config: Config, clock: Clock) -> Merged:
    read = read_sources(lake, inputs, mappings=mappings, config=config, clock=clock)
    return merge(lake, read, config=config, clock=clock)


@dataclass(frozen=True)
class _Made:
    """All stages of a build, ready to be published."""

    merged: Merged
    resolved: Resolved
    linked: Stage
    circles: Stage
    people: Stage
    measured: Stage
    researchers: Stage
    described: Stage
    undecided: Stage
    reports: tuple[SourceReport, ...]
    ledger: LedgerContents

    @property
    def published(self) -> tuple[Stage, ...]:
        made = (self.linked, self.circles, self.people, self.measured, self.researchers)
        return (self.merged.stage, self.resolved.stage, *made, self.described, self.undecided)

    @property
    def stages(self) -> tuple[Stage, ...]:
        return (*self.published, *self.resolved.used, *(p.stage for p in self.merged.ingested.parts))

    def tables(self) -> Mapping[str, Sequence[Path]]:
        """Files of every published table."""
        tables = {name: stage.files(name) for stage in self.published for name in stage.tables()}
        return {name: files for name, files in tables.items() if files}


def _made(lake: Lake, merged: Merged, circles: Mapping[str, Circle], config: Config, clock: Clock) -> _Made:
    contents = lake.ledger.read()
    resolved = resolve_strings(lake, merged, ledger=contents, config=config, clock=clock)
    linked = link(lake, merged, resolved, config=config, clock=clock)
    members = circle_tables(lake, circles)
    reports = final_reports(merged)

    def without_people() -> tuple[Stage, Stage]:
        counted = measure(lake, merged, linked, members, config=config, clock=clock)
        return counted, undecided(lake, merged, resolved, linked, members, config=config, clock=clock)

    with beside(without_people) as later:
        people = find_people(lake, merged, resolved, linked, members, config=config, clock=clock)
    counted, waiting = later.result()
    return _Made(
        merged=merged,
        resolved=resolved,
        linked=linked,
        circles=members,
        people=people,
        measured=counted,
        researchers=measure_people(lake, merged, linked, members, people, config=config, clock=clock),
        described=describe_sources(lake, merged, reports),
        undecided=waiting,
        reports=reports,
        ledger=contents,
    )


def _published(lake: Lake, made: _Made, circles: Mapping[str, Circle], clock: Clock) -> tuple[Version, bool]:
    versions = {name: circle.version for name, circle in circles.items()}
    content = fingerprint("version", [s.fingerprint for s in made.published], versions, code_fingerprint("schema"))
    there = _current(lake)
    if there is not None and there.manifest.get("content") == content:
        return there, False
    now = datetime.now(UTC)
    with clock.step("publish"):
        said = manifest(
            version=version_name(now, content),
            built_on=now,
            merged=made.merged,
            circles=circles,
            reports=made.reports,
            steps=clock.steps,
            content=content,
            counts=_counts(made),
            inputs=lake.notes.read(INPUTS),
            n_decisions=len(made.ledger.decisions),
            index=made.resolved.used[0].fingerprint,
        )
        return publish(lake, made.tables(), said), True


def _counts(made: _Made) -> dict[str, int]:
    return {**made.linked.note, **made.resolved.stage.note, **made.people.note}


def _current(lake: Lake) -> Version | None:
    try:
        return lake.current()
    except InputError:
        return None


def _report(made: _Made, version: Version, is_new: bool, clock: Clock) -> BuildReport:
    counts = _counts(made)
    return BuildReport(
        version=version.id,
        is_new=is_new,
        ingested=replace(made.merged.ingested.report, sources=made.reports),
        n_works=counts["n_works"],
        n_affiliations=counts["n_affiliations"],
        n_rows_affiliated=counts["n_rows_affiliated"],
        n_rows_resolved=counts["n_rows_resolved"],
        steps=clock.steps,
        seconds=round(clock.seconds, 3),
        torn_ledger_lines=made.ledger.torn_lines,
    )
