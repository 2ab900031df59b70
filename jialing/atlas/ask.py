"""How a question becomes an Answer: refused where the population does not represent it, else made and named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from jialing.atlas.answers import NAMELESS, Answer, Finding, Names, RowsQuery, Scope
from jialing.atlas.caution import coverage_of, grey_cells, standing_notes
from jialing.atlas.columns import columns
from jialing.atlas.ground import Ground, Row
from jialing.atlas.profiles import PopulationChoice
from jialing.base.phrases import catalogue

NAMED_ROLES = ("place", "org", "field", "circle", "country", "person")
PUBLICATIONS = {"article", "review", "conference-paper", "preprint", "book", "book-chapter", "dissertation"}

NEEDS = {
    "output": "top_organisations organisation_list flow_places place_organisations field_places field_organisations "
    "researcher_places researcher_fields leading_researchers talent_flows talent_beside",
    "trend": "trend place_trend field_trend organisation_trend pair_trend comparison_trend talent_flows talent_beside",
    "fields": "top_fields field_heat place_fields field_children field_trend field_places field_pairs "
    "field_organisations organisation_fields pair_fields comparison_fields researcher_fields leading_researchers",
    "collaboration": "top_pairs flows network_nodes network_edges place_partners pair_trend pair_fields "
    "pair_organisations pair_rank pair_expected network_bridges field_pairs partner_ties partner_gaps "
    "organisation_partners organisation_places partners",
    "abroad": "countries",
    "circles": "comparison comparison_trend comparison_fields",
    "leadership": "leadership",
}
"""Which questions a population must be fit for before an answer is given; some answers need several."""


@dataclass(frozen=True)
class Question:
    """What is asked: its name, the columns of its answer (see :func:`columns`), what it is about, unit and method.

    ``table``: the published table that answers it, where that is not made of works (statistics, platforms, alliances):
    then the source is that of the table, and what is said of a population's coverage and discipline does not apply.
    ``needs``: what the population must be fit for, beside what ``NEEDS`` says of the question.
    """

    name: str
    columns: tuple[str, ...]
    about: tuple[str, ...] = ()
    unit: str = "atlas.unit.works"
    method: str = ""
    table: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What was found: rows in column order, the sentence that says it, notes, works behind, answers drawn with it.

    ``rows_of``: the works behind single rows, where their cells do not say which.
    """

    rows: Iterable[Row]
    title: Finding
    notes: tuple[Finding, ...] = ()
    behind: RowsQuery | None = None
    context: tuple[Answer, ...] = ()
    rows_of: Mapping[Row, RowsQuery] = field(default_factory=dict)


def answered(
    ground: Ground, scope: Scope, question: Question, make: Callable[[], Found], *, why_not: Finding | None = None
) -> Answer:
    """The answer to a question, or its refusal; nothing is counted for a refused one.

    ``why_not``: why it cannot be answered although the population is fit for it (no reference to compare with).
    """
    needs = [need for need, questions in NEEDS.items() if question.name in questions.split()]
    refusal = refused(ground, scope, *needs, *question.needs) or why_not
    if refusal is not None:
        return _named(ground, _blank(ground, scope, question, refusal.code, refusal))
    return _named(ground, _filled(ground, _blank(ground, scope, question, ""), make(), is_of_works=not question.table))


def _filled(ground: Ground, blank: Answer, found: Found, *, is_of_works: bool) -> Answer:
    rows = tuple(tuple(row) for row in found.rows)
    answer = replace(
        blank,
        title=found.title,
        rows_table=rows,
        rows_behind=found.behind,
        notes=found.notes,
        context=found.context,
        rows_of=found.rows_of,
        grey_cells=grey_cells(blank.columns, rows, ground.few) if is_of_works else frozenset(),
    )
    return replace(answer, notes=(*answer.notes, *standing_notes(ground, answer))) if is_of_works else answer


