"""The portal's whole suite once more, on a real PostgreSQL server that this test starts and stops."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jialing.cli import main
from jialing.errors import WrongState
from tests.portal.jobs.test_killing import WHOLE, left_after_kills

ROOT = Path(__file__).resolve().parents[2]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_server_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package brings the user."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a fresh server without durability, stopped and removed at the end."""
    binaries = max(Path("/usr/lib/postgresql").glob("*/bin"))
    folder = Path("/tmp") / f"jialing-postgres-{os.getpid()}"
    folder.mkdir()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    port, data = _free_port(), folder / "data"
    run = {"check": True, "capture_output": True, "cwd": "/"}
    subprocess.run(
        _as_server_user([f"{binaries}/initdb", "-D", str(data), "-A", "trust", "-U", "jialing", "-E", "UTF8"]), **run
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    control = [f"{binaries}/pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log")]
    subprocess.run(
        _as_server_user([*control, "-o", options, "start"]),
        **{**run, "capture_output": False, "stdout": subprocess.DEVNULL},
    )
    yield f"postgresql://jialing@127.0.0.1:{port}/postgres"
    subprocess.run(_as_server_user([*control, "-m", "immediate", "stop"]), check=False, capture_output=True, cwd="/")
    shutil.rmtree(folder)


@pytest.mark.postgres
@pytest.mark.slow
def test_portal_suite_passes_on_postgresql(server: str) -> None:
    env = {**os.environ, "JIALING_DATABASE_URL": server, "JIALING_REQUIRE": ""}
    line = [sys.executable, "-m", "pytest", "-q", "tests/portal", "-m", "not browser", "-x"]
    run = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def _fresh(server: str, name: str) -> str:
    """The address of a new database on the server."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.rpartition("/")[0] + f"/{name}"


@pytest.mark.postgres
@pytest.mark.slow
def test_jobs_end_exactly_once_on_postgresql_whatever_is_killed(server: str, tmp_path: Path) -> None:
    address = _fresh(server, "killing")
    left = left_after_kills(tmp_path, 5, JIALING_DATABASE_URL=address)
    assert left == {"kills": 5, "returned": 5, **WHOLE}


@pytest.mark.postgres
@pytest.mark.slow
def test_backup_of_postgresql_is_restored_whole(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = _fresh(server, "first"), _fresh(server, "second")
    monkeypatch.setenv("JIALING_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("JIALING_DATABASE_URL", first)
    subprocess.run([sys.executable, "-m", "jialing.portal.prepare"], cwd=ROOT, check=True)
    out = str(tmp_path / "out.tar")
    assert main(["backup", out]) == 0
    monkeypatch.setenv("JIALING_DATABASE_URL", second)
    capsys.readouterr()
    assert main(["restore", out, "--data", str(tmp_path / "new"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["engine"], told["n_rows"] > 100, told["n_tables"] > 20) == ("postgresql", True, True)
    assert main(["restore", out, "--data", str(tmp_path / "other"), "--json"]) == WrongState.exit_code
    assert json.loads(capsys.readouterr().out)["error"] == "backup.database_not_empty"
    assert main(["restore", out, "--data", str(tmp_path / "other"), "--force"]) == 0
