"""Writing a world: the same bytes each time, never over somebody else's files, nothing half-written."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from jialing.errors import InputError
from jialing.world import WorldSummary, generate
from tests.world.conftest import SCALE, SEED


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_generate_writes_same_bytes_with_two_processes(world_folder: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", scale=SCALE, seed=SEED, workers=2)
    assert _digests(tmp_path / "again") == _digests(world_folder)


def test_generate_with_another_seed_writes_another_world(world_folder: Path, tmp_path: Path) -> None:
    generate(tmp_path / "other", scale=0.002, seed=SEED + 1, workers=1)
    ror = "ror/v2.0-invented-ror-data.zip"
    assert (tmp_path / "other" / ror).read_bytes() != (world_folder / ror).read_bytes()


def test_generate_reuses_the_same_world(world_folder: Path) -> None:
    before = (world_folder / "world.json").stat().st_mtime_ns
    found = generate(world_folder, scale=SCALE, seed=SEED)
    assert (found.is_reused, (world_folder / "world.json").stat().st_mtime_ns) == (True, before)


def test_generate_replaces_another_world(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    generate(folder, scale=0.002, seed=1, workers=1)
    found = generate(folder, scale=0.002, seed=2, workers=1)
    assert (found.is_reused, found.seed, [p.name for p in tmp_path.iterdir()]) == (False, 2, ["world"])


def test_generate_leaves_a_foreign_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match=r"world\.folder_in_use"):
        generate(tmp_path, scale=0.002, seed=1)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_generate_leaves_a_file_alone(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(InputError, match=r"world\.folder_in_use"):
        generate(tmp_path / "data", scale=0.002, seed=1)


def test_generate_refuses_a_folder_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(InputError, match=r"world\.not_a_folder"):
        generate(tmp_path / "data" / "world", scale=0.002, seed=1)


def test_generate_sweeps_what_a_killed_process_left(tmp_path: Path) -> None:
    left = tmp_path / ".world.draft-99999999"
    left.mkdir()
    generate(tmp_path / "world", scale=0.002, seed=1, workers=1)
    assert [p.name for p in tmp_path.iterdir()] == ["world"]


@pytest.mark.parametrize("scale", [0, -1, 1001, float("nan")])
def test_generate_refuses_a_scale_out_of_range(tmp_path: Path, scale: float) -> None:
    with pytest.raises(InputError, match=r"world\.scale_out_of_range"):
        generate(tmp_path / "w", scale=scale, seed=1)


def test_generate_refuses_a_negative_seed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"world\.seed_negative"):
        generate(tmp_path / "w", scale=1, seed=-1)


def test_generate_that_fails_leaves_nothing(tmp_path: Path) -> None:
    class Broken:
        def start(self, step: str, total: int, unit: str) -> None:
            raise RuntimeError(step)

        def advance(self, n: int) -> None: ...

        def finish(self) -> None: ...

    with pytest.raises(RuntimeError):
        generate(tmp_path / "w", scale=0.002, seed=1, progress=Broken())
    assert list(tmp_path.iterdir()) == []


def test_generate_reports_all_works_as_progress(tmp_path: Path) -> None:
    class Counting:
        total = done = 0

        def start(self, step: str, total: int, unit: str) -> None:
            self.total = total

        def advance(self, n: int) -> None:
            self.done += n

        def finish(self) -> None: ...

    progress = Counting()
    generate(tmp_path / "w", scale=0.003, seed=1, progress=progress, workers=1)
    assert (progress.total, progress.done) == (300, 300)


def test_summary_counts_what_was_written(
    summary: WorldSummary, record_lines: list[bytes], truth: dict[str, object]
) -> None:
    n_bytes = sum(len(line) + 1 for line in record_lines)
    assert (summary.n_works, summary.n_bytes, summary.n_affiliation_strings) == (len(record_lines), n_bytes, len(truth))
