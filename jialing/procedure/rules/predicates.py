"""The closed set of predicates. Each looks at facts only, and answers pass, fail or unclear with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import cast

from jialing.base.money import in_currency, smallest_units
from jialing.procedure.rules.related import unrelated
from jialing.procedure.rules.types import FAIL, PASS, UNCLEAR, Answer, Facts, Holding, Member, Party
from jialing.procedure.said import Said

Params = Mapping[str, object]
Predicate = Callable[[Params, Facts, date], Answer]


def _answer(outcome: str, code: str, rests_on: Iterable[Said] = (), **params: object) -> Answer:
    return Answer(outcome, Said(f"procedure.reason.{code}", params), tuple(rests_on))


def _unknown(what: str, rests_on: Iterable[Said] = (), **params: object) -> Answer:
    return _answer(UNCLEAR, f"unknown_{what}", rests_on, **params)


def _basis(code: str, **params: object) -> Said:
    return Said(f"procedure.basis.{code}", params)


def _texts(params: Params, key: str) -> tuple[str, ...]:
    return cast("tuple[str, ...]", params[key] or ())


def _whole(params: Params, key: str) -> int:
    return cast("int", params[key])


def _side(facts: Facts, party: Party) -> Said:
    held = facts.organisation(party)
    return _basis("side", name=held.name, side=held.side or "–")


def _files_with_own_side(_params: Params, facts: Facts, _: date) -> Answer:
    leads = facts.in_role("lead")
    if facts.parties is None or not leads:
        return _unknown("lead")
    basis = [_side(facts, lead) for lead in leads]
    sides = {facts.organisation(lead).side for lead in leads}
    if facts.filed_with is None or "" in sides:
        return _unknown("side", basis)
    if sides == {facts.filed_with}:
        return _answer(PASS, "own_side", basis, side=facts.filed_with)
    return _answer(FAIL, "other_side", basis, side=facts.filed_with, own=tuple(sorted(sides)))


def _other_side_takes_part(params: Params, facts: Facts, _: date) -> Answer:
    if facts.parties is None:
        return _unknown("parties")
    takers = facts.in_role("lead", "partner")
    basis = [_side(facts, party) for party in takers]
    held = [facts.organisation(party).side for party in takers]
    least = _whole(params, "least")
    missing = tuple(side for side in _texts(params, "sides") if held.count(side) < least)
    if not missing:
        return _answer(PASS, "both_sides", basis, n=len(takers))
    if "" in held:
        return _unknown("side", basis)
    return _answer(FAIL, "side_missing", basis, sides=missing, least=least)


def _kind_takes_part(params: Params, facts: Facts, _: date) -> Answer:
    if facts.parties is None:
        return _unknown("parties")
    parties = facts.in_role(*_texts(params, "roles"))
    held = [facts.organisation(party) for party in parties]
    basis = [_basis("kind", name=one.name, kind=one.kind or "–", side=one.side or "–") for one in held]
    kinds, side = _texts(params, "kinds"), params.get("side")
    if any(one.kind in kinds and (side is None or one.side == side) for one in held):
        return _answer(PASS, "kind_there", basis, kinds=kinds)
    if any(one.kind in {"", *kinds} and (side is None or one.side in {"", side}) for one in held):
        return _unknown("kind", basis)
    return _answer(FAIL, "kind_missing", basis, kinds=kinds, side=side or "–")


def _members(facts: Facts, roles: tuple[str, ...]) -> tuple[Member, ...] | None:
    if facts.members is None:
        return None
    return tuple(member for member in facts.members if member.role in roles)


def _most_held(params: Params, facts: Facts, _: date) -> Answer:
    """This proposal counts as one more: nobody may come to hold more than the most."""
    subjects = _subjects(params, facts)
    if subjects is None or facts.holdings is None:
        return _unknown("holdings")
    not_searched = tuple(name for name in _texts(params, "programmes") if name not in facts.searched)
    most = _whole(params, "most")
    counts = {name: 1 + sum(_counts(params, held, key) for held in facts.holdings) for key, name in subjects if key}
    basis = [_basis("holds", name=name, n=n - 1) for name, n in counts.items()]
    over = tuple(name for name, n in counts.items() if n > most)
    if over:
        return _answer(FAIL, "too_many_held", basis, names=over, most=most)
    if unidentified := tuple(name for key, name in subjects if not key):
        return _unknown("person", basis, names=unidentified)
    if not_searched:
        return _unknown("programmes", basis, names=not_searched)
    return _answer(PASS, "few_enough_held", basis, most=most)


def _subjects(params: Params, facts: Facts) -> tuple[tuple[str, str], ...] | None:
    """(key, name) of each person or organisation to which a limit applies; key '' where nobody identified them."""
    roles = _texts(params, "roles")
    if params["whom"] == "person":
        members = _members(facts, roles)
        return None if members is None else tuple((member.person, member.name) for member in members)
    if facts.parties is None:
        return None
    return tuple((party.organisation, facts.organisation(party).name) for party in facts.in_role(*roles))


def _counts(params: Params, held: Holding, key: str) -> bool:
    programmes = _texts(params, "programmes")
    return (
        held.subject == key
        and held.role in _texts(params, "counted_roles")
        and held.state in _texts(params, "states")
        and (not programmes or held.programme in programmes)
    )


def _age(params: Params, facts: Facts, on: date) -> Answer:
    """Years of age are reckoned by years: whoever turns ``most`` in the year is still within."""
    members = _members(facts, _texts(params, "roles"))
    most = _whole(params, "most")
    if members is None or not members:
        return _unknown("members")
    basis = [_basis("born", name=member.name, year=member.birth_year or "–") for member in members]
    over = tuple(m.name for m in members if m.birth_year is not None and on.year - m.birth_year > most)
    if over:
        return _answer(FAIL, "too_old", basis, names=over, most=most)
    if unknown := tuple(member.name for member in members if member.birth_year is None):
        return _unknown("age", basis, names=unknown)
    return _answer(PASS, "age", basis, most=most)


def _employment(params: Params, facts: Facts, _: date) -> Answer:
    members, allowed = _members(facts, _texts(params, "roles")), _texts(params, "allowed")
    if members is None or not members:
        return _unknown("members")
    basis = [_basis("employment", name=member.name, employment=member.employment or "–") for member in members]
    wrong = tuple(member.name for member in members if member.employment not in {"", *allowed})
    if wrong:
        return _answer(FAIL, "employment_wrong", basis, names=wrong, allowed=allowed)
    if unknown := tuple(member.name for member in members if not member.employment):
        return _unknown("employment", basis, names=unknown)
    return _answer(PASS, "employment", basis)


def _money_share(params: Params, facts: Facts, _: date) -> Answer:
    """The share is of the public money, or of all money where sources are compared."""
    of, names = str(params["of"]), _texts(params, "names")
    money = [one for one in facts.money or () if of == "source" or one.source == "public"]
    whole = sum(one.units for one in money)
    if facts.money is None or whole <= 0:
        return _unknown("money")
    keys = [(_key(facts, one.organisation, one.source, of), one.units) for one in money]
    if any(key == "" for key, _ in keys):
        return _unknown("side" if of == "side" else "kind")
    share = Fraction(sum(units for key, units in keys if key in names), whole)
    shown = f"{float(share):.1%}"
    basis = [_basis("money", name=key, sum=_sum(facts, units)) for key, units in keys]
    least, most = params.get("least"), params.get("most")
    if least is not None and share < Fraction(str(least)):
        return _answer(FAIL, "share_small", basis, names=names, share=shown, least=_percent(least))
    if most is not None and share > Fraction(str(most)):
        return _answer(FAIL, "share_large", basis, names=names, share=shown, most=_percent(most))
    return _answer(PASS, "share", basis, names=names, share=shown)


def _key(facts: Facts, organisation: str, source: str, of: str) -> str:
    if of == "source":
        return source
    if of == "role":
        return next((party.role for party in facts.parties or () if party.organisation == organisation), "")
    held = facts.organisation(Party(organisation, ""))
    return held.side if of == "side" else held.kind


def _percent(value: object) -> str:
    return f"{float(str(value)):.1%}"


def _no_overdue(params: Params, facts: Facts, _: date) -> Answer:
    if facts.holdings is None or facts.members is None or facts.parties is None:
        return _unknown("holdings")
    roles = _texts(params, "roles")
    names = {m.person: m.name for m in facts.members if m.role in roles}
    names |= {p.organisation: facts.organisation(p).name for p in facts.in_role(*roles)}
    held = [one for one in facts.holdings if one.subject in names and one.subject]
    late = [one for one in held if one.is_overdue]
    basis = [_basis("overdue", name=names[one.subject], number=one.number or one.programme) for one in late]
    if late:
        return _answer(FAIL, "overdue", basis, names=tuple(dict.fromkeys(names[one.subject] for one in late)))
    if "" in names:
        return _unknown("person", names=(names[""],))
    if any(one.is_overdue is None for one in held):
        return _unknown("overdue", names=tuple(names[one.subject] for one in held if one.is_overdue is None))
    if missing := tuple(name for name in _texts(params, "programmes") if name not in facts.searched):
        return _unknown("programmes", names=missing)
    return _answer(PASS, "nothing_overdue", n=len(held))


def _checked(params: Params, facts: Facts, _: date) -> Answer:
    check, subjects = str(params["check"]), _texts(params, "subjects")
    if ("members" in subjects and facts.members is None) or ("parties" in subjects and facts.parties is None):
        return _unknown("members")
    asked = [(m.person, m.name) for m in facts.members or ()] if "members" in subjects else []
    asked += [(p.organisation, facts.organisation(p).name) for p in facts.parties or () if "parties" in subjects]
    results = [(name, facts.checks.get((key, check)) if key else None) for key, name in asked]
    basis = [_basis("checked" if passed is not None else "not_checked", name=name) for name, passed in results]
    if failed := tuple(name for name, passed in results if passed is False):
        return _answer(FAIL, "check_failed", basis, names=failed)
    if open_ := tuple(name for name, passed in results if passed is None):
        return _unknown("check", basis, names=open_)
    if not results:
        return _unknown("members")
    return _answer(PASS, "checked", basis, n=len(results))


def _unrelated(params: Params, facts: Facts, _: date) -> Answer:
    return unrelated(
        facts,
        roles=_texts(params, "roles"),
        share=Fraction(str(params["share"])),
        through_government=params.get("through_government") is True,
    )


def _similarity_below(params: Params, facts: Facts, _: date) -> Answer:
    most = float(str(params["most"]))
    if facts.similarity is None:
        return _unknown("similarity")
    is_over, share = facts.similarity >= most, f"{facts.similarity:.0%}"
    code = "too_similar" if is_over else "dissimilar"
    return _answer(FAIL if is_over else PASS, code, share=share, most=f"{most:.0%}")


def _asked_most(params: Params, facts: Facts, _: date) -> Answer:
    if facts.asked is None:
        return _unknown("money")
    most = smallest_units(str(params["most"]), facts.currency)
    is_over = facts.asked > most
    sums = (_sum(facts, facts.asked), _sum(facts, most))
    return _answer(FAIL if is_over else PASS, "asked_too_much" if is_over else "asked", asked=sums[0], most=sums[1])


def _sum(facts: Facts, units: int) -> str:
    return f"{in_currency(units, facts.currency):,} {facts.currency}"


def _term(params: Params, facts: Facts, _: date) -> Answer:
    """Whole months from the first day to the day after the last."""
    begins, ends = facts.begins_on, facts.ends_on
    if begins is None or ends is None:
        return _unknown("term")
    after = date.fromordinal(ends.toordinal() + 1)
    months = (after.year - begins.year) * 12 + after.month - begins.month - (after.day < begins.day)
    least, most = _whole(params, "least_months"), _whole(params, "most_months")
    is_within = least <= months <= most and ends > begins
    code = "term" if is_within else "term_wrong"
    return _answer(PASS if is_within else FAIL, code, months=months, least=least, most=most)


PREDICATES: Mapping[str, Predicate] = {
    "files_with_own_side": _files_with_own_side,
    "other_side_takes_part": _other_side_takes_part,
    "kind_takes_part": _kind_takes_part,
    "most_held": _most_held,
    "age": _age,
    "employment": _employment,
    "money_share": _money_share,
    "no_overdue": _no_overdue,
    "checked": _checked,
    "unrelated": _unrelated,
    "similarity_below": _similarity_below,
    "asked_most": _asked_most,
    "term": _term,
}
