"""Writing a world: everything into a folder beside the target, then renamed into place."""

from __future__ import annotations

import errno
import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import msgspec
import numpy as np

from jialing.base.progress import SILENT, Progress
from jialing.errors import InputError, WrongState
from jialing.world.applications import write_patents, write_projects
from jialing.world.archive import write_text
from jialing.world.bureau import write_bureau
from jialing.world.indicators import write_reference_counts, write_statistics
from jialing.world.invention import World, world
from jialing.world.mappings import write_mappings
from jialing.world.parts import PartResult, write_parts
from jialing.world.plan import FIRST_YEAR, GENERATOR_VERSION, LAST_YEAR, Plan
from jialing.world.policy import write_policy
from jialing.world.registry_files import write_institutions, write_ror, write_topics
from jialing.world.truth import Named, TruthFile, write_people

_RECORD = "world.json"
MAX_SCALE = 1000
MIB_AT_SCALE_1 = 150


@dataclass(frozen=True)
class WorldSummary:
    """What was written, or found (``is_reused``): sizes of the world; ``n_bytes`` of work records, uncompressed."""

    folder: str
    scale: float
    seed: int
    relatedness: float
    generator_version: int
    first_year: int
    last_year: int
    n_works: int
    n_authorships: int
    n_organisations: int
    n_people: int
    n_affiliation_strings: int
    n_patents: int
    n_projects: int
    n_bytes: int
    is_reused: bool = False


def generate(
    folder: Path,
    *,
    scale: float,
    seed: int,
    progress: Progress = SILENT,
    workers: int = 2,
    relatedness: float = 1.0,
) -> WorldSummary:
    """Write the invented world of a scale and a seed into ``folder``; nothing is written if it is there already.

    Parameters
    ----------
    folder : replaced if it holds another invented world; must otherwise not exist or be empty
    scale : 1 is about 100,000 works; > 0
    seed : >= 0; equal scale, seed and relatedness give equal bytes, whatever ``workers`` is
    progress : told of works written
    workers : processes
    relatedness : 0 plants no relatedness between fields, 1 plants it (see :mod:`jialing.world.fields`)

    Raises
    ------
    InputError
        ``world.scale_out_of_range`` (scale, most), ``world.seed_negative`` (seed), ``world.relatedness_negative``
        (relatedness); ``world.folder_in_use`` (folder) if the folder holds something else; ``world.no_permission``,
        ``world.not_a_folder`` (folder).
    WrongState
        ``world.disk_full`` (folder, needed_mb).
    """
    plan = _checked(scale, seed, relatedness)
    folder = Path(folder)
    found = _existing(folder, plan)
    if found is not None:
        return found
    with _worded(folder, plan), _beside(folder) as draft:
        summary = _written(draft, plan, progress, workers)
        record = msgspec.json.format(msgspec.json.encode(asdict(summary)), indent=2)
        write_text(draft / _RECORD, record.decode() + "\n")
    return replace(summary, folder=str(folder))


def _checked(scale: float, seed: int, relatedness: float) -> Plan:
    if not 0 < scale <= MAX_SCALE:
        raise InputError("world.scale_out_of_range", scale=scale, most=MAX_SCALE)
    if seed < 0:
        raise InputError("world.seed_negative", seed=seed)
    if relatedness < 0:
        raise InputError("world.relatedness_negative", relatedness=relatedness)
    return Plan(float(scale), seed, float(relatedness))


def _existing(folder: Path, plan: Plan) -> WorldSummary | None:
    """The summary of the same world, None if there is another or none; refuses a folder that holds anything else."""
    if not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir())):
        return None
    try:
        found = msgspec.json.decode((folder / _RECORD).read_bytes(), type=WorldSummary)
    except (OSError, msgspec.DecodeError):
        raise InputError("world.folder_in_use", folder=str(folder)) from None
    same = Plan(found.scale, found.seed, found.relatedness) == plan and found.generator_version == GENERATOR_VERSION
    return replace(found, folder=str(folder), is_reused=True) if same else None


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A draft folder that takes the place of ``folder`` when the block succeeds and vanishes when it fails."""
    draft = folder.with_name(f".{folder.name}.draft-{os.getpid()}")
    old = folder.with_name(f".{folder.name}.old-{os.getpid()}")
    try:
        _sweep(folder)
        draft.mkdir(parents=True)
        yield draft
        if folder.exists():
            folder.rename(old)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove what processes that were killed have left beside ``folder``."""
    for kind in ("draft", "old"):
        for left in folder.parent.glob(f".{glob.escape(folder.name)}.{kind}-*"):
            if not _is_running(left.name.rpartition("-")[2]):
                shutil.rmtree(left, ignore_errors=True)


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _worded(folder: Path, plan: Plan) -> Iterator[None]:
    """Failures of the disk as errors that say what to do; all others rise as they are."""
    try:
        yield
    except PermissionError as error:
        raise InputError("world.no_permission", folder=str(folder)) from error
    except NotADirectoryError as error:
        raise InputError("world.not_a_folder", folder=str(folder)) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        needed = round(MIB_AT_SCALE_1 * plan.scale) + 1
        raise WrongState("world.disk_full", folder=str(folder), needed_mb=needed) from error


def _written(folder: Path, plan: Plan, progress: Progress, workers: int) -> WorldSummary:
    progress.start("step.world_works", plan.n_works, "unit.works")
    made = world(plan)
    for write in (
        write_ror,
        write_institutions,
        write_topics,
        write_bureau,
        write_statistics,
        write_policy,
        write_patents,
        write_projects,
    ):
        write(folder, made)
    write_mappings(folder)
    tally = _Tally(progress)
    truth = TruthFile(folder, made)
    truth.write(tally.noted(write_parts(folder, made, workers)))
    write_people(folder, made)
    write_reference_counts(folder, made, tally.counts)
    progress.finish()
    return _summary(made, tally, truth.n_strings)


class _Tally:
    """Sums up parts as they come, and hands on the strings that they printed."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.n_bytes = self.n_authorships = 0
        self.counts = np.zeros((0, 0), np.int64)

    def noted(self, results: Iterator[PartResult]) -> Iterator[Named]:
        for result in results:
            self.n_bytes += result.n_bytes
            self.n_authorships += result.n_authorships
            self.counts = result.counts if not self.counts.size else self.counts + result.counts
            yield result.truth
            self._progress.advance(result.n_works)


def _summary(made: World, tally: _Tally, n_strings: int) -> WorldSummary:
    plan = made.plan
    return WorldSummary(
        folder=".",
        scale=plan.scale,
        seed=plan.seed,
        relatedness=plan.relatedness,
        generator_version=GENERATOR_VERSION,
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
        n_works=plan.n_works,
        n_authorships=tally.n_authorships,
        n_organisations=len(made.register.organisations),
        n_people=made.people.n_people,
        n_affiliation_strings=n_strings,
        n_patents=plan.n_patents,
        n_projects=plan.n_projects,
        n_bytes=tally.n_bytes,
    )
