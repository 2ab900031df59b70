"""A port that is taken is told before anything is built for it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from jialing.base.ports import check_port
from jialing.cli import main
from jialing.errors import WrongState


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield int(listening.getsockname()[1])


def test_port_in_use_is_told_with_another(taken: int) -> None:
    with pytest.raises(WrongState) as caught:
        check_port("127.0.0.1", taken)
    assert (caught.value.code, caught.value.params["other"]) == ("portal.port_taken", taken + 1)


def test_demo_builds_nothing_for_a_port_in_use(taken: int, tmp_path: Path) -> None:
    assert main(["demo", "--port", str(taken), "--data", str(tmp_path / "data")]) == WrongState.exit_code
    assert not (tmp_path / "data").exists()
