"""A form's fields as a page shows and asks for them, and what was typed back into answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from jialing.base.typed import plain
from jialing.portal.programmes.tables.amounts import amount_text
from jialing.procedure import Field, Form, Problem, budget_totals, count_words, party_words, said, shown, years_of

ROWS_SPARE = 2
LANGUAGES = {"zh": "中文", "en": "English"}
MOST_ROWS = 200


@dataclass(frozen=True)
class InputShown:
    """One input: its name in the page's form, how it is typed, what stands in it."""

    name: str
    label: str
    typed: str
    text: str = ""
    options: tuple[tuple[str, str, bool], ...] = ()
    note: str = ""

    @property
    def is_chosen(self) -> bool:
        """Whether any of the options is."""
        return any(chosen for _, _, chosen in self.options)


@dataclass(frozen=True)
class FieldShown:
    """A field: label, help, inputs (or rows of inputs under headings), problems, whether it is shown now."""

    name: str
    label: str
    kind: str
    help: str
    is_required: bool
    is_shown: bool
    inputs: tuple[InputShown, ...]
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[InputShown, ...]], ...] = ()
    problems: tuple[str, ...] = ()
    total: str = ""


@dataclass(frozen=True)
class SectionShown:
    """A section with its fields."""

    name: str
    label: str
    fields: tuple[FieldShown, ...]


def sections_shown(
    form: Form, answers: Mapping[str, Any], sections: Collection[str], lang: str, problems: Collection[Problem] = (),
    *, spare: int = ROWS_SPARE,
) -> list[SectionShown]:  # fmt: skip
    """The sections of these names, with what was answered; ``spare`` empty rows in each table to type in."""
    visible = shown(form, answers)
    return [
        SectionShown(
            section.name,
            section.words.in_(lang),
            tuple(
                _field(field, answers, lang, problems, is_shown=field.name in visible, spare=spare)
                for field in section.fields
            ),
        )
        for section in form.sections
        if section.name in sections
    ]


def answers_typed(form: Form, sent: QueryDict, sections: Collection[str], before: Mapping[str, Any]) -> dict[str, Any]:
    """The answers after what was sent; fields of other sections stay as they are."""
    found = dict(before)
    for section in form.sections:
        if section.name not in sections:
            continue
        for field in section.fields:
            if f"has.{field.name}" in sent:
                found[field.name] = _typed(field, sent, field.name)
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def _field(
    field: Field, answers: Mapping[str, Any], lang: str, problems: Collection[Problem], *, is_shown: bool, spare: int
) -> FieldShown:
    value = answers.get(field.name)
    mine = [one for one in problems if one.path == field.name or one.path.startswith(f"{field.name}.")]
    inputs: tuple[InputShown, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[InputShown, ...]], ...] = ()
    total = ""
    if field.kind == "table":
        headings, rows = _table(field, value, lang, spare)
    elif field.kind == "budget":
        headings, rows, total = _grid(field, answers, lang)
    else:
        inputs = _inputs(field, value, field.name, lang)
    return FieldShown(
        field.name, field.words.in_(lang), field.kind, field.help.in_(lang) if field.help else "",
        bool(field.required), is_shown, inputs, headings, rows, tuple(said(one, lang) for one in mine), total,
    )  # fmt: skip


