"""Topic groups and their panels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jialing.errors import Infeasible, InputError
from jialing.match import best_panels, topic_groups


@given(st.lists(st.sampled_from(["chips", "robots", "crops"]), max_size=130))
def test_groups_hold_every_proposal_once_within_the_sizes(topics: list[str]) -> None:
    groups = topic_groups(topics)
    assert sorted(nth for group in groups for nth in group.proposals) == list(range(len(topics)))
    assert all(len(group.proposals) <= 30 for group in groups)
    assert all(group.is_small == (len(group.proposals) < 10) for group in groups)
    assert all(not group.is_small or topics.count(group.topic) < 10 for group in groups)


def test_neighbours_fall_into_one_group() -> None:
    beside = ["A" if nth % 2 else "B" for nth in range(40)]
    groups = topic_groups(["chips"] * 40, beside=beside)
    assert [{beside[nth] for nth in group.proposals} for group in groups] == [{"A"}, {"B"}]


def test_sizes_that_leave_gaps_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        topic_groups(["chips"], least=10, most=15)
    assert caught.value.code == "panels.sizes"


def _asked(n_experts: int = 12) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(6)
    return rng.random((40, n_experts)).round(3), rng.random((40, n_experts)) < 0.01


def test_panels_are_odd_without_conflict_and_mixed() -> None:
    affinity, conflict = _asked()
    groups = topic_groups(["chips"] * 20 + ["crops"] * 20)
    finance = np.arange(12) % 3 == 0
    found = best_panels(groups, affinity, conflict, size=3, roles={"finance": finance}, at_least={"finance": 1})
    assert [len(panel) for panel in found.experts] == [3, 3]
    assert not any(
        conflict[np.ix_(group.proposals, panel)].any() for group, panel in zip(groups, found.experts, strict=True)
    )
    assert all(finance[list(panel)].any() for panel in found.experts)
    assert len({expert for panel in found.experts for expert in panel}) == 6
    assert found.bound == pytest.approx(found.total)


def test_topics_that_lack_experts_are_named() -> None:
    affinity, conflict = _asked(5)
    conflict[:] = False
    conflict[0, :3] = True
    with pytest.raises(Infeasible) as caught:
        best_panels(topic_groups(["chips"] * 20 + ["crops"] * 20), affinity, conflict, size=3, per_expert=2)
    assert caught.value.params["topics"] == "chips 1"


@pytest.mark.parametrize(("size", "code"), [(4, "panels.even"), (0, "panels.even")])
def test_even_panels_are_refused(size: int, code: str) -> None:
    affinity, conflict = _asked()
    with pytest.raises(InputError) as caught:
        best_panels(topic_groups(["chips"] * 40), affinity, conflict, size=size)
    assert caught.value.code == code
