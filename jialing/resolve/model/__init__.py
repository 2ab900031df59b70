"""What is trained: the numbers with which evidence is weighed and answers are chosen.

A ``weights.json`` beside this file, where one stands, takes the place of the numbers that the evidence files write.
``jialing train`` makes such files; none ships (decision 0009). A feature that it does not know keeps the starting value
that its evidence file writes, so a new kind of evidence works before retraining.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files

import msgspec

from jialing.resolve.evidence import KINDS


class Weights(dict[str, float]):
    """Feature -> log-odds per unit; a feature without a weight says nothing."""

    def __missing__(self, feature: str) -> float:
        return 0.0


@dataclass(frozen=True)
class Model:
    """How evidence is weighed and answers are chosen.

    Attributes
    ----------
    weights : log-odds that each feature adds per unit
    accept : log-odds from which an organisation is given rather than withheld, where its name was read letter by letter
    accept_short : the same where an acronym or a single word was read
    accept_tail : the same where the costly tail found it
    sure : log-odds below which the costly tail is tried as well
    also : log-odds from which a further organisation is given, where the string clearly lists several
    also_teaches : the same where only commas stand between two universities
    temperature : by which log-odds are divided before they become probabilities
    tail : whether the costly tail is tried at all; without it strings go faster and fewer are understood
    """

    weights: Weights = field(default_factory=Weights)
    accept: float = 0.0
    accept_short: float = 0.0
    accept_tail: float = 0.0
    sure: float = 0.9
    also: float = 1.0
    also_teaches: float = 2.5
    temperature: float = 1.0
    tail: bool = True


class _Trained(msgspec.Struct, frozen=True):
    weights: dict[str, float] = {}
    thresholds: dict[str, float] = {}


def written() -> Model:
    """The model of the evidence files' starting values alone."""
    return Model(Weights({name: weight for kind in KINDS for name, weight in kind.weights.items()}))


def trained(data: bytes) -> Model:
    """The starting values, overridden by what ``data`` (the text of a ``weights.json``) has."""
    found = msgspec.json.decode(data, type=_Trained)
    return _with(written(), found.weights, found.thresholds)


def _with(start: Model, weights: Mapping[str, float], thresholds: Mapping[str, float]) -> Model:
    values = {name: getattr(start, name) for name in THRESHOLDS} | {
        n: thresholds[n] for n in THRESHOLDS if n in thresholds
    }
    return Model(Weights({**start.weights, **weights}), **values)


THRESHOLDS = ("accept", "accept_short", "accept_tail", "sure", "also", "also_teaches", "temperature")
"""The numbers of a model that are no weights."""


def _shipped() -> Model:
    file = files(__name__) / "weights.json"
    return trained(file.read_bytes()) if file.is_file() else written()


MODEL: Model = _shipped()
"""The model of a fresh clone."""
