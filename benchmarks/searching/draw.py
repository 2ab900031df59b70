"""`python -m benchmarks.searching.draw`: draw the 200 queries that are kept in benchmarks/labels/search.csv.

Drawn once, before the search's answers to them were seen; the search was tuned on others (registry and queries of other
seeds).
"""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.searching.asked import Asked, queries
from benchmarks.searching.invented import registry

LABELS = Path(__file__).parent.parent / "labels" / "search.csv"
N_ORGANISATIONS = 100_000
REGISTRY_SEED = 2026
QUERY_SEED = 11
EACH = 25


def kept() -> list[Asked]:
    """The queries kept, with the numbers of the organisations meant in ``registry(N_ORGANISATIONS, REGISTRY_SEED)``."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return [Asked(r["kind"], r["language"], r["query"], int(r["organisation"])) for r in csv.DictReader(file)]


def main() -> None:
    """Write the file anew."""
    made = registry(N_ORGANISATIONS, REGISTRY_SEED)
    with LABELS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "language", "query", "organisation", "name_en", "name_zh"))
        for one in queries(made, QUERY_SEED, EACH):
            meant = made[one.number]
            writer.writerow((one.kind, one.language, one.text, one.number, meant.name_en, meant.name_zh))


if __name__ == "__main__":
    main()
