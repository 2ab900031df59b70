"""Where everything comes from, what was left out, and how to make it again."""

from __future__ import annotations

import json
from collections.abc import Mapping

from jialing.atlas.answers import Answer, Finding, Names
from jialing.atlas.ask import NEEDS, Found, Question, answered, refused, told
from jialing.atlas.ground import COVERAGE_SUMS, Ground
from jialing.atlas.records import (
    CoverageRow,
    DataPage,
    QuarantineRow,
    RefusalRow,
    RepairRow,
    SourceRow,
    StepRow,
    TableRow,
)
from jialing.schema import TABLES

QUESTIONS = (*NEEDS, "sectors")


def data_page(ground: Ground) -> DataPage:
    """See :class:`DataPage`."""
    manifest, choices = ground.version.manifest, ground.choices
    return DataPage(
        version=ground.version.id,
        built_on=choices.built_on,
        code_version=str(manifest.get("code_version", "")),
        is_invented=ground.is_invented,
        sources=_sources(ground),
        populations=choices.populations,
        circles=choices.circles,
        coverage=_coverage(ground),
        quarantine=_quarantine(ground),
        repairs=_repairs(ground),
        refusals=_refusals(ground),
        steps=_steps(manifest),
        tables=_tables(ground),
        author_order=_author_order(ground),
        commands=_commands(manifest),
    )


def _sources(ground: Ground) -> tuple[SourceRow, ...]:
    query = """SELECT source, title_en, title_zh, version, retrieved_on, licence, is_invented, fingerprint, n_files,
        n_bytes, n_rows_in, n_rows_kept, n_rows_quarantined FROM sources ORDER BY n_rows_in DESC, source"""
    return tuple(
        SourceRow(source, Names(en, zh), version, str(on) if on else None, *rest)
        for source, en, zh, version, on, *rest in ground.rows(query)
    )


def _coverage(ground: Ground) -> tuple[CoverageRow, ...]:
    query = f"""SELECT population, year, {COVERAGE_SUMS} FROM coverage WHERE field_id = ''
        GROUP BY GROUPING SETS ((population), (population, year)) ORDER BY population, year NULLS FIRST"""
    return tuple(
        CoverageRow(population, year, ground.covered(values)) for population, year, *values in ground.rows(query)
    )


def _quarantine(ground: Ground) -> tuple[QuarantineRow, ...]:
    if not ground.has("quarantine"):
        return ()
    query = """SELECT source, code, count(*) AS n, arg_min(
        {'file': file, 'line': line, 'excerpt': excerpt, 'params': params}, coalesce(line, 0))
        FROM quarantine GROUP BY source, code ORDER BY n DESC, source, code"""
    return tuple(
        QuarantineRow(
            source, Finding(code, _params(first["params"])), n, (first["file"], first["line"], first["excerpt"])
        )
        for source, code, n, first in ground.rows(query)
    )


def _repairs(ground: Ground) -> tuple[RepairRow, ...]:
    if not ground.has("repairs"):
        return ()
    query = "SELECT source, code, sum(n_rows) AS n FROM repairs GROUP BY source, code ORDER BY source, n DESC, code"
    return tuple(RepairRow(source, Finding(code), int(n)) for source, code, n in ground.rows(query))


def _refusals(ground: Ground) -> tuple[RefusalRow, ...]:
    rows = []
    for population in ground.choices.populations:
        scope = ground.default_scope(population=population.population)
        for question in QUESTIONS:
            why = refused(ground, scope, question)
            if why is not None:
                rows.append(RefusalRow(population.population, question, why))
    return tuple(rows)


def _steps(manifest: Mapping[str, object]) -> tuple[StepRow, ...]:
    steps = manifest.get("steps", {})
    if isinstance(steps, Mapping):
        return tuple(StepRow(str(name), _seconds(said)) for name, said in steps.items())
    listed = [said for said in steps if isinstance(said, Mapping)] if isinstance(steps, list) else []
    return tuple(StepRow(str(said.get("step", said.get("name", ""))), _seconds(said)) for said in listed)


def _seconds(said: object) -> float | None:
    value = said.get("seconds") if isinstance(said, Mapping) else said
    return float(value) if isinstance(value, int | float) else None


def _tables(ground: Ground) -> tuple[TableRow, ...]:
    names = [name for name in TABLES if ground.has(name)]
    union = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names)
    counts: dict[str, int] = dict(ground.rows(union)) if union else {}
    return tuple(
        TableRow(
            n, TABLES[n].layer, TABLES[n].meaning, counts[n], sum(f.stat().st_size for f in ground.version.files(n))
        )
        for n in names
    )


def _author_order(ground: Ground) -> Answer:
    scope = ground.default_scope()
    names = ("field", "works", "alphabetical_share", "expected_share", "is_alphabetical")
    asked = Question("author_order", names, unit="atlas.unit.works", method="atlas.method.author_order")

    def make() -> Found:
        query = """SELECT field_id, n_works, alphabetical_share, expected_share, is_alphabetical FROM author_order
            WHERE population = ? AND field_id <> '' ORDER BY is_alphabetical DESC NULLS LAST, alphabetical_share DESC"""
        levels = ("field", "class")
        rows = [r for r in ground.rows(query, [scope.population]) if ground.fields[r[0]].level in levels]
        title = told(
            ground, scope, "atlas.title.author_order", n_alphabetical=sum(1 for r in rows if r[4]), n_fields=len(rows)
        )
        return Found(rows, title)

    return answered(ground, scope, asked, make)


def _commands(manifest: Mapping[str, object]) -> tuple[str, ...]:
    """What makes the version again, as the build wrote it down."""
    said = manifest.get("commands") or manifest.get("reproduce") or "make demo"
    return tuple(str(line) for line in said) if isinstance(said, list) else tuple(str(said).splitlines())


def _params(text: str) -> dict[str, object]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
