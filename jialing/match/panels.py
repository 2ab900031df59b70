"""Group review: proposals cut into topic groups, each with one panel of odd size without conflict with any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jialing.base.progress import SILENT, Progress
from jialing.errors import InputError
from jialing.match.assignment import Group, best_assignment, problem

Floats = NDArray[np.float64]
LEAST, MOST = 10, 30
"""Proposals of a group: fewer do not compare, more are not read."""


@dataclass(frozen=True)
class TopicGroup:
    """Proposals judged together. ``is_small``: the topic has fewer than the least number, so the group has too."""

    topic: str
    proposals: tuple[int, ...]
    is_small: bool


@dataclass(frozen=True)
class Panels:
    """One panel a group, in the order of the groups.

    Attributes
    ----------
    experts : (groups,) numbers of the panel's experts
    affinity : (groups,) sum over the panel of the mean affinity with the group's proposals
    total, bound : of all panels; no panels have a greater total
    """

    experts: tuple[tuple[int, ...], ...]
    affinity: tuple[float, ...]
    total: float
    bound: float


def topic_groups(
    topics: Sequence[str], *, beside: Sequence[str] | None = None, least: int = LEAST, most: int = MOST
) -> list[TopicGroup]:
    """Cut each topic into as few groups of at most ``most`` as there can be, as equal as possible.

    Parameters
    ----------
    topics : (proposals,) topic of each
    beside : (proposals,) key by which proposals of a topic stand beside each other, such as the applicant's
        organisation: those who share it fall into one group where they can, so that their conflicts bar fewer panels

    Raises
    ------
    InputError
        ``panels.sizes`` where ``least`` is not at least 1, or two groups of the least size do not fit into the most.
    """
    if least < 1 or most < 2 * least - 1:
        raise InputError("panels.sizes", least=least, most=most)
    keys = list(beside) if beside is not None else [""] * len(topics)
    groups = []
    for topic in dict.fromkeys(topics):
        members = sorted((nth for nth, of in enumerate(topics) if of == topic), key=lambda nth: (keys[nth], nth))
        parts = np.array_split(np.array(members), -(-len(members) // most))
        groups += [TopicGroup(topic, tuple(sorted(part.tolist())), len(part) < least) for part in parts]
    return groups


def best_panels(
    groups: Sequence[TopicGroup],
    affinity: Floats,
    conflict: NDArray[np.bool_],
    *,
    size: int,
    roles: Mapping[str, NDArray[np.bool_]] | None = None,
    at_least: Mapping[str, int] | None = None,
    per_expert: int = 1,
    progress: Progress = SILENT,
) -> Panels:
    """The panels with the largest affinity: an assignment of experts to groups, solved with its bound.

    Parameters
    ----------
    affinity, conflict : (proposals, experts); a conflict with one proposal bars the expert from the whole group
    size : experts of a panel, odd, so that a vote decides
    roles, at_least : technical, industry, finance ...: who is (experts,), and how many each panel has at least
    per_expert : panels that one expert may sit on

    Raises
    ------
    InputError
        ``panels.even``; ``panels.shapes``.
    Infeasible
        ``assignment.too_few_in_topics`` and the like: which topics lack how many experts without conflict.
    """
    if size % 2 == 0 or size < 1:
        raise InputError("panels.even", size=size)
    if affinity.shape != conflict.shape:
        raise InputError("panels.shapes", shapes=f"{affinity.shape}, {conflict.shape}")
    means = np.array([affinity[list(group.proposals)].mean(axis=0) for group in groups])
    barred = np.array([conflict[list(group.proposals)].any(axis=0) for group in groups])
    wanted = problem(
        np.where(barred, np.nan, means),
        demand=size,
        load=per_expert,
        groups=_roles(roles or {}, at_least or {}, len(groups), size),
        topics=[group.topic for group in groups],
    )
    found = best_assignment(wanted, progress=progress)
    experts = tuple(tuple(found.pairs[found.pairs[:, 0] == nth, 1].tolist()) for nth in range(len(groups)))
    sums = tuple(float(means[nth, list(panel)].sum()) for nth, panel in enumerate(experts))
    return Panels(experts, sums, found.total, found.bound)


def _roles(
    roles: Mapping[str, NDArray[np.bool_]], at_least: Mapping[str, int], n_groups: int, size: int
) -> tuple[Group, ...]:
    return tuple(
        Group(name, who, np.full(n_groups, at_least.get(name, 0)), np.full(n_groups, size))
        for name, who in roles.items()
    )
