"""A picture with all that must stand around it: finding, unit, period, counting, coverage, rows, files, link."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from jialing.atlas import Answer, Finding, say
from jialing.base.numbers import share
from jialing.base.phrases import phrase
from jialing.portal.insight.addresses import short_org
from jialing.portal.insight.scope import View, scope_params
from jialing.portal.insight.specs import height_of, picture_stamp
from jialing.portal.insight.tables import Table, rows_url, table_of

TABLE_LINES = 8


@dataclass(frozen=True)
class Facts:
    """What is counted, when, how, from where, how much of it is known. ``is_of_works``: counting and coverage apply."""

    unit: str
    period: str
    counting: str
    method: str
    population: str
    source: str
    coverage: str
    floor: str
    is_of_works: bool


@dataclass(frozen=True)
class Ways:
    """Ways on from a picture; '' where there is none."""

    spec: str = ""
    table: str = ""
    rows: str = ""
    csv: str = ""
    png: str = ""
    svg: str = ""


@dataclass(frozen=True)
class Picture:
    """What the component `picture.html` draws.

    ``height`` is reserved (px) before anything is drawn; 0: there is no drawing, only the table.
    ``refusal`` replaces everything else; ``grey`` says why the figure is greyed.
    """

    slug: str
    title: str
    facts: Facts
    refusal: str = ""
    grey: str = ""
    notes: tuple[str, ...] = ()
    height: int = 0
    table: Table | None = None
    ways: Ways = field(default_factory=Ways)
    is_wide: bool = False


def picture_of(
    answer: Answer, view: View, *, drawn: bool = True, wide: bool = False, limit: int = TABLE_LINES
) -> Picture:
    """The picture of an answer; ``drawn=False`` shows its first ``limit`` rows (0: all) instead of a drawing."""
    slug = answer.question.replace("_", "-") + ("" if drawn else "-table")
    title, facts = answer.say(view.lang), _facts(answer, view.lang)
    if answer.refusal is not None:
        why = say(answer.refusal, view.lang, answer.names)
        return Picture(slug, title, facts, refusal=why, is_wide=wide)
    if not answer.rows_table:
        return Picture(slug, title, facts, is_wide=wide)
    height = height_of(answer) if drawn else 0
    return Picture(
        slug,
        title,
        facts,
        grey=_grey(answer, view.lang),
        notes=tuple(say(note, view.lang, answer.names) for note in answer.notes),
        height=height,
        table=None if height else table_of(answer, view, limit=limit),
        ways=_ways(answer, view, is_drawn=height > 0),
        is_wide=wide,
    )


def question_params(answer: Answer, version: str) -> str:
    """The query that names this answer for ever: the ids it is about, scope, version."""
    about = [("about", short_org(thing)) for thing in answer.about]
    return urlencode([*about, *scope_params(answer.scope, None).items(), ("version", version)])


def _facts(answer: Answer, lang: str) -> Facts:
    scope, coverage = answer.scope, answer.coverage
    span = "portal.period.one" if scope.first_year == scope.last_year else "portal.period.span"
    return Facts(
        unit=phrase(answer.unit, lang),
        period=phrase(span, lang, first=scope.first_year, last=scope.last_year),
        counting=phrase(f"portal.counting.{scope.counting}", lang),
        method=phrase(answer.method, lang),
        population=answer.name(scope.population, lang),
        source=answer.source.in_lang(lang),
        coverage=share(coverage.share, lang),
        floor=share(coverage.floor, lang),
        is_of_works=answer.rows_behind is not None,
    )


def _grey(answer: Answer, lang: str) -> str:
    coverage = answer.coverage
    if coverage.is_enough or coverage.share is None or answer.rows_behind is None:
        return ""
    words = {"share": share(coverage.share, lang), "floor": share(coverage.floor, lang)}
    return say(Finding("portal.grey.under_floor", words), lang, {})


def _ways(answer: Answer, view: View, *, is_drawn: bool) -> Ways:
    query = question_params(answer, view.atlas.version)
    table = f"{reverse('insight:table', args=[answer.question])}?{query}"
    files = {k: f"{reverse('insight:download', args=[answer.question, k])}?{query}" for k in ("csv", "png", "svg")}
    if not is_drawn:
        return Ways(table=table, rows=rows_url(answer, view), csv=files["csv"])
    spec = f"{reverse('insight:spec', args=[answer.question])}?{query}&as={picture_stamp()}"
    return Ways(spec=spec, table=table, rows=rows_url(answer, view), **files)
