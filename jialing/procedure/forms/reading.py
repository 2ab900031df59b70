"""A form from its file. Form of the file: docs/explanation/procedures.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from jialing.base.money import DIGITS, smallest_units
from jialing.errors import InputError
from jialing.procedure.forms.types import Budget, Cap, Condition, Field, Form, FormSection, Option
from jialing.procedure.reading import Table, opened
from jialing.procedure.said import Words
from jialing.procedure.workflow.reading import digest

_EVERY = ("name", "kind", "label", "help", "required", "shown_if")
_OWN: Mapping[str, tuple[str, ...]] = {
    "text": ("languages", "words_least", "words_most"),
    "number": ("least", "most", "decimals", "unit"),
    "money": ("least", "most", "currency"),
    "date": ("earliest", "latest"),
    "flag": (),
    "choice": ("options",),
    "several": ("options", "n_least", "n_most"),
    "person": (),
    "organisation": (),
    "files": ("endings", "megabytes", "n_least", "n_most"),
    "table": ("columns", "n_least", "n_most"),
    "budget": ("currency", "categories", "parties", "parties_from", "years", "years_from", "caps"),
}
KINDS = tuple(_OWN)
TESTS = ("is", "in", "at_least", "at_most", "filled")
_JOINS = ("all", "any", "not")


def read_form(text: str | bytes) -> Form:
    """The form in a TOML text.

    Raises
    ------
    InputError
        ``procedure.form_unreadable`` (n, first, findings): all faults at once, each with its line.
    """
    top = opened(text, "procedure.form_unreadable")
    top.only("name", "version", "title", "document", "sections")
    form = Form(
        name=top.text("name", is_needed=True),
        version=top.text("version", is_needed=True),
        words=top.words("title"),
        document=top.text("document"),
        sections=tuple(_section(table) for table in top.tables("sections")),
    )
    _names_once(top, form)
    top.faults.stop("procedure.form_unreadable")
    return replace(form, digest=digest(form))


def _names_once(top: Table, form: Form) -> None:
    for names in ([field.name for field in form.fields()], [section.name for section in form.sections]):
        for name in {name for name in names if names.count(name) > 1}:
            top.fault("name_twice", "sections", name=name)


def _section(table: Table) -> FormSection:
    table.only("name", "title", "help", "shown_if", "fields")
    name = table.text("name", is_needed=True)
    return FormSection(
        name=name,
        words=table.words("title"),
        fields=tuple(_field(one, name) for one in table.tables("fields")),
        help=table.words("help") if "help" in table else None,
        shown_if=_condition(table, "shown_if"),
    )


def _field(table: Table, section: str) -> Field:
    kind = table.one("kind", KINDS)
    table.only(*_EVERY, *_OWN.get(kind, ()))
    return Field(
        name=table.text("name", is_needed=True),
        words=table.words("label"),
        kind=kind,
        section=section,
        help=table.words("help") if "help" in table else None,
        required=table.one("required", ("draft", "submit"), is_needed=False),
        shown_if=_condition(table, "shown_if"),
        languages=table.known("languages", table.texts("languages"), ("en", "zh")),
        words_least=table.whole("words_least") or 0,
        words_most=table.whole("words_most"),
        least=_number(table, "least"),
        most=_number(table, "most"),
        decimals=table.whole("decimals"),
        unit=table.words("unit") if "unit" in table else None,
        currency=table.one("currency", DIGITS) if kind == "money" else "",
        earliest=_date(table, "earliest"),
        latest=_date(table, "latest"),
        options=_options(table, "options"),
        n_least=table.whole("n_least") or 0,
        n_most=table.whole("n_most"),
        endings=tuple(ending.lower().lstrip(".") for ending in table.texts("endings")),
        megabytes=table.whole("megabytes"),
        columns=tuple(_field(one, section) for one in table.tables("columns")),
        budget=_budget(table) if kind == "budget" else None,
    )


def _condition(table: Table, key: str) -> Condition | None:
    """``{ field = "x", is = "y" }``, or ``{ all = [...] }``, ``{ any = [...] }``, ``{ not = {...} }``."""
    if key not in table:
        return None
    held = table.table(key)
    joins, tests = [k for k in _JOINS if k in held], [k for k in TESTS if k in held]
    if len(joins) + len(tests) != 1:
        held.fault("condition_wrong")
        return None
    if tests:
        held.only("field", tests[0])
        return Condition(tests[0], held.text("field", is_needed=True), held.raw(tests[0]))
    held.only(joins[0])
    return Condition(joins[0], parts=_joined(held, joins[0]))


def _joined(held: Table, join: str) -> tuple[Condition, ...]:
    """The parts of ``all``, ``any`` or ``not``, each read as a condition of its own."""
    given = held.raw(join)
    tables = [held.table(join)] if join == "not" else held.tables(join) if isinstance(given, list) else []
    if not tables:
        held.fault("condition_wrong")
    parts = [_condition(Table({join: one.values}, one.path[:-1], held.faults), join) for one in tables]
    return tuple(part for part in parts if part is not None)


def _number(table: Table, key: str) -> Decimal | None:
    value = table.raw(key)
    if value is None:
        return None
    try:
        number = Decimal(str(value)) if not isinstance(value, bool) else Decimal("nan")
    except InvalidOperation:
        number = Decimal("nan")
    if number.is_finite():
        return number
    table.fault("value_wrong", key, wanted='12, "0.5"', value=str(value)[:50])
    return None


def _date(table: Table, key: str) -> date | None:
    value = table.raw(key)
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    table.fault("value_wrong", key, wanted="2026-11-24", value=str(value)[:50])
    return None


def _options(table: Table, key: str) -> tuple[Option, ...]:
    found = []
    for one in table.tables(key):
        one.only("name", "en", "zh")
        found.append(Option(one.text("name", is_needed=True), one.words()))
    for name in {o.name for o in found if [p.name for p in found].count(o.name) > 1}:
        table.fault("name_twice", key, name=name)
    return tuple(found)


def _budget(table: Table) -> Budget:
    years = table.raw("years") or []
    if not isinstance(years, list) or not all(isinstance(year, int) for year in years):
        table.fault("value_wrong", "years", wanted="[2026, 2027]", value=str(years)[:50])
        years = []
    currency = table.one("currency", DIGITS)
    categories = _options(table, "categories")
    for one, other in (("parties", "parties_from"), ("years", "years_from")):
        if (one in table) == (other in table):
            table.fault("one_of_two", one, one=one, other=other)
    return Budget(
        currency=currency,
        categories=categories,
        parties=_options(table, "parties"),
        parties_from=_pair(table, "parties_from"),
        years=tuple(years),
        years_from=_pair(table, "years_from"),
        caps=tuple(_cap(one, currency, [category.name for category in categories]) for one in table.tables("caps")),
    )


def _pair(table: Table, key: str) -> tuple[str, str] | None:
    names = table.texts(key)
    if key in table and len(names) != 2:
        table.fault("value_wrong", key, wanted='["...", "..."]', value=", ".join(names))
        return None
    return (names[0], names[1]) if names else None


def _cap(table: Table, currency: str, categories: list[str]) -> Cap:
    table.only("en", "zh", "categories", "of", "share", "most")
    if ("share" in table) == ("most" in table):
        table.fault("one_of_two", "share", one="share", other="most")
    most = None
    if "most" in table and currency:
        try:
            most = smallest_units(str(table.raw("most")), currency)
        except InputError:
            table.fault("value_wrong", "most", wanted='"2000000.00"', value=str(table.raw("most"))[:50])
    return Cap(
        words=table.words() if "en" in table or "zh" in table else Words("", ""),
        categories=table.known("categories", table.texts("categories"), categories),
        of=table.known("of", table.texts("of"), categories),
        share=_number(table, "share"),
        most=most,
    )
