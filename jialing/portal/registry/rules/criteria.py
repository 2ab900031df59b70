"""What a recognition asks: thresholds read from data, checked against what was given."""

from __future__ import annotations

import operator
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jialing.errors import InputError
from jialing.portal.registry.enums import Level, Verdict

RECOGNITIONS = Path(__file__).resolve().parents[1] / "data" / "recognitions"
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
    "one_of": lambda given, wanted: given in wanted,
}


@dataclass(frozen=True)
class Criterion:
    """One threshold: ``given`` names what is asked for; ``comparison`` is '' where only people can judge."""

    id: str
    text_en: str
    text_zh: str
    given: str
    unit: str
    comparison: str
    threshold: Any
    document: str
    is_verified: bool
    only_if: Mapping[str, Any]


@dataclass(frozen=True)
class RecognitionKind:
    """What one can be recognised as, at which level, for how long, under which document, by which criteria."""

    id: str
    name_en: str
    name_zh: str
    level: str
    grades: tuple[str, ...]
    of: tuple[str, ...]
    term_years: int | None
    document: str
    is_verified: bool
    criteria: tuple[Criterion, ...]


def parse_kind(text: str) -> RecognitionKind:
    """A kind from TOML. Raises InputError ``registry.bad_criteria`` (reason): an unknown comparison, level, field."""
    tree = tomllib.loads(text)
    if tree.get("level") not in Level.values:
        raise InputError("registry.bad_criteria", reason=f"level {tree.get('level')}")
    criteria = tuple(_criterion(row, str(tree["document"])) for row in tree.get("criterion", []))
    return RecognitionKind(
        tree["id"], tree["name"]["en"], tree["name"]["zh"], tree["level"], tuple(tree.get("grades", ())),
        tuple(tree.get("of", ("organisation",))), tree.get("term_years"), tree["document"],
        bool(tree.get("is_verified", False)), criteria,
    )  # fmt: skip


def _criterion(row: Mapping[str, Any], document: str) -> Criterion:
    comparison = str(row.get("comparison", ""))
    if comparison and comparison not in _COMPARISONS:
        raise InputError("registry.bad_criteria", reason=f"{row['id']}: {comparison}")
    return Criterion(
        row["id"], row["text"]["en"], row["text"]["zh"], row.get("given", row["id"]), row.get("unit", ""), comparison,
        row.get("threshold"), row.get("document", document), bool(row.get("is_verified", False)),
        row.get("only_if", {}),
    )  # fmt: skip


@cache
def recognition_kinds() -> Mapping[str, RecognitionKind]:
    """Every kind that ships, by id."""
    found = (parse_kind(path.read_text(encoding="utf-8")) for path in sorted(RECOGNITIONS.glob("*.toml")))
    return {one.id: one for one in found}


def recognition_kind(kind_id: str) -> RecognitionKind:
    """Raises InputError ``registry.unknown_recognition`` (kind)."""
    if kind_id not in recognition_kinds():
        raise InputError("registry.unknown_recognition", kind=kind_id)
    return recognition_kinds()[kind_id]


def checked(criterion: Criterion, given: Mapping[str, Any]) -> Verdict | None:
    """Passed, failed, or unclear where the figure is missing or only people can judge; None where it does not apply."""
    if any(_value(given, key) is None for key in criterion.only_if):
        return Verdict.UNCLEAR
    if not all(_COMPARISONS[comparison](_value(given, key), wanted) for key, comparison, wanted in _pairs(criterion)):
        return None
    value = _value(given, criterion.given)
    if value is None or not criterion.comparison:
        return Verdict.UNCLEAR
    try:
        return Verdict.PASSED if _COMPARISONS[criterion.comparison](value, criterion.threshold) else Verdict.FAILED
    except TypeError:  # a word where a number is wanted: nobody can say
        return Verdict.UNCLEAR


def _value(given: Mapping[str, Any], key: str) -> Any:
    return given.get(key.partition(":")[0])


def _pairs(criterion: Criterion) -> list[tuple[str, str, Any]]:
    """``{ "sales:>" = 200 }`` -> ``("sales:>", ">", 200)``; without a comparison, equality."""
    return [(key, key.partition(":")[2] or "==", value) for key, value in criterion.only_if.items()]
