"""Organisations of all sources as one: parents without circles, old ids led to the new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc


def parent_cycles(relations: pa.Table) -> list[tuple[str, str]]:
    """Parent edges (child, parent) to leave out so that nobody is their own ancestor: the last of each circle.

    Edges are walked in the order of ids, so the same relations lose the same edges.
    """
    parents = _parents(relations)
    state: dict[str, int] = {}
    broken: list[tuple[str, str]] = []
    for start in sorted(parents):
        if start not in state:
            _walk(start, parents, state, broken)
    return broken


_OPEN, _DONE = 1, 2


def _walk(start: str, parents: Mapping[str, list[str]], state: dict[str, int], broken: list[tuple[str, str]]) -> None:
    """Depth first, without recursion: chains of thousands are possible in bad data."""
    stack = [(start, iter(parents.get(start, ())))]
    state[start] = _OPEN
    while stack:
        here, ahead = stack[-1]
        above = next(ahead, None)
        if above is None:
            state[here] = _DONE
            stack.pop()
        elif state.get(above) == _OPEN:
            broken.append((here, above))
        elif above not in state:
            state[above] = _OPEN
            stack.append((above, iter(parents.get(above, ()))))


def _parents(relations: pa.Table) -> dict[str, list[str]]:
    """Child -> parents: 'other is its parent' and 'other is its child' say the same edge."""
    edges: set[tuple[str, str]] = set()
    columns = (relations.column(n).to_pylist() for n in ("org_id", "relation", "other_id"))
    for org, relation, other in zip(*columns, strict=True):
        if relation == "parent":
            edges.add((org, other))
        elif relation == "child":
            edges.add((other, org))
    found: dict[str, list[str]] = {}
    for child, parent in sorted(edges):
        found.setdefault(child, []).append(parent)
    return found


def without_edges(relations: pa.Table, broken: Iterable[tuple[str, str]]) -> pa.Table:
    """Relations without these (child, parent) edges, in whichever direction they are said."""
    gone = set(broken)
    if not gone:
        return relations
    columns = (relations.column(n).to_pylist() for n in ("org_id", "relation", "other_id"))
    kept = [
        not (relation == "parent" and (org, other) in gone) and not (relation == "child" and (other, org) in gone)
        for org, relation, other in zip(*columns, strict=True)
    ]
    return relations.filter(pa.array(kept, pa.bool_()))


def given_ids(organisations: pa.Table, relations: pa.Table, identifiers: pa.Table) -> pa.Table:
    """Every id that a source or a person may give -> the organisation that it means now: ``given_id, org_id``.

    Organisations themselves, their OpenAlex and PIC ids (PIC as ``pic:<number>``); an organisation that is withdrawn
    stands for its only successor, step by step.
    """
    status = dict(zip(*(organisations.column(n).to_pylist() for n in ("org_id", "status")), strict=True))
    heirs = _heirs(relations)
    meant = {org: _led(org, status, heirs) for org in status}
    for scheme, prefix in (("openalex", ""), ("pic", "pic:")):
        rows = identifiers.filter(pc.equal(identifiers.column("scheme"), scheme))
        for org, value in zip(*(rows.column(n).to_pylist() for n in ("org_id", "value")), strict=True):
            meant.setdefault(f"{prefix}{value}", meant.get(org, org))
    return pa.table(
        {"given_id": pa.array(list(meant), pa.string()), "org_id": pa.array(list(meant.values()), pa.string())}
    )


def _heirs(relations: pa.Table) -> dict[str, set[str]]:
    heirs: dict[str, set[str]] = {}
    columns = (relations.column(n).to_pylist() for n in ("org_id", "relation", "other_id"))
    for org, relation, other in zip(*columns, strict=True):
        if relation == "successor":
            heirs.setdefault(org, set()).add(other)
    return heirs


def _led(org: str, status: Mapping[str, str], heirs: Mapping[str, set[str]]) -> str:
    seen = {org}
    while status.get(org) == "withdrawn" and len(heirs.get(org, ())) == 1:
        (heir,) = heirs[org]
        if heir in seen or heir not in status:
            break
        seen.add(heir)
        org = heir
    return org
