"""Saving and loading a database whole: SQLite by its own online backup, PostgreSQL by pg_dump and psql."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from jialing.errors import InputError, SourceError, WrongState

FILE = {"sqlite": "portal.sqlite3", "postgresql": "portal.sql"}
_ENVIRONMENT = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}

_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
_COUNTED = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text"


class Dumping(Protocol):
    """One kind of database. What is counted: ``rows`` by table, ``checks`` (a sum over the rows' contents, or '')."""

    name: str

    def save(self, folder: Path) -> dict[str, Any]:
        """Save as of one moment, while others write; what was saved, counted."""

    def require_free(self, *, is_forced: bool) -> None:
        """Raises WrongState ``backup.database_not_empty``, or ``backup.in_use`` where it would be replaced."""

    def load(self, folder: Path) -> dict[str, Any]:
        """Load what was saved: all or nothing; what is there now, counted."""


def engine_of(connection: Any) -> Dumping:
    return Postgresql(connection) if connection.vendor == "postgresql" else Sqlite(connection)


def migrations(connection: Any) -> list[list[str]]:
    """Migrations that the database has."""
    return sorted(list(one) for one in MigrationRecorder(connection).applied_migrations())


def require_known(saved: list[list[str]]) -> None:
    """Raises InputError ``backup.newer`` where a later release made the backup."""
    known = set(MigrationLoader(None).graph.nodes)
    unknown = sorted({app for app, name in saved if (app, name) not in known})
    if unknown:
        raise InputError("backup.newer", apps=", ".join(unknown))


def differing(said: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Tables that are not as they were saved."""
    tables = {table for name in found for table in {**said[name], **found[name]}}
    return sorted(t for t in tables if any(said[name].get(t) != found[name].get(t) for name in found))


class Sqlite:
    """One file."""

    name = "sqlite"

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._path = Path(connection.settings_dict["NAME"])

    def save(self, folder: Path) -> dict[str, Any]:
        target = folder / FILE[self.name]
        self._connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            self._connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        return _counted(target)

    def require_free(self, *, is_forced: bool) -> None:
        self._connection.close()
        if not self._path.exists() or not _counted(self._path)["rows"]:
            return
        if not is_forced:
            raise WrongState("backup.database_not_empty")
        with closing(sqlite3.connect(self._path, timeout=1)) as old:
            try:  # leaving write-ahead needs the file alone, and folds what is in the log into it
                old.execute("PRAGMA journal_mode=DELETE")
            except sqlite3.OperationalError as error:
                raise WrongState("backup.in_use") from error

    def load(self, folder: Path) -> dict[str, Any]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        shutil.copyfile(folder / FILE[self.name], aside)
        if self._path.exists():
            self._path.replace(self._path.with_name(f"{self._path.name}.before"))
        for left in ("-wal", "-shm"):
            self._path.with_name(self._path.name + left).unlink(missing_ok=True)
        aside.replace(self._path)
        return _counted(self._path)


def _counted(path: Path) -> dict[str, Any]:
    """Rows by table. Raises SourceError ``backup.database_broken`` where SQLite finds its file damaged."""
    with closing(sqlite3.connect(path)) as database:
        try:
            if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise SourceError("backup.database_broken")
            listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            tables = [name for (name,) in database.execute(listed)]
            rows = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
        except sqlite3.DatabaseError as error:
            raise SourceError("backup.database_broken") from error
    return {"rows": rows, "checks": {}}


class Postgresql:
    """A database on a server; the server's own programs save and load it."""

    name = "postgresql"

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def save(self, folder: Path) -> dict[str, Any]:
        program = _program("pg_dump")
        with transaction.atomic(), self._connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            out = str(folder / FILE[self.name])
            options = ["--no-owner", "--no-privileges", f"--snapshot={snapshot}", "-f", out]
            self._run([program, *options])
            return self._counted(cursor)

    def require_free(self, *, is_forced: bool) -> None:
        _program("psql")
        with self._connection.cursor() as cursor:
            if not self._tables(cursor):
                return
            if not is_forced:
                raise WrongState("backup.database_not_empty")
            others = (
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            cursor.execute(others)
            if cursor.fetchone()[0]:
                raise WrongState("backup.in_use")

    def load(self, folder: Path) -> dict[str, Any]:
        """In one transaction: where loading fails, what was there before is there still."""
        clear = ["-c", "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public"]
        line = [_program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", *clear]
        connections.close_all()
        self._run([*line, "-f", str(folder / FILE[self.name])])
        with self._connection.cursor() as cursor:
            return self._counted(cursor)

    def _counted(self, cursor: Any) -> dict[str, Any]:
        """Rows by table, and the sum of a hash of every row's text: the same content, the same sum, in any order."""
        cursor.execute("SET LOCAL TIME ZONE 'UTC'" if self._connection.in_atomic_block else "SET TIME ZONE 'UTC'")
        rows, checks = {}, {}
        for table in self._tables(cursor):
            cursor.execute(f'{_COUNTED} FROM public."{table}" t')
            rows[table], checks[table] = cursor.fetchone()
        return {"rows": rows, "checks": checks}

    def _tables(self, cursor: Any) -> list[str]:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        return [name for (name,) in cursor.fetchall()]

    def _run(self, line: list[str]) -> None:
        """Address and password go by the environment: command lines are seen by everybody on the machine."""
        settings = self._connection.settings_dict
        given = {name: str(settings[key]) for key, name in _ENVIRONMENT.items() if settings.get(key)}
        options = {f"PG{key.upper()}": str(value) for key, value in settings.get("OPTIONS", {}).items()}
        ran = subprocess.run(line, env={**os.environ, **options, **given}, capture_output=True, text=True, check=False)
        if ran.returncode:
            said = (ran.stderr.strip().splitlines() or ["-"])[0]
            raise SourceError("backup.program_failed", program=Path(line[0]).name, said=said)


def _program(name: str) -> str:
    """Raises WrongState ``backup.no_program`` where the machine lacks PostgreSQL's client programs."""
    found = shutil.which(name)
    if found is None:
        raise WrongState("backup.no_program", program=name)
    return found
