"""What the desk's pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from jialing.atlas import Names, open_atlas
from jialing.errors import InputError, JialingError
from jialing.pipeline.desk import KINDS, STATES, Desk, Filter, Item, QueueLine, QueuePage, item, open_desk, queue, works
from jialing.portal.desk import forms
from jialing.portal.desk.guard import require_reviewer


@dataclass(frozen=True)
class Option:
    """A choice of a list."""

    value: str
    names: Names | None
    code: str
    is_chosen: bool


@dataclass(frozen=True)
class Line:
    """A group in the list: its address opens it."""

    said: QueueLine
    url: str
    is_open: bool


@dataclass(frozen=True)
class Told:
    """What just happened: a phrase code, how many strings, and a name."""

    code: str
    n: int
    name: Names | None = None


def desk_for(version: str = "") -> Desk:
    """The desk on the current version, or on one that a form was made from."""
    return open_desk(settings.DATA, by=require_reviewer(), version=version, memory_mb=settings.CONFIG.memory_mb)


def frame(request: HttpRequest, desk: Desk, place: str) -> dict[str, Any]:
    """What every page of the desk shows: reviewer, what waits for a build, disagreements."""
    atlas = open_atlas(settings.DATA, version=desk.version.id, config=settings.CONFIG)
    return {
        "lang": request.lang,  # type: ignore[attr-defined]
        "by": desk.by,
        "current": "desk:board",
        "tab": place,
        "n_waiting": len(desk.waiting),
        "n_differing": len(desk.ledger.disagreements),
        "may_undo": any(d.by == desk.by for of in desk.ledger.standing.values() for d in of),
        "is_invented": atlas.is_invented,
        "version": desk.version.id,
    }


def board(
    request: HttpRequest,
    desk: Desk,
    wanted: Filter,
    *,
    group_no: int | None = None,
    told: Told | None = None,
    error: JialingError | None = None,
    sent: QueryDict | None = None,
) -> dict[str, Any]:
    """The queue with one group opened: the one asked for, else the first of the page.

    ``sent``: the form that was refused, shown again as it was filled in.
    """
    page = queue(desk, wanted)
    if not page.lines and page.page > 1:
        wanted = forms.first_page(wanted)
        page = queue(desk, wanted)
    opened = _opened(desk, page, group_no)
    return {
        **frame(request, desk, "queue"),
        "page": page,
        "lines": _lines(page, wanted, opened),
        "group": opened,
        "behind": works(desk, opened) if opened else None,
        "following": _following(page, opened),
        "filters": _filters(desk, wanted),
        "query": forms.filter_query(wanted),
        "previous_url": _page_url(wanted, page.page - 1) if page.page > 1 else "",
        "next_url": _page_url(wanted, page.page + 1) if page.page < page.n_pages else "",
        "kinds": KINDS,
        "sent": sent or {},
        "told": told,
        "error": error,
    }


def _opened(desk: Desk, page: QueuePage, group_no: int | None) -> Item | None:
    number = group_no if group_no is not None else (page.lines[0].group_no if page.lines else None)
    if number is None:
        return None
    try:
        found = item(desk, number)
    except InputError:
        if group_no is None:
            raise
        return _opened(desk, page, None)
    return found if found.strings or group_no is None else _opened(desk, page, None)


def _lines(page: QueuePage, wanted: Filter, opened: Item | None) -> tuple[Line, ...]:
    here = opened.group_no if opened else None
    return tuple(
        Line(line, f"{reverse('desk:board')}?{forms.filter_query(wanted, group=line.group_no)}", line.group_no == here)
        for line in page.lines
    )


def _following(page: QueuePage, opened: Item | None) -> int | str:
    """The group after the one opened: it is opened once this one is decided."""
    numbers = [line.group_no for line in page.lines]
    if opened is None or opened.group_no not in numbers:
        return ""
    at = numbers.index(opened.group_no)
    return numbers[at + 1] if at + 1 < len(numbers) else ""


def _page_url(wanted: Filter, page: int) -> str:
    return f"{reverse('desk:board')}?{forms.filter_query(wanted, page=page)}"


def _filters(desk: Desk, wanted: Filter) -> dict[str, Any]:
    choices = open_atlas(settings.DATA, version=desk.version.id, config=settings.CONFIG).scopes()
    circles = [(c.circle_id, c.short) for c in choices.circles]
    populations = [(p.population, p.title) for p in choices.populations]
    return {
        "circles": _options(circles, wanted.circle_id),
        "populations": _options(populations, wanted.population),
        "states": [Option(s, None, s, s == wanted.state) for s in STATES],
        "text": wanted.text,
        "off": wanted.with_put_off,
    }


def _options(named: Iterable[tuple[str, Names]], chosen: str) -> list[Option]:
    return [Option(value, names, "", value == chosen) for value, names in named]
