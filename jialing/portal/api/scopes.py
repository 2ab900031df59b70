"""What a token may be used for: reading or writing, of everything or of some subjects."""

from __future__ import annotations

from jialing.portal.registry.lists.spec import LISTS

READ, WRITE = "read", "write"
COUNTS = "counts"


def subjects() -> tuple[str, ...]:
    """Everything that a token may be narrowed to: each list of records, and the counts."""
    return (*LISTS, COUNTS)


def scope_name(mode: str, subject: str) -> str:
    """As it is written: ``read``, ``write:platforms``."""
    return f"{mode}:{subject}" if subject else mode
