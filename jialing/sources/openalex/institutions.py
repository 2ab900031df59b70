"""One OpenAlex institution -> rows of organisations, their names, relations and identifiers."""

from __future__ import annotations

from jialing.sources.batches import Rows
from jialing.sources.names import english_name
from jialing.sources.openalex.records import Associated, Geo, Institution

TABLES = ("organisations", "organisation_names", "organisation_relations", "organisation_ids")
_RELATIONS = frozenset({"parent", "child", "related"})
_ID_SCHEMES = ("grid", "wikidata", "isni")


def add_institution(institution: Institution, rows: Rows) -> None:
    """Append an institution under its ROR id, else under its OpenAlex id in full."""
    org_id = org_id_of(institution.ror, institution.id)
    names = _names(org_id, institution)
    geo = institution.geo or Geo()
    chinese = [name for _, name, lang, _ in names if lang == "zh"]
    rows.rows["organisations"].append(
        (
            org_id,
            institution.display_name,
            english_name([(name, lang) for _, name, lang, _ in names]),
            chinese[0] if chinese else None,
            [institution.type] if institution.type else [],
            "active",
            None,
            institution.country_code or geo.country_code,
            geo.region,
            geo.city,
            whole(geo.geonames_city_id),
            geo.latitude,
            geo.longitude,
            None,
        )
    )
    rows.rows["organisation_names"].extend(names)
    rows.rows["organisation_ids"].extend(_ids(org_id, institution))
    for other in institution.associated_institutions or ():
        if other.relationship in _RELATIONS and (other.ror or other.id):
            rows.rows["organisation_relations"].append((org_id, other.relationship, _other_id(other)))


def org_id_of(ror: str | None, openalex_id: str | None) -> str:
    """ROR's id in full where known, else OpenAlex's."""
    return ror or openalex_id or ""


def whole(text: str | int | None) -> int | None:
    """A whole number written in digits, else None."""
    return int(text) if text is not None and str(text).isdigit() else None


def _other_id(other: Associated) -> str:
    return org_id_of(other.ror, other.id)


def _names(org_id: str, institution: Institution) -> list[tuple[str, str, str | None, str]]:
    found: list[tuple[str, str, str | None, str]] = [(org_id, institution.display_name or "", None, "display")]
    international = institution.international.display_name if institution.international else None
    found += [(org_id, name, lang, "label") for lang, name in _labels(international or {})]
    found += [(org_id, name, None, "alias") for name in institution.display_name_alternatives or () if name]
    found += [(org_id, name, None, "acronym") for name in institution.display_name_acronyms or () if name]
    return found


def _labels(international: dict[str, str]) -> list[tuple[str | None, str]]:
    """(ISO 639-1 code, name), each language and spelling once; simplified characters before traditional ones."""
    ordered = sorted(international.items(), key=lambda item: ("hant" in item[0] or "tw" in item[0], item[0]))
    plain = [(lang.partition("-")[0], name) for lang, name in ordered if name]
    return list(dict.fromkeys((lang if len(lang) == 2 else None, name) for lang, name in plain))


def _ids(org_id: str, institution: Institution) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = [(org_id, "openalex", institution.id)]
    ids = institution.ids or {}
    found += [(org_id, scheme, str(ids[scheme]).rpartition("/")[2]) for scheme in _ID_SCHEMES if ids.get(scheme)]
    if institution.homepage_url:
        found.append((org_id, "website", institution.homepage_url))
    return found
