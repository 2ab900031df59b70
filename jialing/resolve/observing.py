"""What the resolver sees of strings before it weighs it: for training and for looking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jialing.resolve.index import NameIndex
from jialing.resolve.model import Model
from jialing.resolve.resolver import considered


@dataclass(frozen=True)
class Option:
    """One organisation that a string may mean: its id and the amount of each feature of its evidence."""

    org_id: str
    features: dict[str, float]


def observed(index: NameIndex, affiliations: Sequence[str], model: Model) -> Iterator[tuple[Option, ...]]:
    """For each string its options, best first under ``model``, from the reading that ``model`` settles on."""
    ids = index.organisations.ids
    for text in affiliations:
        _, ranked = considered(index, text, None, model)
        yield tuple(Option(ids[one.organisation], {**one.shared, **one.features}) for one in ranked)
