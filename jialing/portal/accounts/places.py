"""Places that a role can be bound to, by China's codes of administrative division (GB/T 2260)."""

from __future__ import annotations

from functools import cache

from jialing.schema import counties, places

Names = tuple[str, str]


@cache
def known_places() -> dict[str, Names]:
    """Provinces, cities, districts and counties: id -> English and Chinese name. A province's id ends in four zeros."""
    found: dict[str, Names] = {}
    for one in places():
        code = one.place_id.removeprefix("CN-")
        if one.country_code == "CN":
            found.setdefault(f"CN-{code[:2]}0000", (one.province_en, one.province_zh))
        found[one.place_id] = (one.name_en, one.name_zh)
    for county in counties():
        if county.code and not county.is_former:
            found[f"CN-{county.code}"] = (county.name_en, county.name_zh)
    return found


def is_place(place_id: str) -> bool:
    """Whether a role can be bound to it: a known place, or what may be a zone's public id."""
    return place_id in known_places() or (len(place_id) == 10 and place_id.isascii() and place_id.isalnum())


def place_named(text: str) -> str:
    """The id of a place given by id, or by its English or Chinese name where only one place bears it; '' if none."""
    wanted = text.strip()
    if is_place(wanted):
        return wanted
    found = [key for key, names in known_places().items() if wanted.casefold() in (names[0].casefold(), names[1])]
    return found[0] if len(found) == 1 else ""
