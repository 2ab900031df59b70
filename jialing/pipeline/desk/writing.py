"""The one way into the ledger of decisions, for pages and command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from jialing.errors import InputError
from jialing.lake import Decision, Lake, LedgerContents


def append(lake: Lake, make: Callable[[LedgerContents], Sequence[Decision]]) -> tuple[Decision, ...]:
    """The one way into the ledger. ``make`` sees what stands there while nobody else can write."""
    return lake.ledger.append_after(make)


def require_reviewer(by: str) -> None:
    """Raises InputError ``pipeline.no_reviewer`` where nobody is named."""
    if not by.strip():
        raise InputError("pipeline.no_reviewer")


def stamp(at: datetime | None) -> str:
    """A moment (now where None) as ledgers write it: ISO 8601, UTC, to the second."""
    return (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
