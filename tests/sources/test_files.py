"""Bytes of files that are damaged, hostile or not there."""

from __future__ import annotations

import gzip
import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from jialing.sources import discover, files
from jialing.sources.files import ByteStream, Overlong, archive_members, read_lines
from tests.sources.reading import FILES, parts_of, read_parts


def _lines(path: Path, member: str = "", limit: int = 1000) -> list[bytes]:
    return [line for lines in read_lines(ByteStream(path, member), limit=limit) for line in lines]


def _zip(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


@pytest.mark.parametrize("content", [b"a\nb\nc", b"a\nb\nc\n"])
def test_lines_do_not_need_a_last_line_end(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f").write_bytes(content)
    assert _lines(tmp_path / "f")[:3] == [b"a", b"b", b"c"]


def test_lines_cross_blocks_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BLOCK", 7)
    expected = [str(n).encode() * n for n in range(30)]
    (tmp_path / "f").write_bytes(b"\n".join(expected))
    assert _lines(tmp_path / "f") == expected


def test_line_over_the_limit_gives_its_beginning_and_the_next_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BLOCK", 64)
    (tmp_path / "f").write_bytes(b"x" * 5000 + b"\nnext\n")
    lines = _lines(tmp_path / "f", limit=100)
    assert (type(lines[0]), len(lines[0]) < 5000, lines[1]) == (Overlong, True, b"next")


def test_stream_counts_stored_bytes(tmp_path: Path) -> None:
    (tmp_path / "f.gz").write_bytes(gzip.compress(b"x" * 10_000))
    stream = ByteStream(tmp_path / "f.gz")
    assert (len(b"".join(stream)), stream.consumed) == (10_000, (tmp_path / "f.gz").stat().st_size)


def test_gzip_with_trailing_zeros_is_whole(tmp_path: Path) -> None:
    (tmp_path / "f.gz").write_bytes(gzip.compress(b"abc") + b"\0" * 512)
    stream = ByteStream(tmp_path / "f.gz")
    assert (b"".join(stream), stream.fault) == (b"abc", None)


def test_gzip_is_known_by_its_bytes_and_not_its_name(tmp_path: Path) -> None:
    (tmp_path / "f.jsonl").write_bytes(gzip.compress(b"abc"))
    assert b"".join(ByteStream(tmp_path / "f.jsonl")) == b"abc"


def test_gzip_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BOMB_FLOOR", 1 << 20)
    (tmp_path / "f.gz").write_bytes(gzip.compress(b"\0" * (20 << 20)))
    stream = ByteStream(tmp_path / "f.gz")
    read = sum(map(len, stream))
    assert (read < 10 << 20, stream.fault and stream.fault.code) == (True, "reject.bomb")


def test_zip_bomb_is_refused_without_unpacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BOMB_FLOOR", 1 << 20)
    members, refused = archive_members(_zip(tmp_path / "b.zip", "works.jsonl", b"\0" * (20 << 20)))
    assert (members, [(name, fault.code) for name, fault in refused]) == ({}, [("works.jsonl", "reject.bomb")])


def test_zip_bomb_is_listed_by_discovery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BOMB_FLOOR", 1 << 20)
    _zip(tmp_path / "b.zip", "works.jsonl", b"\0" * (20 << 20))
    found = discover(tmp_path)
    assert (found.found, [(r.file, r.code) for r in found.unreadable]) == ((), [("b.zip/works.jsonl", "reject.bomb")])


@pytest.mark.parametrize(
    "name", ["../evil.jsonl", "/etc/evil.jsonl", "a/../../evil.jsonl", "..\\evil.jsonl", "C:\\evil.jsonl"]
)
def test_member_that_leaves_the_archive_is_refused_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, b"{}")
        archive.write(FILES / "work.json", "works.jsonl")
    found = discover(tmp_path)
    assert [reject.code for reject in found.unreadable] == ["reject.path_leaves_archive"]
    assert read_parts(parts_of(found)).n_kept == 1


def test_archive_cut_off_is_told(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", "works.jsonl", (FILES / "work.json").read_bytes())
    path.write_bytes(path.read_bytes()[:300])
    found = discover(tmp_path)
    assert ([(r.file, r.code) for r in found.unreadable], found.unknown) == ([("a.zip", "reject.damaged")], ())


def test_member_with_wrong_checksum_keeps_what_came_before(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", "works.jsonl", (FILES / "work.json").read_bytes())
    found = discover(tmp_path)
    content = bytearray(path.read_bytes())
    crc = content.index(b"PK\x01\x02") + 16
    content[crc] ^= 0xFF
    content[14] ^= 0xFF
    path.write_bytes(content)
    assert read_parts(parts_of(found)).codes == ["reject.damaged"]


def test_archive_with_a_password_is_told(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", "works.jsonl", (FILES / "work.json").read_bytes())
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    stream = ByteStream(path, "works.jsonl")
    assert (list(stream), stream.fault and stream.fault.code) == ([], "reject.unreadable")


def test_link_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "works.jsonl").symlink_to(tmp_path / "gone")
    assert [(r.file, r.code) for r in discover(tmp_path).unreadable] == [("works.jsonl", "reject.unreadable")]


def test_folders_that_link_in_a_circle_are_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "notes.md").write_text("x")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert discover(tmp_path).unknown == ("a/notes.md",)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that every user of the machine can reach (pytest's own are closed to others)."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_folder_and_file_without_permission_are_told(open_to_all: Path) -> None:
    closed = open_to_all / "closed"
    closed.mkdir()
    (open_to_all / "works.jsonl").write_bytes((FILES / "work.json").read_bytes())
    (open_to_all / "works.jsonl").chmod(0)
    closed.chmod(0)
    is_root = os.geteuid() == 0
    try:
        if is_root:
            os.seteuid(65534)
        unreadable = discover(open_to_all).unreadable
    finally:
        if is_root:
            os.seteuid(0)
        closed.chmod(0o755)
    assert sorted((r.file, r.code) for r in unreadable) == [
        ("closed", "reject.unreadable"),
        ("works.jsonl", "reject.unreadable"),
    ]
