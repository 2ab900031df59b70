"""From a registry to a model: write strings, look at them as the resolver does, weigh what it sees, choose
thresholds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jialing.resolve import Model, NameIndex, Weights, observed, written
from jialing.training.beliefs import MIN_SEEN, beliefs
from jialing.training.deciding import decided
from jialing.training.learning import choices, fitted, seen_in
from jialing.training.registry import Registry, checksum, index_without
from jialing.training.writing.bodies import bodies
from jialing.training.writing.strings import Labelled, Writer

ROUNDS = 3
"""Times that the strings are read again with the weights found: which reading is settled on depends on them a
little."""

FOR_DECIDING = 5
"""Every which string is kept from the weights, for the thresholds."""


@dataclass(frozen=True)
class Trained:
    """A model and what it rests on (plain values, for the file)."""

    model: Model
    rests_on: Mapping[str, object]


def train(
    registry: Registry, *, seed: int, n_strings: int, labels: Sequence[Labelled] = (), tell: Callable[[str], None]
) -> Trained:
    """The model of a registry's own names, or of ``labels`` where they are given.

    Parameters
    ----------
    registry : organisations, their names and relations
    seed : what strings are drawn; the same seed and registry give the same model
    n_strings : strings that are written
    labels : strings with true ids instead of written ones; then nothing is held out
    tell : hears the phrase code of each step
    """
    tell("training.writing")
    writer = Writer([] if labels else bodies(*registry), seed)
    strings = list(labels) or list(writer.written(n_strings))
    tell("training.indexing")
    index = index_without(registry, writer.held)
    tell("training.weighing")
    learned = [one for at, one in enumerate(strings) if at % FOR_DECIDING]
    model = weighed(index, learned)
    tell("training.deciding")
    model = decided(model, index, strings[::FOR_DECIDING])
    counts = Counter(one.form for one in strings)
    return Trained(
        model,
        {
            "seed": seed,
            "strings": len(strings),
            "forms": dict(sorted(counts.items())),
            "left_empty": sum(not one.org_ids for one in strings),
            "labels": "given" if labels else "written",
            "organisations": registry.organisations.num_rows,
            "held_out": len(writer.held),
            "registry_sha256": checksum(registry),
        },
    )


def weighed(index: NameIndex, strings: Sequence[Labelled]) -> Model:
    """The weights of these strings; the first reading knows no weights at all."""
    texts, truths = [one.text for one in strings], [one.org_ids for one in strings]
    model = Model(Weights(), sure=float("-inf"))
    for _ in range(ROUNDS):
        made = choices(list(observed(index, texts, model)), truths)
        seen = seen_in(made)
        found = {name: round(w, 2) for name, w in fitted(made, beliefs()).items() if seen[name] >= MIN_SEEN}
        model = Model(Weights({**written().weights, **found}))
    return model
