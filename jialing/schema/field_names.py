"""Names of OpenAlex's domains, fields and subfields in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from jialing.schema.reference_data import shipped_rows


@dataclass(frozen=True)
class FieldName:
    """A field of OpenAlex's classification, whose fields and subfields are those of Scopus (ASJC).

    Attributes
    ----------
    field_id : ``openalex:D3``, ``openalex:F22``, ``openalex:S2202``; the digits are OpenAlex's and ASJC's own
    level : domain, field or subfield
    parent_id : the field or domain above; None for a domain
    name_en : OpenAlex's name
    name_zh : usual Chinese name; a translation of ours, not OpenAlex's
    """

    field_id: str
    level: str
    parent_id: str | None
    name_en: str
    name_zh: str


@cache
def field_names() -> Mapping[str, FieldName]:
    """4 domains, 26 fields and 252 subfields by ``field_id``, domains first."""
    rows = shipped_rows("fields.csv")
    return MappingProxyType({row["field_id"]: _field_name(row) for row in rows})


def _field_name(row: dict[str, str]) -> FieldName:
    return FieldName(row["field_id"], row["level"], row["parent_id"] or None, row["name_en"], row["name_zh"])
