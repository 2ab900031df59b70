"""One file per command: a function ``command`` in a module of this folder, named as it is typed."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import typer


def add_commands(app: typer.Typer) -> None:
    """Add every module of this folder as a command (its ``command``) or a group (its ``group``)."""
    for found in sorted(iter_modules(__path__), key=lambda m: m.name):
        module = import_module(f"{__name__}.{found.name}")
        if hasattr(module, "group"):
            app.add_typer(module.group, name=found.name)
        else:
            app.command(name=found.name)(module.command)
