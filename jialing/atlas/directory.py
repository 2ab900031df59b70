"""Every organisation of the circle, page by page."""

from __future__ import annotations

from jialing.atlas.answers import Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.counts import organisation_works, ratio, series
from jialing.atlas.ground import Ground
from jialing.atlas.profiles import OrganisationList
from jialing.errors import InputError

MOST = 1_000_000
"""Organisations that one list may hold."""


def organisation_list(ground: Ground, scope: Scope, *, page: int, size: int) -> OrganisationList:
    """See :class:`OrganisationList`. InputError ``atlas.bad_page``."""
    if page < 1 or not 1 <= size <= MOST:
        raise InputError("atlas.bad_page", page=page, size=size, largest=MOST)
    asked = Question("organisation_list", ("rank", "org", "place", "works", "share=share_of_circle"))

    def make() -> Found:
        works = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        every, first = _all(ground, scope), (page - 1) * size
        shown = enumerate(every[first : first + size], start=first + 1)
        rows = [(rank, org, place, n, ratio(n, works)) for rank, (org, place, n) in shown]
        title = told(ground, scope, "atlas.title.organisation_list", n_organisations=len(every))
        return Found(rows, title, behind=behind(scope, circle=scope.circle))

    table = answered(ground, scope, asked, make)
    n_rows = 0 if table.refusal else len(_all(ground, scope))
    return OrganisationList(scope, table, page, size, n_rows)


def _all(ground: Ground, scope: Scope) -> tuple[tuple[str, str, float], ...]:
    def make() -> tuple[tuple[str, str, float], ...]:
        found = organisation_works(ground, scope, ground.members[scope.circle], MOST)
        return tuple((org, place, n) for (org, place), n in found.items())

    return ground.kept(("organisation list", scope), make)
