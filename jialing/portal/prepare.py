"""What must be there before the first page: the database's tables and the static files. Quick when they are."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

STAMP = "stamp"


def prepare() -> None:
    """Migrate and collect where needed. Django must be set up."""
    if not is_migrated():
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    collect_static()


def is_migrated() -> bool:
    """Whether the database has every migration."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def collect_static() -> None:
    """Copy static files under names that hold their content's hash, compressed; only where one changed."""
    stamp = settings.STATIC_ROOT / STAMP
    now = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return
    write_vega(settings.GENERATED_STATIC / "common" / "vega.js")
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    stamp.write_text(now, encoding="ascii")


def write_vega(path: Path) -> None:
    """Write Vega's JavaScript, as the wheel brings it: no script of others is in the repository."""
    from jialing.figures import vega_bundle

    path.parent.mkdir(parents=True, exist_ok=True)
    text = vega_bundle()
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _fingerprint() -> str:
    import django_htmx

    digest = hashlib.sha256(f"{version('vl-convert-python')} {settings.STATIC_ROOT}".encode())
    for folder in (settings.HERE / "static", Path(django_htmx.__file__).parent / "static"):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def main() -> None:
    """`python -m jialing.portal.prepare`: what `jialing serve` does first, for a server that starts gunicorn itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jialing.portal.settings")
    django.setup()
    prepare()


if __name__ == "__main__":
    main()
