"""`jialing resolve`: strings of a file in, one answer per line out, in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from jialing.base.progress import SILENT, Progress
from jialing.config import Config
from jialing.lake import Lake, Stage, whole_file
from jialing.pipeline.answering import Decided, answer, resolution_of, unread
from jialing.pipeline.given_organisations import ORGANISATION_TABLES, Given, Tables, given_tables, united
from jialing.pipeline.lines import Line, read_affiliations
from jialing.pipeline.resolving import INDEX, build_and_keep, loaded_index
from jialing.pipeline.workers import Told, each
from jialing.resolve import NameIndex, Resolution, resolve

CHUNK = 1_000
FEW = 3_000


@dataclass(frozen=True)
class ResolveReport:
    """Lines answered: ``n_lines == n_resolved + n_placed + n_abstained + n_bad``.

    ``n_placed``: without an organisation, but with a place; ``n_bad``: lines that could not be read, answered as such.
    """

    out: Path
    n_lines: int
    n_resolved: int
    n_placed: int
    n_abstained: int
    n_bad: int


@dataclass(frozen=True)
class LinesTask:
    """A stretch of lines, its place in the file, and what to answer from."""

    number: int
    lines: tuple[Line, ...]
    index: str
    decided: Mapping[str, Decided]
    lang: str


def resolve_file(
    file: Path,
    *,
    out: Path,
    organisations: Path | None = None,
    column: str | None = None,
    config: Config | None = None,
    progress: Progress = SILENT,
) -> ResolveReport:
    """Answer every line of a file as JSON Lines (docs/reference/resolve.md).

    Parameters
    ----------
    file : JSON Lines with ``affiliation`` (or ``column``), plain text, CSV or Parquet with ``column``; ``.gz`` too
    out : file written, whole or not at all
    organisations : a Parquet table with the columns of ROR's, or a ROR dump; replaces the organisations (and decisions)
        of the current version. What the registry exported, alone, is added to them. A folder may hold both
    config : where the data are, how many processes, the language of ``because``

    A line that cannot be read is answered with ``affiliation: null``, no ids and ``because`` saying why.

    Raises
    ------
    InputError
        ``pipeline.no_such_input``, ``pipeline.no_column``, ``pipeline.not_organisations`` (path), ``lake.no_version``.
    SourceError
        ``pipeline.not_readable``.
    WrongState
        ``lake.disk_full``, ``lake.no_permission``.
    """
    settings = config or Config()
    lake = Lake(settings.data)
    lines = read_affiliations(file, column)
    progress.start("step.index", 0, "")
    given = given_tables(organisations) if organisations else None
    index = _index(lake, given)
    progress.finish()
    decided = {} if given and given.is_whole else _decided(lake)
    lang = "zh" if settings.language.startswith("zh") else "en"
    path = str(index.path / INDEX)
    first = tuple(islice(lines, FEW))
    workers = settings.workers if len(first) == FEW else 1
    tasks = (LinesTask(n, some, path, decided, lang) for n, some in enumerate(_stretches(first, lines)))
    progress.start("step.resolve", 0, "unit.strings")
    report = _write(out, each(answer_lines, tasks, workers=workers, told=progress.advance))
    progress.finish()
    return report


def _stretches(first: tuple[Line, ...], rest: Iterator[Line]) -> Iterator[tuple[Line, ...]]:
    for start in range(0, len(first), CHUNK):
        yield first[start : start + CHUNK]
    while some := tuple(islice(rest, CHUNK)):
        yield some


def _index(lake: Lake, given: Given | None) -> Stage:
    """Of the current version, of what was given where that is whole, else of both."""
    if given and given.is_whole:
        return _kept(lake, given.tables)
    version = lake.current()
    current = {name: version.sql(f'SELECT * FROM "{name}"') for name in ORGANISATION_TABLES}
    return _kept(lake, united(current, given.tables) if given else current)


def _kept(lake: Lake, tables: Tables) -> Stage:
    return build_and_keep(lake, *(tables[name] for name in ORGANISATION_TABLES))


def _decided(lake: Lake) -> dict[str, Decided]:
    return {a: (d.org_ids, d.place_id, d.by) for a, d in lake.ledger.read().in_force.items()}


def answer_lines(task: LinesTask, told: Told) -> tuple[int, list[tuple[str, bytes]]]:
    """(number of the stretch, (kind, answer as JSON) per line)."""
    index = loaded_index(task.index)
    texts = {line.affiliation for line in task.lines if line.affiliation is not None}
    distinct = sorted(texts - task.decided.keys())
    found = dict(zip(distinct, resolve(index, distinct), strict=True))
    found |= {text: resolution_of(task.decided[text], index) for text in texts & task.decided.keys()}
    answers = [_answered(line, found, index, task.lang) for line in task.lines]
    told(len(answers))
    return task.number, answers


def _answered(line: Line, found: Mapping[str, Resolution], index: NameIndex, lang: str) -> tuple[str, bytes]:
    text = line.affiliation
    if text is None:
        return "bad", answer(None, unread(line.fault), index, lang)
    return _kind(found[text]), answer(text, found[text], index, lang)


def _kind(found: Resolution) -> str:
    if found.org_ids:
        return "resolved"
    return "abstained" if found.place_id is None else "placed"


def _write(out: Path, answered: Iterator[tuple[int, list[tuple[str, bytes]]]]) -> ResolveReport:
    """Stretches come in any order; each waits for those before it."""
    counts = {"resolved": 0, "placed": 0, "abstained": 0, "bad": 0}
    waiting: dict[int, list[tuple[str, bytes]]] = {}
    following = 0
    with whole_file(out) as file:
        for number, answers in answered:
            waiting[number] = answers
            while following in waiting:
                for kind, line in waiting.pop(following):
                    counts[kind] += 1
                    file.write(line + b"\n")
                following += 1
    return ResolveReport(out, sum(counts.values()), *counts.values())
