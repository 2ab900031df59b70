"""What a viewer can be to the money of a programme."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from jialing.portal.common.access import Viewer, held_within, relation

OFFICER = "programme_officer"


def _officer_of(path: str) -> Callable[[Viewer], Q | None]:
    """The programme officer of the funder's place; nobody's where it is unknown."""
    return lambda viewer: None if (within := held_within(viewer, OFFICER, path)) is None else within & ~Q(**{path: ""})


for _kind, _path in {"order": "funder__place_id", "appropriation": "funder__place_id", "funder": "place_id"}.items():
    relation(_kind, "officer_here")(_officer_of(_path))


@relation("programme", "officer_here")
def _officer_of_programme(viewer: Viewer) -> Q | None:
    """The officer of any of those who fund it: the treasury pays for all of them."""
    return held_within(viewer, OFFICER, "appropriations__funder__place_id")


@relation("order", "asker")
def _asker(viewer: Viewer) -> Q | None:
    return Q(by=viewer.public_id) if viewer.is_signed_in else None
