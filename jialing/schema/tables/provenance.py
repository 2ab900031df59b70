"""Source tables: what came in, what it is complete for, what was set aside or changed."""

from __future__ import annotations

from jialing.schema.tables.columns import POPULATION, SOURCE, Column, Table

PROVENANCE = (
    Table(
        "sources",
        "source",
        "What came in: one row per source and build.",
        ("source",),
        (
            SOURCE,
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
            POPULATION,
            SOURCE,
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
                "by_construction",
                "texts",
                "partner groups that all its works have by design (inside, abroad, bri, university-company): shares of "
                "them are left out",
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
            SOURCE,
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
            SOURCE,
            Column("code", "text", "phrase code of the rule, e.g. repair.author_list_doubled"),
            Column("n_rows", "int", "records changed by it", "records"),
        ),
    ),
)
