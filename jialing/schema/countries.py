"""Countries and territories by ISO 3166-1 code, with the names by which affiliations call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from jialing.schema.reference_data import several, shipped_rows


@dataclass(frozen=True)
class Country:
    """A country or territory.

    Attributes
    ----------
    code : ISO 3166-1 alpha-2. HK, MO and TW have codes of their own, as in the sources (ROR, OpenAlex, GeoNames): the
        code is the source's and says nothing about status
    name_en, name_zh : usual short names
    aliases : other names and spellings found in affiliations, without the short names
    """

    code: str
    name_en: str
    name_zh: str
    aliases: tuple[str, ...]


@cache
def countries() -> Mapping[str, Country]:
    """All of ISO 3166-1, and Kosovo's user-assigned code XK, which ROR uses; by code, in the order of codes."""
    rows = shipped_rows("countries.csv")
    return MappingProxyType(
        {r["code"]: Country(r["code"], r["name_en"], r["name_zh"], several(r["aliases"])) for r in rows}
    )
