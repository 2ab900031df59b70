"""Fill the numbers of docs/explanation/real-data.md from a data folder built on real files.

    python examples/real_data.py DATA [PAGE]

The page is prose with blocks, ``<!-- made: NAME -->`` to ``<!-- end -->``; this program writes what stands inside them
and leaves the rest. Only totals are written, never rows of the sources: most may not be passed on.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path

import jialing
from jialing.atlas import Answer, Atlas, Finding, PopulationChoice, Scope, say, say_code
from jialing.base import numbers
from jialing.base.phrases import catalogue
from jialing.lake import Lake, Version

PAGE = Path("docs/explanation/real-data.md")
CIRCLE, CENTRES = "chengdu-chongqing", ("CN-510100", "CN-500000")
ORGANISATION = "https://ror.org/011ashp19"
CIRCLES = (CIRCLE, "beijing-tianjin-hebei", "guangdong-hong-kong-macao", "yangtze-river-delta")
STANDING = ("platforms", "alliances", "statistics", "comparison_statistics", "affiliations", "key_areas")
"""Parts of pages that no population has to carry: they show what came in, or say that nothing did."""


@dataclass(frozen=True)
class Built:
    """What the page is written from."""

    atlas: Atlas
    version: Version

    @property
    def populations(self) -> tuple[PopulationChoice, ...]:
        return self.atlas.scopes().populations

    def scope(self, population: PopulationChoice, circle: str = CIRCLE) -> Scope:
        """All years of a population, full counting, the Chengdu-Chongqing circle unless another is named."""
        standing = self.atlas.default_scope(circle, population.population)
        return replace(standing, first_year=population.first_year, last_year=population.last_year)

    def rows(self, query: str, *params: object) -> list[tuple[object, ...]]:
        """Rows of a query on the published tables."""
        return [tuple(row.values()) for row in self.version.sql(query, params).to_pylist()]


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], left: int = 1) -> str:
    """A Markdown table; the first ``left`` columns are texts, the others numbers."""
    rule = [":--"] * left + ["--:"] * (len(heads) - left)
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in (heads, rule, *rows))


def _cell(value: object) -> str:
    text = numbers.count(value) if isinstance(value, int | float) else str(value)
    return text.replace("\xa0", " ").replace("|", "/")


def percent(part: object, whole: object) -> str:
    """A share in words, a dash where nothing is there to share."""
    return numbers.share(float(str(part)) / float(str(whole)), "en") if whole else numbers.UNKNOWN


def built_on(built: Built) -> str:
    page = built.atlas.data_page()
    works = sum(p.n_works for p in built.populations)
    return (
        f"Built on {page.built_on[:10]}, version `{page.version}`: {works:,} works in {len(built.populations)} "
        f"populations, from {len(page.sources)} sources. Works of different populations are never added in a figure; "
        "this total is only a size."
    )


def summary_zh(built: Built) -> str:
    """The Chinese summary's numbers."""
    page = built.atlas.data_page()
    n_in, kept, aside = (sum(getattr(s, f"n_rows_{k}") for s in page.sources) for k in ("in", "kept", "quarantined"))
    papers = next(p for p in built.populations if p.population == "papers:conference-papers")
    joint = built.atlas.pair(built.scope(papers), *CENTRES).headlines[0].value
    circle = built.atlas.comparison(built.scope(papers)).table.rows_table[0][1]
    return (
        f"共读入 {n_in:,} 条记录，保留 {kept:,} 条，隔离 {aside:,} 条（读入 = 保留 + 隔离）。"
        f"在人工智能、视觉与机器人会议论文中，{numbers.count(float(str(circle)))} 篇有成渝圈单位，"
        f"其中成都与重庆合著 {numbers.count(joint)} 篇。"
    )


def sources(built: Built) -> str:
    rows = [
        (
            s.source,
            s.version or "not stated",
            s.licence or "not stated",
            s.n_rows_in,
            s.n_rows_kept,
            s.n_rows_quarantined,
        )
        for s in built.atlas.data_page().sources
    ]
    whole = tuple(sum(int(str(row[i])) for row in rows) for i in (3, 4, 5))
    return table(("source", "version", "licence", "in", "kept", "quarantined"), [*rows, ("**all**", "", "", *whole)], 3)


def quarantine(built: Built) -> str:
    rows = [(q.source, name_of(q.reason), q.n_rows) for q in built.atlas.data_page().quarantine]
    return table(("source", "reason", "records"), rows, 2)


def repairs(built: Built) -> str:
    rows = [(r.source, name_of(r.rule), r.n_rows) for r in built.atlas.data_page().repairs]
    return table(("source", "rule", "records"), rows, 2)


