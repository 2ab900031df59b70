"""Guards and needs against what is known. Unknown is not yes: it refuses, and says that it is unknown."""

from __future__ import annotations

from collections.abc import Mapping

from jialing.procedure.said import Said
from jialing.procedure.workflow.types import Case, Fact, Guard, Need, Who


def facts_of(case: Case, facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """What the case knows, with what is known at the moment laid over it."""
    return {**case.facts, **facts}


def guard_refusal(guard: Guard, case: Case, who: Who, known: Mapping[str, Fact], *, wanted: bool) -> Said | None:
    """None where the guard holds (``wanted``), or does not hold (not ``wanted``); else why the move is refused."""
    held = _other_person(guard, case, who) if guard.kind == "other_person" else _holds(guard, known.get(guard.fact))
    if held is None:
        return Said("procedure.refusal.unknown", {"guard": guard.words, "fact": guard.fact})
    if held == wanted:
        return None
    code = "guard" if wanted else "unless"
    return Said(f"procedure.refusal.{code}", {"guard": guard.words, "name": guard.name})


def need_refusal(need: Need, known: Mapping[str, Fact]) -> Said | None:
    """None where the form is complete, the document is there, the field is filled."""
    value = known.get(need.fact)
    there = bool(value) if need.kind == "field" and not isinstance(value, bool) else value is True
    return None if there else Said("procedure.refusal.need", {"need": need.words, "name": need.name})


def _holds(guard: Guard, value: Fact) -> bool | None:
    """Whether a guard holds for a value; None where the value is unknown or not of the guard's kind."""
    match guard.kind, value:
        case "is_true" | "is_false", bool():
            return value is (guard.kind == "is_true")
        case "equals", bool() | int() | str():
            return value == guard.value and isinstance(value, bool) == isinstance(guard.value, bool)
        case "at_least" | "at_most", int() if not isinstance(value, bool) and isinstance(guard.value, int):
            return value >= guard.value if guard.kind == "at_least" else value <= guard.value
    return None


def _other_person(guard: Guard, case: Case, who: Who) -> bool:
    """Whoever took the move that the guard names is somebody else; where nobody took it, this holds."""
    return not who.person or case.taken_by.get(guard.fact) != who.person
