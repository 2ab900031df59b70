"""What weights rest on: those that ship, those trained from the registry's names alone, those trained from labels.

`python -m benchmarks resolve_training` trains two models with `jialing.training` (seed 1) and scores all three on the
half of ../shared/data/affiliations/open.parquet that is not tuned on; `python -m benchmarks.resolve_training tune` on
the tuning half, from which the labels of the third one are. Neither model is kept: nothing trained on ../shared is.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pyarrow.parquet as pq

from benchmarks.resolve import SHARED, Row, circle_names, index_of_registry, is_of, name_traps, scores_of
from benchmarks.watch import table, write
from jialing.resolve import MODEL, Model, NameIndex, resolve
from jialing.training import Labelled, Registry, read_labels, read_registry, train

SEED = 1
N_STRINGS = 25_000


def main(half: str = "score") -> None:
    path = SHARED / "ror" / "organisations.parquet"
    if not path.exists():
        print(f"absent: {path.name} of ../shared/data/ror; set JIALING_SHARED to where it lies. Nothing measured.")
        return
    rows = columns(index_of_registry(path), models(read_registry(path)), half)
    print(table(rows))
    print("written:", write(f"resolve_training{'' if half == 'score' else '-tune'}", rows, half=half))


def models(registry: Registry) -> dict[str, Model]:
    """Column -> model."""
    labels = read_labels(SHARED / "affiliations" / "open.parquet")
    return {
        "shipped": MODEL,
        "registry alone": _trained(registry, ()),
        "labels": _trained(registry, labels),
    }


def _trained(registry: Registry, labels: Sequence[Labelled]) -> Model:
    return train(registry, seed=SEED, n_strings=N_STRINGS, labels=labels, tell=_silence).model


def _silence(_: str) -> None:
    """Nobody hears of the steps."""


def columns(index: NameIndex, by_name: dict[str, Model], half: str) -> list[Row]:
    """One row for each figure, one column for each model."""
    rows: dict[str, Row] = {}
    for name, model in by_name.items():
        for row in _figures(index, model, half):
            rows.setdefault(str(row["what"]), {"what": row["what"]})[name] = row["value"]
    return list(rows.values())


def _figures(index: NameIndex, model: Model, half: str) -> list[Row]:
    every = pq.read_table(SHARED / "affiliations" / "open.parquet").to_pylist()
    mine = [row for row in every if is_of(half, row["affiliation"])]
    answers = resolve(index, [row["affiliation"] for row in mine], model=model)
    return [
        *scores_of(list(zip(mine, answers, strict=True))),
        *circle_names(index, model),
        *name_traps(index, model),
    ]


if __name__ == "__main__":
    main(*sys.argv[1:2])
