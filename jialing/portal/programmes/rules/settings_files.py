"""A programme as a file: name, circle, currency, approvals, funders and their budget lines. TOML, checked whole."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jialing.errors import InputError
from jialing.portal.programmes.enums import FunderLevel, Origin
from jialing.portal.programmes.rules.currencies import digits_of, smallest_units


@dataclass(frozen=True)
class FunderSet:
    """A funder of the file; ``key`` is what its lines call it."""

    key: str
    name_en: str
    name_zh: str
    level: str
    place: str


@dataclass(frozen=True)
class LineSet:
    """A budget line of the file."""

    funder: str
    year: int
    budget_item: str
    origin: str = Origin.LOCAL
    authority: str = ""
    document_number: str = ""
    reach: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProgrammeSet:
    """A programme as a file sets it up. ``second_approval_above`` in smallest units, None = never."""

    name_en: str
    name_zh: str
    circle: str
    currency: str
    source: str = ""
    since: date | None = None
    until: date | None = None
    second_approval_above: int | None = None
    funders: tuple[FunderSet, ...] = ()
    lines: tuple[LineSet, ...] = field(default=())


def read_programme(text: str) -> ProgrammeSet:
    """The programme of a file.

    Raises InputError ``programme.file_wrong`` (where, reason): the first fault found, nothing is taken of such a file.
    """
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError("programme.file_wrong", where="-", reason=str(error)) from error
    funders = tuple(_funder(row, n) for n, row in enumerate(tree.get("funders", ()), 1))
    keys = {one.key for one in funders}
    lines = tuple(_line(row, n, keys) for n, row in enumerate(tree.get("lines", ()), 1))
    currency = _text(tree, "currency", "programme") or "CNY"
    digits_of(currency)
    limit = tree.get("second_approval_above")
    return ProgrammeSet(
        _text(tree, "name_en", "programme"), _text(tree, "name_zh", "programme"), _needed(tree, "circle", "programme"),
        currency, _text(tree, "source", "programme"), _day(tree, "since"), _day(tree, "until"),
        None if limit is None else smallest_units(str(limit), currency), funders, lines,
    )  # fmt: skip


def _funder(row: Mapping[str, Any], n: int) -> FunderSet:
    where = f"funders {n}"
    level = _needed(row, "level", where)
    if level not in FunderLevel.values:
        raise InputError("programme.file_wrong", where=where, reason=f"level = {level}")
    names = _text(row, "name_en", where), _text(row, "name_zh", where)
    if not any(names):
        raise InputError("programme.file_wrong", where=where, reason="name_en, name_zh")
    return FunderSet(_needed(row, "key", where), *names, level, _needed(row, "place", where))


def _line(row: Mapping[str, Any], n: int, keys: set[str]) -> LineSet:
    where = f"lines {n}"
    funder, origin, year = _needed(row, "funder", where), row.get("origin", Origin.LOCAL), row.get("year")
    if funder not in keys:
        raise InputError("programme.file_wrong", where=where, reason=f"funder = {funder}")
    if origin not in Origin.values:
        raise InputError("programme.file_wrong", where=where, reason=f"origin = {origin}")
    if not isinstance(year, int):
        raise InputError("programme.file_wrong", where=where, reason="year")
    reach = tuple(str(place) for place in row.get("reach", ()))
    authority, document = _text(row, "authority", where), _text(row, "document_number", where)
    return LineSet(funder, year, _needed(row, "budget_item", where), str(origin), authority, document, reach)


def _text(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name, "")
    if not isinstance(value, str):
        raise InputError("programme.file_wrong", where=where, reason=name)
    return value.strip()


def _needed(row: Mapping[str, Any], name: str, where: str) -> str:
    value = _text(row, name, where)
    if not value:
        raise InputError("programme.file_wrong", where=where, reason=name)
    return value


def _day(tree: Mapping[str, Any], name: str) -> date | None:
    value = tree.get(name)
    if value is not None and not isinstance(value, date):
        raise InputError("programme.file_wrong", where="programme", reason=name)
    return value
