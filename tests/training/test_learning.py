"""The conditional logit: finds weights that made the choices, heeds the prior and the signs, one gradient."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import check_grad

from jialing.resolve import Option
from jialing.training.learning import Choices, Prior, _surprise, choices, fitted


def _drawn(weights: dict[str, float], n: int) -> Choices:
    """Strings of two options whose truth is drawn from the model itself."""
    rng = np.random.default_rng(5)
    options, truths = [], []
    for _ in range(n):
        amounts = rng.normal(size=(2, len(weights)))
        utility = np.append(amounts @ np.array(list(weights.values())), 0.0)
        chosen = rng.choice(3, p=np.exp(utility) / np.exp(utility).sum())
        options.append([Option(str(at), dict(zip(weights, row, strict=True))) for at, row in enumerate(amounts)])
        truths.append([str(chosen)] if chosen < 2 else [])
    return choices(options, truths)


def test_weights_that_made_the_choices_are_found() -> None:
    found = fitted(_drawn({"a": 1.0, "b": -0.5}, 6000), Prior(10.0, {}))
    assert found == pytest.approx({"a": 1.0, "b": -0.5}, abs=0.1)


def test_a_sign_is_kept() -> None:
    found = fitted(_drawn({"a": 1.0}, 500), Prior(10.0, {}, at_most_zero=frozenset("a")))
    assert found["a"] == 0.0


def test_without_telling_strings_the_prior_stays() -> None:
    made = choices([[Option("x", {"a": 0.0})]], [["x"]])
    assert fitted(made, Prior(1.0, {"a": 0.7}))["a"] == pytest.approx(0.7)


def test_strings_without_options_are_left_out() -> None:
    assert len(choices([[], [Option("x", {"a": 1.0})]], [["x"], []]).first) == 2


def test_gradient_is_that_of_the_surprise() -> None:
    made = _drawn({"a": 1.0, "b": -0.5}, 50)
    at = np.array([0.3, 0.2])
    assert check_grad(lambda w: _surprise(made, w)[0], lambda w: _surprise(made, w)[1], at) < 1e-4
