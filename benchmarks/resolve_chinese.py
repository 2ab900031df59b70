"""How well strings of China are resolved that were labelled by hand: campuses, branches, hospitals, companies.

``python -m benchmarks.resolve_chinese`` scores the half of ``labels/chinese.csv`` whose SHA-256 begins with an odd
digit; ``... tune`` the other. The strings are drawn anew from ../shared by ``labels/draw.py``; see its README.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.labels.draw import drawn, key
from benchmarks.resolve import SHARED, Row, index_of_registry
from benchmarks.watch import table, write
from jialing.resolve import NameIndex, Resolution, resolve

LABELS = Path(__file__).parent / "labels" / "chinese.csv"
ROR = "https://ror.org/"


@dataclass(frozen=True)
class Label:
    """What a string is: groups of organisations of which one is enough, those allowed besides, places, kind."""

    needed: tuple[frozenset[str], ...]
    allowed: frozenset[str]
    places: frozenset[str]
    kind: str


def main(half: str = "score") -> None:
    registry = SHARED / "ror" / "organisations.parquet"
    if not registry.exists():
        print(f"absent: {registry.name} of ../shared/data/ror; set JIALING_SHARED to where it lies. Nothing measured.")
        return
    rows = scores(index_of_registry(registry), half)
    print(table(rows))
    print("written:", write(f"resolve-chinese{'' if half == 'score' else '-tune'}", rows, half=half))


def labelled(half: str) -> list[tuple[str, Label]]:
    """The strings of a half with their labels."""
    with LABELS.open(encoding="utf-8") as file:
        labels = {row["sha256"]: _label(row) for row in csv.DictReader(file)}
    parity = 0 if half == "tune" else 1
    return [(t, labels[key(t)]) for t in drawn() if key(t) in labels and int(key(t)[0], 16) % 2 == parity]


def _label(row: dict[str, str]) -> Label:
    groups = [group for group in row["organisations"].split(";") if group]
    needed = tuple(frozenset(group.split("|")) for group in groups if not group.startswith("?"))
    allowed = frozenset(one for group in groups for one in group.removeprefix("?").split("|"))
    return Label(needed, allowed, frozenset(row["place"].split("|")), row["kind"])


def scores(index: NameIndex, half: str) -> list[Row]:
    """Precision and recall of organisations and of places on a half."""
    pairs = labelled(half)
    answers = resolve(index, [text for text, _ in pairs])
    judged = [(label, one) for (_, label), one in zip(pairs, answers, strict=True)]
    return [*_organisations(judged), *_places(judged)]


def _organisations(judged: Sequence[tuple[Label, Resolution]]) -> list[Row]:
    given = right = needed = found = 0
    for label, one in judged:
        ids = {org_id.removeprefix(ROR) for org_id in one.org_ids}
        given, right = given + len(ids), right + len(ids & label.allowed)
        needed, found = needed + len(label.needed), found + sum(bool(ids & group) for group in label.needed)
    return [
        _share("labelled strings of China: precision of organisations", right, given),
        _share("labelled strings of China: recall of organisations", found, needed),
    ]


def _places(judged: Sequence[tuple[Label, Resolution]]) -> list[Row]:
    """Of strings whose city is known: how many are placed; of the placed, how many rightly."""
    known = [(label, one) for label, one in judged if any(p.startswith(("CN-", "HK", "MO")) for p in label.places)]
    at = [(label, one) for label, one in judged if one.place_id is not None and "?" not in label.places]
    right = sum(_is_at(label, one) for label, one in at)
    return [
        _share("labelled strings of China: precision of places", right, len(at)),
        _share("labelled strings of China: recall of places", sum(_is_at(*pair) for pair in known), len(known)),
    ]


def _is_at(label: Label, one: Resolution) -> bool:
    return one.place_id in label.places or one.province in label.places


def _share(what: str, part: int, whole: int) -> Row:
    return {"what": what, "value": round(part / max(whole, 1), 4), "unit": "", "detail": f"{part} of {whole}"}


if __name__ == "__main__":
    main(*sys.argv[1:2])
