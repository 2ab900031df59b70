"""Entries and postings are never changed, whoever asks: the database itself refuses.

Taking rows out is refused by PostgreSQL too (row by row; emptying whole tables is for tests and restoring). SQLite has
no way of telling the two apart, so there the models alone refuse it.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABLES = ("programmes_entry", "programmes_posting")
REFUSAL = "entries of the ledger are never changed"


def keep(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django gives both
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    schema_editor.execute(
        "CREATE FUNCTION programmes_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for table in TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION programmes_kept()"
        )


def release(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django gives both
    on = "" if schema_editor.connection.vendor == "sqlite" else " ON {table}"
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_kept{on.format(table=table)}")
    if on:
        schema_editor.execute("DROP FUNCTION programmes_kept()")


class Migration(migrations.Migration):
    dependencies = (("programmes", "0001_initial"),)
    operations = (migrations.RunPython(keep, release),)
