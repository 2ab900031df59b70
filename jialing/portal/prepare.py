"""What must be there before the first page: the database's tables and the static files. Quick when they are."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from jialing.portal.migrated import is_migrated

STAMP = "stamp"


def set_up() -> None:
    """Set Django up with the portal's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jialing.portal.settings")
    django.setup()


def prepare() -> None:
    """Migrate and collect where needed. Needs :func:`set_up`."""
    if not is_migrated():
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        call_command("createcachetable", verbosity=0)
    call_command("clearsessions", verbosity=0)
    load_demo()
    collect_static()
    load_invented_registry()
    load_invented_programme()
    file_names()


def file_names() -> None:
    """File the names that search finds, where a new version of the program files them in another way."""
    from jialing.portal.common.search.filing import is_filed, rebuild

    if not is_filed():
        rebuild()


def load_invented_registry() -> None:
    """Over an invented version that has none yet, the registry that belongs to it; nothing over real sources."""
    from jialing.atlas import open_atlas
    from jialing.errors import InputError
    from jialing.portal.registry.demo import is_empty, load_demo

    if not is_empty():
        return
    try:
        atlas = open_atlas(settings.DATA)
    except InputError:  # nothing was published yet
        return
    if atlas.is_invented:
        load_demo(atlas.registered())


def load_invented_programme() -> None:
    """Over an invented registry, the joint programme of the flagship circle; nothing where any programme stands."""
    from django.utils import timezone

    from jialing.portal.programmes.demo import load_demo

    load_demo(timezone.localdate())


def load_demo() -> None:
    """Demo accounts, where the demo is on."""
    from jialing.portal.accounts import demo, demo_mode

    if demo_mode.is_on():
        demo.load()


def collect_static() -> None:
    """Copy static files under names that hold their content's hash, compressed; only where one changed."""
    stamp = settings.STATIC_ROOT / STAMP
    now = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return
    write_vega(vega_path(settings.DATA))
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    stamp.write_text(now, encoding="ascii")


def vega_path(data: Path) -> Path:
    """Where Vega's JavaScript is made; a folder of static files (``settings.GENERATED_STATIC``) begins above it."""
    return data / "portal" / "generated" / "common" / "vega.js"


def write_vega(path: Path) -> None:
    """Write Vega's JavaScript as the wheel brings it, once a version: the repository holds no script of others."""
    mark, now = path.with_suffix(".version"), version("vl-convert-python")
    if path.exists() and mark.exists() and mark.read_text(encoding="ascii") == now:
        return
    from jialing.figures import vega_bundle

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(vega_bundle(), encoding="utf-8")
    mark.write_text(now, encoding="ascii")


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
    set_up()
    prepare()


if __name__ == "__main__":
    main()