def refused(ground: Ground, scope: Scope, *needs: str) -> Finding | None:
    """Why the scope's population may not answer what needs all of ``needs``; None when it may."""
    population = ground.population(scope.population)
    lacking = [need for need in needs if need not in population.answers]
    if not lacking:
        return None
    why = population.why_not or Finding("atlas.refused.fetch")
    question = Finding(f"atlas.need.{lacking[0]}")
    return Finding("atlas.refused.question", {"population": population.population, "question": question, "why": why})


def behind(scope: Scope, **more: object) -> RowsQuery:
    """The works behind an answer of the scope: its population, years and field, and what is given beside."""
    query = RowsQuery(scope.population, scope.first_year, scope.last_year, field=scope.field)
    return replace(query, **more)  # type: ignore[arg-type]


def noun(population: PopulationChoice) -> str:
    """What the works of a population are called: publications, patents, projects, or works where they are mixed."""
    kinds = set(population.kinds)
    if kinds and kinds <= PUBLICATIONS:
        return "publications"
    single = {"patent": "patents", "project": "projects"}
    return single.get(next(iter(kinds)), "works") if len(kinds) == 1 else "works"


def told(ground: Ground, scope: Scope, code: str, *, rests_on: object = None, **params: object) -> Finding:
    """A finding with what most sentences need: circle, noun, years and field ready to be named.

    ``rests_on``: the works that the sentence's claim rests on (``n_works`` where not given). Where they are few, the
    sentence that claims no share and no rank takes its place (phrase ``<code>_few``).
    """
    things = noun(ground.population(scope.population))
    ground_for_it = params.get("n_works") if rests_on is None else rests_on
    if isinstance(ground_for_it, int | float) and ground_for_it < ground.few and f"{code}_few" in catalogue():
        code = f"{code}_few"
    standing = {
        "circle": scope.circle,
        "noun": Finding(f"atlas.noun.{things}"),
        "things": Finding(f"atlas.things.{things}"),
        "first_year": scope.first_year,
        "last_year": scope.last_year,
        "infield": Finding("atlas.infield.one", {"field": scope.field})
        if scope.field
        else Finding("atlas.infield.all"),
    }
    return Finding(code, {**standing, **params})


def _blank(ground: Ground, scope: Scope, question: Question, code: str, refusal: Finding | None = None) -> Answer:
    population = ground.population(scope.population)
    invented, source = population.is_invented, ground.sources.get(population.source, NAMELESS)
    coverage = ground.coverage(scope, coverage_of(question.name))
    if question.table:
        invented, source, coverage = *ground.standing_source(question.table), ground.covered(())
    return Answer(
        question=question.name,
        scope=scope,
        title=Finding(code),
        unit=question.unit,
        method=question.method or f"atlas.method.{scope.counting}",
        columns=columns(*question.columns),
        rows_table=(),
        coverage=coverage,
        refusal=refusal,
        version=ground.version.id,
        is_invented=invented,
        about=question.about,
        source=source,
    )


def _named(ground: Ground, answer: Answer) -> Answer:
    named = [i for i, column in enumerate(answer.columns) if column.role in NAMED_ROLES]
    things = {row[i] for row in answer.rows_table for i in named if row[i]}
    things |= {v for row in answer.rows_table for v in row if isinstance(v, str) and v.startswith("circle:")}
    said = _texts(answer.title) | _texts(answer.refusal) | {t for note in answer.notes for t in _texts(note)}
    standing = {answer.scope.circle, answer.scope.population, answer.scope.field}
    names = ground.names({str(t) for t in things | said | standing | set(answer.about)})
    return replace(answer, names={thing: name for thing, name in names.items() if name != Names(thing, thing)})


def _texts(finding: Finding | None) -> set[str]:
    if finding is None:
        return set()
    found: set[str] = set()
    for value in finding.params.values():
        if isinstance(value, Finding):
            found |= _texts(value)
        elif isinstance(value, str):
            found.add(value)
        elif isinstance(value, tuple) and not isinstance(value, Names):
            found |= {v for v in value if isinstance(v, str)}
    return found


def column_of(answer: Answer, name: str) -> list[object]:
    """The values of one column."""
    at = [c.name for c in answer.columns].index(name)
    return [row[at] for row in answer.rows_table]
