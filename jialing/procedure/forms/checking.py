"""Faults of a form itself, before anybody fills it in. Labels missing in a language are told when it is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jialing.procedure.forms.conditions import conditions_of
from jialing.procedure.forms.types import Budget, Cap, Condition, Field, Form
from jialing.procedure.said import Finding

_CHOOSING = ("choice", "several")


def check_form(form: Form, *, sections: Collection[str] | None = None) -> tuple[Finding, ...]:
    """All faults of a form; none means that it can be published.

    Parameters
    ----------
    sections : the workflow's sections, which say who reads what; None: not checked

    Returns
    -------
    findings with codes ``procedure.form.*``: ``section_unknown``, ``condition_unknown``, ``condition_ring``,
    ``condition_never``, ``limits_crossed``, ``no_options``, ``no_columns``, ``nested``, ``party_unknown``,
    ``year_unknown``, ``no_categories``, ``cap_impossible``
    """
    return (
        *_sections(form, sections),
        *_conditions(form),
        *(f for field in form.fields() for f in _field(form, field)),
    )


def _sections(form: Form, sections: Collection[str] | None) -> Iterator[Finding]:
    for section in form.sections:
        if sections is not None and section.name not in sections:
            params = {"section": section.words, "known": tuple(sections) or ("–",)}
            yield Finding("procedure.form.section_unknown", params, section.name)


def _conditions(form: Form) -> Iterator[Finding]:
    fields = {field.name: field for field in form.fields()}
    conditions = conditions_of(form)
    for field in fields.values():
        asked = [c for c in conditions[field.name] if c is not None]
        yield from _tests(field, asked, fields)
        for column in field.columns:
            columns = {one.name: one for one in field.columns}
            yield from _tests(column, [column.shown_if] if column.shown_if else [], {**fields, **columns})
    for name in _in_rings({name: _looked_at(asked) for name, asked in conditions.items()}):
        yield Finding("procedure.form.condition_ring", {"field": fields[name].words}, name)


def _tests(field: Field, asked: list[Condition], fields: dict[str, Field]) -> Iterator[Finding]:
    for condition in asked:
        for test in _leaves(condition):
            looked = fields.get(test.field)
            params: dict[str, object] = {"field": field.words, "name": test.field}
            if looked is None:
                yield Finding("procedure.form.condition_unknown", params, field.name)
            elif never := _never(test, looked):
                yield Finding("procedure.form.condition_never", {**params, "value": never}, field.name)


def _leaves(condition: Condition) -> Iterator[Condition]:
    if condition.field:
        yield condition
    for part in condition.parts:
        yield from _leaves(part)


def _never(test: Condition, looked: Field) -> str:
    """The value that the field can never have; '' where it can have all."""
    if test.kind not in {"is", "in"}:
        return ""
    values = test.value if isinstance(test.value, list) else [test.value]
    if looked.kind in _CHOOSING:
        known: set[object] = {option.name for option in looked.options}
        return next((str(value) for value in values if value not in known), "")
    if looked.kind == "flag":
        return next((str(value) for value in values if not isinstance(value, bool)), "")
    return ""


def _looked_at(asked: tuple[Condition | None, ...]) -> frozenset[str]:
    return frozenset(name for condition in asked if condition is not None for name in condition.fields())


def _in_rings(edges: dict[str, frozenset[str]]) -> Iterator[str]:
    """Fields whose condition looks, in the end, at themselves."""
    for name in edges:
        seen: set[str] = set()
        waiting = list(edges[name])
        while waiting:
            if (one := waiting.pop()) not in seen:
                seen.add(one)
                waiting += edges.get(one, ())
        if name in seen:
            yield name


def _field(form: Form, field: Field) -> Iterator[Finding]:
    params = {"field": field.words}
    if _are_crossed(field):
        yield Finding("procedure.form.limits_crossed", params, field.name)
    if field.kind in _CHOOSING and not field.options:
        yield Finding("procedure.form.no_options", params, field.name)
    if field.kind == "several" and field.options and field.n_least > len(field.options):
        yield Finding("procedure.form.limits_crossed", params, field.name)
    if field.kind == "table" and not field.columns:
        yield Finding("procedure.form.no_columns", params, field.name)
    for column in field.columns:
        if column.kind in {"table", "budget"}:
            yield Finding("procedure.form.nested", {"field": column.words}, f"{field.name}.{column.name}")
        else:
            yield from _field(form, column)
    if field.budget is not None:
        yield from _budget(form, field, field.budget)


def _are_crossed(field: Field) -> bool:
    """A least above its most, in any of the limits."""
    return bool(
        (field.words_most is not None and field.words_least > field.words_most)
        or (field.least is not None and field.most is not None and field.least > field.most)
        or (field.earliest and field.latest and field.earliest > field.latest)
        or (field.n_most is not None and field.n_least > field.n_most)
    )


def _budget(form: Form, field: Field, budget: Budget) -> Iterator[Finding]:
    params = {"field": field.words}
    if not budget.categories:
        yield Finding("procedure.form.no_categories", params, field.name)
    if budget.parties_from is not None:
        table = form.field(budget.parties_from[0])
        columns = [column.name for column in table.columns] if table is not None else []
        if budget.parties_from[1] not in columns:
            yield Finding("procedure.form.party_unknown", {**params, "name": ".".join(budget.parties_from)}, field.name)
    for name in budget.years_from or ():
        date = form.field(name)
        if date is None or date.kind != "date":
            yield Finding("procedure.form.year_unknown", {**params, "name": name}, field.name)
    for nth, cap in enumerate(budget.caps, 1):
        if _is_impossible(cap):
            yield Finding("procedure.form.cap_impossible", {**params, "n": nth}, field.name)


def _is_impossible(cap: Cap) -> bool:
    """A share below nought or above one, a sum below nought, a share of itself, or of nothing but itself."""
    if cap.share is None:
        return cap.most is not None and cap.most < 0
    is_of_itself = cap.share < 1 and (not cap.categories or (bool(cap.of) and {*cap.of} <= {*cap.categories}))
    return not 0 <= cap.share <= 1 or is_of_itself
