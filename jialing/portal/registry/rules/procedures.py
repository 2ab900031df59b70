"""How an accreditation runs: which documents, how many working days each step takes, how long it lasts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jialing.errors import InputError

PROCEDURES = Path(__file__).resolve().parents[1] / "data" / "procedures"


@dataclass(frozen=True)
class Wanted:
    """A document that the application needs."""

    id: str
    name_en: str
    name_zh: str
    is_required: bool

    def is_named(self, *told: str) -> bool:
        """Whether what somebody wrote of a document (purpose, title) names this one, by id or in either language."""
        known = {name.casefold() for name in (self.id, self.name_en, self.name_zh)}
        return any(one.strip().casefold() in known for one in told)


@dataclass(frozen=True)
class Procedure:
    """Steps in working days: ``completeness`` check, ``correction`` by the applicant, ``opinion``, ``decision``."""

    id: str
    name_en: str
    name_zh: str
    level: str
    document: str
    is_verified: bool
    days: Mapping[str, int]
    term_years: int
    remind_days: int
    n_opinions: int
    wanted: tuple[Wanted, ...]


def parse_procedure(text: str) -> Procedure:
    """A procedure from TOML."""
    tree = tomllib.loads(text)
    wanted = tuple(
        Wanted(row["id"], row["name"]["en"], row["name"]["zh"], bool(row.get("is_required", True)))
        for row in tree.get("document_wanted", [])
    )
    return Procedure(
        tree["id"], tree["name"]["en"], tree["name"]["zh"], tree["level"], tree["document"],
        bool(tree.get("is_verified", False)), dict(tree["days"]), int(tree["term_years"]), int(tree["remind_days"]),
        int(tree["n_opinions"]), wanted,
    )  # fmt: skip


@cache
def procedures() -> Mapping[str, Procedure]:
    """Every procedure that ships, by id."""
    found = (parse_procedure(path.read_text(encoding="utf-8")) for path in sorted(PROCEDURES.glob("*.toml")))
    return {one.id: one for one in found}


def procedure(procedure_id: str) -> Procedure:
    """Raises InputError ``registry.unknown_procedure`` (procedure)."""
    if procedure_id not in procedures():
        raise InputError("registry.unknown_procedure", procedure=procedure_id)
    return procedures()[procedure_id]
