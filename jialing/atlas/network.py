"""Who works with whom: the largest organisations, their communities, and where they stand in the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.counts import (
    Pair,
    field_works,
    full,
    keys,
    known,
    organisation_works,
    published_org_pairs,
)
from jialing.atlas.ground import Ground
from jialing.atlas.profiles import Network
from jialing.atlas.ties import network_bridges
from jialing.measure import backbone, salton

if TYPE_CHECKING:
    import networkx as nx

N_NODES = 120
N_EDGES = 300
BACKBONE = 0.05
"""Chance under which a tie belongs to the backbone."""
SEED = 20260131


@dataclass(frozen=True)
class _Drawn:
    """A network laid out: nodes (org, place, works, community, x, y), edges (org, org, works, salton)."""

    nodes: tuple[tuple[str, str, float, int, float, float], ...]
    edges: tuple[tuple[str, str, float, float | None], ...]
    joint: Mapping[Pair, float]
    n_communities: int
    modularity: float | None


NOTHING = _Drawn((), (), {}, 0, None)


def network(ground: Ground, scope: Scope) -> Network:
    """See :class:`Network`."""
    drawn: list[_Drawn] = []

    def made() -> _Drawn:
        if not drawn:
            drawn.append(draw(ground, scope))
        return drawn[0]

    nodes = answered(
        ground,
        scope,
        Question("network_nodes", ("org", "place", "works", "community", "x", "y")),
        lambda: Found(made().nodes, _title(ground, scope, made()), behind=behind(scope, circle=scope.circle)),
    )
    edges = answered(
        ground,
        scope,
        Question("network_edges", ("org_a", "org_b", "works", "salton")),
        lambda: _edges(ground, scope, made(), nodes),
    )
    shown = drawn[0] if drawn else NOTHING
    bridges = network_bridges(ground, scope, nodes, shown.joint)
    return Network(scope, nodes, edges, bridges, shown.n_communities, shown.modularity)


def draw(ground: Ground, scope: Scope) -> _Drawn:
    """Communities and coordinates, both seeded: the same data give the same picture.

    Louvain (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008) on joint works; a spring layout (Fruchterman &
    Reingold 1991, doi:10.1002/spe.4380211102) that starts from the communities.
    """
    import networkx as nx

    places, size = _organisations(ground, scope)
    if not size:
        return NOTHING
    joint = org_pair_works(ground, scope, tuple(size))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(size)
    graph.add_weighted_edges_from((a, b, n) for (a, b), n in joint.items())
    linked = [n for n in graph if graph.degree(n)]
    graph = graph.subgraph(linked).copy() if linked else graph
    communities = _communities(graph)
    of = {org: i for i, group in enumerate(communities, 1) for org in group}
    at = _layout(graph, of)
    nodes = tuple((org, places[org], size[org], of[org], *at[org]) for org in size if org in of)
    kept = _drawn_ties(joint)
    strength = _saltons(kept, size)
    edges = tuple((*pair, n, s) for (pair, n), s in zip(kept, strength, strict=True))
    modularity = nx.community.modularity(graph, communities) if joint else None
    return _Drawn(nodes, edges, joint, len(communities), modularity)


def _saltons(edges: list[tuple[Pair, float]], size: dict[str, float]) -> list[float | None]:
    n_ab = [n for _, n in edges]
    n_a, n_b = ([size[pair[end]] for pair, _ in edges] for end in (0, 1))
    return known(salton(n_ab, n_a, n_b))


def org_pair_works(ground: Ground, scope: Scope, orgs: tuple[str, ...]) -> dict[Pair, float]:
    """Works that pairs of organisations did together; in a field, counted from the works."""
    if not scope.field:
        return published_org_pairs(ground, scope, orgs)
    works, params = field_works(ground, scope.field)
    query = f"""WITH w AS (SELECT DISTINCT work_no, org_id FROM work_places
        WHERE population = ? AND year BETWEEN ? AND ? AND org_id IN (SELECT unnest(?)) AND work_no IN ({works}))
        SELECT a.org_id, b.org_id, count(*) AS n FROM w a JOIN w b ON a.work_no = b.work_no AND a.org_id < b.org_id
        GROUP BY ALL ORDER BY n DESC, 1, 2"""
    rows = ground.rows(query, [*keys(scope), list(orgs), *params])
    return {(a, b): float(n) for a, b, n in rows}


def _organisations(ground: Ground, scope: Scope) -> tuple[dict[str, str], dict[str, float]]:
    found = organisation_works(ground, full(scope), ground.members[scope.circle], N_NODES)
    places: dict[str, str] = {}
    size: dict[str, float] = {}
    for (org, place), n in found.items():
        places.setdefault(org, place)
        size[org] = size.get(org, 0.0) + n
    return places, size


def _communities(graph: nx.Graph[str]) -> list[set[str]]:
    import networkx as nx

    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    return sorted(found, key=lambda group: (-len(group), min(group)))


def _layout(graph: nx.Graph[str], of: dict[str, int]) -> dict[str, tuple[float, float]]:
    """Spring layout that starts from the communities' own corners, so that they stay apart."""
    import networkx as nx

    n = max(of.values())
    circle = nx.circular_layout(nx.path_graph(n))
    rough = nx.spring_layout(graph, weight=None, seed=SEED, iterations=1)
    start = {org: circle[of[org] - 1] + 0.25 * rough[org] for org in graph}
    for a, b, data in graph.edges(data=True):
        data["pull"] = (1.0 if of[a] == of[b] else 0.15) * (1 + data["weight"]) ** 0.35
    at = nx.spring_layout(graph, weight="pull", pos=start, seed=SEED, iterations=60, k=2.2 / max(len(graph), 1) ** 0.5)
    return {org: (round(float(x), 4), round(float(y), 4)) for org, (x, y) in at.items()}


