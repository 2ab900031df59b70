"""Parents and children in one string: an institute of an academy is itself, a laboratory of a university is the
university."""

from __future__ import annotations

from jialing.resolve.scene import INNER, OWN, PARENT, Candidate, Scene

WEIGHTS: dict[str, float] = {
    "family.child": -0.1,
    "family.child_of_named": 0.6,
    "family.child_of_named_university": 0.8,
    "family.inner_of_hospital": 0.2,
    "family.inner_of_other": -2.2,
    "family.parent_named": 1.9,
    "family.parent_of_named": 0.7,
    "family.parent_of_named_university": -0.3,
    "family.parent_of_sure": -0.6,
    "family.parent_of_sure_university": 0.1,
    "family.parent_other": -1.1,
    "family.parent_university": -0.9,
    "family.repeated": 0.7,
    "family.sure_child": 0.2,
    "family.sure_child_of_university": -0.6,
}


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    facts = scene.index.organisations
    one = candidate.organisation
    types = facts.types[one]
    is_university = "education" in types
    if candidate.via == OWN:
        if one in scene.repeated:
            features["family.repeated"] = 1.0
        if facts.parents[one] or one in scene.parents_named:
            _observe_own(one, scene, features)
    elif candidate.via == PARENT:
        features["family.parent_university" if is_university else "family.parent_other"] = 1.0
        if one in scene.named:
            features["family.parent_named"] = 1.0
    elif candidate.via == INNER:
        outer = {kind for claim in candidate.mention.claims for kind in facts.types[claim >> 3]}
        features["family.inner_of_hospital" if "healthcare" in outer else "family.inner_of_other"] = 1.0


def _observe_own(one: int, scene: Scene, features: dict[str, float]) -> None:
    facts = scene.index.organisations
    named = [parent for parent in facts.parents[one] if parent in scene.named]
    if named:
        of_university = any("education" in facts.types[parent] for parent in named)
        features["family.child_of_named_university" if of_university else "family.child_of_named"] = 1.0
        if one in scene.sure_children:
            features["family.sure_child_of_university" if of_university else "family.sure_child"] = 1.0
    elif facts.parents[one]:
        features["family.child"] = 1.0
    if one in scene.parents_named:
        is_university = "education" in facts.types[one]
        features["family.parent_of_named_university" if is_university else "family.parent_of_named"] = 1.0
        if any(one in facts.parents[child] for child in scene.sure_children):
            features["family.parent_of_sure_university" if is_university else "family.parent_of_sure"] = 1.0
