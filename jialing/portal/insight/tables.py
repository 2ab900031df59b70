"""An answer as a table of a page: words, alignment, links to objects and to the rows behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.urls import reverse

from jialing.atlas import Answer, AnswerColumn, row_query, say_cell
from jialing.base.phrases import phrase
from jialing.portal.insight.addresses import (
    circle_url,
    organisation_url,
    pair_url,
    place_url,
    rows_query_string,
)
from jialing.portal.insight.marks import field_page
from jialing.portal.insight.scope import View

NUMBERS = frozenset({"count", "share", "index", "year", "number"})
THIS = "is_this"
HIDDEN = frozenset({THIS, "lat", "lng", "x", "y"})
HIDDEN_WHERE_UNKNOWN = frozenset({"rank", "against", "unit", "year", "value"})
"""Columns that are left out where no row has them, as a note below says: no order held, no statistic came in."""

MOST_COLUMNS_WITH_BARS = 4
_PAGES: dict[str, Callable[[str], str]] = {
    "place": place_url,
    "org": organisation_url,
    "circle": circle_url,
}


@dataclass(frozen=True)
class Head:
    """A column's head."""

    text: str
    is_number: bool


@dataclass(frozen=True)
class Cell:
    """A cell: its words, the page of the thing named, the length of the bar behind a count (0..100).

    ``is_grey``: the number rests on few works; a note below says so.
    """

    text: str
    is_number: bool
    url: str = ""
    bar: int | None = None
    is_grey: bool = False


@dataclass(frozen=True)
class Line:
    """A row: its cells, the works behind it, the page of the pair it names; ``is_this``: what the page is about."""

    cells: tuple[Cell, ...]
    rows_url: str = ""
    pair_url: str = ""
    is_this: bool = False


@dataclass(frozen=True)
class Table:
    """A table as the template draws it. ``n_more`` rows of the answer are not shown."""

    caption: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    n_more: int = 0
    has_rows: bool = field(default=False)


def table_of(answer: Answer, view: View, *, limit: int = 0) -> Table:
    """The first ``limit`` rows (0: all) of an answer, without the columns that only a drawing needs."""
    shown = [i for i, column in enumerate(answer.columns) if _is_shown(answer, i, column.name)]
    rows = answer.rows_table[:limit] if limit else answer.rows_table
    most = _most(answer) if len(shown) <= MOST_COLUMNS_WITH_BARS else {}
    lines = tuple(_line(answer, number, row, shown, most, view) for number, row in enumerate(rows))
    return Table(
        caption=answer.say(view.lang),
        heads=tuple(_head(answer.columns[i], view.lang) for i in shown),
        lines=lines,
        n_more=len(answer.rows_table) - len(rows),
        has_rows=any(line.rows_url for line in lines),
    )


def _is_shown(answer: Answer, number: int, name: str) -> bool:
    if name in HIDDEN:
        return False
    rows = answer.rows_table
    return name not in HIDDEN_WHERE_UNKNOWN or not rows or any(row[number] is not None for row in rows)


def rows_url(answer: Answer, view: View) -> str:
    """The page of all works behind an answer, '' where it is not made of works."""
    query = answer.rows_behind
    return _rows_address(rows_query_string(query), view) if query else ""


def _line(
    answer: Answer, number: int, row: tuple[object, ...], shown: list[int], most: dict[int, float], view: View
) -> Line:
    query = row_query(answer, row)
    cells = [_cell(answer, i, row[i], most, view) for i in shown]
    grey = [(number, i) in answer.grey_cells for i in shown]
    cells = [replace(cell, is_grey=True) if is_grey else cell for cell, is_grey in zip(cells, grey, strict=True)]
    is_this = any(c.name == THIS and value for c, value in zip(answer.columns, row, strict=True))
    rows = _rows_address(rows_query_string(query), view) if query else ""
    return Line(tuple(cells), rows, _pair(answer, row, view), is_this)


def _rows_address(query: str, view: View) -> str:
    pinned = f"&version={view.atlas.version}" if view.is_pinned else ""
    return f"{reverse('insight:rows')}?{query}{pinned}"


def _pair(answer: Answer, row: tuple[object, ...], view: View) -> str:
    places = [str(v) for c, v in zip(answer.columns, row, strict=True) if c.role == "place" and v]
    return view.at(pair_url(*places)) if len(places) == 2 and places[0] != places[1] else ""


def _head(column: AnswerColumn, lang: str) -> Head:
    title = phrase(column.title, lang)
    return Head(title, column.role in NUMBERS)


def _cell(answer: Answer, at: int, value: object, most: dict[int, float], view: View) -> Cell:
    column = answer.columns[at]
    text = say_cell(answer, column, value, view.lang)
    page = field_page(answer) if column.role == "field" else _PAGES.get(_role(column, value, view))
    url = _url(page(str(value)), view) if page and value else ""
    return Cell(text, column.role in NUMBERS, url, _bar(value, most.get(at)))


def _role(column: AnswerColumn, value: object, view: View) -> str:
    """The role of a cell: official figures stand for a place or, in the same column, for a circle as a whole."""
    is_circle = column.role == "place" and view.atlas.scopes().circle(str(value)) is not None
    return "circle" if is_circle else column.role


def _url(path: str, view: View) -> str:
    return path if "?" in path else view.at(path)


def _bar(value: object, most: float | None) -> int | None:
    if most is None or not isinstance(value, int | float) or value != value:
        return None
    return round(100 * value / most / 5) * 5


def _most(answer: Answer) -> dict[int, float]:
    """The largest value of the first count column: bars of different columns would invite comparing them."""
    for i, column in enumerate(answer.columns):
        if column.role == "count" and column.name == "works":
            largest = max((float(row[i]) for row in answer.rows_table if row[i] is not None), default=0.0)  # type: ignore[arg-type]
            return {i: largest} if largest > 0 else {}
    return {}
