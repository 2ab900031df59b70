"""What the page of rows says and offers: which works these are, what narrows them, all of them as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from jialing.atlas import Finding, RowsQuery, WorkRow, say
from jialing.base.phrases import phrase
from jialing.figures import csv_text
from jialing.portal.insight.addresses import short_org
from jialing.portal.insight.bar import Option
from jialing.portal.insight.scope import View

_HEADS = ("work", "year", "kind", "title", "venue", "doi", "position", "person", "affiliation", "organisation")
_MORE_HEADS = ("organisation_id", "place", "country", "score", "because", "weight")


@dataclass(frozen=True)
class RowsFilters:
    """The filter form: words, years, place, and hidden what came with the address."""

    text: str
    first_years: tuple[Option, ...]
    last_years: tuple[Option, ...]
    places: tuple[Option, ...]
    hidden: tuple[tuple[str, str], ...]


def said(query: RowsQuery, view: View) -> tuple[str, ...]:
    """What restricts the rows, one phrase each: population, years, places, organisations, field, partner, words."""
    lang, atlas = view.lang, view.atlas
    span = "portal.period.one" if query.first_year == query.last_year else "portal.period.span"
    found = [atlas.name(query.population).in_lang(lang)]
    found.append(phrase(span, lang, first=query.first_year, last=query.last_year))
    joint = phrase("portal.rows.and", lang)
    either = phrase("portal.rows.or", lang)
    for things, word in (
        (query.any_places, either),
        (query.all_of, joint),
        (query.orgs, either),
        (query.all_orgs, joint),
        (query.countries, either),
    ):
        if things:
            found.append(word.join(atlas.name(thing).in_lang(lang) for thing in things))
    found.extend(atlas.name(thing).in_lang(lang) for thing in (query.circle, query.field) if thing)
    if query.partner:
        found.append(_partner(query.partner, view))
    if query.area:
        found.append(atlas.area_name(query.area).in_lang(lang))
    if query.person:
        found.append(atlas.name(query.person).in_lang(lang))
    if len(query.moved) == 2:
        old, new = (atlas.name(place).in_lang(lang) for place in query.moved)
        found.append(phrase("portal.rows.moved", lang, old=old, new=new))
    return (*found, *([phrase("portal.rows.words", lang, text=query.text)] if query.text else ()))


def filters(query: RowsQuery, view: View) -> RowsFilters:
    """The form's choices. The place narrows to works in which it takes part beside what the address asks."""
    population = view.atlas.scopes().population(query.population)
    years = population.years if population else ()
    circle = view.atlas.scopes().circle(query.circle or view.scope.circle)
    chosen = query.all_of[-1] if query.all_of else ""
    members = circle.member_ids if circle else ()
    offered = (*members, *(p for p in query.all_of if p not in members))
    names = {p: view.atlas.name(p).in_lang(view.lang) for p in offered}
    everywhere = Option("", phrase("portal.rows.any_place", view.lang), not chosen)
    return RowsFilters(
        text=query.text,
        first_years=tuple(Option(str(y), str(y), y == query.first_year) for y in sorted({*years, query.first_year})),
        last_years=tuple(Option(str(y), str(y), y == query.last_year) for y in sorted({*years, query.last_year})),
        places=(everywhere, *(Option(p, names[p], p == chosen) for p in offered)),
        hidden=_hidden(query, view),
    )


def rows_lines(query: RowsQuery, view: View) -> Iterator[str]:
    """CSV text in pieces, the heads first: a line for every participant of every work, whoever downloads sets the pace.

    Raises InputError before the first piece where the query names what is not there.
    """
    works = view.atlas.all_works(query)
    head = "\ufeff" + csv_text([(*_HEADS, *_MORE_HEADS)])
    return chain([head], (_lines_of(batch, view.lang) for batch in works))


def _lines_of(batch: tuple[WorkRow, ...], lang: str) -> str:
    return csv_text(line for work in batch for line in _work_lines(work, lang))


def _work_lines(work: WorkRow, lang: str) -> Iterator[tuple[object, ...]]:
    about = (work.source_id, work.year, work.kind, work.title, work.venue, work.doi)
    if not work.participants:
        yield about
    for who in work.participants:
        because = _worded(who.because, lang) if who.because else None
        place = who.place.in_lang(lang) if who.place else None
        org = who.org.in_lang(lang) if who.org else None
        found = (who.position, who.person_name, who.affiliation, org, who.org_id, place, who.country_code)
        yield (*about, *found, who.score, because, who.weight)


def _worded(because: Finding, lang: str) -> str:
    """A reason in words, kept: among many lines the same ones come again and again."""
    return _sentence(because.code, tuple(because.params.items()), lang)


@lru_cache(maxsize=20_000)
def _sentence(code: str, params: tuple[tuple[str, object], ...], lang: str) -> str:
    return say(Finding(code, dict(params)), lang, {})


def _hidden(query: RowsQuery, view: View) -> tuple[tuple[str, str], ...]:
    kept = [("of", query.population), ("circle", query.circle), ("partner", query.partner), ("field", query.field)]
    kept += [("area", query.area)]
    kept += [("place", p) for p in query.any_places] + [("with", p) for p in query.all_of[:-1]]
    kept += [("org", short_org(o)) for o in query.orgs] + [("withorg", short_org(o)) for o in query.all_orgs]
    kept += [("country", c) for c in query.countries]
    kept += [("person", query.person), *(("moved", p) for p in query.moved)]
    kept += [("version", view.atlas.version)] if view.is_pinned else []
    return tuple((name, value) for name, value in kept if value)


def _partner(partner: str, view: View) -> str:
    kind, _, which = partner.partition(":")
    if which:
        return view.atlas.name(which).in_lang(view.lang)
    return say(Finding(f"atlas.partner.{kind.replace('-', '_')}"), view.lang, {})
