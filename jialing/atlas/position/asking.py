"""How a question of position is answered: on the landscape, or with the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered
from jialing.atlas.ground import Ground
from jialing.atlas.position.landscape import Landscape, landscape
from jialing.atlas.position.matrix import PositionMatrix, position_matrix

METHOD = "atlas.method.position"
NEEDS = ("fields", "circles")
T = TypeVar("T")


def question(name: str, *columns: str, about: tuple[str, ...] = (), unit: str = "atlas.unit.works") -> Question:
    """A question that needs fields and places outside the circle to be represented."""
    return Question(name, columns, about, unit, METHOD, needs=NEEDS)


def positioned(
    ground: Ground, scope: Scope, asked: Question, make: Callable[[T], Found], *, there: T | Finding
) -> Answer:
    """The answer that ``make`` finds in what it stands on (a landscape, or counts), or the reason why there is none."""
    if isinstance(there, Finding):
        return answered(ground, scope, asked, lambda: Found((), there), why_not=there)
    return answered(ground, scope, asked, lambda: make(there))


def counts_of(ground: Ground, scope: Scope) -> PositionMatrix | Finding:
    """The counts of all places, with a reference or without: for what is compared by works alone."""
    return position_matrix(ground, scope, is_relative=False)


def landscape_of(ground: Ground, scope: Scope, field_id: str) -> Landscape | Finding:
    """The landscape where it has the field, else why nothing is said of it."""
    found = landscape(ground, scope)
    return found if isinstance(found, Finding) else _with_field(found, found.matrix, field_id)


def counts_with(ground: Ground, scope: Scope, field_id: str) -> PositionMatrix | Finding:
    """The counts where they have the field, else why nothing is said of it."""
    found = counts_of(ground, scope)
    return found if isinstance(found, Finding) else _with_field(found, found, field_id)


def _with_field(found: T, matrix: PositionMatrix, field_id: str) -> T | Finding:
    if field_id in matrix.fields:
        return found
    level = Finding(f"field.level.{matrix.level}")
    return Finding("atlas.position.other_level", {"field": field_id, "level": level})


def area_of(there: Landscape) -> Finding:
    """The reference population in words."""
    return Finding(f"atlas.area.{there.matrix.reference_area.replace(':', '_').lower()}")


def basis(ground: Ground, there: Landscape) -> Finding:
    """What every figure of position rests on: reference, places, level, floor of presence."""
    params: dict[str, object] = {
        "area": area_of(there),
        "level": Finding(f"field.level.{there.matrix.level}"),
        "n_fields": len(there.matrix.fields),
        "n_places": int((there.matrix.whole.sum(axis=1) > 0).sum()),
        "n_circles": len(ground.choices.circles),
        "n_floor": there.floor,
    }
    return Finding("atlas.position.basis", params)
