"""Scope <-> address: `?circle=&of=&from=&to=&counting=&field=&version=`; what an address leaves out is the default."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from jialing.atlas import Atlas, Scope
from jialing.errors import InputError

NAMES = ("circle", "of", "from", "to", "counting", "field")
FIRST, LAST = 1500, 2200


@dataclass(frozen=True)
class View:
    """What a request looks at: one version (one atlas, from start to end), one scope, one language.

    ``query`` holds only what differs from the default and keeps addresses short; ``full_query`` states everything, the
    version too, for links that must last.
    """

    atlas: Atlas
    scope: Scope
    lang: str
    query: str
    full_query: str
    is_pinned: bool = False

    def at(self, path: str) -> str:
        """An address of ours with this scope."""
        return f"{path}?{self.query}" if self.query else path


def view_of(request: HttpRequest, atlas: Atlas) -> View:
    """The view that a request asks for. Raises InputError for parameters that make no scope."""
    asked = request.GET
    scope = scope_from(asked, atlas)
    pinned = asked.get("version", "")
    short = scope_params(scope, atlas.default_scope())
    if pinned:
        short["version"] = pinned
    full = {**scope_params(scope, None), "version": atlas.version}
    return View(atlas, scope, request.lang, urlencode(short), urlencode(full), bool(pinned))  # type: ignore[attr-defined]


def scope_from(asked: QueryDict, atlas: Atlas) -> Scope:
    """Scope of an address. Years, counting and field of another population are dropped when `was` names one."""
    default = atlas.default_scope(asked.get("circle", ""), asked.get("of", ""))
    moved = bool(asked.get("was")) and asked.get("was") != default.population
    if moved:
        return Scope(default.circle, default.population, default.first_year, default.last_year, default.counting)
    counting = asked.get("counting") or default.counting
    if counting not in ("full", "fractional"):
        raise InputError("portal.bad_counting", given=counting)
    first, last = _year(asked, "from", default.first_year), _year(asked, "to", default.last_year)
    if first > last:
        raise InputError("portal.years_reversed", first=str(first), last=str(last))
    field = asked.get("field", "")
    if field and all(field != choice.field_id for choice in atlas.scopes().fields):
        raise InputError("atlas.unknown_field", field=field)
    return Scope(default.circle, default.population, first, last, counting, field)  # type: ignore[arg-type]


def scope_params(scope: Scope, default: Scope | None) -> dict[str, str]:
    """Parameters that state a scope; with a default, only those that differ."""
    stated = dict(zip(NAMES, _values(scope), strict=True))
    if default is None:
        return stated
    usual = dict(zip(NAMES, _values(default), strict=True))
    return {name: value for name, value in stated.items() if value != usual[name]}


def _values(scope: Scope) -> tuple[str, ...]:
    years = (str(scope.first_year), str(scope.last_year))
    return (scope.circle, scope.population, *years, scope.counting, scope.field)


def _year(asked: QueryDict, name: str, default: int) -> int:
    text = asked.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and FIRST <= int(text[:9]) <= LAST):
        raise InputError("portal.bad_year", given=text[:40])
    return int(text)
