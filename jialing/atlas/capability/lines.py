"""Works, cooperation abroad, forces, platforms and people by field and by key area, beside the comparators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from jialing.atlas.answers import Answer, Finding, Names, Scope
from jialing.atlas.areas import areas, fine_fields
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.capability import lists
from jialing.atlas.capability.abroad import LESS, MORE, Abroad, abroad, is_told
from jialing.atlas.capability.cooperation import SHARE, said
from jialing.atlas.capability.lists import Listed, above, in_area, in_field, of_circle
from jialing.atlas.capability.people import researchers
from jialing.atlas.counts import breakdown, known
from jialing.atlas.ground import Ground, Row

NEEDS = ("output", "circles", "fields")
LINE = ("works", "works_low=works_from", "works_high=works_to", *SHARE)
COUNTED = ("forces", "platforms", "researchers")


def by_field(ground: Ground, scope: Scope, circles: Sequence[str]) -> Answer:
    """The fields that divide the scope's works."""
    return _lines(ground, scope, circles, "field", _field_lines(ground, scope))


def by_area(ground: Ground, scope: Scope, circles: Sequence[str]) -> Answer:
    """The key areas that are coded, in all fields."""
    return _lines(ground, replace(scope, field=""), circles, "area", _area_lines(ground))


@dataclass(frozen=True)
class _Part:
    """A list (forces or platforms) as a line sees it: all of it, those in the line, those that may be.

    ``is_told``: the list names fields of the line's classification, so that none in the line is none.
    """

    whole: tuple[Listed, ...]
    inside: tuple[Listed, ...]
    doubtful: tuple[Listed, ...] = ()
    is_told: bool = True


@dataclass(frozen=True)
class _Line:
    """A line of a table: its fields (whose works add up), what stands in its first column, its forces and platforms."""

    fields: tuple[str, ...]
    shown: str | Names
    parts: tuple[_Part, ...]
    people_field: str = ""
    area: str = ""


def _field_lines(ground: Ground, scope: Scope) -> list[_Line]:
    """The fields that divide the scope's works."""
    held = (lists.forces(ground), lists.platforms(ground))
    fields = breakdown(ground, scope)
    return [_Line((f,), f, tuple(_field_part(ground, one, f) for one in held), people_field=f) for f in fields]


def _field_part(ground: Ground, listed: tuple[Listed, ...], field: str) -> _Part:
    return _Part(listed, in_field(ground, listed, field), is_told=lists.names_fields_like(listed, field))


def _area_lines(ground: Ground) -> list[_Line]:
    """The key areas that are coded, with the finest fields in each."""
    held = (lists.forces(ground), lists.platforms(ground))
    found = [(area, fine_fields(ground, area.area_id)) for area in areas(ground).values()]
    return [
        _Line(f, area.name, tuple(_area_part(ground, one, area.area_id, f) for one in held), area=area.area_id)
        for area, f in found
        if f
    ]


def _area_part(ground: Ground, listed: tuple[Listed, ...], area_id: str, fields: Sequence[str]) -> _Part:
    return _Part(listed, in_area(ground, listed, area_id), above(ground, listed, fields))


def _lines(ground: Ground, scope: Scope, circles: Sequence[str], first: str, lines: Sequence[_Line]) -> Answer:
    """A table by field or area: every line for every circle."""
    question = f"capability_{first}s"
    asked = Question(question, (first, "circle", *LINE, *COUNTED), needs=NEEDS)

    def make() -> Found:
        found = abroad(ground, scope, circles, {str(i): line.fields for i, line in enumerate(lines)})
        tells = is_told(ground, scope)
        people = researchers(ground, scope, circles)
        order = np.argsort(-np.nan_to_num(found.works[0]), kind="stable")
        each = [(lines[int(at)], (i, int(at))) for at in order for i in range(len(circles))]
        rows = [_line_row(ground, found, at, line, people, tells=tells) for line, at in each]
        works = behind(scope)
        rows_of = {
            row: replace(works, circle=circles[i], area=line.area)
            for row, (line, (i, _)) in zip(rows, each, strict=True)
            if line.area
        }
        notes = [Finding("atlas.capability.as_listed"), Finding("atlas.capability.verdicts")]
        notes += [Finding("atlas.capability.wide"), Finding("atlas.capability.areas_ours")] if first == "area" else []
        if not all(part.is_told for line in lines for part in line.parts):
            notes.append(Finding("atlas.capability.lists_elsewhere"))
        title = _lines_title(ground, scope, found, question, is_bare=_is_bare(rows))
        return Found(rows, title, tuple(notes), works, rows_of=rows_of)

    why = None if lines else Finding(f"atlas.capability.no_{first}s")
    return answered(ground, scope, asked, make, why_not=why)


def _line_row(
    ground: Ground,
    found: Abroad,
    at: tuple[int, int],
    line: _Line,
    people: Mapping[str, Mapping[str, float]],
    *,
    tells: bool,
) -> Row:
    circle, number = at
    name = found.circles[circle]
    share = (known(found.shares[circle, number : number + 1])[0], *found.share_ends(circle, number))
    listed = [_n_listed(ground, part, name) for part in line.parts]
    counted = people.get(line.people_field, {}).get(name) if line.people_field else None
    told_share = (*share, said(found, circle, number)) if tells else (None, None, None, None)
    works = known(found.works[circle, number : number + 1])[0]
    return (line.shown, name, works, *found.works_ends(circle, number), *told_share, *listed, counted)


def _n_listed(ground: Ground, part: _Part, circle: str) -> int | None:
    """Those in operation at the circle's places; None where the list names nothing there, or none but doubtful ones."""
    if not part.is_told or of_circle(ground, part.whole, circle) is None:
        return None
    members = set(ground.members[circle])
    inside, doubtful = (
        sum(1 for one in found if one.is_operating and one.place in members) for found in (part.inside, part.doubtful)
    )
    return None if doubtful and not inside else inside


def _is_bare(rows: Sequence[Row]) -> bool:
    """Nothing is known beside the works: cooperation, forces, platforms and people are all dashes."""
    first = 2 + LINE.index(SHARE[0])
    return all(value is None for row in rows for value in row[first:])


def _lines_title(ground: Ground, scope: Scope, found: Abroad, question: str, *, is_bare: bool) -> Finding:
    """In how many lines a difference from every comparator survives; absolute works are not judged."""
    others = range(1, len(found.circles))
    verdicts = [{found.verdict(i, line) for i in others} for line in range(len(found.lines))]
    params = {
        "n_lines": len(found.lines),
        "n_more": sum(v == {MORE} for v in verdicts),
        "n_less": sum(v == {LESS} for v in verdicts),
    }
    if is_bare:
        return told(ground, scope, f"atlas.capability.{question}_works", **params)
    shown = params["n_more"] + params["n_less"] if is_told(ground, scope) else 0
    return told(ground, scope, f"atlas.capability.{question}" + ("" if shown else "_none"), **params)
