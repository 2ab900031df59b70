"""Writing a world: everything into a folder beside the target, then renamed into place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import msgspec

from jialing.base.progress import SILENT, Progress
from jialing.errors import InputError
from jialing.world.archive import write_gzip, write_text
from jialing.world.draws import drawn
from jialing.world.fragments import Fragments
from jialing.world.invention import World, world
from jialing.world.plan import BUILT_ON, FIRST_YEAR, GENERATOR_VERSION, LAST_YEAR, WORKS_PER_PART, Plan
from jialing.world.records import Part, lines
from jialing.world.registry_files import write_institutions, write_ror, write_topics

_RECORD = "world.json"


@dataclass(frozen=True)
class WorldSummary:
    """What was written (or found, ``is_reused``): sizes of the world; ``n_bytes`` of work records before compression."""

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
    seed : any integer >= 0; equal scale, seed and relatedness give equal bytes, whatever ``workers`` is
    progress : told of works written
    workers : processes
    relatedness : 0 plants no relatedness between fields, 1 plants it (see :mod:`jialing.world.fields`)

    Raises
    ------
    InputError
        ``world.scale_not_positive``, ``world.seed_negative``; ``world.folder_in_use`` if the folder holds something else.
    """
    plan = _checked(scale, seed, relatedness)
    found = _existing(folder, plan)
    if found is not None:
        return found
    with _beside(folder) as draft:
        summary = _written(draft, plan, progress, workers)
        write_text(draft / _RECORD, msgspec.json.format(msgspec.json.encode(summary), indent=2).decode() + "\n")
    return _placed(summary, folder, is_reused=False)


def _placed(summary: WorldSummary, folder: Path, *, is_reused: bool) -> WorldSummary:
    fields = {name: getattr(summary, name) for name in summary.__dataclass_fields__}
    return WorldSummary(**{**fields, "folder": str(folder), "is_reused": is_reused})


def _checked(scale: float, seed: int, relatedness: float) -> Plan:
    if not 0 < scale <= 1000:
        raise InputError("world.scale_not_positive", scale=scale)
    if seed < 0:
        raise InputError("world.seed_negative", seed=seed)
    return Plan(scale, seed, relatedness)


def _existing(folder: Path, plan: Plan) -> WorldSummary | None:
    """The summary of the same world, None if there is another or none; refuses a folder that holds anything else."""
    if not folder.exists() or not any(folder.iterdir()):
        return None
    try:
        found = msgspec.json.decode((folder / _RECORD).read_bytes(), type=WorldSummary)
    except (OSError, msgspec.DecodeError):
        raise InputError("world.folder_in_use", folder=str(folder)) from None
    same = (found.scale, found.seed, found.relatedness, found.generator_version)
    if same != (plan.scale, plan.seed, plan.relatedness, GENERATOR_VERSION):
        return None
    return _placed(found, folder, is_reused=True)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A draft folder that takes the place of ``folder`` when the block succeeds and vanishes when it fails."""
    draft = folder.with_name(f".{folder.name}.draft-{os.getpid()}")
    old = folder.with_name(f".{folder.name}.old-{os.getpid()}")
    draft.mkdir(parents=True)
    try:
        yield draft
        if folder.exists():
            folder.rename(old)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


_STATE: dict[str, World | Fragments] = {}


def _written(folder: Path, plan: Plan, progress: Progress, workers: int) -> WorldSummary:
    made = world(plan)
    write_ror(folder, made)
    write_institutions(folder, made)
    write_topics(folder, made)
    write_text(folder / "jialing-source.toml", _SOURCE)
    progress.start("step.world_works", plan.n_works, "unit.works")
    n_bytes, n_authorships, seen = 0, 0, set()
    truth: list[bytes] = []
    for result in _parts(folder, made, workers):
        n_bytes += result.n_bytes
        n_authorships += result.n_authorships
        for token, orgs in result.truth:
            if token not in seen:
                seen.add(token)
                truth.append(_truth(token, orgs, made))
        progress.advance(result.n_works)
    write_gzip(folder / "truth" / "affiliations.jsonl.gz", truth)
    progress.finish()
    return WorldSummary(
        folder=".", scale=plan.scale, seed=plan.seed, relatedness=plan.relatedness, generator_version=GENERATOR_VERSION,
        first_year=FIRST_YEAR, last_year=LAST_YEAR, n_works=plan.n_works, n_authorships=n_authorships,
        n_organisations=len(made.register.organisations), n_people=made.people.n_people, n_affiliation_strings=len(seen),
        n_bytes=n_bytes,
    )  # fmt: skip


def _truth(token: bytes, orgs: tuple[int, ...], made: World) -> bytes:
    found = [made.register.organisations[o] for o in orgs]
    places = [made.geography.spots[o.spot].place_id for o in found]
    ids = msgspec.json.encode({"org_ids": [o.org_id for o in found], "place_ids": places})
    return b'{"affiliation":' + token + b"," + ids[1:]


@dataclass(frozen=True)
class _Result:
    n_works: int
    n_authorships: int
    n_bytes: int
    truth: list[tuple[bytes, tuple[int, ...]]]


def _parts(folder: Path, made: World, workers: int) -> Iterator[_Result]:
    numbers = range(made.plan.n_parts)
    write = partial(_part, folder)
    _STATE.clear()
    _STATE.update(made=made)
    if workers <= 1 or made.plan.n_parts == 1:
        yield from map(write, numbers)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        yield from pool.map(write, numbers)


def _part(folder: Path, number: int) -> _Result:
    made = _STATE["made"]
    assert isinstance(made, World)
    fragments = _STATE.setdefault("fragments", Fragments(made))
    assert isinstance(fragments, Fragments)
    work = drawn(made, number)
    out = Part()
    path = folder / "openalex" / "works" / f"updated_date={BUILT_ON}" / f"part_{number:03d}.gz"
    write_gzip(path, lines(made, work, fragments, made.plan.rng("records", number), out))
    return _Result(min(WORKS_PER_PART, len(work.serial)), len(work.work), out.n_bytes, list(out.truth.items()))


_SOURCE = f"""\
# Everything in this folder was invented by jialing generate. Organisations, people and works do not exist.
[ror]
is_invented = true
version = "v2.0-invented"
retrieved_on = "{BUILT_ON}"
licence = "Apache-2.0 (generated)"

[openalex]
is_invented = true
version = "invented-{BUILT_ON}"
retrieved_on = "{BUILT_ON}"
licence = "Apache-2.0 (generated)"

[openalex.population.publications]
first_year = {FIRST_YEAR}
last_year = {LAST_YEAR}
"""
