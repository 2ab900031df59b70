"""Invented journals, conferences and a repository, as OpenAlex's `source` objects, ready as JSON."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from jialing.world.fields import Taxonomy
from jialing.world.plan import Plan

PER_FIELD = 14
OPEN_SHARE = 0.3
_PATTERNS = (
    "Invented Journal of {}", "Annals of Imaginary {}", "{} Letters (Invented)", "Fictional Transactions on {}",
    "Illustrative Reviews in {}", "Invented Conference on {}", "Bulletin of Sample {}",
)  # fmt: skip
_PUBLISHERS = ("Bluestem Invented Press", "Ostrava Sample Publishing", "Illustrative Society Press")


@dataclass(frozen=True)
class Venue:
    """A venue: its name in quotes, what Crossref calls its works, and its `source` object in JSON."""

    quoted_name: bytes
    raw_type: bytes
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
    publisher = number % len(_PUBLISHERS)
    source = _source(
        number, name, kind, draw, f"https://openalex.org/P{9_900_000_001 + publisher}", _PUBLISHERS[publisher]
    )
    raw_type = b"proceedings-article" if kind == "conference" else b"journal-article"
    return Venue(msgspec.json.encode(name), raw_type, draw < OPEN_SHARE, msgspec.json.encode(source))


def _source(number: int, name: str, kind: str, draw: float, host: str, host_name: str) -> dict[str, object]:
    issn = _issn(number) if kind == "journal" else None
    return {
        "id": f"https://openalex.org/S{9_900_000_001 + number}",
        "display_name": name,
        "issn_l": issn,
        "issn": [issn] if issn else None,
        "is_oa": draw < OPEN_SHARE,
        "is_in_doaj": draw < OPEN_SHARE / 2,
        "is_core": draw > 0.1 and kind != "repository",
        "host_organization": host,
        "host_organization_name": host_name,
        "host_organization_lineage": [host],
        "host_organization_lineage_names": [],
        "type": kind,
    }


def _issn(number: int) -> str:
    digits = f"{9900000 + number:07d}"
    check = -sum(int(d) * w for d, w in zip(digits, range(8, 1, -1), strict=True)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if check == 10 else check}"


def _repository() -> Venue:
    name = "Invented Preprint Archive"
    source = _source(90_000, name, "repository", 0.1, "https://openalex.org/P9900000009", name)
    return Venue(msgspec.json.encode(name), b"text", True, msgspec.json.encode(source))


REPOSITORY = _repository()
