"""From weights to decisions: how far to trust log-odds, and from which an organisation is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

from jialing.resolve import Model, NameIndex, Resolution, observed, resolve
from jialing.training.learning import Choices, choices
from jialing.training.writing.strings import Labelled

ACCEPTS = (-1.0, -0.8, -0.6, -0.4, -0.2, 0.0, 0.2, 0.4)
ALSO = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
SHORT_AND_TAIL = ("accept_short", "accept_tail")
ALSO_TEACHES = (1.5, 2.5, 3.5, 5.0)


def decided(model: Model, index: NameIndex, strings: Sequence[Labelled]) -> Model:
    """``model`` with the thresholds that give the best micro F1 on ``strings``, and their temperature."""
    for name, values in (("accept", ACCEPTS), ("also", ALSO), ("also_teaches", ALSO_TEACHES)):
        model = max((_with(model, name, value) for value in values), key=lambda tried: f1(tried, index, strings))
    return replace(model, temperature=temperature(model, index, strings))


def _with(model: Model, name: str, value: float) -> Model:
    """``model`` with another threshold; one of acceptance holds however the name was read."""
    changes: dict[str, Any] = dict.fromkeys((name, *SHORT_AND_TAIL) if name == "accept" else (name,), value)
    return replace(model, **changes)


def f1(model: Model, index: NameIndex, strings: Sequence[Labelled]) -> float:
    """Micro F1 over (string, organisation) pairs; a string that should be left empty counts by what is given for it."""
    answers = resolve(index, [one.text for one in strings], model=model)
    counts = [_counted(answer, one) for answer, one in zip(answers, strings, strict=True)]
    right, given, true = (sum(count[at] for count in counts) for at in range(3))
    return 2 * right / max(given + true, 1)


def _counted(answer: Resolution, one: Labelled) -> tuple[int, int, int]:
    return len(set(answer.org_ids) & set(one.org_ids)), len(answer.org_ids), len(one.org_ids)


def temperature(model: Model, index: NameIndex, strings: Sequence[Labelled]) -> float:
    """By what log-odds are to be divided so that the probability of the best option fits how often it is right.

    One number for all (Guo et al. 2017, doi:10.48550/arXiv.1706.04599), two decimals.
    """
    made = choices(list(observed(index, [one.text for one in strings], model)), [one.org_ids for one in strings])
    found = minimize_scalar(_misfit(made, model), bounds=(0.5, 3.0), method="bounded")
    return round(float(found.x), 2)


def _misfit(made: Choices, model: Model) -> Callable[[float], float]:
    """Temperature -> mean surprise at whether the best option of each string is right, where it is given."""
    utility = made.amounts @ np.array([model.weights[name] for name in made.features])
    pairs = [(utility[a:b], made.is_true[a:b]) for a, b in zip(made.first, made.first[1:], strict=False)]
    given = [(u, bool(t[u.argmax()])) for u, t in pairs if u.max() >= model.accept]

    def surprise(degree: float) -> float:
        shares = [_share(u / degree) for u, _ in given]
        return -float(np.mean([np.log(p if right else 1 - p) for p, (_, right) in zip(shares, given, strict=True)]))

    return surprise


def _share(utility: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    top = max(float(utility.max()), 0.0)
    mass = np.exp(utility - top)
    return float(np.clip(mass.max() / (mass.sum() + np.exp(-top)), 1e-6, 1 - 1e-6))
