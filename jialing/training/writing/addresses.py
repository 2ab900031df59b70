"""Where an organisation is, as the end (or beginning) of an affiliation string says it."""

from __future__ import annotations

from functools import cache
from random import Random

from jialing.resolve import STATES
from jialing.training.writing.bodies import Body, country_names
from jialing.training.writing.saying import folded

FORMS = {
    "nothing": 52, "city_country": 21, "city": 3, "country": 5, "city_division_country": 7, "city_code_country": 7,
    "road": 3,
    "city_division": 2.5, "code_city_country": 2.5,
}  # fmt: skip
"""Shares of what is said of the place after a name."""

_ROADS = (
    "Main Street",
    "University Avenue",
    "Park Road",
    "Station Rd.",
    "Via Roma",
    "Xueyuan Road",
    "Calle Mayor",
    "Science Drive",
)


@cache
def _short_division() -> dict[tuple[str, str], str]:
    """(country, division's key as one word) -> postal abbreviation."""
    return {
        (country, entry.split(" ", 1)[1].replace(" ", "")): entry.split(" ", 1)[0].upper()
        for country, entries in STATES.items()
        for entry in entries.split(";")
    }


def division(body: Body, rng: Random) -> str:
    """The division's name or, where one is usual, its abbreviation."""
    short = _short_division().get((body.country, body.division.lower().replace(" ", "")))
    return short if short and rng.random() < 0.75 else body.division


def country(body: Body, rng: Random) -> str:
    """One of the country's names, mostly the first few."""
    names = country_names(body.country)
    if not names:
        return ""
    if body.country == "US":
        return rng.choice(("USA", "USA", "USA", "United States", "U.S.A.", "US", "United States of America"))
    if body.country == "GB":
        return rng.choice(("UK", "UK", "UK", "United Kingdom", "England", "U.K."))
    return names[0] if rng.random() < 0.8 else rng.choice(names[: 8 if body.country == "CN" else 3])


_POSTCODES = {
    "GB": "A# #AA", "CA": "A#A #A#", "NL": "#### AA", **dict.fromkeys(("CN", "IN", "RU", "SG"), "######"),
    **dict.fromkeys(("AU", "CH", "BE", "DK", "NO", "AT", "HU", "ZA"), "####"),
}  # fmt: skip


def postcode(body: Body, rng: Random) -> str:
    """An invented postcode in the country's manner."""
    pattern = _POSTCODES.get(body.country, "#####")
    return "".join(rng.choice(_SIGNS[sign]) for sign in pattern)


_SIGNS = {"#": "123456789", "A": "ABCDEHKLMNPSTVW", " ": " "}


def address(body: Body, rng: Random, *, form: str = "", town: str = "") -> list[str]:
    """The parts of an address that stand between commas; [] for none.

    ``form`` is one of ``FORMS``, drawn if ''; ``town`` a city instead of the body's own.
    """
    form = form or rng.choices(list(FORMS), list(FORMS.values()))[0]
    town = town or body.city
    city, land, code = folded(town) if rng.random() < 0.5 else town, country(body, rng), postcode(body, rng)
    parts = {
        "nothing": [],
        "city_country": [city, land],
        "city": [city],
        "country": [land],
        "city_division_country": [city, division(body, rng), land],
        "city_code_country": [f"{city} {code}", land] if rng.random() < 0.7 else [city, code, land],
        "road": [f"{rng.randrange(1, 400)} {rng.choice(_ROADS)}", f"{city} {code}", land],
        "city_division": [city, f"{division(body, rng)} {code}" if rng.random() < 0.4 else division(body, rng)],
        "code_city_country": [f"{code} {city}", land],
    }[form]
    return [part.strip() for part in parts if part.strip()]
