"""A person's decision about one string, by its ids: what `jialing decide` does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from jialing.errors import InputError
from jialing.lake import Decision, Lake
from jialing.pipeline.desk.opening import Desk
from jialing.pipeline.desk.writing import append, require_reviewer, stamp


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
    org_ids : organisations of the current version or added at the desk, best first; empty: none of them
    by : who decides
    place_id : place of the current version, where it is known without an organisation
    note : why
    withdraw : take back all that was decided before, by whomever; ``org_ids`` is then empty

    Raises
    ------
    InputError
        ``pipeline.no_reviewer``, ``pipeline.no_affiliation``, ``pipeline.unknown_organisation`` (org_id),
        ``pipeline.unknown_place`` (place_id), ``lake.no_version``.
    WrongState
        ``lake.disk_full``, ``lake.no_permission``.
    """
    lake = Lake(data)
    require_reviewer(by)
    if not affiliation.strip():
        raise InputError("pipeline.no_affiliation")
    Desk(lake, lake.current(), by).require_known(org_ids, place_id)
    decision = Decision(
        affiliation=affiliation,
        org_ids=() if withdraw else tuple(dict.fromkeys(org_ids)),
        by=by,
        at=stamp(at),
        place_id=None if withdraw else place_id,
        note=note,
        is_withdrawn=withdraw,
    )
    append(lake, lambda _: [decision])
    return decision