def name_of(finding: Finding) -> str:
    """A reason as the heading of a count: the words without a record's parameters where there are such."""
    words = catalogue().get(f"{finding.code}.name") or catalogue().get(finding.code)
    return re.sub(r"\{\w+\}", "…", words["en"]) if words else finding.code


def coverage(built: Built) -> str:
    lines = []
    for row in built.atlas.data_page().coverage:
        if row.year is None:
            c, n = row.coverage, row.coverage.n_affiliated
            shares = (percent(known, n) for known in (c.n_resolved, c.n_placed or 0, c.n_in_country or 0))
            works = percent(c.n_works_placed, c.n_works)
            placed = percent(c.n_placed or 0, c.n_rows)
            lines.append((row.population, c.n_works, works, n, *shares, c.n_unaffiliated, placed))
    heads = ("population", "works", "works placed", "rows with an affiliation", "to an organisation", "to a place")
    return table((*heads, "to a country", "author rows without any", "placed, of all rows"), lines)


def reasons(built: Built) -> str:
    query = """SELECT because, count(*) AS n, sum(n_rows)::BIGINT AS r, count(*) FILTER (len(org_ids) > 0) AS o,
        count(*) FILTER (place_id IS NOT NULL) AS p FROM affiliations GROUP BY because ORDER BY r DESC"""
    rows = [(f"`{str(because).removeprefix('because.')}`", *rest) for because, *rest in built.rows(query)]
    return table(("reason", "distinct strings", "rows", "strings with an organisation", "strings with a place"), rows)


def circles(built: Built) -> str:
    """The comparison of every population that may compare circles, under the title that its page shows."""
    parts = []
    for population in built.populations:
        answer = built.atlas.comparison(built.scope(population)).table
        if answer.refusal is None:
            parts.append(f"**{answer.say('en')}** (`{population.population}`, {years(answer)}, full counting)\n")
            parts.append(answer_table(answer) + "\n")
    return "\n".join(parts).rstrip()


def pairs(built: Built) -> str:
    parts = []
    for population in built.populations:
        answer = built.atlas.overview(built.scope(population)).top_pairs
        if answer.refusal is None:
            parts.append(f"**{answer.say('en')}** (`{population.population}`, {years(answer)}, full counting)\n")
            parts.append((answer_table(answer, 3) if answer.rows_table else "No pair.") + "\n")
    return "\n".join(parts).rstrip()


def years(answer: Answer) -> str:
    return f"{answer.scope.first_year}–{answer.scope.last_year}"


def answer_table(answer: Answer, left: int = 1) -> str:
    """An answer as its page writes it."""
    from jialing.atlas import say_cell

    heads = [say_code(c.title, "en") for c in answer.columns]
    rows = [
        [say_cell(answer, c, v, "en") for c, v in zip(answer.columns, row, strict=True)] for row in answer.rows_table
    ]
    return table(heads, rows, left)


def pages_of(built: Built, population: PopulationChoice) -> Iterator[tuple[str, object]]:
    """Every kind of page, asked of one population, as the portal asks it."""
    atlas, scope = built.atlas, built.scope(population)
    field = next((f.field_id for f in atlas.scopes().fields if population.population in f.populations), "openalex:F17")
    yield "overview", atlas.overview(scope)
    yield "map", atlas.flows(scope)
    yield "network", atlas.network(scope)
    yield "fields", atlas.field_heat(scope)
    yield "city", atlas.place(scope, CENTRES[0])
    yield "pair", atlas.pair(scope, *CENTRES)
    yield "organisation", atlas.organisation(scope, ORGANISATION)
    yield "field", atlas.field(scope, field)
    yield "comparison", atlas.comparison(scope)


def parts_of(page: object) -> list[Answer]:
    """The answers of a page that rest on the population."""
    assert is_dataclass(page)
    values = [getattr(page, f.name) for f in fields(page)]
    return [v for v in values if isinstance(v, Answer) and v.question not in STANDING]


def standing(page: object) -> str:
    """answers, refuses, or which parts refuse; and which of those that answer have nothing to show."""
    parts = parts_of(page)
    refused = [p.question.replace("_", " ") for p in parts if p.refusal is not None]
    if len(refused) == len(parts):
        return "**refuses**"
    empty = [p.question.replace("_", " ") for p in parts if p.refusal is None and not p.rows_table]
    said = ["answers" if not refused else f"refuses {', '.join(refused)}"]
    return "; ".join([*said, *([f"nothing found: {', '.join(empty)}"] if empty else [])])


def pages(built: Built) -> str:
    columns = {p.population: {name: standing(page) for name, page in pages_of(built, p)} for p in built.populations}
    names = list(next(iter(columns.values())))
    rows = [(population, *(column[name] for name in names)) for population, column in columns.items()]
    return table(("population", *names), rows, 1 + len(names))


