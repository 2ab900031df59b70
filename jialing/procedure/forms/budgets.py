"""The budget grid: sums in smallest units, exact; stated totals and caps against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from jialing.base.money import in_currency, smallest_units
from jialing.errors import InputError
from jialing.procedure.forms.problems import Problem
from jialing.procedure.forms.types import Answers, Budget, Cap, Field
from jialing.procedure.said import Words

WHOLE = "all"


@dataclass(frozen=True)
class Totals:
    """Sums of a grid in smallest units.

    ``all_`` is None where a cell cannot be read: an unknown sum is not a small one. Empty cells are no money. The parts
    hold what can be read.
    """

    currency: str
    all_: int | None
    category: Mapping[str, int] = field(default_factory=dict)
    party: Mapping[str, int] = field(default_factory=dict)
    year: Mapping[str, int] = field(default_factory=dict)

    def of(self, axis: str) -> Mapping[str, int]:
        """Sums by ``category``, ``party`` or ``year``."""
        return {"category": self.category, "party": self.party, "year": self.year}[axis]


@dataclass(frozen=True)
class _Cell:
    category: str
    party: str
    year: str
    amount: object

    def path(self, name: str) -> str:
        return f"{name}.cells.{self.category}.{self.party}.{self.year}"


def budget_totals(of: Field, answers: Answers) -> Totals:
    """Sums of a budget field: the whole, by category, by party, by year."""
    budget = _budget(of)
    sums: dict[str, dict[str, int]] = {"category": {}, "party": {}, "year": {}}
    total, is_known = 0, True
    for cell in _cells(answers.get(of.name)):
        try:
            units = smallest_units(_text(cell.amount), budget.currency)
        except InputError:
            is_known = False
            continue
        total += units
        for axis, name in (("category", cell.category), ("party", cell.party), ("year", cell.year)):
            sums[axis][name] = sums[axis].get(name, 0) + units
    return Totals(budget.currency, total if is_known else None, **sums)


def budget_problems(of: Field, answers: Answers) -> Iterator[Problem]:
    """Cells that are no sums or stand outside the grid, totals that do not agree, caps that are passed."""
    value = answers.get(of.name)
    if not isinstance(value, Mapping) or not isinstance(value.get("cells", {}), Mapping):
        yield Problem("procedure.answer.not_a_grid", path=of.name)
        return
    for name in value:
        if name not in {"cells", "totals"}:
            yield Problem("procedure.answer.unknown_kept", {"name": name}, f"{of.name}.{name}", is_told=True)
    wrong = list(_cell_problems(of, value, answers))
    yield from wrong
    totals = budget_totals(of, answers)
    yield from _total_problems(of, totals, value.get("totals"))
    if not wrong:  # caps of sums that are wrong would only say it again
        yield from _cap_problems(of, totals)


def parties_of(budget: Budget, answers: Answers) -> tuple[str, ...]:
    """Names of the parties: fixed, or those in the column of the table."""
    return tuple(party_words(budget, answers))


def party_words(budget: Budget, answers: Answers) -> Mapping[str, Words]:
    """What the parties are called: by the form, or by the names that were typed in the table, in either language."""
    if budget.parties_from is None:
        return {party.name: party.words for party in budget.parties}
    table, column = budget.parties_from
    rows = answers.get(table)
    given = [row.get(column) for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return {name: _called(one, name) for one in given if (name := _party_name(one))}


def _called(value: object, name: str) -> Words:
    """The names of an organisation, each standing in for the other where one is missing; else the text itself."""
    held = value if isinstance(value, Mapping) else {}
    typed = {lang: str(held.get(f"name_{lang}") or "").strip() for lang in ("en", "zh")}
    return Words(typed["en"] or typed["zh"] or name, typed["zh"] or typed["en"] or name)


def years_of(budget: Budget, answers: Answers) -> tuple[int, ...] | None:
    """The years: fixed, or from the first to the second date; None where these are not known yet."""
    if budget.years_from is None:
        return budget.years
    ends = [_year(answers.get(name)) for name in budget.years_from]
    if ends[0] is None or ends[1] is None or ends[1] - ends[0] > 50:
        return None
    return tuple(range(ends[0], ends[1] + 1))


def _party_name(value: object) -> str:
    """A party is called by its code where it is an organisation, else by its text."""
    if isinstance(value, Mapping):
        return next((str(value[key]).strip() for key in ("code", "name_zh", "name_en") if value.get(key)), "")
    return str(value).strip() if value is not None else ""


def _year(value: object) -> int | None:
    try:
        return date.fromisoformat(str(value)).year
    except ValueError:
        return None


def _cells(value: object) -> Iterator[_Cell]:
    """Filled cells of a grid, in whatever shape it came; what is no cell is told by the problems."""
    cells = value.get("cells") if isinstance(value, Mapping) else None
    for category, parties in cells.items() if isinstance(cells, Mapping) else ():
        for party, years in parties.items() if isinstance(parties, Mapping) else ():
            for year, amount in years.items() if isinstance(years, Mapping) else ():
                if amount is not None and _text(amount).strip():
                    yield _Cell(str(category), str(party), str(year), amount)


def _cell_problems(of: Field, value: Mapping[str, object], answers: Answers) -> Iterator[Problem]:
    budget = _budget(of)
    years = years_of(budget, answers)
    known = {
        "category": {category.name for category in budget.categories},
        "party": set(parties_of(budget, answers)),
        "year": None if years is None else {str(year) for year in years},
    }
    yield from _shapes(of, value)
    for cell in _cells(value):
        for axis, names in known.items():
            name = getattr(cell, axis)
            if names is not None and name not in names:
                yield Problem(f"procedure.answer.unknown_{axis}", {"name": name}, cell.path(of.name))
        yield from amount_problems(cell.amount, budget.currency, cell.path(of.name))


def _shapes(of: Field, value: Mapping[str, object]) -> Iterator[Problem]:
    cells = value.get("cells")
    for category, parties in cells.items() if isinstance(cells, Mapping) else ():
        if not isinstance(parties, Mapping) or not all(isinstance(years, Mapping) for years in parties.values()):
            yield Problem("procedure.answer.not_a_grid", path=f"{of.name}.cells.{category}")


def amount_problems(amount: object, currency: str, path: str) -> Iterator[Problem]:
    """What is wrong with a sum: no number, finer than the currency, too large, below nought."""
    try:
        units = smallest_units(_text(amount), currency)
    except InputError as error:
        yield Problem(f"error.{error.code}", error.params, path)
        return
    if units < 0:
        yield Problem("procedure.answer.below_nought", {"given": _text(amount)[:50]}, path)


def _total_problems(of: Field, totals: Totals, stated: object) -> Iterator[Problem]:
    if not isinstance(stated, Mapping):
        return
    if WHOLE in stated and totals.all_ is not None:
        yield from _total_problem(of, stated[WHOLE], totals.all_, WHOLE)
    for axis in ("category", "party", "year"):
        parts = stated.get(axis)
        for name, amount in parts.items() if isinstance(parts, Mapping) else ():
            yield from _total_problem(of, amount, totals.of(axis).get(str(name), 0), f"{axis}.{name}")


def _total_problem(of: Field, stated: object, summed: int, where: str) -> Iterator[Problem]:
    currency, path = _budget(of).currency, f"{of.name}.totals.{where}"
    try:
        given = smallest_units(_text(stated), currency)
    except InputError as error:
        yield Problem(f"error.{error.code}", error.params, path)
        return
    if given != summed:
        params = {"stated": f"{in_currency(given, currency):,}", "summed": f"{in_currency(summed, currency):,}"}
        yield Problem("procedure.answer.total_differs", params, path)


def _cap_problems(of: Field, totals: Totals) -> Iterator[Problem]:
    budget = _budget(of)
    for cap in budget.caps:
        held = _sum(totals, cap.categories)
        most = cap_of(cap, totals)
        if held > most:
            params = {
                "cap": _cap_words(cap, budget),
                "held": f"{in_currency(held, budget.currency):,}",
                "most": f"{in_currency(int(most), budget.currency):,}",
                "over": f"{in_currency(held - int(most), budget.currency):,}",
            }
            yield Problem("procedure.answer.cap_passed", params, of.name)


def cap_of(cap: Cap, totals: Totals) -> Fraction:
    """The most that a cap allows, in smallest units, exact: a share is not rounded up."""
    if cap.most is not None:
        return Fraction(cap.most)
    return Fraction(cap.share or 0) * _sum(totals, cap.of)


def _sum(totals: Totals, categories: tuple[str, ...]) -> int:
    if not categories:
        return totals.all_ or 0
    return sum(totals.category.get(name, 0) for name in categories)


def _cap_words(cap: Cap, budget: Budget) -> Words:
    if cap.words.en:
        return cap.words
    named = [category.words for category in budget.categories if category.name in cap.categories]
    return Words(", ".join(w.en for w in named) or "the whole", "、".join(w.zh for w in named) or "总额")


def _budget(of: Field) -> Budget:
    if of.budget is None:
        raise InputError("procedure.no_budget", field=of.name)
    return of.budget


def _text(amount: object) -> str:
    return "?" if isinstance(amount, bool | Mapping | list) else str(amount)
