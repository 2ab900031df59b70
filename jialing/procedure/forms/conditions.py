"""The closed language of conditions, evaluated: no code ever comes from a form."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation

from jialing.procedure.forms.types import Answers, Condition, Field, Form


def is_filled(value: object) -> bool:
    """Whether anything was answered: not None, no blank text, no empty list, nothing but such."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Mapping):
        return any(is_filled(one) for one in value.values())
    if isinstance(value, list | tuple):
        return any(is_filled(one) for one in value)
    return value is not None


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Whether a condition holds; no condition holds always, a test of an unanswered field never."""
    if condition is None:
        return True
    match condition.kind:
        case "all":
            return all(holds(part, answers) for part in condition.parts)
        case "any":
            return any(holds(part, answers) for part in condition.parts)
        case "not":
            return not any(holds(part, answers) for part in condition.parts)
    return _tested(condition, answers.get(condition.field))


def shown(form: Form, answers: Answers) -> frozenset[str]:
    """Names of the fields that are shown: what hangs on a hidden field is hidden too."""
    conditions = conditions_of(form)
    seen: dict[str, bool] = {}

    def is_shown(name: str, way: frozenset[str]) -> bool:
        if name not in conditions or name in way:  # a ring is a fault of the form; here it hides
            return False
        if name not in seen:
            asked = [condition for condition in conditions[name] if condition is not None]
            known = {one: answers.get(one) for c in asked for one in c.fields() if is_shown(one, way | {name})}
            seen[name] = all(holds(condition, known) for condition in asked)
        return seen[name]

    return frozenset(name for name in conditions if is_shown(name, frozenset()))


def answers_in(form: Form, answers: Answers, sections: Collection[str]) -> dict[str, object]:
    """Answers to the fields of some sections, such as those that somebody may read or write.

    Answers to fields that the form does not have belong to no section and are not among them.
    """
    open_ = {field.name for section in form.sections if section.name in sections for field in section.fields}
    return {name: value for name, value in answers.items() if name in open_}


def conditions_of(form: Form) -> dict[str, tuple[Condition | None, ...]]:
    """Field -> the conditions on its section and itself."""
    return {field.name: (section.shown_if, field.shown_if) for section in form.sections for field in section.fields}


def shown_columns(table: Field, row: Answers, answers: Answers) -> tuple[Field, ...]:
    """Columns shown in a row; their conditions look at the row first, then at the form."""
    return tuple(column for column in table.columns if holds(column.shown_if, {**answers, **row}))


def _tested(condition: Condition, value: object) -> bool:
    if condition.kind == "filled":
        return is_filled(value) is bool(condition.value)
    if not is_filled(value):
        return False
    if condition.kind in {"is", "in"}:
        wanted = condition.value if condition.kind == "in" and isinstance(condition.value, list) else [condition.value]
        given = value if isinstance(value, list) else [value]
        return any(_same(one, other) for one in given for other in wanted)
    return _compared(condition, value)


def _same(one: object, other: object) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _compared(condition: Condition, value: object) -> bool:
    """Numbers and sums as numbers; dates as the texts that they are."""
    try:
        given, wanted = Decimal(str(value).replace(",", "")), Decimal(str(condition.value))
    except InvalidOperation:
        one, other = str(value), str(condition.value)
        return one >= other if condition.kind == "at_least" else one <= other
    if not (given.is_finite() and wanted.is_finite()):
        return False
    return given >= wanted if condition.kind == "at_least" else given <= wanted
