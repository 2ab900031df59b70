"""A picture with all that must stand around it: finding, unit, period, counting, coverage, rows, files, link."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.urls import reverse

from jialing import figures
from jialing.atlas import Answer, Finding, say
from jialing.base.numbers import share
from jialing.base.phrases import phrase
from jialing.portal.insight.addresses import short_org
from jialing.portal.insight.scope import View, scope_params
from jialing.portal.insight.specs import heights_of, picture_stamp
from jialing.portal.insight.tables import Table, rows_url, table_of

TABLE = "table"
TABLE_LINES = 8
SAID_ABOVE = "atlas.note.low_coverage"
"""The note that a picture without a page around it needs; a page says it above the picture."""


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
    xlsx: str = ""
    png: str = ""
    svg: str = ""


@dataclass(frozen=True)
class Picture:
    """What the component `picture.html` draws.

    ``height`` (on a phone ``narrow``) is reserved (px) before anything is drawn; 0: no drawing, only the table.
    ``refusal`` replaces everything else; ``grey`` says why the figure is greyed.
    """

    slug: str
    title: str
    facts: Facts
    refusal: str = ""
    grey: str = ""
    notes: tuple[str, ...] = ()
    height: int = 0
    narrow: int = 0
    kind: str = ""
    table: Table | None = None
    ways: Ways = field(default_factory=Ways)
    is_wide: bool = False


def picture_of(
    answer: Answer, view: View, *, kind: str = "", wide: bool = False, limit: int = TABLE_LINES, title: str = ""
) -> Picture:
    """The picture of an answer, of its usual kind or another; ``kind="table"`` shows ``limit`` rows (0: all).

    ``title`` (a phrase code) stands in for the finding where the page says it already.
    """
    slug = "-".join((answer.question.replace("_", "-"), *([kind] if kind else [])))
    title = phrase(title, view.lang) if title else answer.say(view.lang)
    facts = _facts(answer, view.lang)
    if answer.refusal is not None:
        why = say(answer.refusal, view.lang, answer.names)
        return Picture(slug, title, facts, refusal=why, is_wide=wide)
    if not answer.rows_table:
        return Picture(slug, title, facts, is_wide=wide)
    grey = _grey(answer, view.lang)
    height, narrow = heights_of(answer, view.lang, kind) if kind != TABLE else (0, 0)
    return Picture(
        slug,
        title,
        facts,
        grey=grey,
        notes=tuple(say(note, view.lang, answer.names) for note in answer.notes if not grey or note.code != SAID_ABOVE),
        height=height,
        narrow=narrow,
        kind=kind or next(iter(figures.kinds(answer)), ""),
        table=None if height else table_of(answer, view, limit=limit),
        ways=_ways(answer, view, kind) if height else _table_ways(answer, view),
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
        coverage=say(coverage.finding, lang, {}),
        floor=share(coverage.floor, lang),
        is_of_works=answer.rows_behind is not None,
    )


def _grey(answer: Answer, lang: str) -> str:
    coverage = answer.coverage
    if coverage.is_enough or coverage.share is None or answer.rows_behind is None:
        return ""
    words = {"known": coverage.finding, "floor": share(coverage.floor, lang)}
    return say(Finding("portal.grey.under_floor", words), lang, {})


def _table_ways(answer: Answer, view: View) -> Ways:
    query = question_params(answer, view.atlas.version)
    return Ways(
        table=f"{reverse('insight:table', args=[answer.question])}?{query}",
        rows=rows_url(answer, view),
        csv=f"{reverse('insight:download', args=[answer.question, 'csv'])}?{query}",
        xlsx=f"{reverse('insight:download', args=[answer.question, 'xlsx'])}?{query}",
    )


def _ways(answer: Answer, view: View, kind: str) -> Ways:
    query = question_params(answer, view.atlas.version) + (f"&kind={kind}" if kind else "")
    spec = f"{reverse('insight:spec', args=[answer.question])}?{query}&as={picture_stamp()}"
    files = {k: f"{reverse('insight:download', args=[answer.question, k])}?{query}" for k in ("png", "svg")}
    return replace(_table_ways(answer, view), spec=spec, **files)
