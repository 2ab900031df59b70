"""The review desk over one version: the queue that was published, and the ledgers as they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from jialing.errors import InputError, WrongState
from jialing.lake import DESK_PREFIX, Lake, LedgerContents, NewOrganisation, Version
from jialing.pipeline.desk.records import OrganisationCard

NEEDED = ("undecided_strings", "undecided_groups")


class Desk:
    """One version for one reviewer. What is decided while it is open shows when it is opened again.

    Attributes
    ----------
    lake, version : where decisions go, and what the queue comes from
    by : the reviewer; '' where nobody is named (looking is then all that is possible)
    """

    def __init__(self, lake: Lake, version: Version, by: str) -> None:
        self.lake = lake
        self.version = version
        self.by = by

    @cached_property
    def ledger(self) -> LedgerContents:
        return self.lake.ledger.read()

    @cached_property
    def added(self) -> Mapping[str, NewOrganisation]:
        """Organisations that people added and did not take back, by id."""
        return self.lake.organisation_ledger.read().in_force

    @cached_property
    def put_off(self) -> frozenset[str]:
        """Strings that this reviewer put off."""
        return self.lake.skips.of(self.by)

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """Strings decided (or taken back) since the version was built: the next build follows them."""
        new = self.ledger.decisions[int(self.version.manifest.get("ledger", 0)) :]
        return tuple(sorted({d.affiliation for d in new}))

    def rows(self, query: str, params: Sequence[object] | Mapping[str, object] = ()) -> list[dict[str, Any]]:
        """The rows of a query on the version."""
        found: list[dict[str, Any]] = self.version.sql(query, params).to_pylist()
        return found

    def cards(self, org_ids: Iterable[str]) -> dict[str, OrganisationCard]:
        """Id -> what a reviewer must see of it; ids that neither the version nor the ledger has are left out."""
        wanted = list(dict.fromkeys(org_ids))
        known = {row["org_id"]: OrganisationCard.of(row) for row in self.rows("desk_organisations", {"orgs": wanted})}
        new = [self.added[i] for i in wanted if i in self.added and i not in known]
        places = self.places(e.place_id for e in new if e.place_id)
        return known | {e.org_id: OrganisationCard.of(_as_row(e, places)) for e in new}

    def places(self, place_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Place id -> English and Chinese name (the English one where there is no Chinese)."""
        wanted = list(dict.fromkeys(place_ids))
        query = "SELECT place_id, name_en, coalesce(name_zh, name_en) AS name_zh FROM places WHERE place_id = ANY(?)"
        return {r["place_id"]: (r["name_en"], r["name_zh"]) for r in self.rows(query, [wanted])} if wanted else {}

    def place_named(self, text: str) -> str:
        """The id of the place of this id or name, '' for ''; of namesakes the one in the region or country named after.

        ``Arlington, Texas`` and ``Moscow, RU`` are names, too. Raises InputError ``desk.unknown_place_name`` (given).
        """
        given = " ".join(text.split())
        if not given or self.places([given]):
            return given
        name, _, where = (part.strip() for part in given.replace("，", ",").partition(","))
        found = self.rows("desk_place_named", {"name": name, "region": where})
        if len(found) != 1:
            raise InputError("desk.unknown_place_name", given=given[:100])
        return str(found[0]["place_id"])

    def require_known(self, org_ids: Sequence[str], place_id: str | None) -> None:
        """Raises InputError ``pipeline.unknown_organisation`` (org_id) or ``pipeline.unknown_place`` (place_id)."""
        known = {r["org_id"] for r in self.rows("SELECT org_id FROM organisations WHERE org_id = ANY(?)", [[*org_ids]])}
        if missing := sorted(set(org_ids) - known - set(self.added)):
            raise InputError("pipeline.unknown_organisation", org_id=missing[0])
        if place_id is not None and not self.places([place_id]):
            raise InputError("pipeline.unknown_place", place_id=place_id)


def open_desk(data: Path, *, by: str = "", version: str = "", memory_mb: int = 1000) -> Desk:
    """The desk on the current version, or on one that is named.

    Raises
    ------
    InputError
        ``lake.no_version``, ``lake.unknown_version``.
    WrongState
        ``desk.no_queue`` where the version was built before there was a desk.
    """
    lake = Lake(data, memory_mb=memory_mb)
    chosen = lake.version(version) if version else lake.current()
    if not all(chosen.has(table) for table in NEEDED):
        raise WrongState("desk.no_queue", version=chosen.id)
    return Desk(lake, chosen, by.strip())


def _as_row(entry: NewOrganisation, places: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    place_en, place_zh = places.get(entry.place_id or "", (None, None))
    names = [n for n in (entry.name_en, entry.name_zh, entry.acronym, *entry.aliases) if n]
    return {
        "org_id": entry.org_id,
        "name": entry.name_zh or entry.name_en,
        "name_en": entry.name_en or None,
        "name_zh": entry.name_zh or None,
        "types": [entry.kind],
        "status": "active",
        "country_code": entry.country_code,
        "place_id": entry.place_id,
        "place_en": place_en,
        "place_zh": place_zh,
        "names": names,
    }


def is_added(org_id: str) -> bool:
    """Whether an id is one that the desk gave."""
    return org_id.startswith(DESK_PREFIX)
