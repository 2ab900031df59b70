"""Organisations that people add because no register has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from jialing.errors import InputError, WrongState
from jialing.lake import Lake, NewOrganisation
from jialing.pipeline.desk.opening import Desk
from jialing.pipeline.desk.writing import require_reviewer, stamp

KINDS = ("education", "facility", "company", "nonprofit", "funder", "government", "healthcare", "archive", "other")
"""ROR's types."""
LONGEST = 300


@dataclass(frozen=True)
class NewOrganisationForm:
    """What a reviewer says of an organisation; at least one name, a kind, and a place or country.

    ``even_so``: add it although an organisation of that very name is there (a homonym elsewhere).
    """

    name_en: str = ""
    name_zh: str = ""
    kind: str = ""
    place_id: str = ""
    country_code: str = ""
    parent_id: str = ""
    website: str = ""
    acronym: str = ""
    established: int | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""
    even_so: bool = False


def add_organisation(desk: Desk, form: NewOrganisationForm, *, at: str) -> NewOrganisation:
    """Append an organisation to the ledger and return it with its id; the next build knows all its names.

    Raises
    ------
    InputError
        ``desk.no_name``, ``desk.name_too_long``, ``desk.unknown_kind`` (kind, known), ``desk.place_missing``,
        ``desk.bad_country`` (given), ``desk.bad_website`` (given), ``desk.bad_year`` (given),
        ``pipeline.unknown_place``, ``pipeline.unknown_organisation`` (the parent).
    WrongState
        ``desk.name_taken`` (name, org_id).
    """
    entry = checked(desk, form, at=at)
    return desk.lake.organisation_ledger.add([entry])[0]


def checked(desk: Desk, form: NewOrganisationForm, *, at: str) -> NewOrganisation:
    """The ledger's entry for a form, without an id yet. Raises what :func:`add_organisation` does."""
    said = _trimmed(form)
    _check_words(said)
    desk.require_known([said.parent_id] if said.parent_id else [], said.place_id or None)
    if not said.even_so:
        _require_new(desk, said)
    return NewOrganisation(
        org_id="",
        name_en=said.name_en,
        name_zh=said.name_zh,
        kind=said.kind,
        by=desk.by,
        at=at,
        place_id=said.place_id or None,
        country_code=said.country_code or _country(desk, said.place_id),
        parent_id=said.parent_id,
        website=said.website,
        acronym=said.acronym,
        established=said.established,
        aliases=said.aliases,
        note=said.note,
    )


def amend_organisation(
    desk: Desk, org_id: str, changes: Mapping[str, Any], *, at: datetime | None = None
) -> NewOrganisation:
    """Change what was said of an added organisation (fields of :class:`NewOrganisationForm`); its id stays.

    A name that reaches too far is mended so: the strings that only the name led there go elsewhere with the next build.

    Raises InputError ``pipeline.no_reviewer``, ``pipeline.unknown_organisation`` (org_id), and what
    :func:`add_organisation` raises.
    """
    require_reviewer(desk.by)
    there = desk.added.get(org_id)
    if there is None:
        raise InputError("pipeline.unknown_organisation", org_id=org_id)
    said = {name: getattr(there, name) for name in vars(NewOrganisationForm()) if hasattr(there, name)}
    said |= {"place_id": there.place_id or "", "country_code": there.country_code or "", "even_so": True}
    entry = checked(desk, NewOrganisationForm(**said | dict(changes)), at=stamp(at))
    return desk.lake.organisation_ledger.add([replace(entry, org_id=org_id)])[0]


def _trimmed(form: NewOrganisationForm) -> NewOrganisationForm:
    texts = {k: " ".join(v.split()) for k, v in vars(form).items() if isinstance(v, str)}
    aliases = tuple(dict.fromkeys(" ".join(a.split()) for a in form.aliases if a.strip()))
    texts["country_code"] = texts["country_code"].upper()
    return replace(form, aliases=aliases, **texts)  # type: ignore[arg-type]


def _check_words(said: NewOrganisationForm) -> None:
    if not (said.name_en or said.name_zh):
        raise InputError("desk.no_name")
    if max(map(len, (said.name_en, said.name_zh, said.website, said.acronym, *said.aliases))) > LONGEST:
        raise InputError("desk.name_too_long", most=LONGEST)
    if said.kind not in KINDS:
        raise InputError("desk.unknown_kind", kind=said.kind or "-", known=", ".join(KINDS))
    if not (said.place_id or said.country_code):
        raise InputError("desk.place_missing")
    if said.country_code and not (
        len(said.country_code) == 2 and said.country_code.isascii() and said.country_code.isalpha()
    ):
        raise InputError("desk.bad_country", given=said.country_code)
    if said.website and (urlsplit(said.website).scheme not in ("http", "https") or not urlsplit(said.website).netloc):
        raise InputError("desk.bad_website", given=said.website)
    if said.established is not None and not 500 <= said.established <= 2100:
        raise InputError("desk.bad_year", given=said.established)


def _require_new(desk: Desk, said: NewOrganisationForm) -> None:
    names = [n.casefold() for n in (said.name_en, said.name_zh) if n]
    query = """SELECT n.org_id, n.name FROM organisation_names n JOIN organisations o USING (org_id)
        WHERE lower(n.name) = ANY(?) AND n.kind <> 'acronym' AND o.status <> 'withdrawn' ORDER BY n.org_id LIMIT 1"""
    found = [(r["org_id"], r["name"]) for r in desk.rows(query, [names])]
    found += [
        (i, e.name_en or e.name_zh) for i, e in desk.added.items() if {e.name_en.casefold(), e.name_zh} & set(names)
    ]
    if found:
        raise WrongState("desk.name_taken", org_id=found[0][0], name=found[0][1])


def _country(desk: Desk, place_id: str) -> str | None:
    rows = desk.rows("SELECT country_code FROM places WHERE place_id = ?", [place_id])
    return str(rows[0]["country_code"]) or None if rows else None


def withdraw_unused(lake: Lake, org_ids: Iterable[str], *, by: str, at: str) -> tuple[str, ...]:
    """Withdraw added organisations that no decision in the ledger names any more; returns their ids."""
    named = {o for of_string in lake.ledger.read().standing.values() for d in of_string for o in d.org_ids}
    there = lake.organisation_ledger.read().in_force
    gone = [
        replace(there[o], is_withdrawn=True, by=by, at=at) for o in sorted(org_ids) if o in there and o not in named
    ]
    lake.organisation_ledger.add(gone)
    return tuple(e.org_id for e in gone)


def succeed_organisation(desk: Desk, org_id: str, successor_id: str, *, at: datetime | None = None) -> NewOrganisation:
    """Say that a register has taken an added organisation over: its decisions lead to ``successor_id`` from now on.

    Raises InputError ``pipeline.no_reviewer``, ``pipeline.unknown_organisation`` (org_id).
    """
    require_reviewer(desk.by)
    if org_id not in desk.added:
        raise InputError("pipeline.unknown_organisation", org_id=org_id)
    desk.require_known([successor_id], None)
    entry = replace(desk.added[org_id], successor_id=successor_id, is_withdrawn=True, by=desk.by, at=stamp(at))
    return desk.lake.organisation_ledger.add([entry])[0]