def of_position(built: Built, population: PopulationChoice, circle: str) -> Iterator[tuple[str, object]]:
    """The pages of the step position, asked of one population and circle."""
    atlas, scope = built.atlas, built.scope(population, circle)
    centres = next(c.centre_ids for c in atlas.scopes().circles if c.circle_id == circle)
    joint = atlas.joint(scope)
    rows = joint.targets.rows_table
    yield "targets", atlas.targets(scope)
    yield "capability", atlas.capability(scope)
    yield "position", atlas.position(scope)
    yield "joint targets", joint
    yield "partners", atlas.partners_for_field(scope, str(rows[0][1])) if rows else joint
    yield "layout", atlas.layout(scope, "reach", "1", "100", "all")
    yield "what if", atlas.what_if(scope, "joined", *centres[:2])
    yield "people", atlas.talent(scope)
    yield "method", atlas.position_method(scope)


def alike(by_circle: Mapping[str, str]) -> str:
    """What a page does for each circle, said once where it is the same for all."""
    if len(set(by_circle.values())) == 1:
        return next(iter(by_circle.values()))
    return "; ".join(f"{circle}: {said}" for circle, said in by_circle.items())


def position_pages(built: Built) -> str:
    """Every page of position on every population, for the four circles."""
    names = {c.circle_id: c.short.en for c in built.atlas.scopes().circles}
    rows: list[tuple[str, ...]] = []
    for population in built.populations:
        found: dict[str, dict[str, str]] = {}
        for circle in CIRCLES:
            for page, answers in of_position(built, population, circle):
                found.setdefault(page, {})[names[circle]] = standing(answers)
        rows.append((population.population, *(alike(said) for said in found.values())))
    return table(("population", *found), rows, 1 + len(found))


def position_reasons(built: Built) -> str:
    """Why: each reason that the pages of position give, in words, with the pages and populations that give it."""
    given: dict[str, set[tuple[str, str]]] = {}
    for population in built.populations:
        for page, answers in of_position(built, population, CIRCLE):
            for part in parts_of(answers):
                if part.refusal is not None:
                    given.setdefault(_reason(part), set()).add((page, population.population))
    lines = []
    for reason, where in sorted(given.items(), key=lambda item: (-len(item[1]), item[0])):
        pages = ", ".join(dict.fromkeys(page for page, _ in sorted(where)))
        populations = ", ".join(f"`{name}`" for name in sorted({name for _, name in where}))
        lines.append(f"- *{pages}* ({populations}): {reason}")
    return "\n".join(lines)


def _reason(part: Answer) -> str:
    """A refusal without what the population's own mapping adds, which stands in the list above."""
    assert part.refusal is not None
    if part.refusal.code == "atlas.refused.question":
        return "the population does not represent what is asked; its reason stands in the list above."
    named = {
        **part.refusal.params,
        **({"population": "this population"} if "population" in part.refusal.params else {}),
    }
    return say(replace(part.refusal, params=named), "en", part.names)


def refusals(built: Built) -> str:
    """Each population's refused questions with the reason that its pages give, and what it is complete for."""
    page, lines = built.atlas.data_page(), []
    for population in built.populations:
        refused = [r for r in page.refusals if r.population == population.population]
        questions = ", ".join(r.question for r in refused) or "nothing"
        why = population.why_not.en if population.why_not and refused else ""
        lines.append(
            f"- `{population.population}` (complete for: {population.complete.en}) refuses: {questions}. {why}"
        )
    return "\n".join(lines)


def sentences(built: Built) -> str:
    """One refusal in both languages, as a page words it."""
    for population in built.populations:
        answer = built.atlas.comparison(built.scope(population)).table
        if answer.refusal is not None:
            return f"> {answer.say('en')}\n>\n> {say(answer.refusal, 'zh', answer.names)}"
    return "No page refuses."


BLOCKS: dict[str, Callable[[Built], str]] = {
    "built": built_on,
    "summary": summary_zh,
    "sources": sources,
    "quarantine": quarantine,
    "repairs": repairs,
    "coverage": coverage,
    "reasons": reasons,
    "circles": circles,
    "pairs": pairs,
    "pages": pages,
    "position": position_pages,
    "position_reasons": position_reasons,
    "refusals": refusals,
    "sentences": sentences,
}
BLOCK = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(text: str, built: Built) -> str:
    """The page with every block written anew; an unknown block is a KeyError."""
    return BLOCK.sub(lambda m: f"{m[1]}{BLOCKS[m[2]](built)}\n{m[3]}", text)


def main(data: str, page: str = str(PAGE)) -> None:
    """Fill the page from the current version of a data folder."""
    built = Built(jialing.open(data), Lake(Path(data)).current())
    Path(page).write_text(filled(Path(page).read_text(encoding="utf-8"), built), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
