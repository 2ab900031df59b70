"""What a full disk, a folder without permission and a failure in the middle leave."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from jialing.errors import InputError, WrongState
from jialing.lake import whole_file
from jialing.lake.durable import require_space, told_plainly, write_whole


def test_write_whole_replaces(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"one")
    write_whole(tmp_path / "a", b"two")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"two")]


def test_whole_file_failing_in_the_middle_leaves_the_old(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"old")
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "a") as file:
        file.write(b"new, half")
        raise ZeroDivisionError
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"old")]


def test_whole_file_without_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught, whole_file(tmp_path / "none" / "a"):
        pass
    assert caught.value.code == "lake.no_folder"


def test_full_disk_is_told() -> None:
    """/dev/full refuses every write as a full disk does."""
    with pytest.raises(WrongState) as caught, told_plainly(Path("/dev")), Path("/dev/full").open("wb", 0) as file:
        file.write(b"x")
    assert caught.value.code == "lake.disk_full"


def test_folder_without_permission_is_told(tmp_path: Path, unprivileged: None) -> None:
    with pytest.raises(WrongState) as caught:
        write_whole(tmp_path / "a", b"x")
    assert caught.value.code == "lake.no_permission"


def test_file_size_limit_is_told_and_leaves_the_old(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(WrongState) as caught:
            write_whole(tmp_path / "a", b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (caught.value.code, (tmp_path / "a").read_bytes()) == ("lake.disk_full", b"old")


def test_require_space_refuses_more_than_there_is(tmp_path: Path) -> None:
    with pytest.raises(WrongState) as caught:
        require_space(tmp_path / "not" / "there" / "yet", 10**18)
    assert caught.value.code == "lake.too_little_space"


def test_require_space_accepts_what_fits(tmp_path: Path) -> None:
    require_space(tmp_path, 1)
