"""The lake: stages, versions, ledger and lock of one data folder. The only room that knows where they lie."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from jialing.errors import InputError, WrongState
from jialing.lake.checks import check_file
from jialing.lake.desk_ledgers import OrganisationLedger, SkipLedger
from jialing.lake.durable import require_space, sync_folder, sync_tree, told_plainly, write_whole
from jialing.lake.ledger import Ledger
from jialing.lake.locks import builder_lock
from jialing.lake.notes import Notes
from jialing.lake.people_ledger import PeopleLedger
from jialing.lake.stages import ASIDE, Stage
from jialing.lake.versions import MANIFEST, PINS, Version

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Collected:
    """What garbage collection removed."""

    versions: tuple[str, ...]
    n_stages: int
    n_bytes: int


class Lake:
    """Everything recomputable under ``data/lake``, and the ledgers, which are not.

    Parameters
    ----------
    data : the data folder
    memory_mb : memory that a version's engine may use in one process, MiB
    """

    def __init__(self, data: Path | str, *, memory_mb: int = 1000) -> None:
        self.data = Path(data)
        self.path = self.data / "lake"
        self.memory_mb = memory_mb
        self.ledger = Ledger(self.path / "ledger" / "resolution.jsonl")
        self.organisation_ledger = OrganisationLedger(self.path / "ledger" / "organisations.jsonl")
        self.skips = SkipLedger(self.path / "ledger" / "skipped.jsonl")
        self.people_ledger = PeopleLedger(self.path / "ledger" / "people.jsonl")
        self.notes = Notes(self.path / "notes")

    @property
    def scratch(self) -> Path:
        """Folder for what an engine spills; emptied when a build begins."""
        return self.path / "scratch"

    def builder_lock(self) -> AbstractContextManager[None]:
        """Hold the lake for building. Raises WrongState ``lake.busy`` (pid, since) while another does."""
        return builder_lock(self.path / "lock")

    def require_space(self, n_bytes: int) -> None:
        """Raises WrongState ``lake.too_little_space`` (folder, needed_mb, free_mb)."""
        require_space(self.path, n_bytes)

    def stage(self, step: str, fingerprint: str) -> Stage:
        """The place of a step's result, finished or not."""
        return Stage(step, fingerprint, self.path / "stage" / step / fingerprint)

    def stages(self, step: str) -> tuple[Stage, ...]:
        """Finished stages of a step, newest first."""
        folder = self.path / "stage" / step
        if not folder.exists():
            return ()
        found = [p for p in folder.iterdir() if not p.name.startswith(ASIDE)]
        newest = sorted(found, key=lambda p: (-p.stat().st_mtime_ns, p.name))
        return tuple(stage for p in newest if (stage := Stage(step, p.name, p)).is_done)

    def sweep(self) -> None:
        """Remove what interrupted builds left. Call with the builder's lock held."""
        with told_plainly(self.path):
            for left in [*self.path.glob(f"stage/*/{ASIDE}*"), *self.path.glob(f"versions/{ASIDE}*")]:
                shutil.rmtree(left, ignore_errors=True)
            shutil.rmtree(self.scratch, ignore_errors=True)
            self.scratch.mkdir(parents=True, exist_ok=True)

    def current(self) -> Version:
        """The published version. Raises InputError ``lake.no_version`` (data) where nothing is published yet."""
        try:
            with told_plainly(self.path):
                name = (self.path / "current").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise InputError("lake.no_version", data=str(self.data)) from None
        return self.version(name)

    def version(self, name: str) -> Version:
        """A version by id. Raises InputError ``lake.unknown_version`` (version)."""
        path = self.path / "versions" / name
        if not name or Path(name).name != name or not (path / MANIFEST).exists():
            raise InputError("lake.unknown_version", version=name)
        return _version(str(path.absolute()), self.memory_mb)

    def versions(self) -> tuple[Version, ...]:
        """All published versions that are kept, oldest first."""
        found = (self.path / "versions").glob(f"*/{MANIFEST}")
        names = sorted(p.parent.name for p in found if not p.parent.name.startswith("."))
        return tuple(self.version(name) for name in names)

    def publish(self, name: str, tables: Mapping[str, Sequence[Path]], manifest: Mapping[str, Any]) -> Version:
        """Make a version of finished tables and let ``current`` name it, atomically.

        Parameters
        ----------
        name : id of the version; sorts by time
        tables : table name -> its Parquet files, in order (hard links where the file system has them)
        manifest : JSON-able; what a reader must know of the build

        Raises
        ------
        SchemaError
            where a file does not agree with the schema; then nothing is published.
        WrongState
            ``lake.version_exists``, ``lake.disk_full``, ``lake.no_permission``.
        """
        target = self.path / "versions" / name
        if target.exists():
            raise WrongState("lake.version_exists", version=name)
        aside = target.with_name(f"{ASIDE}{os.getpid()}-{name}")
        with told_plainly(self.path):
            aside.mkdir(parents=True)
            try:
                for table, files in tables.items():
                    _put(aside, table, files)
                (aside / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
                sync_tree(aside)
                aside.rename(target)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
            sync_folder(target.parent)
            write_whole(self.path / "current", f"{name}\n".encode())
        return self.version(name)

    def pin(self, version: str, name: str) -> None:
        """Keep a version as long as ``name`` (a saved view, a brief, a decision) needs it."""
        self._write_pins(version, {*self.pins(version), name})

    def unpin(self, version: str, name: str) -> None:
        """Let go of a version for ``name``."""
        self._write_pins(version, set(self.pins(version)) - {name})

    def pins(self, version: str) -> tuple[str, ...]:
        """Who needs this version."""
        path = self.version(version).path / PINS
        return tuple(path.read_text(encoding="utf-8").split("\n")[:-1]) if path.exists() else ()

    def lasting(self, *, with_versions: bool = True) -> dict[str, Path]:
        """What no build makes again, by name inside the lake: ledgers, the current version, those that somebody named.

        Stages, scratch, notes and other versions are left out: a build makes them anew from the sources.
        """
        kept = sorted((self.path / "ledger").glob("*.jsonl"))
        if with_versions and (self.path / "current").exists():
            current = self.current().id
            named = [v.path for v in self.versions() if v.id == current or self.pins(v.id)]
            kept += [file for folder in named for file in sorted(folder.rglob("*")) if file.is_file()]
            kept.append(self.path / "current")
        return {str(file.absolute().relative_to(self.path.absolute())): file for file in kept}

    def is_empty(self) -> bool:
        """Whether nothing was published or decided here."""
        return not (self.path / "current").exists() and not any((self.path / "ledger").glob("*.jsonl"))

    def put_back(self, folder: Path) -> None:
        """Move what :meth:`lasting` named, unpacked in ``folder``, into this lake; a version that is there stays.

        Call with the builder's lock held. ``current`` is written last, so that a reader sees a whole version.
        """
        with told_plainly(self.path):
            for version in sorted(folder.glob("versions/*")):
                if not (self.path / "versions" / version.name / MANIFEST).exists():
                    (self.path / "versions").mkdir(parents=True, exist_ok=True)
                    sync_tree(version)
                    version.rename(self.path / "versions" / version.name)
            for ledger in sorted(folder.glob("ledger/*.jsonl")):
                (self.path / "ledger").mkdir(parents=True, exist_ok=True)
                write_whole(self.path / "ledger" / ledger.name, ledger.read_bytes())
            if (folder / "current").exists():
                write_whole(self.path / "current", (folder / "current").read_bytes())

    def _write_pins(self, version: str, names: Iterable[str]) -> None:
        write_whole(self.version(version).path / PINS, "".join(f"{n}\n" for n in sorted(names)).encode())

    def collect(self, *, now: datetime | None = None, keep_stages: Iterable[Path] = ()) -> Collected:
        """Remove versions and stages that nobody needs. Call with the builder's lock held.

        Kept: the current version, those pinned; the stages given; whatever is younger than a day.
        """
        limit = ((now or datetime.now(UTC)) - KEPT_FOR).timestamp()
        current = self.current().id if (self.path / "current").exists() else ""
        old = [v for v in self.versions() if v.id != current and not self.pins(v.id) and _age(v.path) < limit]
        kept = {p.absolute() for p in keep_stages}
        stages = [p for p in self.path.glob("stage/*/*") if p.absolute() not in kept and _age(p) < limit]
        n_bytes = sum(_remove(p) for p in (*(v.path for v in old), *stages))
        return Collected(tuple(v.id for v in old), len(stages), n_bytes)


@lru_cache(maxsize=4)
def _version(path: str, memory_mb: int) -> Version:
    """Versions never change, so one object serves every request of a process."""
    return Version(Path(path), memory_mb=memory_mb)


def _put(folder: Path, table: str, files: Sequence[Path]) -> None:
    for file in files:
        check_file(table, file)
    if len(files) == 1:
        _link(files[0], folder / f"{table}.parquet")
        return
    (folder / table).mkdir()
    for number, file in enumerate(files):
        _link(file, folder / table / f"{number:05d}.parquet")


def _link(file: Path, target: Path) -> None:
    """A hard link costs nothing and outlives the stage; where the file system has none, a copy."""
    try:
        os.link(file, target)
    except OSError:
        shutil.copyfile(file, target)


def _age(path: Path) -> float:
    """Folders never change once in place, but pins do: the manifest or note tells when it was made."""
    for name in (MANIFEST, "stage.json"):
        if (path / name).exists():
            return (path / name).stat().st_mtime
    return path.stat().st_mtime


def _remove(path: Path) -> int:
    n_bytes = sum(p.stat().st_size for p in path.rglob("*") if p.is_file() and p.stat().st_nlink == 1)
    gone = path.with_name(f"{ASIDE}{os.getpid()}-{path.name}")
    path.rename(gone)
    shutil.rmtree(gone)
    return n_bytes
