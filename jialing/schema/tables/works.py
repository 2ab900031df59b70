"""Source tables: works, who took part in them by name, and their fields."""

from __future__ import annotations

from jialing.schema.tables.columns import POPULATION, SOURCE, SOURCE_ID, YEAR, Column, Table

WORKS = (
    Table(
        "works",
        "source",
        "Publications, patents and projects; `kind` tells which.",
        ("source", "source_id"),
        (
            SOURCE,
            SOURCE_ID,
            POPULATION,
            Column(
                "kind",
                "text",
                "article, review, conference-paper, preprint, book, book-chapter, dataset, dissertation, patent, "
                "project, other",
            ),
            Column("title", "text", "title", null="not given"),
            Column("language", "text", "ISO 639-1", null="not stated"),
            YEAR,
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
        (SOURCE, SOURCE_ID, Column("abstract", "text", "plain text")),
    ),
    Table(
        "authorships",
        "source",
        "One row per author and affiliation string; an author without one has one row with a null string.",
        (),
        (
            SOURCE,
            SOURCE_ID,
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
            SOURCE,
            SOURCE_ID,
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
            SOURCE,
            SOURCE_ID,
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
)
