"""The cells of one row by schema column: rules, alternatives, translations and defaults applied."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from jialing.schema import places
from jialing.sources.table import values
from jialing.sources.table.rules import ColumnRule, MappedFile, rules_of

ROW = "#row"
"""In place of a column's name: the number of the row."""
_PLAIN = ColumnRule()


class RowRejected(Exception):
    """This row cannot be used; caught where the rows are gathered."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class _Bound:
    """A rule with the places of its columns; ``place`` is the one place, or -1 where there are several or none."""

    __slots__ = ("is_second_choice", "pattern", "place", "places", "rule")

    def __init__(
        self, *, rule: ColumnRule, places: tuple[int, ...], pattern: re.Pattern[str] | None, is_second_choice: bool
    ) -> None:
        self.rule, self.places, self.pattern, self.is_second_choice = rule, places, pattern, is_second_choice
        self.place = places[0] if len(places) == 1 and len(rule.names) == 1 else -1

    def matches(self, value: Any) -> bool:
        return self.pattern is not None and self.pattern.search(values.text(value) or "") is not None


class Cells:
    """Reads rows by the rules of a mapped file. :meth:`at` first, then ask for columns.

    ``repairs``: codes of rules that changed the row at hand; ``given``: values of columns of a wide table.
    """

    def __init__(self, file: MappedFile) -> None:
        self.file = file
        self.rules = rules_of(file.columns)
        named = [name for rules in self.rules.values() for rule in rules for name in rule.names]
        named += [rule.column for rule in file.skip]
        named += file.wide.columns if file.wide else []
        self.wanted = [name for name in dict.fromkeys(named) if name != ROW]
        self.place = {name: i for i, name in enumerate(self.wanted)}
        self.bound = {column: self._bind(rules) for column, rules in self.rules.items()}
        self.skips = [(rule, re.compile(rule.matches) if rule.matches else None) for rule in file.skip]
        self.number = 0
        self.row: Sequence[Any] = ()
        self.repairs: set[str] = set()
        self.given: dict[str, Any] = {}

    def _bind(self, rules: Sequence[ColumnRule]) -> tuple[_Bound, ...]:
        return tuple(
            _Bound(
                rule=rule,
                places=tuple(self.place[name] for name in rule.names if name != ROW),
                pattern=re.compile(rule.pattern) if rule.pattern else None,
                is_second_choice=number > 0,
            )
            for number, rule in enumerate(rules)
        )

    def at(self, number: int, row: Sequence[Any]) -> None:
        """Take the next row. Raises RowRejected with the code of the skip rule that it falls under."""
        self.number, self.row, self.repairs, self.given = number, row, set(), {}
        for rule, matches in self.skips:
            written = values.text(row[self.place[rule.column]]) or ""
            if (
                written in rule.is_in
                or (rule.not_in and written not in rule.not_in)
                or (matches and matches.search(written))
                or (rule.is_empty and not written)
            ):
                raise RowRejected(rule.code, column=rule.column, value=written[:80])

    def raw(self, column: str) -> tuple[Any, ColumnRule]:
        """The cell of a schema column as it stands, by the first of its rules that finds something, and that rule."""
        if column in self.given:
            return self.given[column], (*self.rules.get(column, ()), _PLAIN)[0]
        for one in self.bound.get(column, ()):
            value = self.row[one.place] if one.place >= 0 else self._cell(one)
            if value is not None and value != "" and (one.pattern is None or one.matches(value)):
                if one.is_second_choice:
                    self.repairs.add("repair.value_from_other_column")
                return value, one.rule
        return self.file.defaults.get(column), _PLAIN

    def _cell(self, one: _Bound) -> Any:
        if not one.places:
            return self.number
        pieces = [values.text(self.row[place]) or "" for place in one.places]
        return one.rule.join.join(pieces) if any(pieces) else None

    def text(self, column: str) -> str | None:
        """Text, translated by the mapping's values, with the rule's pattern and prefix applied."""
        value, rule = self.raw(column)
        return self._worded(column, values.text(value), rule)

    def _worded(self, column: str, written: str | None, rule: ColumnRule) -> str | None:
        if written is None:
            return None
        if rule.pattern and (found := re.search(rule.pattern, written)):
            written = found[1] if found.re.groups else found[0]
        translated = self.file.values.get(column, {}).get(written, written)
        return f"{rule.prefix}{translated}" if translated else None

    def items(self, column: str) -> list[str]:
        """The items of a list column, empty ones too."""
        value, rule = self.raw(column)
        return values.items(value, rule.split)

    def texts(self, column: str) -> list[str] | None:
        """Items that are not empty, translated; None where there is none."""
        value, rule = self.raw(column)
        worded = [self._worded(column, item, rule) for item in values.items(value, rule.split) if item]
        return [item for item in worded if item] or None

    def number_of(self, column: str) -> float | None:
        value, rule = self.raw(column)
        return values.number(value, rule)

    def whole(self, column: str) -> int | None:
        value, rule = self.raw(column)
        return values.whole(value, rule)

    def year(self, column: str) -> int | None:
        value, rule = self.raw(column)
        return values.year(value, rule)

    def typed(self, column: str, kind: str) -> object:
        """A cell as a schema type (see ``schema.tables.TYPES``). Raises values.Unreadable."""
        if column in ("place_id", "area") and kind == "text":
            return self.known_place(column)
        return _READERS[kind](self, column)

    def flag(self, column: str) -> bool | None:
        return values.flag(self.raw(column)[0])

    def day(self, column: str) -> date | None:
        return values.day(self.raw(column)[0])

    def counted(self, column: str) -> int | None:
        """A count, as whole number; a negative or unreadable one is unknown, and counted as mended."""
        found = self.optional(column, "int")
        if isinstance(found, int) and found < 0:
            self.repairs.add("repair.negative_count")
            return None
        return found if isinstance(found, int) else None

    def money(self, column: str) -> tuple[float | None, str | None]:
        """(amount, currency); a negative or unreadable amount is unknown."""
        found = self.optional(column, "number")
        currency = self.text("currency") or self.raw(column)[1].currency or None
        if isinstance(found, float) and found < 0:
            self.repairs.add("repair.negative_count")
            return None, None
        return (found, currency) if isinstance(found, float) else (None, None)

    def optional(self, column: str, kind: str) -> object:
        """As :meth:`typed`; an unreadable cell is None and counted as mended."""
        try:
            return self.typed(column, kind)
        except values.Unreadable:
            self.repairs.add("repair.value_unreadable")
            return None

    def known_place(self, column: str) -> str | None:
        """A place's id, or what the shipped names of places say; Raises RowRejected ``reject.place_unknown``."""
        written = self.text(column)
        if written is None or written in place_ids() or written.startswith(("gn-", "country:")) or written == "world":
            return written
        if (found := place_names().get(written.casefold())) is None:
            raise RowRejected("reject.place_unknown", value=written[:80])
        return found


_READERS: Mapping[str, Callable[[Cells, str], object]] = {
    "text": Cells.text,
    "texts": Cells.texts,
    "int": Cells.whole,
    "count": Cells.whole,
    "year": Cells.year,
    "number": Cells.number_of,
    "flag": Cells.flag,
    "date": Cells.day,
}


@cache
def place_ids() -> frozenset[str]:
    return frozenset(place.place_id for place in places())


@cache
def place_names() -> Mapping[str, str]:
    """Names of the shipped places, in lower case, that only one place has -> its id."""
    found: dict[str, set[str]] = {}
    for place in places():
        for name in (place.name_en, place.name_zh, *place.aliases):
            found.setdefault(name.casefold(), set()).add(place.place_id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}
