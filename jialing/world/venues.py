"""Invented journals, conferences and a repository, as OpenAlex's `source` objects, ready as JSON."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from jialing.world.fields import Taxonomy
from jialing.world.plan import Plan

PER_FIELD = 14
_PATTERNS = (
    "Invented Journal of {}", "Annals of Imaginary {}", "{} Letters (Invented)", "Fictional Transactions on {}",
    "Illustrative Reviews in {}", "Invented Conference on {}", "Bulletin of Sample {}",
)  # fmt: skip
_PUBLISHERS = ("Bluestem Invented Press", "Ostrava Sample Publishing", "Illustrative Society Press")


@dataclass(frozen=True)
class Venue:
    """A venue: its kind, its name, and its `source` object in JSON."""

    name: str
    kind: str
    is_open: bool
    source: bytes


def venues(plan: Plan, tree: Taxonomy) -> dict[int, tuple[Venue, ...]]:
    """Field code -> PER_FIELD venues."""
    rng = plan.rng("venues")
    found: dict[int, tuple[Venue, ...]] = {}
    for at, code in enumerate(tree.field_codes):
        draws = rng.random(PER_FIELD)
        found[code] = tuple(
            _venue(at * PER_FIELD + k, k, tree.names[f"F{code}"], float(draws[k])) for k in range(PER_FIELD)
        )
    return found


def _venue(number: int, rank: int, field: str, draw: float) -> Venue:
    pattern = _PATTERNS[rank % len(_PATTERNS)]
    name = pattern.format(field) + ("" if rank < len(_PATTERNS) else ", Series B")
    kind = "conference" if "Conference" in pattern else "journal"
    issn = _issn(number)
    publisher = number % len(_PUBLISHERS)
    host = f"https://openalex.org/P{9900000001 + publisher}"
    source = {
        "id": f"https://openalex.org/S{9900000001 + number}",
        "display_name": name,
        "issn_l": issn if kind == "journal" else None,
        "issn": [issn] if kind == "journal" else None,
        "is_oa": draw < 0.3,
        "is_in_doaj": draw < 0.2,
        "is_core": draw > 0.1,
        "host_organization": host,
        "host_organization_name": _PUBLISHERS[publisher],
        "host_organization_lineage": [host],
        "host_organization_lineage_names": [],
        "type": kind,
    }
    return Venue(name, kind, draw < 0.3, msgspec.json.encode(source))


def _issn(number: int) -> str:
    digits = f"{9900000 + number:07d}"
    check = -sum(int(d) * w for d, w in zip(digits, range(8, 1, -1), strict=True)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if check == 10 else check}"
