"""Codes in words: from the phrases, or from the data that brings a code (kinds of recognition, procedures, fields)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from jialing.base.phrases import catalogue, phrase
from jialing.portal.registry.rules.criteria import recognition_kinds
from jialing.portal.registry.rules.procedures import procedures
from jialing.schema import counties, countries, field_names, places

Both = tuple[str, str]
"""A name in English and in Chinese."""

CRITERION = "registry.criterion."
"""Followed by the kind of recognition: kinds name their criteria each for itself."""


def word(codes: str, value: str, lang: str) -> str:
    """A value of a list of codes in words; one that a later version brought is shown as it is."""
    code = f"{codes}.{value}"
    if code in catalogue():
        return phrase(code, lang)
    both = _of_data(codes).get(value)
    return in_lang(both, lang) if both else value.replace("_", " ")


def known_values(codes: str) -> tuple[str, ...]:
    """All values of a list of codes that data bring; () where the list stands in the phrases or holds anything."""
    return tuple(_of_data(codes)) if codes in _CHOSEN else ()


def is_worded(codes: str, value: str) -> bool:
    """Whether the value has words in both languages."""
    return f"{codes}.{value}" in catalogue() or value in _of_data(codes)


def in_lang(both: Both, lang: str) -> str:
    return both[1] if lang == "zh" else both[0]


def place_name(place_id: str, lang: str) -> str:
    """A city, province or district by name; an id that is none of them as it is."""
    names = _place_names().get(place_id)
    return in_lang(names, lang) if names else place_id


def places_offered(found: Iterable[str], lang: str) -> list[tuple[str, str]]:
    """Places for a choice: those given and the provinces above them, by code, so that districts follow their city."""
    every = {one for one in found if one.startswith("CN-")}
    every |= {f"{one[:5]}0000" for one in every}
    return sorted(((one, place_name(one, lang)) for one in every), key=lambda pair: pair[0])


@cache
def _place_names() -> Mapping[str, Both]:
    found = {f"CN-{one.code}": (one.name_en, one.name_zh) for one in counties()}
    for place in places():
        found[place.place_id] = (place.name_en, place.name_zh)
        if place.place_id.startswith("CN-") and place.province_en:
            found.setdefault(f"{place.place_id[:5]}0000", (place.province_en, place.province_zh))
    return found


@cache
def _of_data(codes: str) -> Mapping[str, Both]:
    if codes.startswith(CRITERION):
        kind = recognition_kinds().get(codes.removeprefix(CRITERION))
        return {one.id: (one.text_en, one.text_zh) for one in kind.criteria} if kind else {}
    return _SOURCES[codes]() if codes in _SOURCES else {}


_LANGUAGES = {"en": "registry.language_name.english", "zh": "registry.language_name.chinese"}
_CHOSEN = frozenset({"registry.recognition_kind", "registry.procedure"})
_SOURCES: Mapping[str, Callable[[], Mapping[str, Both]]] = {
    "registry.recognition_kind": lambda: {one.id: (one.name_en, one.name_zh) for one in recognition_kinds().values()},
    "registry.procedure": lambda: {one.id: (one.name_en, one.name_zh) for one in procedures().values()},
    "registry.language": lambda: {one: (phrase(code, "en"), phrase(code, "zh")) for one, code in _LANGUAGES.items()},
    "registry.country": lambda: {one.code: (one.name_en, one.name_zh) for one in countries().values()},
    "registry.research_field": lambda: {one.field_id: (one.name_en, one.name_zh) for one in field_names().values()},
}
