"""What stands in the brief, and in which order. Only pages that the atlas has, so it grows with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jialing.atlas import PAGES, Answer, Atlas, Scope, answers

LAYOUT = ("reach", "1", "100", "national")


@dataclass(frozen=True)
class Part:
    """A chapter: its name (phrase ``brief.part.<name>``) and its answers, refused ones too."""

    name: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class _Page:
    """A page asked for a chapter: the questions shown (none: all), what it is about, the field it is asked in."""

    page: str
    questions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    field: str = ""


def parts_of(atlas: Atlas, scope: Scope) -> tuple[Part, ...]:
    """The chapters of the brief of a scope's circle (all fields, full counting)."""
    scope = replace(scope, field="", counting="full")
    made = []
    for name, pages in _chapters(atlas, scope):
        found = tuple(answer for page in pages for answer in _asked(atlas, scope, page))
        if found:
            made.append(Part(name, found))
    return tuple(made)


def _chapters(atlas: Atlas, scope: Scope) -> Iterator[tuple[str, list[_Page]]]:
    pair, field = _largest_pair(atlas, scope), _largest_field(atlas, scope)
    yield "targets", [_Page("targets", ("targets",))]
    yield "circle", [_Page("overview", ("trend", "top_fields", "partners")), _Page("comparison", ("comparison",))]
    yield "capability", [_Page("capability", ("forces", "shortfalls", "capability_abroad"))]
    yield "position", [_Page("position", ("position", "track_record"))]
    yield "joint", [_Page("joint", ("joint_targets", "joint_near"))]
    yield "ties", [*([_Page("pair", ("pair_expected",), pair)] if pair else []), _Page("network", ("network_bridges",))]
    yield "layout", [_Page("layout", (), LAYOUT, field)]
    yield "what_if", [_Page("what_if", ("what_if_joined",), ("joined", *pair))] if pair else []


def _asked(atlas: Atlas, scope: Scope, page: _Page) -> Iterator[Answer]:
    if page.page not in PAGES or PAGES[page.page].n_about != len(page.about):
        return
    scope = replace(scope, field=page.field)
    for question in page.questions or tuple(PAGES[page.page].answers):
        if question in PAGES[page.page].answers:
            yield answers(atlas, page.page, scope, page.about, question=question)[0]


def _largest_pair(atlas: Atlas, scope: Scope) -> tuple[str, str] | tuple[()]:
    """The pair of cities with most joint works, which the chapter on ties is about."""
    rows = atlas.flows(scope).pairs.rows_table
    return (str(rows[0][0]), str(rows[0][1])) if rows else ()


def _largest_field(atlas: Atlas, scope: Scope) -> str:
    rows = atlas.overview(scope).top_fields.rows_table
    return str(rows[0][0]) if rows else ""
