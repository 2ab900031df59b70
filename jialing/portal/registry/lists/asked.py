"""What a reader asks of a list: from an address and back to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from jialing.errors import InputError
from jialing.portal.registry.lists.spec import Column, ListSpec, Shown

PAGE_SIZE = 50
LONGEST = 200
VIEWS = ("", "map", "paper")
"""As a table in pages, as a map of places, or on paper: one long page with a head of its own."""


@dataclass(frozen=True)
class Asked:
    """A list as asked for.

    ``chosen`` maps a filter's name to the value wanted (of a day: ``<field>_from``, ``<field>_to``).
    """

    spec: ListSpec
    text: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    columns: tuple[Column, ...] = ()
    page: int = 1
    view: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.chosen)


def asked_from(spec: ListSpec, sent: QueryDict) -> Asked:
    """What an address asks for; names it does not know are left alone.

    Raises
    ------
    InputError
        ``registry.bad_filter`` (name, given) for a page, day, column or order that cannot be.
    """
    chosen: dict[str, str] = {}
    for name, column in _filter_names(spec).items():
        value = _clean(sent.get(name, ""))
        if value:
            chosen[name] = _checked(name, value, column)
    return Asked(
        spec=spec,
        text=_clean(sent.get("q", ""))[:LONGEST],
        chosen=chosen,
        order=_order(spec, sent.get("order", "")),
        columns=_columns(spec, ",".join(sent.getlist("columns"))),
        page=_page(sent.get("page", "1")),
        view=_view(spec, sent.get("view", "")),
    )


def query_of(asked: Asked, **changes: object) -> str:
    """The address's query; what is as usual is left out. ``changes`` replace fields of ``asked``."""
    wanted = replace(asked, **changes)  # type: ignore[arg-type]
    said: dict[str, object] = {"q": wanted.text, **wanted.chosen}
    said["order"] = wanted.order if wanted.order != wanted.spec.order else ""
    usual = wanted.columns in ((), wanted.spec.columns)
    said["columns"] = "" if usual else ",".join(column.field for column in wanted.columns)
    said["page"] = wanted.page if wanted.page != 1 else ""
    said["view"] = wanted.view
    return urlencode({name: value for name, value in said.items() if value not in ("", None)})


def _filter_names(spec: ListSpec) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for column in spec.filters:
        ends = ("_from", "_to") if column.shown is Shown.DAY else ("",)
        found.update({f"{column.field}{end}": column for end in ends})
    return found


def _checked(name: str, value: str, column: Column) -> str:
    if column.shown is Shown.DAY:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError as error:
            raise InputError("registry.bad_filter", name=name, given=value[:50]) from error
    if column.shown is Shown.YES and value not in ("yes", "no"):
        raise InputError("registry.bad_filter", name=name, given=value[:50])
    return value[:LONGEST]


def _order(spec: ListSpec, given: str) -> str:
    known = {column.field for column in spec.every}
    if not given:
        return spec.order
    if given.removeprefix("-") not in known:
        raise InputError("registry.bad_filter", name="order", given=given[:50])
    return given


def _columns(spec: ListSpec, given: str) -> tuple[Column, ...]:
    if not given.strip(","):
        return spec.columns
    known = {column.field: column for column in spec.every}
    names = [name for name in given.split(",") if name]
    for name in names:
        if name not in known:
            raise InputError("registry.bad_filter", name="columns", given=name[:50])
    first = spec.columns[0]
    return (first, *(column for column in spec.every if column.field in names and column != first))


def _view(spec: ListSpec, given: str) -> str:
    if given not in VIEWS or (given == "map" and not spec.has_places):
        raise InputError("registry.bad_filter", name="view", given=given[:50])
    return given


def _page(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 9 and int(given) > 0):
        raise InputError("registry.bad_filter", name="page", given=given[:50])
    return int(given)


def _clean(text: str) -> str:
    return text.replace("\x00", " ").strip()
