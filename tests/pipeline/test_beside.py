"""Work that goes on beside a step."""

from __future__ import annotations

from pathlib import Path

import pytest

from jialing.lake import Engine
from jialing.pipeline.beside import beside

ENDLESS = "SELECT sum(a.range * b.range % 7) FROM range(10_000_000) a, range(1_000_000) b"


def _fails() -> int:
    raise KeyError("beside")


def test_what_was_made_beside_is_there_after_the_block() -> None:
    with beside(lambda: 3) as later:
        pass
    assert later.result() == 3


def test_a_failure_beside_rises_at_the_end_of_the_block() -> None:
    with pytest.raises(KeyError, match="beside"), beside(_fails):
        pass


def test_a_failure_of_the_block_stops_what_runs_beside(tmp_path: Path) -> None:
    def endless() -> int:
        with Engine(scratch=tmp_path, threads=1, memory_mb=200) as engine:
            return engine.rows(ENDLESS).num_rows

    with pytest.raises(KeyError, match="block"), beside(endless):
        raise KeyError("block")
