"""From folders to stages: every part of every source read once, in as many processes as allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jialing.errors import InputError
from jialing.lake import Lake, Stage
from jialing.pipeline.clock import Clock
from jialing.pipeline.fingerprints import Contents, fingerprint, part_fingerprint
from jialing.pipeline.parsing import STEP, PartTask, count_of, parse_part
from jialing.pipeline.reports import IngestReport, SourceReport, summed
from jialing.pipeline.workers import each
from jialing.schema import Part, Reject, SourceInfo
from jialing.sources import Discovery, FoundSource, discover

if TYPE_CHECKING:
    from jialing.config import Config

LITTLE = 4 << 20
"""Stored bytes under which starting processes takes longer than reading."""
ROOM = 2
"""Bytes of stages and scratch that a stored byte of input may need, all steps together (measured: 0.3 on OpenAlex)."""
INPUTS = "inputs"


@dataclass(frozen=True)
class ReadPart:
    """A part and the stage that holds its rows."""

    part: Part
    stage: Stage


@dataclass(frozen=True)
class ReadSource:
    """A source and its parts, in the order in which a later record replaces an earlier one."""

    info: SourceInfo
    parts: tuple[ReadPart, ...]

    @property
    def fingerprint(self) -> str:
        return fingerprint("source", self.info.name, [p.stage.fingerprint for p in self.parts])


@dataclass(frozen=True)
class Ingested:
    """All that was read."""

    sources: tuple[ReadSource, ...]
    unreadable: tuple[Reject, ...]
    report: IngestReport

    @property
    def parts(self) -> tuple[ReadPart, ...]:
        return tuple(part for source in self.sources for part in source.parts)


def read_sources(
    lake: Lake, inputs: Sequence[Path], *, mappings: Sequence[Path], config: Config, clock: Clock
) -> Ingested:
    """Find and read the sources, with the builder's lock held."""
    sources, found = find_sources(lake, inputs, mappings)
    if inputs:
        _remember(lake, inputs, mappings)
    new = {p.stage.fingerprint: p for s in sources for p in s.parts if not p.stage.is_done}
    _parse(lake, list(new.values()), config, clock)
    unreadable = tuple(reject for d in found for reject in d.unreadable)
    report = IngestReport(
        sources=tuple(_report(source, set(new)) for source in sources),
        unknown=tuple(file for d in found for file in d.unknown),
        unreadable=tuple((r.file, r.code) for r in unreadable),
        superseded=tuple(file for d in found for file in d.superseded),
    )
    return Ingested(sources, unreadable, report)


def find_sources(
    lake: Lake, inputs: Sequence[Path], mappings: Sequence[Path]
) -> tuple[tuple[ReadSource, ...], list[Discovery]]:
    """The sources in the inputs (or in those of the last time), each part with the stage that holds it or will."""
    inputs, mappings = _inputs(lake, inputs, mappings)
    found = [discover(folder, mappings=mappings) for folder in inputs]
    merged = _merged([*found, *_added(lake)])
    if not any(d.found for d in found):
        raise InputError("pipeline.nothing_found", inputs=", ".join(map(str, inputs)))
    return _with_stages(lake, merged), found


def _added(lake: Lake) -> list[Discovery]:
    """What people added at the review desk is one more source of every build."""
    ledger = lake.organisation_ledger.path
    return [discover(ledger)] if ledger.exists() else []


def _inputs(lake: Lake, inputs: Sequence[Path], mappings: Sequence[Path]) -> tuple[Sequence[Path], Sequence[Path]]:
    """Those given, or those of the last time."""
    if inputs:
        return inputs, mappings
    known = lake.notes.read(INPUTS)
    if not known:
        raise InputError("pipeline.no_inputs")
    return [Path(p) for p in known["inputs"]], [Path(p) for p in known["mappings"]]


def _remember(lake: Lake, inputs: Sequence[Path], mappings: Sequence[Path]) -> None:
    said = {"inputs": [str(p.absolute()) for p in inputs], "mappings": [str(p.absolute()) for p in mappings]}
    lake.notes.write(INPUTS, said)


def _merged(found: Iterable[Discovery]) -> list[FoundSource]:
    """Sources of several folders together; the first folder's word about a source counts, but invented is invented."""
    merged: dict[str, FoundSource] = {}
    for source in (s for d in found for s in d.found):
        there = merged.get(source.info.name)
        if there is None:
            merged[source.info.name] = source
            continue
        info = replace(there.info, is_invented=there.info.is_invented or source.info.is_invented)
        merged[source.info.name] = FoundSource(info, (*there.parts, *source.parts))
    return [merged[name] for name in sorted(merged)]


def _with_stages(lake: Lake, found: Sequence[FoundSource]) -> tuple[ReadSource, ...]:
    contents = Contents(lake).of([part.path for source in found for part in source.parts])
    return tuple(
        ReadSource(
            source.info,
            tuple(
                ReadPart(p, lake.stage(STEP, part_fingerprint(p, source.info, contents[p.path])))
                for p in sorted(source.parts, key=lambda p: p.label)
            ),
        )
        for source in found
    )


def _parse(lake: Lake, parts: Sequence[ReadPart], config: Config, clock: Clock) -> None:
    """Read parts, the largest first, so that no process is left with a large one at the end."""
    n_bytes = sum(p.part.n_bytes for p in parts)
    with clock.step("ingest", total=n_bytes, unit="unit.bytes", is_reused=not parts) as told:
        lake.require_space(ROOM * n_bytes)
        largest = sorted(parts, key=lambda p: (-p.part.n_bytes, p.part.label))
        tasks = [PartTask(lake.data, p.part, p.stage.fingerprint) for p in largest]
        for _ in each(parse_part, tasks, workers=config.workers if n_bytes > LITTLE else 1, told=told):
            pass


def _report(source: ReadSource, new: set[str]) -> SourceReport:
    counts = [count_of(p.stage) for p in source.parts]
    n_in, n_kept = sum(c.n_in for c in counts), sum(c.n_kept for c in counts)
    sizes: Mapping[str, int] = {p.part.path: Path(p.part.path).stat().st_size for p in source.parts}
    return SourceReport(
        source=source.info.name,
        title_en=source.info.title_en,
        title_zh=source.info.title_zh,
        n_files=len(sizes),
        n_bytes=sum(sizes.values()),
        n_in=n_in,
        n_kept=n_kept,
        n_quarantined=n_in - n_kept,
        reasons=summed(c.reasons for c in counts),
        repairs=summed(c.repairs for c in counts),
        n_parts=len(source.parts),
        n_parts_read=sum(p.stage.fingerprint in new for p in source.parts),
        is_invented=source.info.is_invented,
    )
