"""What people decide about affiliation strings: one function, one ledger; pages and command line both call it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from jialing.errors import InputError
from jialing.lake import Decision, Lake, Version


def decide(
    data: Path,
    affiliation: str,
    org_ids: Sequence[str],
    *,
    by: str,
    place_id: str | None = None,
    note: str = "",
    withdraw: bool = False,
    at: datetime | None = None,
) -> Decision:
    """Append a decision to the ledger; the next build follows it, and every build after.

    Parameters
    ----------
    affiliation : the string exactly as printed
    org_ids : organisations of the current version, best first; empty: none of them
    by : who decides
    place_id : place of the current version, where it is known without an organisation
    note : why
    withdraw : take back what was decided before; ``org_ids`` is then empty

    Raises
    ------
    InputError
        ``pipeline.no_reviewer``, ``pipeline.no_affiliation``, ``pipeline.unknown_organisation`` (org_id),
        ``pipeline.unknown_place`` (place_id), ``lake.no_version``.
    WrongState
        ``lake.disk_full``, ``lake.no_permission``.
    """
    lake = Lake(data)
    if not by.strip():
        raise InputError("pipeline.no_reviewer")
    if not affiliation.strip():
        raise InputError("pipeline.no_affiliation")
    _check(lake.current(), org_ids, place_id)
    decision = Decision(
        affiliation=affiliation,
        org_ids=() if withdraw else tuple(dict.fromkeys(org_ids)),
        by=by,
        at=(at or datetime.now(UTC)).isoformat(timespec="seconds"),
        place_id=None if withdraw else place_id,
        note=note,
        is_withdrawn=withdraw,
    )
    lake.ledger.append([decision])
    return decision


def _check(version: Version, org_ids: Sequence[str], place_id: str | None) -> None:
    known = version.sql("SELECT org_id FROM organisations WHERE org_id = ANY(?)", [list(org_ids)])
    if missing := sorted(set(org_ids) - set(known.column("org_id").to_pylist())):
        raise InputError("pipeline.unknown_organisation", org_id=missing[0])
    if place_id is not None and not version.sql("SELECT 1 FROM places WHERE place_id = ?", [place_id]).num_rows:
        raise InputError("pipeline.unknown_place", place_id=place_id)
