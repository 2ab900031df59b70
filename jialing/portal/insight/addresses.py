"""Ids and rows queries as they stand in addresses."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from jialing.atlas import RowsQuery
from jialing.errors import InputError

ROR = "https://ror.org/"
_LISTS = {
    "any_places": "place",
    "all_of": "with",
    "orgs": "org",
    "all_orgs": "withorg",
    "countries": "country",
    "moved": "moved",
}
_TEXTS = {"field": "field", "text": "q", "circle": "circle", "partner": "partner", "person": "person", "area": "area"}
_YEARS = {"first_year": "from", "last_year": "to"}


def short_org(org_id: str) -> str:
    """A ROR id without its resolver; other ids as they are."""
    return org_id.removeprefix(ROR)


def full_org(short: str) -> str:
    """The id that :func:`short_org` shortened: ROR ids are letters and digits from 0 on; others have a prefix."""
    return ROR + short if short.startswith("0") and short.isalnum() else short


def place_url(place_id: str) -> str:
    return reverse("insight:place", args=[place_id])


def pair_url(a: str, b: str) -> str:
    return reverse("insight:pair", args=sorted((a, b)))


def organisation_url(org_id: str) -> str:
    return reverse("insight:organisation", args=[short_org(org_id)])


def field_url(field_id: str) -> str:
    return reverse("insight:field", args=[field_id])


def position_field_url(field_id: str) -> str:
    return reverse("insight:position_field", args=[field_id])


def partners_url(field_id: str) -> str:
    return reverse("insight:partners_field", args=[field_id])


def circle_url(circle_id: str) -> str:
    return f"{reverse('insight:overview')}?{urlencode({'circle': circle_id})}"


def rows_query_string(query: RowsQuery) -> str:
    """A rows query as the query part of an address."""
    pairs: list[tuple[str, object]] = [("of", query.population)]
    pairs += [(short, getattr(query, name)) for name, short in _YEARS.items()]
    pairs += [(short, short_org(value)) for name, short in _LISTS.items() for value in getattr(query, name)]
    pairs += [(short, getattr(query, name)) for name, short in _TEXTS.items() if getattr(query, name)]
    return urlencode(pairs)


def rows_query_from(asked: QueryDict) -> RowsQuery:
    """The rows query of an address. Raises InputError where the population or the years are missing or no years."""
    if not asked.get("of"):
        raise InputError("portal.rows_need_population")
    lists = {name: tuple(full_org(v) for v in asked.getlist(short) if v) for name, short in _LISTS.items()}
    texts = {name: asked.get(short, "").strip() for name, short in _TEXTS.items()}
    years = {name: whole(asked.get(short, ""), "portal.bad_year") for name, short in _YEARS.items()}
    return RowsQuery(population=asked["of"], **years, **lists, **texts)  # type: ignore[arg-type]


def whole(text: str, code: str) -> int:
    """A whole number >= 0 of at most nine digits, else InputError with the code given."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InputError(code, given=text[:40])
    return int(text)
