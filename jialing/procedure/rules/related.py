"""Whether organisations are related: by parents, shares or legal representatives, however many steps lie between."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from fractions import Fraction

from jialing.procedure.rules.types import FAIL, PASS, UNCLEAR, Answer, Facts, Organisation
from jialing.procedure.said import Said

Edges = Mapping[str, list[tuple[str, bool]]]
_PERSON = "person:"


def unrelated(facts: Facts, *, roles: tuple[str, ...], share: Fraction, through_government: bool) -> Answer:
    """No way of parents, owners or legal representatives joins the owner with a party of ``roles``.

    Parameters
    ----------
    share : shareholdings below it join nobody; one whose size is unknown might
    through_government : whether two organisations are related by both belonging to a government body

    Returns
    -------
    fail with the chain; unclear where a tie of unknown size joins them, or a parent, owner or legal representative of
    any organisation on the way is unknown; else pass
    """
    owners = {party.organisation for party in facts.in_role("owner")}
    others = {party.organisation for party in facts.in_role(*roles)} - {""}
    if facts.parties is None or not owners or not others:
        return _said(UNCLEAR, "unknown_parties")
    if both := sorted(owners & others):
        return _said(FAIL, "related", chain=tuple(_name(facts, one) for one in both))
    edges = _edges(facts, share, through_government=through_government)
    if chain := _chain(edges, owners, others, surely=True):
        return _said(FAIL, "related", chain=tuple(_name(facts, one) for one in chain))
    if chain := _chain(edges, owners, others, surely=False):
        return _said(UNCLEAR, "unknown_share", chain=tuple(_name(facts, one) for one in chain))
    if blank := sorted(_blank(facts, edges, owners | others, through_government=through_government)):
        return _said(UNCLEAR, "unknown_ties", names=tuple(_name(facts, one) for one in blank))
    return _said(PASS, "unrelated", n=len(owners | others))


def _said(outcome: str, code: str, **params: object) -> Answer:
    return Answer(outcome, Said(f"procedure.reason.{code}", params))


def _edges(facts: Facts, share: Fraction, *, through_government: bool) -> Edges:
    """Ties both ways; True where a tie surely counts, False where its share is unknown."""
    edges: dict[str, list[tuple[str, bool]]] = {}
    for key, held in facts.organisations.items():
        for other, is_sure in _ties(held, share):
            if through_government or not (_is_government(facts, key) or _is_government(facts, other)):
                edges.setdefault(key, []).append((other, is_sure))
                edges.setdefault(other, []).append((key, is_sure))
    return edges


def _ties(held: Organisation, share: Fraction) -> Iterator[tuple[str, bool]]:
    yield from ((parent, True) for parent in held.parents or ())
    for owner, part in held.owners or ():
        if part is None or Fraction(part) >= share:
            yield owner, part is not None
    if held.legal_representative:
        yield _PERSON + held.legal_representative, True


def _is_government(facts: Facts, key: str) -> bool:
    held = facts.organisations.get(key)
    return held is not None and held.kind == "government"


def _chain(edges: Edges, origins: set[str], goals: set[str], *, surely: bool) -> tuple[str, ...]:
    """A shortest chain from one set to the other; empty where there is none."""
    before: dict[str, str] = dict.fromkeys(origins, "")
    waiting = deque(sorted(origins))
    while waiting:
        here = waiting.popleft()
        if here in goals:
            return _way(before, here)
        for other, is_sure in edges.get(here, []):
            if other not in before and (is_sure or not surely):
                before[other] = here
                waiting.append(other)
    return ()


def _way(before: Mapping[str, str], here: str) -> tuple[str, ...]:
    found = [here]
    while before[found[-1]]:
        found.append(before[found[-1]])
    return tuple(reversed(found))


def _blank(facts: Facts, edges: Edges, origins: set[str], *, through_government: bool) -> set[str]:
    """Organisations that hang together with the parties and of whose ties something is unknown."""
    seen: set[str] = set()
    waiting = list(origins)
    while waiting:
        if (one := waiting.pop()) not in seen:
            seen.add(one)
            waiting += [other for other, _ in edges.get(one, [])]
    counted = {one for one in seen if not one.startswith(_PERSON)}
    return {one for one in counted if _is_blank(facts.organisations.get(one), through_government=through_government)}


def _is_blank(held: Organisation | None, *, through_government: bool) -> bool:
    if held is None:
        return True
    if held.kind == "government" and not through_government:
        return False
    return held.parents is None or held.owners is None or held.legal_representative is None


def _name(facts: Facts, key: str) -> str:
    if key.startswith(_PERSON):
        return key.removeprefix(_PERSON)
    held = facts.organisations.get(key)
    return held.name if held is not None else key
