"""Amounts and names as pages and files write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from jialing.base.numbers import UNKNOWN
from jialing.base.phrases import catalogue, phrase
from jialing.portal.accounts.models import User
from jialing.portal.common.access import Seen, Viewer, all_seen, unsealed
from jialing.portal.programmes.enums import Stage
from jialing.portal.programmes.models import Call, Funder, Programme, Project
from jialing.portal.programmes.rules.currencies import digits_of, in_currency
from jialing.portal.registry.models import Organisation

MINUS = "\N{MINUS SIGN}"
EXACT = 2**53
"""From here on a workbook's numbers are not whole any more."""


def amount_text(units: int | None, currency: str) -> str:
    """Smallest units as an amount: 123456 of yuan is ``1,234.56``; None, unknown, is a dash."""
    if units is None:
        return UNKNOWN
    said = f"{abs(in_currency(units, currency)):,.{digits_of(currency)}f}"
    return f"{MINUS}{said}" if units < 0 else said


def typed_amount(units: int, currency: str) -> str:
    """The same as somebody types it: ``1234.56``."""
    return f"{in_currency(units, currency):.{digits_of(currency)}f}"


def sheet_amount(units: int, currency: str) -> float | str:
    """The same as a workbook keeps it: a number, text where a number would not be exact."""
    return float(in_currency(units, currency)) if abs(units) < EXACT else typed_amount(units, currency)


def currency_name(currency: str, lang: str) -> str:
    """A currency by name, its code where no name is known."""
    code = f"ledger.currency.{currency}"
    return phrase(code, lang) if code in catalogue() else currency


def name_of(one: Seen, lang: str) -> str:
    """A record's name in the reader's language, else in the other; its id where neither may be read."""
    names = [getattr(one, field) if field in one.fields else "" for field in ("name_en", "name_zh")]
    own, other = (names[1], names[0]) if lang == "zh" else (names[0], names[1])
    return str(own or other or one)


def people(viewer: Viewer, ids: Iterable[str], lang: str) -> dict[str, str]:
    """Names of accounts by public id, as the viewer may read them; one query."""
    wanted = {one for one in ids if one}
    if not wanted:
        return {}
    return {str(one): name_of(one, lang) for one in all_seen(viewer, User.objects.filter(public_id__in=wanted))}


def call_names(viewer: Viewer, programme: Programme, lang: str) -> dict[str, str]:
    """Names of the programme's calls by public id: the ledger names a call so."""
    rows = Call.objects.filter(programme=programme)
    return {str(one): name_of(one, lang) for one in all_seen(viewer, rows)}


def project_names(viewer: Viewer, programme: Programme, numbers: Iterable[str], lang: str) -> dict[str, str]:
    """Names of projects by number; one query."""
    rows = Project.objects.filter(programme=programme, number__in=set(numbers))
    return {one.number: name_of(one, lang) for one in all_seen(viewer, rows)}


def party_names(viewer: Viewer, ids: Iterable[str], lang: str) -> dict[str, str]:
    """Names of organisations by public id; one query."""
    rows = Organisation.objects.filter(public_id__in={one for one in ids if one})
    return {str(one): name_of(one, lang) for one in all_seen(viewer, rows)}


def funder_names(viewer: Viewer, keys: Iterable[int], lang: str) -> dict[int, tuple[str, str]]:
    """(public id, name) of funders by primary key; one query."""
    rows = Funder.objects.filter(pk__in=set(keys))
    return {unsealed(one).pk: (str(one), name_of(one, lang)) for one in all_seen(viewer, rows)}


def stages_shown() -> tuple[str, ...]:
    """The stages at which money lies, in order; the source is shown as what was pledged."""
    return tuple(stage for stage in Stage.values if stage != Stage.SOURCE)


def refilled(query: Mapping[str, Any]) -> str:
    """A query of an address without empty values."""
    return urlencode({name: value for name, value in query.items() if value not in (None, "")})
