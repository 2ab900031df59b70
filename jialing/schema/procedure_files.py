"""The procedures that ship: texts of workflows, forms and rules, opened by name."""

from __future__ import annotations

from importlib.resources import files

from jialing.errors import InputError

KINDS = ("workflow", "form", "rules")


def shipped_procedures(kind: str) -> tuple[str, ...]:
    """Names of the workflows, forms or rule sets (``kind``: ``workflow``, ``form``, ``rules``) that ship, sorted."""
    ending = f".{kind}.toml"
    folder = files("jialing.schema").joinpath("data", "procedures")
    return tuple(sorted(entry.name.removesuffix(ending) for entry in folder.iterdir() if entry.name.endswith(ending)))


def shipped_procedure(kind: str, name: str) -> str:
    """The TOML text of one of them, for the readers of `jialing.procedure`.

    Raises
    ------
    InputError
        ``procedure.not_shipped`` (kind, name, known).
    """
    known = shipped_procedures(kind) if kind in KINDS else ()
    if name not in known:
        raise InputError("procedure.not_shipped", kind=kind, name=name, known=", ".join(known) or "–")
    entry = files("jialing.schema").joinpath("data", "procedures", f"{name}.{kind}.toml")
    return entry.read_text(encoding="utf-8")