def _drawn_ties(joint: dict[Pair, float]) -> list[tuple[Pair, float]]:
    """The ties drawn: each node's strongest, so that none floats, then the backbone, at most N_EDGES; strongest first.

    The strongest ties alone would be those among the largest organisations; the backbone (see :func:`backbone`) keeps
    what is strong for a small one too.
    """
    orgs = sorted({org for pair in joint for org in pair})
    at = {org: i for i, org in enumerate(orgs)}
    ties = np.zeros((len(orgs), len(orgs)))
    for (a, b), n in joint.items():
        ties[at[a], at[b]] = ties[at[b], at[a]] = n
    is_kept = backbone(ties, level=BACKBONE) if orgs else np.zeros((0, 0), bool)
    strongest = {tuple(sorted((i, int(ties[i].argmax())))) for i in range(len(orgs))}
    ranked = sorted(joint.items(), key=lambda tie: (-tie[1], tie[0]))
    numbered = [(tuple(sorted((at[a], at[b]))), ((a, b), n)) for (a, b), n in ranked]
    first = [tie for ends, tie in numbered if ends in strongest]
    rest = [tie for ends, tie in numbered if ends not in strongest and is_kept[ends]]
    return sorted([*first, *rest][:N_EDGES], key=lambda edge: (-edge[1], edge[0]))


def _edges(ground: Ground, scope: Scope, drawn: _Drawn, nodes: Answer) -> Found:
    note = Finding("atlas.note.edges", {"n_nodes": len(drawn.nodes), "n_edges": len(drawn.edges)})
    title = _title(ground, scope, drawn)
    return Found(drawn.edges, title, (note,), behind(scope, circle=scope.circle), (nodes,))


def _title(ground: Ground, scope: Scope, drawn: _Drawn) -> Finding:
    if not drawn.edges:
        return told(ground, scope, "atlas.title.network_none")
    a, b, n, _ = drawn.edges[0]
    params = {"n_orgs": len(drawn.nodes), "n_communities": drawn.n_communities, "a": a, "b": b, "n_works": n}
    return told(ground, scope, "atlas.title.network", **params)