def _inputs(field: Field, value: Any, name: str, lang: str) -> tuple[InputShown, ...]:
    label = field.words.in_(lang)
    if field.kind == "text" and field.languages:
        held = value if isinstance(value, Mapping) else {}
        return tuple(_in_language(field, held.get(one), f"{name}.{one}", label, one) for one in field.languages)
    if field.kind in ("choice", "several"):
        chosen = value if isinstance(value, list) else [value]
        options = tuple((one.name, one.words.in_(lang), one.name in chosen) for one in field.options)
        return (InputShown(name, label, field.kind, options=options),)
    if field.kind in ("person", "organisation"):
        return (
            InputShown(f"{name}.name_zh", label, "text", _part(value, "name_zh")),
            InputShown(f"{name}.code", _code_label(field, lang), "text", _part(value, "code")),
        )
    if field.kind == "files":
        names = (
            [str(one.get("name", "")) for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
        )
        return (InputShown(name, label, "files", ", ".join(names)),)
    typed = {"text": "long", "date": "day", "flag": "flag", "money": "money", "number": "number"}[field.kind]
    unit = field.unit.in_(lang) if field.unit else field.currency
    note = _words(value, field) if field.kind == "text" else unit
    return (InputShown(name, label, typed, "" if value is None else str(value), note=note),)


def _in_language(field: Field, value: Any, name: str, label: str, language: str) -> InputShown:
    text = "" if value is None else str(value)
    return InputShown(name, f"{label} ({LANGUAGES[language]})", "long", text, note=_words(text, field))


def _code_label(field: Field, lang: str) -> str:
    person, body = ("ORCID iD", "ORCID iD"), ("unified social credit code", "统一社会信用代码")
    return (person if field.kind == "person" else body)[lang == "zh"]


def _part(value: Any, key: str) -> str:
    return str(value.get(key, "")) if isinstance(value, Mapping) else ""


def _words(value: Any, field: Field) -> str:
    if field.words_most is None:
        return ""
    return f"{count_words(value) if isinstance(value, str) else 0} / {field.words_most}"


def _table(
    field: Field, value: Any, lang: str, spare: int
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[InputShown, ...]], ...]]:
    held = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    rows = []
    for at, row in enumerate([*held, *({} for _ in range(spare))]):
        inputs = [
            one
            for column in field.columns
            for one in _inputs(column, row.get(column.name), f"{field.name}.{at}.{column.name}", lang)
        ]
        rows.append((str(row.get("_id", "")), tuple(inputs)))
    headings = [one.label for one in rows[0][1]] if rows else []
    return tuple(headings), tuple(rows)


def _grid(
    field: Field, answers: Mapping[str, Any], lang: str
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[InputShown, ...]], ...], str]:
    budget = field.budget
    if budget is None:
        return (), (), ""
    named = {name: words.in_(lang) for name, words in party_words(budget, answers).items()}
    parties, years = tuple(named), years_of(budget, answers) or ()
    value = answers.get(field.name)
    cells = value.get("cells", {}) if isinstance(value, Mapping) else {}
    columns = [(party, year) for party in parties for year in years]
    rows = tuple(
        (
            category.words.in_(lang),
            tuple(
                InputShown(
                    f"{field.name}.{category.name}.{party}.{year}",
                    f"{category.words.in_(lang)} {named.get(party, party)} {year}",
                    "money",
                    _cell(cells, category.name, party, year),
                )
                for party, year in columns
            ),
        )
        for category in budget.categories
    )
    total = budget_totals(field, answers).all_
    headings = tuple(f"{named.get(party, party)} {year}" for party, year in columns)
    return headings, rows, "" if total is None else f"{amount_text(total, budget.currency)} {budget.currency}"


def _cell(cells: Any, category: str, party: str, year: int) -> str:
    found = cells
    for key in (category, party, str(year)):
        found = found.get(key, {}) if isinstance(found, Mapping) else {}
    return str(found) if isinstance(found, str | int | float) else ""


def _typed(field: Field, sent: QueryDict, name: str) -> Any:
    if field.kind == "text" and field.languages:
        return {one: text for one in field.languages if (text := plain(sent.get(f"{name}.{one}", "")))}
    if field.kind == "several":
        return [plain(one) for one in sent.getlist(name)]
    if field.kind == "flag":
        return True if sent.get(name) else None
    if field.kind in ("person", "organisation"):
        return {key: text for key in ("name_zh", "code") if (text := plain(sent.get(f"{name}.{key}", "")))}
    if field.kind == "table":
        return _rows_typed(field, sent, name)
    if field.kind == "budget":
        return _grid_typed(sent, name)
    return plain(sent.get(name, ""))


def _rows_typed(field: Field, sent: QueryDict, name: str) -> list[dict[str, Any]]:
    found = []
    for at in range(MOST_ROWS):
        if f"{name}.{at}._id" not in sent:
            break
        row = {column.name: _typed(column, sent, f"{name}.{at}.{column.name}") for column in field.columns}
        filled = {key: value for key, value in row.items() if value not in (None, "", [], {})}
        if filled:
            found.append({"_id": plain(sent.get(f"{name}.{at}._id", "")) or str(at + 1), **filled})
    return found


def _grid_typed(sent: QueryDict, name: str) -> dict[str, Any]:
    cells: dict[str, dict[str, dict[str, str]]] = {}
    for key in sent:
        parts, text = key.split("."), plain(str(sent.get(key, "")))
        if len(parts) == 4 and parts[0] == name and text:
            cells.setdefault(parts[1], {}).setdefault(parts[2], {})[parts[3]] = text
    return {"cells": cells} if cells else {}
