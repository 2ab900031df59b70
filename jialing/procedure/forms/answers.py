"""Answers against a form. Saving a draft is never refused: what is wrong is told, what is typed is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from jialing.base.credit_code import has_uscc_form, uscc_check
from jialing.base.money import in_currency, smallest_units
from jialing.errors import InputError
from jialing.procedure.forms.budgets import amount_problems, budget_problems
from jialing.procedure.forms.conditions import is_filled, shown, shown_columns
from jialing.procedure.forms.problems import Problem
from jialing.procedure.forms.types import Answers, Field, Form
from jialing.procedure.forms.words import count_words
from jialing.procedure.reading import is_deep

Found = Iterator[Problem]
DRAFT, SUBMIT = "draft", "submit"
MOST_FIGURES = 60
"""A longer number is a slip."""
ROW_ID = "_id"
"""Key of a table's row that tells it from others when two people edit."""


def check_answers(form: Form, answers: Answers, *, for_: str = SUBMIT) -> tuple[Problem, ...]:
    """All that is wrong with answers, in the form's order.

    Parameters
    ----------
    for_ : ``draft``: what is required at submission may be missing still; ``submit``: nothing required is missing

    Returns
    -------
    problems: those that are ``is_told`` hold up nothing (an answer to no field of the form, or to one that is hidden
    now: both are kept). Codes ``procedure.answer.*``; sums that cannot be read carry ``error.ledger.*``.

    Raises
    ------
    InputError
        ``procedure.answers_for_what`` (given).
    """
    if for_ not in {DRAFT, SUBMIT}:
        raise InputError("procedure.answers_for_what", given=for_)
    deep = [name for name, value in answers.items() if is_deep(value)]
    found = [Problem("procedure.answer.nested_deep", {"name": name[:80]}, name) for name in deep]
    answers = {name: value for name, value in answers.items() if name not in deep}
    visible = shown(form, answers)
    for field in form.fields():
        value = answers.get(field.name)
        if field.name in visible:
            found += _of_field(field, value, answers, field.name, for_)
        elif is_filled(value):
            found.append(Problem("procedure.answer.hidden_kept", {"field": field.words}, field.name, is_told=True))
    known = {field.name for field in form.fields()}
    found += [
        Problem("procedure.answer.unknown_kept", {"name": name}, name, is_told=True)
        for name, value in answers.items()
        if name not in known and is_filled(value)
    ]
    return tuple(found)


def is_complete(problems: tuple[Problem, ...]) -> bool:
    """Whether nothing holds up the submission."""
    return all(problem.is_told for problem in problems)


def _of_field(field: Field, value: object, answers: Answers, path: str, for_: str) -> Found:
    if not is_filled(value):
        if field.required == DRAFT or field.required == for_:
            yield Problem("procedure.answer.missing", {"field": field.words}, path)
        return
    if field.kind == "table":
        yield from _table(field, value, answers, path, for_)
    elif field.kind == "budget":
        yield from budget_problems(field, answers)
    else:
        yield from _KINDS[field.kind](field, value, path, for_)


def _text(field: Field, value: object, path: str, for_: str) -> Found:
    if not field.languages:
        yield from _length(field, value, path, for_)
        return
    if not isinstance(value, Mapping):
        yield Problem("procedure.answer.not_in_languages", {"field": field.words}, path)
        return
    for lang in field.languages:
        if is_filled(value.get(lang)):
            yield from _length(field, value[lang], f"{path}.{lang}", for_)
        elif field.required and for_ == SUBMIT:
            yield Problem(f"procedure.answer.missing_{lang}", {"field": field.words}, f"{path}.{lang}")


def _length(field: Field, value: object, path: str, for_: str) -> Found:
    if not isinstance(value, str):
        yield Problem("procedure.answer.not_text", {"field": field.words}, path)
        return
    n = count_words(value)
    if field.words_most is not None and n > field.words_most:
        params = {"field": field.words, "n": n, "most": field.words_most, "over": n - field.words_most}
        yield Problem("procedure.answer.too_long", params, path)
    if n < field.words_least and for_ == SUBMIT:
        yield Problem("procedure.answer.too_short", {"field": field.words, "n": n, "least": field.words_least}, path)


def _number(field: Field, value: object, path: str, _: str) -> Found:
    number = _read_number(value)
    if number is None:
        yield Problem("procedure.answer.not_number", {"field": field.words, "given": str(value)[:50]}, path)
        return
    if field.decimals is not None and _n_decimals(number) > field.decimals:
        yield Problem("procedure.answer.too_fine", {"field": field.words, "digits": field.decimals}, path)
    yield from _within(field, number, path)


def _read_number(value: object) -> Decimal | None:
    """The number; None where it is none, or longer than anything that is counted."""
    try:
        number = Decimal(str(value).strip().replace(",", "")) if not isinstance(value, bool) else Decimal("nan")
    except InvalidOperation:
        return None
    _, figures, exponent = number.as_tuple()
    is_sound = isinstance(exponent, int) and abs(exponent) <= MOST_FIGURES and len(figures) <= MOST_FIGURES
    return number if is_sound else None


def _n_decimals(number: Decimal) -> int:
    """Figures after the point that are needed to write it."""
    _, figures, exponent = number.as_tuple()
    n_noughts = len(figures) - len("".join(map(str, figures)).rstrip("0"))
    return max(0, -int(exponent) - n_noughts)


def _within(field: Field, number: Decimal, path: str) -> Found:
    if field.least is not None and number < field.least:
        yield Problem("procedure.answer.too_small", {"field": field.words, "least": f"{field.least:,}"}, path)
    if field.most is not None and number > field.most:
        yield Problem("procedure.answer.too_large", {"field": field.words, "most": f"{field.most:,}"}, path)


