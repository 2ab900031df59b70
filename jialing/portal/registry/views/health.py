"""How alliances do: the evidence of one, those that sleep, who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jialing.atlas import Around, Atlas, Excess, open_atlas
from jialing.base.days import day_in_words
from jialing.base.numbers import count
from jialing.base.phrases import phrase
from jialing.errors import InputError
from jialing.portal.common.access import Seen, Viewer, all_seen, may, require, seen, unsealed
from jialing.portal.registry.forms.deeds import DEEDS
from jialing.portal.registry.lists.cells import Cell, name_cell
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.models import Alliance, Membership, Organisation
from jialing.portal.registry.parts.papers import papers_of
from jialing.portal.registry.queries.sleeping import (
    Health,
    Wakefulness,
    by_year,
    healths,
    joint_by_member,
    missing_members,
)
from jialing.portal.registry.views.one import find

WAKING = ("wake", "meet", "report", "output", "move")


@dataclass(frozen=True)
class Year:
    """What is known of a year; ``joint`` None where it is not complete or cannot be counted."""

    year: int
    n_meetings: int
    n_activities: int
    n_outputs: int
    n_named: int
    joint: str
    expected: str


@dataclass(frozen=True)
class Sitting:
    """A member: name, seat, joint works (None: not in the evidence), the last year whose dues are paid, evidence."""

    name: Cell
    seat: str
    n_joint: int | None
    dues: str
    url: str


@require_safe
def health(request: HttpRequest, public_id: str) -> HttpResponse:
    """The evidence that an alliance is at work."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    one = find(viewer, LISTS["alliances"], public_id)
    alliance = unsealed(one)
    require(viewer, "alliance.health", alliance)
    on = timezone.localdate()
    atlas = published()
    context: dict[str, Any] = {
        "one": one,
        "name": name_cell(one, lang),
        "on": on,
        "is_invented": bool(alliance.is_invented),
        "deeds": [
            (act, reverse("registry:do", args=["alliances", str(one), act]))
            for act in WAKING
            if f"alliance.{act}" in DEEDS and act in one.acts
        ],
        **papers_of(request, LISTS["alliances"], one),
        "first": str(on.year - 2),
        "last": str(on.year - 1),
        "years": _years(alliance, by_year(atlas, alliance, on=on) if atlas else {}, on),
        "has_lake": atlas is not None,
    }
    if atlas is not None:
        context |= _of_lake(atlas, viewer, alliance, on, lang)
    return render(request, "registry/health.html", context)


