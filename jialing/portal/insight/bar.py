"""The scope bar: what can be chosen on a page."""

from __future__ import annotations

from dataclasses import dataclass

from jialing.base.phrases import phrase
from jialing.portal.insight.scope import View


@dataclass(frozen=True)
class Option:
    """One choice of a select."""

    value: str
    text: str
    is_chosen: bool
    group: str = ""


@dataclass(frozen=True)
class ScopeBar:
    """The form's content. ``summary`` says the scope in one line, for the folded bar of a phone."""

    circles: tuple[Option, ...]
    populations: tuple[Option, ...]
    first_years: tuple[Option, ...]
    last_years: tuple[Option, ...]
    countings: tuple[Option, ...]
    fields: tuple[Option, ...]
    population: str
    version: str
    summary: str


def scope_bar(view: View) -> ScopeBar:
    """The bar for a view. Fields are offered down to the second level; the one chosen is always among them."""
    scope, lang, choices = view.scope, view.lang, view.atlas.scopes()
    population = choices.population(scope.population)
    years = population.years if population else ()
    return ScopeBar(
        circles=tuple(Option(c.circle_id, c.short.in_lang(lang), c.circle_id == scope.circle) for c in choices.circles),
        populations=tuple(
            Option(p.population, p.title.in_lang(lang), p.population == scope.population) for p in choices.populations
        ),
        first_years=_years(years, scope.first_year),
        last_years=_years(years, scope.last_year),
        countings=_countings(population.countings if population else (), scope.counting, lang),
        fields=_fields(view),
        population=scope.population,
        version=view.atlas.version if view.is_pinned else "",
        summary=_summary(view),
    )


def _years(years: tuple[int, ...], chosen: int) -> tuple[Option, ...]:
    return tuple(Option(str(y), str(y), y == chosen) for y in sorted({*years, chosen}))


def _countings(measured: tuple[str, ...], chosen: str, lang: str) -> tuple[Option, ...]:
    names = measured or (chosen,)
    return tuple(Option(n, phrase(f"portal.counting.{n}", lang), n == chosen) for n in names)


def _fields(view: View) -> tuple[Option, ...]:
    scope, lang = view.scope, view.lang
    everything = Option("", phrase("portal.scope.all_fields", lang), scope.field == "")
    offered = [
        f
        for f in view.atlas.scopes().fields
        if (f.depth <= 1 and scope.population in f.populations) or f.field_id == scope.field
    ]
    # An ideographic space keeps its width in a list of choices, where ordinary spaces fold.
    return (everything, *(_field(f.field_id, "\u3000" * f.depth + f.name.in_lang(lang), scope.field) for f in offered))


def _field(field_id: str, text: str, chosen: str) -> Option:
    return Option(field_id, text, field_id == chosen)


def _summary(view: View) -> str:
    scope, lang, atlas = view.scope, view.lang, view.atlas
    years = f"{scope.first_year}–{scope.last_year}"
    names = [atlas.name(thing).in_lang(lang) for thing in (scope.circle, scope.population)]
    return " · ".join((*names, years, phrase(f"portal.counting.{scope.counting}", lang)))
