"""What the source itself says of the string."""

from __future__ import annotations

from jialing.resolve.scene import Candidate, Scene

WEIGHTS: dict[str, float] = {
    "hint.organisation": 4.0,
    "hint.other_organisation": -0.5,
    "hint.country": 0.7,
    "hint.other_country": -2.0,
}


def concerns(scene: Scene) -> bool:
    return scene.hint is not None


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    hint = scene.hint
    if hint is None:
        return
    facts = scene.index.organisations
    if hint.org_ids:
        is_said = facts.ids[candidate.organisation] in hint.org_ids
        features["hint.organisation" if is_said else "hint.other_organisation"] = 1.0
    if hint.country_codes:
        is_there = facts.country[candidate.organisation] in hint.country_codes
        features["hint.country" if is_there else "hint.other_country"] = 1.0