def _money(field: Field, value: object, path: str, _: str) -> Found:
    wrong = list(amount_problems(value, field.currency, path))
    yield from wrong
    if not wrong:
        units = smallest_units(str(value), field.currency)
        yield from _within(field, in_currency(units, field.currency), path)


def _date(field: Field, value: object, path: str, _: str) -> Found:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value).strip())
    except ValueError:
        yield Problem("procedure.answer.not_date", {"field": field.words, "given": str(value)[:50]}, path)
        return
    if field.earliest and day < field.earliest:
        yield Problem("procedure.answer.too_early", {"field": field.words, "earliest": str(field.earliest)}, path)
    if field.latest and day > field.latest:
        yield Problem("procedure.answer.too_late", {"field": field.words, "latest": str(field.latest)}, path)


def _flag(field: Field, value: object, path: str, _: str) -> Found:
    if not isinstance(value, bool):
        yield Problem("procedure.answer.not_flag", {"field": field.words}, path)


def _choice(field: Field, value: object, path: str, _: str) -> Found:
    yield from _options(field, [value], path)


def _several(field: Field, value: object, path: str, for_: str) -> Found:
    chosen = value if isinstance(value, list) else [value]
    yield from _options(field, chosen, path)
    yield from _how_many(field, len(chosen), path, for_)


def _options(field: Field, chosen: list[object], path: str) -> Found:
    known = {option.name for option in field.options}
    for one in chosen:
        if not isinstance(one, str) or one not in known:
            yield Problem("procedure.answer.not_option", {"field": field.words, "given": str(one)[:50]}, path)


def _how_many(field: Field, n: int, path: str, for_: str) -> Found:
    if n < field.n_least and for_ == SUBMIT:
        yield Problem("procedure.answer.too_few", {"field": field.words, "n": n, "least": field.n_least}, path)
    if field.n_most is not None and n > field.n_most:
        yield Problem("procedure.answer.too_many", {"field": field.words, "n": n, "most": field.n_most}, path)


def _person(field: Field, value: object, path: str, _: str) -> Found:
    if not isinstance(value, Mapping) or not (is_filled(value.get("name_zh")) or is_filled(value.get("name_en"))):
        yield Problem("procedure.answer.person_unnamed", {"field": field.words}, path)


def _organisation(field: Field, value: object, path: str, for_: str) -> Found:
    if not isinstance(value, Mapping):
        yield Problem("procedure.answer.organisation_unnamed", {"field": field.words}, path)
        return
    if not (is_filled(value.get("name_zh")) or is_filled(value.get("name_en"))):
        yield Problem("procedure.answer.organisation_unnamed", {"field": field.words}, path)
    code = "".join(str(value.get("code") or "").split()).upper()
    if not code:
        if for_ == SUBMIT and value.get("has_no_code") is not True:
            yield Problem("procedure.answer.code_missing", {"field": field.words}, f"{path}.code")
    elif not has_uscc_form(code):
        yield Problem("error.registry.uscc_form", {"given": code[:30]}, f"{path}.code")
    elif (expected := uscc_check(code[:17])) != code[17]:
        yield Problem("error.registry.uscc_check", {"given": code, "expected": expected}, f"{path}.code")


def _files(field: Field, value: object, path: str, for_: str) -> Found:
    files = value if isinstance(value, list) else [value]
    for nth, file in enumerate(files, 1):
        if not isinstance(file, Mapping) or not is_filled(file.get("name")):
            yield Problem("procedure.answer.not_file", {"field": field.words}, f"{path}.{nth}")
            continue
        name, size = str(file["name"]), file.get("size")
        ending = name.rpartition(".")[2].lower()
        if field.endings and ending not in field.endings:
            params: dict[str, object] = {"name": name[:80], "endings": tuple(field.endings)}
            yield Problem("procedure.answer.file_kind", params, f"{path}.{nth}")
        if not isinstance(size, int) or isinstance(size, bool) or size <= 0:
            yield Problem("procedure.answer.file_empty", {"name": name[:80]}, f"{path}.{nth}")
        elif field.megabytes is not None and size > field.megabytes * 1_000_000:
            yield Problem("procedure.answer.file_large", {"name": name[:80], "most": field.megabytes}, f"{path}.{nth}")
    yield from _how_many(field, len(files), path, for_)


def _table(field: Field, value: object, answers: Answers, path: str, for_: str) -> Found:
    if not isinstance(value, list):
        yield Problem("procedure.answer.not_table", {"field": field.words}, path)
        return
    known = {column.name for column in field.columns} | {ROW_ID}
    for nth, row in enumerate(value, 1):
        if not isinstance(row, Mapping):
            yield Problem("procedure.answer.not_table", {"field": field.words}, f"{path}.{nth}")
            continue
        for column in shown_columns(field, row, answers):
            yield from _of_field(column, row.get(column.name), answers, f"{path}.{nth}.{column.name}", for_)
        for name in row:
            if name not in known:
                yield Problem("procedure.answer.unknown_kept", {"name": name}, f"{path}.{nth}.{name}", is_told=True)
    yield from _how_many(field, sum(is_filled(row) for row in value), path, for_)


_KINDS: Mapping[str, Callable[[Field, object, str, str], Found]] = {
    "text": _text,
    "number": _number,
    "money": _money,
    "date": _date,
    "flag": _flag,
    "choice": _choice,
    "several": _several,
    "person": _person,
    "organisation": _organisation,
    "files": _files,
}
