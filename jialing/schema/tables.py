"""The nouns: what a table is, what each column means, in which unit, and what its null means.

``docs/reference/tables.md`` is generated from here; the lake refuses a file that does not agree with it.
Three layers: *source* tables are what :mod:`jialing.sources` yields, *linked* tables are what the pipeline makes of
them after resolution, *measured* tables are the published results that :mod:`jialing.atlas` reads.

Names follow OpenAlex (works, authorships, topics), ROR (organisations, names, relations), CERIF (participations) and
the Frascati manual; see GLOSSARY.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import pyarrow as pa

TYPES = MappingProxyType(
    {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "int": pa.int64(),
        "year": pa.int32(),
        "count": pa.int32(),
        "number": pa.float64(),
        "flag": pa.bool_(),
        "date": pa.date32(),
    }
)


@dataclass(frozen=True)
class Column:
    """A column: its type (a key of TYPES), meaning, unit, and what null means ('' where null is not allowed)."""

    name: str
    type: str
    meaning: str
    unit: str = ""
    null: str = ""

    @property
    def is_nullable(self) -> bool:
        return bool(self.null)


@dataclass(frozen=True)
class Table:
    """A table: its layer, meaning, key columns (unique together; empty where rows may repeat) and columns."""

    name: str
    layer: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def arrow(self) -> pa.Schema:
        """The Arrow schema, fields in the order of ``columns``."""
        return pa.schema([pa.field(c.name, TYPES[c.type], nullable=c.is_nullable) for c in self.columns])


_SOURCE = Column("source", "text", "name of the source the row came from (key of `sources`)")
_SOURCE_ID = Column("source_id", "text", "the row's id in its source, as written there")
_POPULATION = Column(
    "population", "text", "the population counted (key of `populations`); never add across populations"
)
_COUNTING = Column(
    "counting",
    "text",
    "full (1 per unit present) or fractional (1 divided by authors, then by each author's organisations)",
)
_N = Column("n_works", "number", "works, by the counting of the row", "works")
_YEAR = Column("year", "year", "year of publication, filing or start", "year")
_FIELD = Column("field_id", "text", "field (key of `fields`); '' is all fields together")
_CIRCLE = Column("circle_id", "text", "the circle, as of the version named in `manifest.circles`")

SOURCE_TABLES = (
    Table(
        "sources",
        "source",
        "What came in: one row per source and build.",
        ("source",),
        (
            _SOURCE,
            Column("title_en", "text", "name of the source, English"),
            Column("title_zh", "text", "name of the source, Chinese"),
            Column("version", "text", "the source's own version, else the newest file date", null="not stated"),
            Column("retrieved_on", "date", "day on which it was obtained", null="not stated"),
            Column("licence", "text", "licence as the source states it", null="not stated"),
            Column("is_invented", "flag", "generated data: every page that shows it says so"),
            Column(
                "fingerprint",
                "text",
                "SHA-256 over the names, sizes and contents' hashes of the files read, and the parser's version",
            ),
            Column("n_files", "count", "files read", "files"),
            Column("n_bytes", "int", "bytes read, as stored", "bytes"),
            Column("n_rows_in", "int", "records found", "records"),
            Column("n_rows_kept", "int", "records kept", "records"),
            Column("n_rows_quarantined", "int", "records set aside; in = kept + quarantined", "records"),
        ),
    ),
    Table(
        "populations",
        "source",
        "What a source is complete for: the ground on which its rows may be counted and compared.",
        ("population",),
        (
            _POPULATION,
            _SOURCE,
            Column("title_en", "text", "what is counted, English, e.g. 'publications in OpenAlex'"),
            Column("title_zh", "text", "what is counted, Chinese"),
            Column("kinds", "texts", "kinds of works in it"),
            Column("complete_en", "text", "what it is complete for, in words, English"),
            Column("complete_zh", "text", "the same, Chinese"),
            Column("first_year", "year", "first year that it represents", "year", null="not stated"),
            Column("last_year", "year", "last year that it represents", "year", null="not stated"),
            Column("discipline_en", "text", "the one discipline it is limited to, English", null="not limited"),
            Column("discipline_zh", "text", "the same, Chinese", null="not limited"),
            Column(
                "answers",
                "texts",
                "questions that it may answer: output, trend, fields, collaboration, abroad, circles, leadership, "
                "sectors",
            ),
            Column(
                "why_not_en",
                "text",
                "why the others are refused and what to fetch instead, English",
                null="answers all",
            ),
            Column("why_not_zh", "text", "the same, Chinese", null="answers all"),
        ),
    ),
    Table(
        "quarantine",
        "source",
        "Records that could not be used. Nothing is lost: file, line, reason and the record's beginning.",
        (),
        (
            _SOURCE,
            Column("file", "text", "file, relative to the folder ingested"),
            Column("line", "int", "line or row in the file, from 1", null="the whole file"),
            Column("code", "text", "phrase code of the reason, e.g. reject.json_invalid"),
            Column("params", "text", "JSON object of the reason's parameters"),
            Column("excerpt", "text", "first 500 characters of the record"),
        ),
    ),
    Table(
        "repairs",
        "source",
        "Written rules that changed records on the way in, and how often.",
        ("source", "code"),
        (
            _SOURCE,
            Column("code", "text", "phrase code of the rule, e.g. repair.author_list_doubled"),
            Column("n_rows", "int", "records changed by it", "records"),
        ),
    ),
    Table(
        "organisations",
        "source",
        "Organisations, from ROR, from local tables, and those that people added.",
        ("org_id",),
        (
            Column("org_id", "text", "ROR's id in full, or `local:...`; never reused"),
            _SOURCE,
            Column("name", "text", "display name in its own language"),
            Column("name_en", "text", "English or Latin-script name", null="none known"),
            Column("name_zh", "text", "Chinese name", null="none known"),
            Column(
                "types",
                "texts",
                "ROR's types: education, facility, company, nonprofit, funder, government, healthcare, archive, other",
            ),
            Column("status", "text", "active, inactive or withdrawn"),
            Column("established", "year", "year founded", "year", null="unknown"),
            Column("country_code", "text", "ISO 3166-1 alpha-2 (HK, MO, TW as ROR gives them)", null="unknown"),
            Column("subdivision", "text", "first-level division's English name", null="unknown"),
            Column("city", "text", "name of the city in English", null="unknown"),
            Column("geonames_id", "int", "GeoNames id of the city", null="unknown"),
            Column("lat", "number", "latitude, WGS 84", "degrees", null="unknown"),
            Column("lng", "number", "longitude, WGS 84", "degrees", null="unknown"),
            Column("place_id", "text", "place (key of `places`)", null="outside every known place"),
        ),
    ),
    Table(
        "organisation_names",
        "source",
        "All names of all organisations.",
        (),
        (
            Column("org_id", "text", "organisation"),
            Column("name", "text", "the name"),
            Column("lang", "text", "ISO 639-1", null="not stated"),
            Column("kind", "text", "display, label, alias or acronym"),
        ),
    ),
    Table(
        "organisation_relations",
        "source",
        "Relations between organisations, as ROR names them.",
        (),
        (
            Column("org_id", "text", "organisation"),
            Column("relation", "text", "parent, child, related, predecessor or successor (the other one is its ...)"),
            Column("other_id", "text", "the other organisation"),
        ),
    ),
    Table(
        "organisation_ids",
        "source",
        "External identifiers.",
        (),
        (
            Column("org_id", "text", "organisation"),
            Column(
                "scheme",
                "text",
                "openalex, grid, wikidata, isni, fundref, pic, uscc (统一社会信用代码), domain, website",
            ),
            Column("value", "text", "the identifier, as its scheme writes it"),
        ),
    ),
    Table(
        "works",
        "source",
        "Publications, patents and projects; `kind` tells which.",
        ("source", "source_id"),
        (
            _SOURCE,
            _SOURCE_ID,
            _POPULATION,
            Column(
                "kind",
                "text",
                "article, review, conference-paper, preprint, book, book-chapter, dataset, dissertation, patent, "
                "project, other",
            ),
            Column("title", "text", "title", null="not given"),
            Column("language", "text", "ISO 639-1", null="not stated"),
            _YEAR,
            Column("published_on", "date", "date of publication, filing or start", null="not given"),
            Column("doi", "text", "DOI in lower case without resolver", null="none"),
            Column("venue", "text", "journal, conference, register or programme", null="not given"),
            Column("url", "text", "where the record can be seen upstream", null="none"),
            Column("cited_by", "int", "citations counted by the source", "citations", null="unknown, not zero"),
            Column("n_authors", "count", "authors or participants stated", "people"),
            Column("is_retracted", "flag", "retracted according to the source"),
            Column("amount", "number", "funding of a project", "as `currency`", null="not given, not zero"),
            Column("currency", "text", "ISO 4217", null="no amount"),
        ),
    ),
    Table(
        "abstracts",
        "source",
        "Abstracts of works, rebuilt to plain text.",
        ("source", "source_id"),
        (_SOURCE, _SOURCE_ID, Column("abstract", "text", "plain text")),
    ),
    Table(
        "authorships",
        "source",
        "One row per author and affiliation string; an author without one has one row with a null string.",
        (),
        (
            _SOURCE,
            _SOURCE_ID,
            Column("position", "count", "place in the list of authors, from 1"),
            Column("is_last", "flag", "last of the list"),
            Column("is_corresponding", "flag", "corresponding author", null="the source does not say"),
            Column("person_id", "text", "the source's id of the author", null="none"),
            Column("orcid", "text", "ORCID iD without resolver", null="none"),
            Column("person_name", "text", "name as printed", null="not given"),
            Column("affiliation", "text", "affiliation exactly as printed", null="none given"),
            Column(
                "given_org_ids",
                "texts",
                "organisations the source itself names (ROR ids where known)",
                null="none given",
            ),
            Column("given_countries", "texts", "country codes the source itself names", null="none given"),
        ),
    ),
    Table(
        "participations",
        "source",
        "Organisations taking part in a patent or project by name (CERIF: organisation - project / patent).",
        (),
        (
            _SOURCE,
            _SOURCE_ID,
            Column("position", "count", "place in the list, from 1"),
            Column("role", "text", "applicant, coordinator, participant, host or funder"),
            Column(
                "affiliation",
                "text",
                "organisation exactly as written, city and country added in brackets where given apart",
            ),
            Column("given_org_ids", "texts", "organisations the source itself names", null="none given"),
            Column("given_countries", "texts", "country codes given", null="none given"),
            Column("amount", "number", "this participant's funding", "as `currency`", null="not given, not zero"),
            Column("currency", "text", "ISO 4217", null="no amount"),
        ),
    ),
    Table(
        "work_fields",
        "source",
        "Which fields a work is in.",
        (),
        (
            _SOURCE,
            _SOURCE_ID,
            Column("field_id", "text", "field at the finest level given (key of `fields`)"),
            Column("score", "number", "the source's score", "0..1", null="not given"),
            Column("is_primary", "flag", "the one that counts the work; at most one per work and scheme"),
        ),
    ),
    Table(
        "fields",
        "source",
        "Fields of science and technology; several classifications side by side.",
        ("field_id",),
        (
            Column(
                "field_id", "text", "`scheme:code`, e.g. openalex:T11588, openalex:S2306, openalex:F23, openalex:D3"
            ),
            Column("scheme", "text", "openalex, euroscivoc, nssfc, search-term, ..."),
            Column("level", "text", "domain, field, subfield, topic (or class, where a scheme is flat)"),
            Column("parent_id", "text", "field above", null="top"),
            Column("name_en", "text", "English name", null="none"),
            Column("name_zh", "text", "Chinese name", null="none"),
        ),
    ),
    Table(
        "reference_counts",
        "source",
        "Counts by others of a whole population (the world, China, a comparator): denominators of relative indicators.",
        (),
        (
            _SOURCE,
            _POPULATION,
            Column("area", "text", "world, country:CN, or a place_id"),
            _FIELD,
            _YEAR,
            Column("n_works", "number", "works, full counting", "works"),
        ),
    ),
    Table(
        "statistics",
        "source",
        "Official statistics by place and year, each vintage kept.",
        (),
        (
            _SOURCE,
            Column("place_id", "text", "place", null="a circle as a whole"),
            Column("circle_id", "text", "circle", null="a single place"),
            Column(
                "indicator",
                "text",
                "code, e.g. rd_intensity, contract_turnover, high_tech_enterprises, high_value_patents",
            ),
            _YEAR,
            Column("value", "number", "value", "as `unit`", null="not published, not zero"),
            Column("unit", "text", "unit, e.g. %, 100 million CNY, enterprises, patents per 10,000 people"),
            Column("vintage", "date", "day of the publication that gives this value", null="not stated"),
            Column("document", "text", "document or address it was read from", null="not stated"),
        ),
    ),
    Table(
        "platforms",
        "source",
        "Innovation platforms (laboratories, centres, bases), as bureau tables list them.",
        ("platform_id",),
        (
            Column("platform_id", "text", "id in its source"),
            _SOURCE,
            Column("name_en", "text", "English name", null="none"),
            Column("name_zh", "text", "Chinese name", null="none"),
            Column("kind", "text", "code of kind, e.g. state_key_laboratory, innovation_base, new_rd_institution"),
            Column("level", "text", "national, provincial-ministerial, prefecture, county"),
            Column("place_id", "text", "place", null="unknown"),
            Column("zone", "text", "zone it stands in", null="none"),
            Column("host", "text", "host as written", null="none"),
            Column("field_id", "text", "field", null="not stated"),
            Column("since", "date", "approved or founded on", null="unknown"),
            Column("status", "text", "as the source says: planned, building, operating, withdrawn"),
        ),
    ),
    Table(
        "alliances",
        "source",
        "Alliances of organisations.",
        ("alliance_id",),
        (
            Column("alliance_id", "text", "id in its source"),
            _SOURCE,
            Column("name_en", "text", "English name", null="none"),
            Column("name_zh", "text", "Chinese name", null="none"),
            Column("founded_on", "date", "founded on", null="unknown"),
            Column("status", "text", "proposed, active, dormant, dissolved"),
            Column("field_id", "text", "field", null="not stated"),
        ),
    ),
    Table(
        "alliance_members",
        "source",
        "Seats in alliances.",
        (),
        (
            Column("alliance_id", "text", "alliance"),
            _SOURCE,
            Column("affiliation", "text", "member as written"),
            Column("seat", "text", "chair, council, member, secretariat"),
            Column("joined_on", "date", "joined on", null="unknown"),
            Column("left_on", "date", "left on", null="still a member"),
        ),
    ),
)

LINKED_TABLES = (
    Table(
        "places",
        "linked",
        "Places: those shipped (China's prefectures, counties folded into them) and each city an organisation lies in.",
        ("place_id",),
        (
            Column(
                "place_id",
                "text",
                "CN-<6 digit division code> of the prefecture or municipality, HK, MO, else gn-<GeoNames id>",
            ),
            Column("name_en", "text", "English name"),
            Column("name_zh", "text", "Chinese name", null="none known"),
            Column("kind", "text", "municipality, prefecture, region (HK, MO), city"),
            Column("country_code", "text", "ISO 3166-1 alpha-2"),
            Column("province_en", "text", "first-level division", null="unknown"),
            Column("province_zh", "text", "the same in Chinese", null="unknown"),
            Column("lat", "number", "latitude", "degrees", null="unknown"),
            Column("lng", "number", "longitude", "degrees", null="unknown"),
        ),
    ),
    Table(
        "affiliations",
        "linked",
        "Each distinct affiliation string of the version, and what it was resolved to, with the reason.",
        ("affiliation_no",),
        (
            Column("affiliation_no", "int", "number within this version"),
            Column("affiliation", "text", "the string, exactly as printed"),
            Column("org_ids", "texts", "organisations, best first; empty where the resolver abstains"),
            Column(
                "place_id", "text", "place of the best organisation, else the one read from the string", null="unknown"
            ),
            Column("country_code", "text", "country, from the organisation or read from the string", null="unknown"),
            Column("score", "number", "probability-like score of the first organisation", "0..1", null="abstained"),
            Column("because", "text", "phrase code of the reason, e.g. because.name_and_city"),
            Column("params", "text", "JSON object of the reason's parameters"),
            Column("decided_by", "text", "resolver, person (the ledger), or source"),
            Column("n_rows", "int", "authorships and participations with this string", "rows"),
        ),
    ),
    Table(
        "linked_works",
        "linked",
        "Works with a number, cleaned of duplicates, in the order of population and year.",
        ("work_no",),
        (
            Column("work_no", "int", "number within this version"),
            *(c for t in SOURCE_TABLES if t.name == "works" for c in t.columns),
            Column(
                "n_affiliated", "count", "author or participant rows with a string or an organisation given", "rows"
            ),
            Column("n_resolved", "count", "of those, rows with an organisation", "rows"),
        ),
    ),
    Table(
        "participants",
        "linked",
        "Who took part in a work: a row per work, author (or participant), affiliation string and organisation found.",
        (),
        (
            Column("work_no", "int", "work"),
            _POPULATION,
            _YEAR,
            Column("position", "count", "place in the list, from 1"),
            Column("role", "text", "author, applicant, coordinator, participant, host, funder"),
            Column("is_last", "flag", "last author"),
            Column("is_corresponding", "flag", "corresponding", null="the source does not say"),
            Column("person_id", "text", "the source's id of the author", null="none"),
            Column("person_name", "text", "name as printed", null="not given"),
            Column("affiliation_no", "int", "affiliation string", null="none given"),
            Column("org_id", "text", "organisation", null="not resolved"),
            Column("place_id", "text", "place", null="unknown"),
            Column("country_code", "text", "country", null="unknown"),
            Column(
                "weight",
                "number",
                "share of the work: 1/authors, divided by the author's distinct organisations",
                "works",
            ),
        ),
    ),
    Table(
        "work_places",
        "linked",
        "Distinct places of each work, with its fields: the narrow table that counting scans.",
        ("work_no", "place_id", "org_id"),
        (
            Column("work_no", "int", "work"),
            _POPULATION,
            _YEAR,
            Column("place_id", "text", "place", null="unknown"),
            Column("country_code", "text", "country", null="unknown"),
            Column("org_id", "text", "organisation", null="not resolved"),
            Column("is_company", "flag", "the organisation is a company"),
            Column("is_university", "flag", "the organisation is of type education"),
            Column("weight", "number", "share of the work", "works"),
        ),
    ),
    Table(
        "work_field_levels",
        "linked",
        "The primary field of each work (one per scheme), at each of its levels.",
        ("work_no", "field_id"),
        (
            Column("work_no", "int", "work"),
            Column("field_id", "text", "field (key of `fields`)"),
            Column("level", "text", "topic, subfield, field or domain (or class, where a scheme is flat)"),
        ),
    ),
    Table(
        "circle_members",
        "linked",
        "Members of each circle, as every year of the version counts them.",
        ("circle_id", "place_id"),
        (_CIRCLE, Column("place_id", "text", "member place")),
    ),
    Table(
        "belt_and_road",
        "linked",
        "Countries that signed a Belt and Road document.",
        ("country_code",),
        (
            Column("country_code", "text", "ISO 3166-1 alpha-2"),
            Column("signed_year", "year", "year of signing", "year", null="not known"),
        ),
    ),
)

MEASURED_TABLES = (
    Table(
        "output_places",
        "measured",
        "Output by place, field and year.",
        ("population", "place_id", "field_id", "year", "counting"),
        (_POPULATION, Column("place_id", "text", "place"), _FIELD, _YEAR, _COUNTING, _N),
    ),
    Table(
        "output_circles",
        "measured",
        "Output by circle (distinct works of its member places in the year), field and year.",
        ("population", "circle_id", "field_id", "year", "counting"),
        (_POPULATION, _CIRCLE, _FIELD, _YEAR, _COUNTING, _N),
    ),
    Table(
        "output_countries",
        "measured",
        "Output by country, field and year; country_code '' is the whole population.",
        ("population", "country_code", "field_id", "year", "counting"),
        (
            _POPULATION,
            Column("country_code", "text", "country; '' all works of the population"),
            _FIELD,
            _YEAR,
            _COUNTING,
            _N,
        ),
    ),
    Table(
        "output_orgs",
        "measured",
        "Output by organisation and place of work (its seat or a campus, in circle places), top-level field and year.",
        ("population", "org_id", "place_id", "field_id", "year", "counting"),
        (
            _POPULATION,
            Column("org_id", "text", "organisation"),
            Column("place_id", "text", "place at which it worked"),
            _FIELD,
            _YEAR,
            _COUNTING,
            _N,
        ),
    ),
    Table(
        "collab_places",
        "measured",
        "Works that two places did together. full: 1 per pair and work; fractional: see measure.collaboration.",
        ("population", "place_a", "place_b", "field_id", "year", "counting"),
        (
            _POPULATION,
            Column("place_a", "text", "place, smaller id"),
            Column("place_b", "text", "place, larger id"),
            _FIELD,
            _YEAR,
            _COUNTING,
            _N,
        ),
    ),
    Table(
        "collab_orgs",
        "measured",
        "Works that two organisations of circle places did together (all fields).",
        ("population", "org_a", "org_b", "year", "counting"),
        (
            _POPULATION,
            Column("org_a", "text", "organisation, smaller id"),
            Column("org_b", "text", "organisation, larger id"),
            _YEAR,
            _COUNTING,
            _N,
        ),
    ),
    Table(
        "circle_partners",
        "measured",
        "Works of a circle that also involve a partner group.",
        ("population", "circle_id", "partner", "field_id", "year", "counting"),
        (
            _POPULATION,
            _CIRCLE,
            Column(
                "partner",
                "text",
                "inside (two or more member places), circle:<id>, abroad, country:<CC>, "
                "bri (any Belt and Road country), university-company",
            ),
            _FIELD,
            _YEAR,
            _COUNTING,
            _N,
        ),
    ),
    Table(
        "leadership",
        "measured",
        "Works led by a place: by the corresponding author where known, else by the first or last author, in fields "
        "not ordered by alphabet.",
        ("population", "place_id", "field_id", "year", "rule"),
        (
            _POPULATION,
            Column("place_id", "text", "place"),
            _FIELD,
            _YEAR,
            Column("rule", "text", "corresponding, first or last"),
            Column("n_led", "number", "works led", "works"),
            Column("n_known", "number", "works of the place for which the rule can tell", "works"),
        ),
    ),
    Table(
        "author_order",
        "measured",
        "Is a field's author order alphabetical? Share against what chance would give.",
        ("population", "field_id"),
        (
            _POPULATION,
            _FIELD,
            Column("n_works", "int", "works with two or more named authors", "works"),
            Column("alphabetical_share", "number", "share in alphabetical order", "0..1"),
            Column("expected_share", "number", "share that random order would give", "0..1"),
            Column(
                "is_alphabetical",
                "flag",
                "intentional alphabetical order: first and last place say nothing",
                null="too few works to tell",
            ),
        ),
    ),
    Table(
        "coverage",
        "measured",
        "How much of the records behind a figure was resolved.",
        ("population", "field_id", "year"),
        (
            _POPULATION,
            _FIELD,
            _YEAR,
            Column("n_works", "int", "works", "works"),
            Column("n_works_placed", "int", "works with at least one place", "works"),
            Column("n_affiliated", "int", "author or participant rows with a string or a given organisation", "rows"),
            Column("n_resolved", "int", "of those, rows resolved to an organisation", "rows"),
            Column("n_unaffiliated", "int", "author rows without any affiliation in the source", "rows"),
        ),
    ),
)

TABLES: MappingProxyType[str, Table] = MappingProxyType(
    {table.name: table for table in (*SOURCE_TABLES, *LINKED_TABLES, *MEASURED_TABLES)}
)
