"""Whether a mapping file means anything: names that must be known, columns that must be there; and where it errs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jialing.errors import InputError
from jialing.schema.tables import TABLES
from jialing.sources.populations import ALL_ANSWERS, PARTNER_GROUPS
from jialing.sources.table.rules import (
    ALIGNMENTS,
    EXTRA_COLUMNS,
    KINDS,
    NEEDED,
    ROLES,
    TARGETS,
    MappedFile,
    Written,
    rules_of,
)


class Check:
    """What the types cannot tell: names that must be known, columns that must be there."""

    def __init__(self, file: str, text: str, written: Written) -> None:
        self.file, self.text, self.written = file, text, written

    def all(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.written.name):
            self._unknown("$.name", self.written.name, ["a-z 0-9 -"])
        for number, stated in enumerate(self.written.population):
            where = f"$.population[{number}]"
            self._among(f"{where}.kinds", stated.kinds, KINDS)
            self._among(f"{where}.answers", stated.answers, ALL_ANSWERS)
            self._among(f"{where}.by_construction", stated.by_construction, PARTNER_GROUPS)
        for number, file in enumerate(self.written.file):
            self._file(f"$.file[{number}]", file)

    def _file(self, where: str, file: MappedFile) -> None:
        self._among(f"{where}.target", [file.target], TARGETS)
        self._patterns(where, file)
        table = TABLES[file.target]
        known = [c.name for c in table.columns if c.name != "source"] + list(EXTRA_COLUMNS.get(file.target, ()))
        for part, names in (("columns", file.columns), ("defaults", file.defaults), ("values", file.values)):
            self._among(f"{where}.{part}", list(names), known)
        widened = (file.wide.into, "value") if file.wide else ()
        for column in NEEDED.get(file.target, [c.name for c in table.columns if not c.is_nullable]):
            if column not in (*file.columns, *file.defaults, *widened, "source", "population"):
                self._missing(f"{where}.columns", column)
        is_stated = file.target == "reference_counts" and "population" in {*file.columns, *file.defaults}
        if "population" in known and not is_stated:
            self._among(f"{where}.population", [file.population], [p.id for p in self.written.population])
        if file.target == "works":
            self._works(where, file)

    def _works(self, where: str, file: MappedFile) -> None:
        if not {"year", "published_on"} & {*file.columns, *file.defaults}:
            self._missing(f"{where}.columns", "year")
        if "kind" not in {*file.columns, *file.defaults}:
            self._missing(f"{where}.defaults", "kind")
        if "kind" in file.defaults:
            self._among(f"{where}.defaults.kind", [str(file.defaults["kind"])], KINDS)
        rules = rules_of(file.columns)
        for rule in rules.get("affiliations", ()):
            self._among(f"{where}.columns.affiliations", [rule.align or "authors"], ALIGNMENTS)
        for rule in rules.get("participants", ()):
            self._among(f"{where}.columns.participants", [rule.role], ROLES)
        for rule in rules.get("fields", ()):
            if not rule.scheme:
                self._missing(f"{where}.columns.fields", "scheme")

    def _patterns(self, where: str, file: MappedFile) -> None:
        patterns = [(f"{where}.skip[{i}].matches", rule.matches) for i, rule in enumerate(file.skip)]
        patterns += [
            (f"{where}.columns.{name}", pattern)
            for name, rules in rules_of(file.columns).items()
            for rule in rules
            for pattern in (rule.pattern, rule.split if len(rule.split) > 1 else "")
        ]
        for place, pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                line = line_of(self.text, place, "")
                raise InputError(
                    "mapping.invalid", file=self.file, line=line, where=place, reason=f"{pattern}: {error}"
                ) from error

    def _among(self, where: str, values: Sequence[str], known: Sequence[str]) -> None:
        for value in values:
            if value not in known:
                self._unknown(where, value, known)

    def _unknown(self, where: str, value: str, known: Sequence[str]) -> None:
        line = line_of(self.text, where, f"`{value}`")
        raise InputError(
            "mapping.unknown_value", file=self.file, line=line, where=where, value=value, known=", ".join(known)
        )

    def _missing(self, where: str, column: str) -> None:
        line = line_of(self.text, where, "")
        raise InputError("mapping.missing_column", file=self.file, line=line, where=where, column=column)


def line_of(text: str, where: str, reason: str) -> int:
    """The line (from 1) that a path such as ``$.file[1].columns.year`` stands on, as near as the text tells.

    TOML readers keep no positions; the n-th ``[[file]]`` and the first line after it with the last known key is what a
    person would look for. A name in backticks in ``reason`` is looked for before the path's own.
    """
    lines, start = text.splitlines(), 0
    for name, index in re.findall(r"\.(\w+)\[(\d+)\]", where):
        headers = [i for i, line in enumerate(lines) if re.match(rf"\s*\[\[{name}\]\]", line)]
        start = headers[int(index)] if int(index) < len(headers) else start
    keys = re.findall(r"`([^`]+)`", reason) + [k for k in reversed(re.findall(r"\.(\w+)", where)) if k != "file"]
    for key in map(re.escape, keys):
        for looks in (rf'\s*"?{key}"?\s*=|\s*\[+[\w.]*\b{key}\]', rf'.*(?:\b{key}\s*=|"{key}")'):
            if (found := next((i for i in range(start, len(lines)) if re.match(looks, lines[i])), None)) is not None:
                return found + 1
    return start + 1
