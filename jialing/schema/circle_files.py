"""Circles from TOML files: those shipped, and those of the user's own folder; form: docs/explanation/circles.md."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from jialing.errors import InputError
from jialing.schema.circles import Circle, Member
from jialing.schema.places import places

_Table = Mapping[str, object]

_KEYS = {
    "circle_id": str,
    "version": str,
    "name": dict,
    "short": dict,
    "document": str,
    "members": list,
    "since": date,
    "centres": list,
    "comparators": list,
    "notes": dict,
}
_REQUIRED = ("circle_id", "version", "name", "document", "members")
_MEMBER_KEYS = {"place": str, "places": list, "since": date, "until": date, "is_partial": bool, "note": dict}
_CIRCLE_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORLD_PLACE = re.compile(r"gn-[1-9][0-9]*")


def load_circles(extra: Path | None = None) -> Mapping[str, Circle]:
    """The four circles shipped, then those of ``extra``; by id, in the order of file names.

    A file of ``extra`` with the id of a shipped circle replaces it: that is how a newer version of its scope comes in.

    Raises
    ------
    InputError
        ``circle.*``: the folder is not there; a file is not TOML, lacks a key, has an unknown one or one of the wrong
        type; a place is unknown or stands twice; a member leaves before it joins; a centre is no member; a comparator
        is no circle.
    """
    found = dict(_shipped())
    if extra is not None:
        found |= _read_all(_user_files(extra))
    for circle in found.values():
        _check_comparators(circle, found)
    return MappingProxyType(found)


@cache
def _shipped() -> Mapping[str, Circle]:
    folder = files("jialing.schema").joinpath("data", "circles")
    return _read_all(sorted((e for e in folder.iterdir() if e.name.endswith(".toml")), key=lambda e: e.name))


def _user_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError("circle.no_folder", folder=str(folder))
    return sorted(folder.glob("*.toml"))


def _read_all(entries: Iterable[Traversable]) -> dict[str, Circle]:
    found: dict[str, Circle] = {}
    origin: dict[str, str] = {}
    for entry in entries:
        circle = read_circle(entry)
        if circle.circle_id in found:
            raise InputError(
                "circle.id_twice", file=entry.name, circle=circle.circle_id, other=origin[circle.circle_id]
            )
        found[circle.circle_id] = circle
        origin[circle.circle_id] = entry.name
    return found


def read_circle(entry: Traversable) -> Circle:
    """The circle in one TOML file, checked as :func:`load_circles` says, but for its comparators."""
    file = entry.name
    try:
        table = tomllib.loads(entry.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("circle.not_toml", file=file, reason=str(error)) from error
    except OSError as error:
        raise InputError("circle.not_readable", file=file, reason=error.strerror or str(error)) from error
    return _circle(table, file)


def _circle(table: _Table, file: str) -> Circle:
    _check_keys(table, _KEYS, file)
    for key in _REQUIRED:
        if key not in table:
            raise InputError("circle.key_missing", file=file, key=key)
    circle_id = str(table["circle_id"])
    if not _CIRCLE_ID.fullmatch(circle_id):
        raise InputError("circle.id_wrong", file=file, circle=circle_id)
    members = tuple(_members(table, file))
    name, notes = _both(table, "name", file), _both(table, "notes", file)
    short = _both(table, "short", file) if "short" in table else name
    return Circle(
        circle_id=circle_id,
        version=str(table["version"]),
        name_en=name[0],
        name_zh=name[1],
        short_en=short[0],
        short_zh=short[1],
        members=members,
        comparators=_texts(table, "comparators", file),
        centres=_centres(table, file, {m.place_id for m in members}),
        document=str(table["document"]),
        notes_en=notes[0],
        notes_zh=notes[1],
    )


def _check_keys(table: _Table, allowed: Mapping[str, type], file: str) -> None:
    for key, value in table.items():
        if key not in allowed:
            raise InputError("circle.key_unknown", file=file, key=key, allowed=", ".join(allowed))
        wanted = allowed[key]
        # A TOML date-time is a date to Python; membership has days, not hours.
        if not isinstance(value, wanted) or isinstance(value, datetime):
            raise InputError("circle.value_wrong", file=file, key=key, wanted=wanted.__name__, value=str(value))
        if wanted is str and not str(value).strip():
            raise InputError("circle.value_empty", file=file, key=key)


def _both(table: _Table, key: str, file: str) -> tuple[str, str]:
    """The English and the Chinese text of a key; both or neither."""
    words = table.get(key, {"en": "", "zh": ""})
    if not isinstance(words, dict) or set(words) != {"en", "zh"} or not all(isinstance(w, str) for w in words.values()):
        raise InputError("circle.not_both_languages", file=file, key=key)
    if key in table and not all(word.strip() for word in words.values()):
        raise InputError("circle.not_both_languages", file=file, key=key)
    return words["en"], words["zh"]


def _texts(table: _Table, key: str, file: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise InputError("circle.value_wrong", file=file, key=key, wanted="list of texts", value=str(values))
    return tuple(values)


def _members(table: _Table, file: str) -> Iterator[Member]:
    entries = table["members"]
    seen: set[str] = set()
    if not isinstance(entries, list) or not entries:
        raise InputError("circle.no_members", file=file)
    for entry in entries:
        if not isinstance(entry, dict):
            raise InputError("circle.value_wrong", file=file, key="members", wanted="dict", value=str(entry))
        _check_keys(entry, _MEMBER_KEYS, file)
        for place_id in _entry_places(entry, file):
            if place_id in seen:
                raise InputError("circle.member_twice", file=file, place=place_id)
            seen.add(place_id)
            yield _member(entry, place_id, table.get("since"), file)


def _entry_places(entry: _Table, file: str) -> tuple[str, ...]:
    if ("place" in entry) == ("places" in entry):
        raise InputError("circle.place_or_places", file=file, entry=str(dict(entry)))
    found = (str(entry["place"]),) if "place" in entry else _texts(entry, "places", file)
    for place_id in found:
        if place_id not in _known_places() and not _WORLD_PLACE.fullmatch(place_id):
            raise InputError("circle.place_unknown", file=file, place=place_id)
    return found


@cache
def _known_places() -> Collection[str]:
    return frozenset(place.place_id for place in places())


def _member(entry: _Table, place_id: str, circle_since: object, file: str) -> Member:
    since, until = entry.get("since", circle_since), entry.get("until")
    since = since if isinstance(since, date) else None
    until = until if isinstance(until, date) else None
    if since is not None and until is not None and until <= since:
        raise InputError("circle.dates_reversed", file=file, place=place_id, since=str(since), until=str(until))
    note = _both(entry, "note", file)
    return Member(place_id, since, until, bool(entry.get("is_partial", False)), *note)


def _centres(table: _Table, file: str, members: Collection[str]) -> tuple[str, ...]:
    centres = _texts(table, "centres", file)
    for place_id in centres:
        if place_id not in members:
            raise InputError("circle.centre_not_member", file=file, place=place_id)
    return centres


def _check_comparators(circle: Circle, known: Collection[str]) -> None:
    for other in circle.comparators:
        if other == circle.circle_id or other not in known:
            raise InputError(
                "circle.comparator_unknown", circle=circle.circle_id, other=other, known=", ".join(sorted(known))
            )
