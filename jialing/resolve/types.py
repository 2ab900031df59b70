"""What a resolution is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reason:
    """Why: a phrase code (``because.*``) and its parameters; the door words it in the reader's language."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Resolution:
    """What one affiliation string is: organisations best first (empty where the resolver abstains), place, score, reason."""

    org_ids: tuple[str, ...]
    place_id: str | None
    country_code: str | None
    score: float | None
    because: Reason
    decided_by: str = "resolver"