@require_safe
def sleeping(request: HttpRequest) -> HttpResponse:
    """Alliances by how they do, the sleepers first."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    atlas, on = published(), timezone.localdate()
    found = healths(atlas, viewer, on=on) if atlas else []
    told = [h for h in found if may(viewer, "alliance.health", h.alliance)]
    counts = Counter(str(h.state) for h in told)
    context = {
        "rows": [_line(viewer, h, lang) for h in told],
        "on_text": day_in_words(on, lang),
        "n": {str(state): counts[str(state)] for state in Wakefulness},
        "has_lake": atlas is not None,
        "is_invented": any(h.alliance.is_invented for h in told),
    }
    return render(request, "registry/sleeping.html", context)


def published() -> Atlas | None:
    """The current version; None where nothing was published."""
    try:
        return open_atlas(settings.DATA, config=settings.CONFIG)
    except InputError:
        return None


def _of_lake(atlas: Atlas, viewer: Viewer, alliance: Alliance, on: date, lang: str) -> dict[str, Any]:
    mine = next((h for h in healths(atlas, viewer, on=on) if h.alliance.pk == alliance.pk), None)
    missing = missing_members(atlas, alliance, on=on)
    return {
        "state": str(mine.state) if mine else "",
        "reason": _reason(mine, lang) if mine else "",
        "evidence": _evidence(mine) if mine else "",
        "signs": _signs(mine) if mine else [],
        "members": _members(viewer, alliance, joint_by_member(atlas, alliance, on=on), lang),
        "partners": _named(viewer, missing.partners, lang),
        "strong": _named(viewer, missing.strong, lang),
    }


def _reason(found: Health, lang: str) -> str:
    if found.signs:
        said = ("、" if lang == "zh" else ", ").join(phrase(f"registry.health.sign_{one}", lang) for one in found.signs)
        return phrase("registry.health.why_awake", lang, signs=said)
    return phrase(f"registry.health.why_{found.untold or 'asleep'}", lang, n=found.n_known)


def _signs(found: Health) -> list[tuple[str, date | None, bool]]:
    """Dated signs: what, the newest day, whether it counts."""
    days = {"meeting": found.last_meeting_on, "activity": found.last_activity_on, "output": found.last_output_on}
    return [(f"registry.health.sign_{name}", day, name in found.signs) for name, day in days.items()]


def _evidence(found: Health) -> str:
    return f"{count(found.observed)} ({_expected(found)})"


def _expected(found: Health | Excess) -> str:
    if found.expected != found.expected:
        return "–"
    return f"{found.expected:.1f}; {found.low:.0f}–{found.high:.0f}"


def _line(viewer: Viewer, found: Health, lang: str) -> dict[str, Any]:
    one = seen(viewer, found.alliance)
    may_wake = may(viewer, "alliance.wake", found.alliance) and found.state is Wakefulness.ASLEEP
    return {
        "name": name_cell(one, lang),
        "state": str(found.state),
        "reason": _reason(found, lang),
        "last_on": found.last_on,
        "evidence": _evidence(found),
        "url": reverse("registry:health", args=[str(one)]),
        "wake_url": reverse("registry:do", args=["alliances", str(one), "wake"]) if may_wake else "",
    }


def _years(alliance: Alliance, joint: Mapping[int, Excess], on: date) -> list[Year]:
    """From founding to the day, the newest first."""
    held = Counter(day.year for day in alliance.meetings.filter(held_on__lte=on).values_list("held_on", flat=True))
    done = Counter(day.year for day in alliance.activities.filter(on__lte=on).values_list("on", flat=True))
    outputs = list(alliance.outputs.filter(on__lte=on).values_list("on", "names_alliance"))
    out, named = Counter(day.year for day, _ in outputs), Counter(day.year for day, is_named in outputs if is_named)
    first = min(
        [*held, *done, *out, *joint, *([alliance.founded_on.year] if alliance.founded_on else [])], default=None
    )
    if first is None:
        return []
    return [
        Year(
            year, held[year], done[year], out[year], named[year],
            count(joint[year].observed) if year in joint else "–", _expected(joint[year]) if year in joint else "–",
        )
        for year in range(on.year, first - 1, -1)
    ]  # fmt: skip


def _members(viewer: Viewer, alliance: Alliance, joint: Mapping[str, int], lang: str) -> list[Sitting]:
    rows = all_seen(
        viewer, Membership.objects.filter(alliance=alliance, state="admitted").select_related("organisation")
    )
    found = [_sitting(one, joint, lang) for one in rows]
    return sorted(found, key=lambda s: (s.n_joint is None, -(s.n_joint or 0), s.name.text))


def _sitting(one: Seen, joint: Mapping[str, int], lang: str) -> Sitting:
    row = unsealed(one)
    lake_id = row.organisation.lake_id if row.organisation_id else ""
    name = name_cell(one.organisation, lang) if row.organisation_id and one.organisation else Cell(row.written)
    paid = max((payment.year for payment in row.payments.all()), default=None) if "payments" in one.fields else None
    return Sitting(
        name, phrase(f"registry.seat.{row.seat}", lang), joint.get(lake_id) if lake_id else None, str(paid or "–"),
        reverse("insight:organisation", args=[lake_id]) if lake_id else "",
    )  # fmt: skip


def _named(viewer: Viewer, rows: Sequence[Around], lang: str) -> list[dict[str, Any]]:
    """Organisations by name, with where their evidence stands; those that the registry does not hold are left out."""
    known = Organisation.objects.filter(lake_id__in=[one.org_id for one in rows], state="active")
    by_id = {unsealed(one).lake_id: one for one in all_seen(viewer, known)}
    return [
        {
            "name": name_cell(by_id[one.org_id], lang),
            "n_works": count(one.n_works),
            "n_joint": count(one.n_joint),
            "url": reverse("insight:organisation", args=[one.org_id]),
        }
        for one in rows
        if one.org_id in by_id
    ]
