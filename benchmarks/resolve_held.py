"""What is answered for an organisation that the table lacks: a fifth of the organisations is held out, five times.

`python -m benchmarks.resolve_held` takes the strings of the half of ../shared/data/affiliations/open.parquet that is
not tuned on (`... tune`: of the other half) whose one organisation is rightly given with the whole table, and resolves
them again with a table that lacks it. What the same words are then taken for is counted: nothing, a relative, a body
of exactly these words (a namesake), or another body, which is an error that no label is needed to see.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Mapping

import pyarrow.parquet as pq

from benchmarks.resolve import SHARED, Row, index_of_registry, is_of
from benchmarks.watch import table, write
from jialing.resolve import NameIndex, Resolution, resolve
from jialing.training import Registry, read_registry
from jialing.training.registry import index_without

FOLDS = 5


def main(half: str = "score") -> None:
    path = SHARED / "ror" / "organisations.parquet"
    if not path.exists():
        print(f"absent: {path.name} of ../shared/data/ror; set JIALING_SHARED to where it lies. Nothing measured.")
        return
    rows = figures(counted(read_registry(path), rightly_given(index_of_registry(path), half)))
    print(table(rows))
    print("written:", write(f"resolve-held{'' if half == 'score' else '-tune'}", rows, half=half))


def rightly_given(index: NameIndex, half: str) -> dict[str, Resolution]:
    """String -> its answer, where that is one organisation and the label says the same."""
    rows = pq.read_table(SHARED / "affiliations" / "open.parquet").to_pylist()
    mine = [row for row in rows if row["kind"] == "match" and is_of(half, row["affiliation"])]
    answers = resolve(index, [row["affiliation"] for row in mine])
    pairs = zip(mine, answers, strict=True)
    return {row["affiliation"]: one for row, one in pairs if one.org_ids == tuple(row["ror_ids"])}


def counted(registry: Registry, answers: Mapping[str, Resolution]) -> Counter[str]:
    """How many strings are taken for what, each with its organisation held out."""
    found: Counter[str] = Counter()
    relatives = _relatives(registry)
    every = registry.organisations["org_id"].to_pylist()
    for fold in range(FOLDS):
        index = index_without(registry, {one for one in every if _fold(one) == fold})
        texts = [text for text, one in answers.items() if _fold(one.org_ids[0]) == fold]
        for text, one in zip(texts, resolve(index, texts), strict=True):
            found[_taken_for(answers[text], one, relatives)] += 1
    return found


def _fold(org_id: str) -> int:
    return int(hashlib.sha256(org_id.encode()).hexdigest()[:8], 16) % FOLDS


def _relatives(registry: Registry) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in registry.organisation_relations.select(["org_id", "other_id"]).to_pylist():
        found.setdefault(row["org_id"], set()).add(row["other_id"])
        found.setdefault(row["other_id"], set()).add(row["org_id"])
    return found


def _taken_for(true: Resolution, one: Resolution, relatives: Mapping[str, set[str]]) -> str:
    """What the words of the held organisation are read as."""
    first, last = true.spans[0]
    for org_id, (start, end) in zip(one.org_ids, one.spans, strict=True):
        if start < last and first < end:
            if org_id in relatives.get(true.org_ids[0], ()):
                return "a relative"
            return "a namesake" if (start, end) == (first, last) else "another body"
    return "nothing"


def figures(found: Counter[str]) -> list[Row]:
    """One row for each thing that words are taken for."""
    n = sum(found.values())
    return [
        {"what": f"organisation not in the table, taken for {what}", "value": round(found[what] / max(n, 1), 4),
         "unit": "", "detail": f"{found[what]} of {n}"}
        for what in ("nothing", "a relative", "a namesake", "another body")
    ]  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:2])
