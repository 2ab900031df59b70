"""Reading TOML so that all faults are told at once, each with its line and name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import TypeVar

from jialing.errors import InputError
from jialing.procedure.said import Finding, Words

Path = tuple[str, ...]
T = TypeVar("T")
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-]+)\s*=")
MOST_DEEP = 40
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Faults:
    """The faults of one file, in the order in which they were met."""

    def __init__(self, text: str) -> None:
        self.found: list[Finding] = []
        self._lines = _lines(text)

    def add(self, code: str, path: Path, /, **params: object) -> None:
        """Keep one fault; its line is that of the nearest part that stands in the file."""
        near = next((self._lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self._lines), 1)
        place = ".".join(path)
        self.found.append(Finding(f"procedure.file.{code}", {"line": near, "place": place, **params}, where=place))

    def stop(self, code: str) -> None:
        """Raise what was found, if anything: InputError ``code`` with n, first, findings."""
        if self.found:
            first = self.found[0]
            place = f"{first.params['line']}: {first.where}"
            raise InputError(code, n=len(self.found), first=place, findings=tuple(self.found))


class Table:
    """One table of the file; every access checks what it takes."""

    def __init__(self, values: Mapping[str, object], path: Path, faults: Faults) -> None:
        self.values, self.path, self.faults = values, path, faults

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def fault(self, code: str, key: str = "", /, **params: object) -> None:
        """A fault of this table, or of one of its keys."""
        self.faults.add(code, (*self.path, key) if key else self.path, **params)

    def only(self, *allowed: str) -> None:
        """Every other key is a fault: a slip in a name must not go unseen."""
        for key in self.values:
            if key not in allowed:
                self.fault("key_unknown", key, key=key, near=_near(key, allowed))

    def text(self, key: str, *, is_needed: bool = False) -> str:
        """A text; '' where it does not stand. One that is needed must not be blank."""
        found = self._typed(key, str, is_needed=is_needed)
        if is_needed and found is not None and not found.strip():
            self.fault("key_missing", key, key=key)
        return found or ""

    def whole(self, key: str) -> int | None:
        """A whole number >= 0; None where it does not stand."""
        value = self._typed(key, int)
        if value is None or value >= 0:
            return value
        self.fault("value_wrong", key, wanted="0, 1, 2 ...", value=str(value))
        return None

    def flag(self, key: str) -> bool:
        """True or false; false where it does not stand."""
        return self._typed(key, bool) or False

    def texts(self, key: str) -> tuple[str, ...]:
        """Several texts, or one."""
        value = self.values.get(key, [])
        several = [value] if isinstance(value, str) else value
        if isinstance(several, list) and all(isinstance(one, str) for one in several):
            return tuple(several)
        self.fault("value_wrong", key, wanted='["...", "..."]', value=str(value)[:50])
        return ()

    def raw(self, key: str) -> object:
        """Any value, unchecked."""
        return self.values.get(key)

    def words(self, key: str = "", *, is_needed: bool = True) -> Words:
        """``en`` and ``zh`` of this table, or of the table under a key; both must be filled."""
        held = self.values if not key else self.values.get(key)
        if held is None and not is_needed:
            return Words("", "")
        both = [held.get(lang) if isinstance(held, Mapping) else None for lang in ("en", "zh")]
        if all(isinstance(text, str) and text.strip() for text in both):
            return Words(str(both[0]), str(both[1]))
        self.fault("not_both_languages", key)
        return Words("", "")

    def table(self, key: str) -> Table:
        """A table under a key; empty where it does not stand."""
        return Table(self._typed(key, dict) or {}, (*self.path, key), self.faults)

    def tables(self, key: str) -> list[Table]:
        """The tables of a list."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.fault("value_wrong", key, wanted="[[...]]", value=str(value)[:50])
            return []
        return [Table(one, (*self.path, key, str(nth + 1)), self.faults) for nth, one in enumerate(value)]

    def named(self, key: str) -> Iterator[tuple[str, Table]]:
        """Tables under names, such as ``[states.draft]``."""
        held = self.table(key)
        for name in held.values:
            if not _NAME.fullmatch(name):
                held.fault("name_wrong", name, name=name)
            yield name, held.table(name)

    def known(self, key: str, names: Collection[str], among: Collection[str]) -> tuple[str, ...]:
        """The names that are known; each other is a fault with the nearest that there is."""
        for name in names:
            if name not in among:
                self.fault("name_unknown", key, name=name, near=_near(name, among))
        return tuple(name for name in names if name in among)

    def one(self, key: str, among: Collection[str], *, is_needed: bool = True) -> str:
        """One known name; '' where it is not needed and does not stand."""
        if key not in self.values and not is_needed:
            return ""
        name = self.text(key, is_needed=True)
        return (self.known(key, [name], among) or ("",))[0] if name else ""

    def _typed(self, key: str, kind: type[T], *, is_needed: bool = False) -> T | None:
        if key not in self.values:
            if is_needed:
                self.fault("key_missing", key, key=key)
            return None
        value = self.values[key]
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        self.fault("value_wrong", key, wanted=_WANTED[kind], value=str(value)[:50])
        return None


_WANTED: Mapping[type, str] = {str: '"..."', int: "0, 1, 2 ...", bool: "true, false", dict: "{ ... }"}


def opened(text: str | bytes, code: str) -> Table:
    """The whole file as a table. Raises InputError ``code`` where it is no TOML."""
    try:
        plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        values = tomllib.loads(plain)
        if is_deep(values):
            raise RecursionError(f"> {MOST_DEEP} x [ {{")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        fault = Finding("procedure.file.not_toml", {"reason": str(error)}, where="")
        raise InputError(code, n=1, first=str(error), findings=(fault,)) from error
    return Table(values, (), Faults(plain))


def is_deep(values: object) -> bool:
    """Whether anything lies deeper than anybody writes by hand: it is then read by functions that call themselves."""
    layer, depth = [values], 0
    while layer:
        depth += 1
        parts = [one.values() if isinstance(one, Mapping) else one for one in layer if isinstance(one, Mapping | list)]
        layer = [inner for part in parts for inner in part]
    return depth > MOST_DEEP


def _near(name: str, among: Collection[str]) -> str:
    return ", ".join(get_close_matches(name, list(among), n=3, cutoff=0.5)) or ", ".join(sorted(among)[:12]) or "–"


def _lines(text: str) -> dict[Path, int]:
    """The first line of each part; lists of tables are counted from 1."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            here = _numbered(tuple(part.strip().strip("\"'") for part in header[2].split(".")), counts, header[1])
            lines.setdefault(here, number)
        elif key := _KEY.match(line):
            lines.setdefault((*here, key[1]), number)
    return lines


def _numbered(parts: Path, counts: dict[Path, int], brackets: str) -> Path:
    """The path of a header: each list of tables on the way stands with the number of its last table."""
    path: Path = ()
    for nth, part in enumerate(parts):
        path = (*path, part)
        if nth == len(parts) - 1 and brackets == "[[":
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = (*path, str(counts[path]))
    return path
