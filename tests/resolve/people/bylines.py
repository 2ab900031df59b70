"""Tiny lists of authors for the tests of this room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from jialing.resolve import Bylines, People, Verdict, disambiguate


@dataclass
class Lists:
    """Collects authorships; ``sign`` adds one and returns its row."""

    rows: list[dict[str, object]] = field(default_factory=list)
    units: list[dict[str, object]] = field(default_factory=list)
    fields: list[dict[str, object]] = field(default_factory=list)

    def sign(self, work: int, name: str | None, *, org: str | None = None, year: int = 2020, **known: str) -> int:
        position = 1 + sum(row["work_no"] == work for row in self.rows)
        row = {"work_no": work, "position": position, "year": year, "source": known.get("source", "s")}
        row |= {"source_id": f"w{work}", "person_name": name}
        row |= {column: known.get(column) for column in ("person_id", "orcid", "email")}
        self.rows.append(row)
        if org:
            self.units.append({"work_no": work, "position": position, "org_id": org, "place_id": f"place of {org}"})
        return len(self.rows) - 1

    def work(self, number: int, *names: str, org: str | None = None, year: int = 2020) -> list[int]:
        return [self.sign(number, name, org=org, year=year) for name in names]

    def bylines(self, verdicts: Sequence[Verdict] = (), *, order: Sequence[int] | None = None) -> Bylines:
        rows = [self.rows[i] for i in order] if order else self.rows
        texts = ("source", "source_id", "person_name", "person_id", "orcid", "email")
        numbers = ("work_no", "position", "year")
        authorships = pa.table(
            {c: pa.array([r[c] for r in rows], pa.int64()) for c in numbers}
            | {c: pa.array([r[c] for r in rows], pa.string()) for c in texts}
        )
        return Bylines(
            authorships=authorships,
            units=_table(self.units, ("work_no", "position"), ("org_id", "place_id")),
            coauthors=authorships.select(["work_no", "position", "person_name"]),
            fields=_table(self.fields, ("work_no",), ("field_id", "level")),
            parents=_table([], (), ("org_id", "parent_id")),
            verdicts=verdicts,
        )


def _table(rows: Sequence[dict[str, object]], numbers: Sequence[str], texts: Sequence[str]) -> pa.Table:
    columns = {c: pa.array([r[c] for r in rows], pa.int64()) for c in numbers}
    return pa.table(columns | {c: pa.array([r[c] for r in rows], pa.string()) for c in texts})


def people(lists: Lists, verdicts: Sequence[Verdict] = ()) -> tuple[People, list[str]]:
    """What is found, and the person of each authorship in the order of signing."""
    found = disambiguate(lists.bylines(verdicts))
    keys = zip(*(found.authorships.column(c).to_pylist() for c in ("work_no", "position")), strict=True)
    of = dict(zip(keys, found.authorships.column("person_id").to_pylist(), strict=True))
    return found, [of[row["work_no"], row["position"]] for row in lists.rows]
