"""What a viewer can be to a record: each app defines it for its kinds, as a condition that the database can answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_

from django.db.models import Q

from jialing.portal.common.access.viewer import Viewer

Relation = Callable[[Viewer], Q | None]
"""The condition on records of the kind under which the viewer stands in this relation; None where none can.

Conditions may not join many-valued relations (rows would come twice): use ``Exists`` or ``pk__in``.
"""

_known: dict[tuple[str, str], Relation] = {}


def relation(kind: str, name: str) -> Callable[[Relation], Relation]:
    """Define a relation of a kind. Defined twice is our bug: KeyError."""

    def defined(condition: Relation) -> Relation:
        if (kind, name) in _known and _known[kind, name] is not condition:
            raise KeyError(f"relation {name} of {kind} is defined twice")
        _known[kind, name] = condition
        return condition

    return defined


def condition_of(kind: str, name: str, viewer: Viewer) -> Q | None:
    """The condition for this viewer. An unknown relation is a fault of the declaration: KeyError."""
    return _known[kind, name](viewer)


def is_relation(kind: str, name: str) -> bool:
    return (kind, name) in _known


def held_within(viewer: Viewer, role: str, place_field: str) -> Q | None:
    """Records that lie in a place for which the viewer holds the role; everywhere where it is bound to none.

    Place ids are China's codes of administrative division (GB/T 2260): a province's begins the codes of its cities, a
    city's those of its districts.
    """
    jurisdictions = viewer.jurisdictions(role)
    if "" in jurisdictions:
        return Q(pk__isnull=False)
    places = sorted(one for one in jurisdictions if one.startswith("CN-"))
    if not places:
        return None
    return reduce(or_, (Q(**{f"{place_field}__startswith": area_prefix(one)}) for one in places))


def area_prefix(place_id: str) -> str:
    """What the ids of all places inside begin with: ``CN-510000`` -> ``CN-51``, ``CN-510100`` -> ``CN-5101``."""
    if place_id.endswith("0000"):
        return place_id[:-4]
    return place_id[:-2] if place_id.endswith("00") else place_id
