"""Backup and restore: what comes back is what was saved, and nothing is replaced unasked."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jialing.cli import main
from jialing.lake import Lake
from tests.atlas.factory import small_version

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIALING_LANGUAGE", "en")
    monkeypatch.delenv("JIALING_DATABASE_URL", raising=False)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a version, a ledger, a document and a database in write-ahead mode."""
    data = tmp_path_factory.mktemp("lived-in")
    small_version(data)
    (data / "lake" / "ledger").mkdir()
    (data / "lake" / "ledger" / "resolution.jsonl").write_text('{"by": "wang"}\n', encoding="utf-8")
    (data / "documents" / "ab").mkdir(parents=True)
    (data / "documents" / "ab" / "charter.pdf").write_bytes(b"%PDF charter")
    with closing(sqlite3.connect(data / "portal.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE alliance (name TEXT)")
        database.executemany("INSERT INTO alliance VALUES (?)", [("成渝联盟",), ("Liangjiang",)])
        database.commit()
    return data


@pytest.fixture(scope="module")
def backup(lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("backup") / "out.tar"
    assert main(["backup", str(out), "--data", str(lived_in), "--json"]) == 0
    return out


def _names(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "portal.sqlite3")) as database:
        return sorted(name for (name,) in database.execute("SELECT name FROM alliance"))


def _error(line: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main([*line, "--json"]) != 0
    return str(json.loads(capsys.readouterr().out.splitlines()[-1])["error"])


def test_backup_is_readable_by_its_owner_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_restore_brings_everything_back(backup: Path, lived_in: Path, tmp_path: Path) -> None:
    assert main(["restore", str(backup), "--data", str(tmp_path / "new")]) == 0
    before, after = (Lake(data) for data in (lived_in, tmp_path / "new"))
    assert (after.current().id, after.lasting().keys()) == (before.current().id, before.lasting().keys())
    assert [f.read_bytes() for f in after.lasting().values()] == [f.read_bytes() for f in before.lasting().values()]
    assert (tmp_path / "new" / "documents" / "ab" / "charter.pdf").read_bytes() == b"%PDF charter"
    assert _names(tmp_path / "new") == ["Liangjiang", "成渝联盟"]
    assert not list((tmp_path / "new").glob(".restore-*"))


def test_restore_into_a_full_place_is_refused(backup: Path, lived_in: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _error(["restore", str(backup), "--data", str(lived_in)], capsys) == "backup.not_empty"


def test_restore_over_a_database_is_refused_and_changes_nothing(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(tmp_path / "portal.sqlite3")) as database:
        database.execute("CREATE TABLE alliance (name TEXT)")
    assert _error(["restore", str(backup), "--data", str(tmp_path)], capsys) == "backup.database_not_empty"
    assert (_names(tmp_path), sorted(p.name for p in tmp_path.iterdir())) == ([], ["portal.sqlite3"])


def test_forced_restore_waits_for_nobody_who_still_works(
    backup: Path, lived_in: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "copy"
    shutil.copytree(lived_in, data)
    with closing(sqlite3.connect(data / "portal.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("SELECT * FROM alliance").fetchall()
        assert _error(["restore", str(backup), "--data", str(data), "--force"], capsys) == "backup.in_use"
    assert main(["restore", str(backup), "--data", str(data), "--force"]) == 0
    assert _names(data) == ["Liangjiang", "成渝联盟"]


@pytest.mark.parametrize("harm", ["cut", "changed", "other"])
def test_harmed_backup_restores_nothing(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    content = backup.read_bytes()
    at = content.index(b"%PDF charter")
    harmed = {
        "cut": content[: len(content) // 2],
        "changed": content[:at] + b"%PDF chatter" + content[at + 12 :],
        "other": b"no tar at all",
    }
    (tmp_path / "bad.tar").write_bytes(harmed[harm])
    line = ["restore", str(tmp_path / "bad.tar"), "--data", str(tmp_path / "new")]
    assert (_error(line, capsys), list((tmp_path / "new").iterdir())) == ("backup.not_whole", [])


def test_backup_does_not_replace_a_file_unasked(
    backup: Path, lived_in: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _error(["backup", str(backup), "--data", str(lived_in)], capsys) == "backup.exists"
