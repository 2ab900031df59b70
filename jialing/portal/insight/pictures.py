"""A picture with all that must stand around it: finding, unit, period, counting, coverage, rows, downloads, a lasting link."""

from __future__ import annotations

from dataclasses import dataclass
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
class Picture:
    """What the component `picture.html` draws. Empty texts and addresses are not shown.

    ``height`` is reserved (px) before anything is drawn; 0: there is no drawing, only the table.
    ``refusal`` replaces everything else; ``grey`` says why the figure is greyed.
    """

    slug: str
    title: str
    unit: str
    period: str
    counting: str
    method: str
    source: str
    population: str
    coverage: str
    floor: str
    refusal: str = ""
    grey: str = ""
    notes: tuple[str, ...] = ()
    height: int = 0
    spec_url: str = ""
    table: Table | None = None
    table_url: str = ""
    rows_url: str = ""
    csv_url: str = ""
    png_url: str = ""
    svg_url: str = ""
    link_url: str = ""
    alt: str = ""
    is_wide: bool = False


def picture_of(
    answer: Answer, view: View, *, drawn: bool = True, wide: bool = False, limit: int = TABLE_LINES
) -> Picture:
    """The picture of an answer; ``drawn=False`` shows its first ``limit`` rows as a table instead of a drawing."""
    base = _texts(answer, view)
    if answer.refusal is not None:
        return Picture(**base, refusal=say(answer.refusal, view.lang, answer.names))
    is_empty = not answer.rows_table
    height = height_of(answer) if drawn and not is_empty else 0
    return Picture(
        **base,
        grey=_grey(answer, view.lang),
        notes=tuple(say(note, view.lang, answer.names) for note in answer.notes),
        height=height,
        table=None if height or is_empty else table_of(answer, view, limit=limit),
        is_wide=wide,
        rows_url=rows_url(answer, view),
        **(_addresses(answer, view, is_drawn=height > 0) if not is_empty else {}),
    )


def question_params(answer: Answer, version: str) -> str:
    """The query that names this answer for ever: question's ids, scope, version."""
    about = [("about", short_org(thing)) for thing in answer.about]
    return urlencode([*about, *scope_params(answer.scope, None).items(), ("version", version)])


def _texts(answer: Answer, view: View) -> dict[str, str]:
    scope, lang = answer.scope, view.lang
    code = "portal.period.one" if scope.first_year == scope.last_year else "portal.period.span"
    return {
        "slug": answer.question.replace("_", "-"),
        "title": answer.say(lang),
        "unit": phrase(answer.unit, lang),
        "period": phrase(code, lang, first=scope.first_year, last=scope.last_year),
        "counting": phrase(f"portal.counting.{scope.counting}", lang),
        "method": phrase(answer.method, lang),
        "source": answer.source.in_lang(lang),
        "population": answer.name(scope.population, lang),
        "coverage": share(answer.coverage.share, lang),
        "floor": share(answer.coverage.floor, lang),
    }


def _grey(answer: Answer, lang: str) -> str:
    coverage = answer.coverage
    if coverage.is_enough or coverage.share is None:
        return ""
    words = {"share": share(coverage.share, lang), "floor": share(coverage.floor, lang)}
    return say(Finding("portal.grey.under_floor", words), lang, {})


def _addresses(answer: Answer, view: View, *, is_drawn: bool) -> dict[str, str]:
    query = question_params(answer, view.atlas.version)
    named = {"question": answer.question}
    found = {
        "csv_url": f"{reverse('insight:download', kwargs={**named, 'kind': 'csv'})}?{query}",
        "table_url": f"{reverse('insight:table', kwargs=named)}?{query}",
    }
    if is_drawn:
        found["spec_url"] = f"{reverse('insight:spec', kwargs=named)}?{query}&as={picture_stamp()}"
        found["png_url"] = f"{reverse('insight:download', kwargs={**named, 'kind': 'png'})}?{query}"
        found["svg_url"] = f"{reverse('insight:download', kwargs={**named, 'kind': 'svg'})}?{query}"
    return found
