"""Draw affiliation strings of the papers for a person to judge where they were placed.

``python -m benchmarks.labels.judge placed SEED`` prints 300 distinct strings that were placed in the Chengdu-Chongqing
circle, with place, organisation and reason; ``... unplaced SEED`` 300 that mention China and were placed
nowhere: no city, no province, no country but China.
"""

from __future__ import annotations

import random
import re
import sys

import pyarrow.parquet as pq

from benchmarks.resolve import SHARED, index_of_registry
from jialing.resolve import NameIndex, Resolution, resolve
from jialing.schema import load_circles, places

N_STRINGS = 300
CHINA = re.compile(r"\bchina\b|\bchinese\b|p\.? ?r\.? ?c(?:hina|\b)|[\u4e00-\u9fff]", re.IGNORECASE)


def main(which: str, seed: str) -> None:
    index = index_of_registry(SHARED / "ror" / "organisations.parquet")
    names = {place.place_id: place.name_en for place in places()}
    for text, one in drawn(index, which, int(seed)):
        organisations = "; ".join(index.organisations.names[index.organisations.ids.index(o)] for o in one.org_ids)
        where = "/".join(names.get(p or "", "?") for p in one.org_place_ids or (one.place_id,))
        print(text, where, organisations, one.because.code, sep="\t")


def drawn(index: NameIndex, which: str, seed: int) -> list[tuple[str, Resolution]]:
    """The strings of one kind, with what became of them."""
    lists = pq.read_table(SHARED / "papers" / "works.parquet", columns=["affiliations_raw"]).column(0).to_pylist()
    texts = sorted({text.strip() for some in lists for text in some or () if text and text.strip()})
    if which == "unplaced":
        texts = [text for text in texts if CHINA.search(text)]
    circle = {member.place_id for member in load_circles()["chengdu-chongqing"].members}
    found = [pair for pair in zip(texts, resolve(index, texts), strict=True) if _is_wanted(pair[1], which, circle)]
    print(f"{len(found)} strings are {which}", file=sys.stderr)
    return random.Random(seed).sample(found, min(N_STRINGS, len(found)))


def _is_wanted(one: Resolution, which: str, circle: set[str]) -> bool:
    if which == "unplaced":
        return one.place_id is None and one.province is None and one.country_code in (None, "CN", "HK", "MO")
    return bool(circle & {place for place in (one.place_id, *one.org_place_ids) if place})


if __name__ == "__main__":
    main(*sys.argv[1:3])
