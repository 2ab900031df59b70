"""How a question of position is answered: on the landscape, or with the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered
from jialing.atlas.ground import Ground
from jialing.atlas.position.landscape import Landscape, landscape

METHOD = "atlas.method.position"
NEEDS = ("fields", "circles")


def question(name: str, *columns: str, about: tuple[str, ...] = (), unit: str = "atlas.unit.works") -> Question:
    """A question that needs fields and places outside the circle to be represented."""
    return Question(name, columns, about, unit, METHOD, needs=NEEDS)


def positioned(
    ground: Ground,
    scope: Scope,
    asked: Question,
    make: Callable[[Landscape], Found],
    *,
    there: Landscape | Finding | None = None,
) -> Answer:
    """The answer that ``make`` finds in the landscape of the scope (``there`` where it is known already)."""
    found = landscape(ground, scope) if there is None else there
    if isinstance(found, Finding):
        return answered(ground, scope, asked, lambda: Found((), found), why_not=found)
    return answered(ground, scope, asked, lambda: make(found))


def landscape_of(ground: Ground, scope: Scope, field_id: str) -> Landscape | Finding:
    """The landscape where it has the field, else why nothing is said of it."""
    found = landscape(ground, scope)
    if isinstance(found, Finding) or field_id in found.matrix.fields:
        return found
    level = Finding(f"field.level.{found.matrix.level}")
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
