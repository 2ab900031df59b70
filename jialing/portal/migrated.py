"""Whether the database has the tables of this release."""

from __future__ import annotations

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def is_migrated() -> bool:
    """Whether the database has every migration of this release. Raises DatabaseError where it cannot be asked."""
    return _every_migration() <= set(MigrationRecorder(connection).applied_migrations())


@cache
def _every_migration() -> frozenset[tuple[str, str]]:
    """All migrations of the installed apps: read from disk once, they do not change while a process lives."""
    return frozenset(MigrationLoader(None).graph.nodes)
