"""Draw the strings of ``chinese.csv`` from ../shared: seeded, so that whoever has that data draws the same.

``python -m benchmarks.labels.draw`` prints one string a line with its SHA-256. Half of each sample is uniform over the
distinct strings, half over those that look like a part, a campus or a laboratory of something, which are rare and hard.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

SHARED = Path(os.environ.get("JIALING_SHARED", Path(__file__).resolve().parents[3] / "shared" / "data"))
SEED = 20261123
N_STRINGS = 300
HARD = re.compile("校区|分校|分院|分所|分公司|附属|实验室|研究院|研究中心|基地|医院|中心")
PART = re.compile(
    r"campus|branch|shenzhen|suzhou|hospital|laborator|institute for|yangtze|co\.|ltd|graduate school", re.I
)
CHINA = re.compile(r"china|beijing|shanghai|shenzhen|chengdu|chongqing|hong kong|[\u4e00-\u9fff]", re.I)


def drawn() -> list[str]:
    """The 300 strings, in the order drawn: 130 patent applicants, 110 institutions of projects, 60 of papers."""
    patents = _distinct(";".join(_column("patents/cn_patents_4800.parquet", "applicants_raw")).split(";"))
    projects = _distinct(
        _column("programmes/nssfc_projects_2017.parquet", "institution")
        + _column("programmes/nsfc_dept7_projects_2017.parquet", "institution")
    )
    lists = pq.read_table(SHARED / "papers" / "works.parquet", columns=["affiliations_raw"]).column(0).to_pylist()
    papers = [text for text in _distinct(text for texts in lists for text in texts or ()) if CHINA.search(text)]
    rng = random.Random(SEED)
    found = _two(rng, patents, HARD, 130) + _two(rng, projects, HARD, 110) + _two(rng, papers, PART, 60)
    while len(set(found)) < N_STRINGS:  # one string may be drawn from two samples
        found.append(rng.choice(patents))
    return list(dict.fromkeys(found))


def _two(rng: random.Random, texts: list[str], hard: re.Pattern[str], n: int) -> list[str]:
    some = rng.sample([text for text in texts if hard.search(text)], n // 2)
    return some + rng.sample([text for text in texts if text not in set(some)], n - n // 2)


def _column(file: str, column: str) -> list[str]:
    return [value for value in pq.read_table(SHARED / file, columns=[column]).column(0).to_pylist() if value]


def _distinct(texts: Iterable[str | None]) -> list[str]:
    return sorted({text.strip() for text in texts if text and text.strip()})


def key(text: str) -> str:
    """What stands for a string in the labels: hex SHA-256 of its UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    for text in drawn():
        print(key(text), text, sep="\t")
