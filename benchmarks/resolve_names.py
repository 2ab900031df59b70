"""How well the names of the circle are resolved, as they stand and disturbed by rule.

``python -m benchmarks.resolve_names`` alone, or a part of ``python -m benchmarks resolve``. The rules stand here, know
no organisation, and draw from one seed; what they disturb is read from ../shared and never written anywhere.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Sequence

from benchmarks.resolve import SHARED, Row, index_of_registry
from benchmarks.watch import table
from jialing.resolve import MODEL, Model, NameIndex, Resolution, resolve

SEED = 20260101

Disturb = Callable[[str, random.Random, str], str]
"""(name, random numbers, city) -> the name disturbed, or the name itself where the rule does not apply."""

PARTS_EN = (
    "Department of Physics, ",
    "School of Computer Science, ",
    "College of Life Sciences, ",
    "Laboratory of Optics, ",
)
PARTS_ZH = ("计算机学院", "物理系", "科研处", "人事处")
SHORT_EN = (
    ("University", "Univ."), ("Institute", "Inst."), ("Academy", "Acad."), ("Sciences", "Sci."), ("Science", "Sci."),
    ("Technology", "Technol."), ("Engineering", "Eng."), ("Hospital", "Hosp."), ("Research", "Res."),
    ("Center", "Ctr."), ("College", "Coll."), ("Medical", "Med."), ("National", "Natl."),
    ("Laboratory", "Lab."), ("Chinese", "Chin."),
    ("Department", "Dept."), ("Agricultural", "Agric."), ("Electronic", "Electron."), ("Management", "Manag."),
    ("International", "Int."), ("Corporation", "Corp."), ("Company", "Co."), ("Limited", "Ltd."),
)  # fmt: skip
SHORT_ZH = (
    ("科学技术大学", "科技大学"), ("社会科学院", "社科院"), ("中国科学院", "中科院"), ("科学研究院", "科研院"),
    ("师范大学", "师大"), ("医科大学", "医大"), ("交通大学", "交大"), ("理工大学", "理工大"), ("工业大学", "工大"),
    ("财经大学", "财大"), ("农业大学", "农大"), ("民族大学", "民大"), ("师范学院", "师院"), ("邮电大学", "邮电"),
    ("有限责任公司", "公司"), ("有限公司", ""), ("研究所", "所"), ("附属第一医院", "附一院"),
    ("四川省", "四川"), ("重庆市", "重庆"), ("成都市", "成都"),
)  # fmt: skip


def department_en(name: str, rng: random.Random, *_: str) -> str:
    return rng.choice(PARTS_EN) + name


def department_zh(name: str, rng: random.Random, *_: str) -> str:
    return name + rng.choice(PARTS_ZH)


def postcode_en(name: str, rng: random.Random, city: str) -> str:
    return f"{name}, {city} {rng.randint(400000, 649999)}, China"


def postcode_zh(name: str, rng: random.Random, *_: str) -> str:
    return f"{name}，{rng.randint(400000, 649999)}"


def abbreviated_en(name: str, *_: object) -> str:
    return _shortened(name, SHORT_EN)


def abbreviated_zh(name: str, *_: object) -> str:
    return _shortened(name, SHORT_ZH)


def _shortened(name: str, pairs: Sequence[tuple[str, str]]) -> str:
    for full, short in pairs:
        name = name.replace(full, short)
    return name


def misspelt_en(name: str, rng: random.Random, *_: str) -> str:
    """One letter left out, doubled, changed for another or swapped with the next, inside a word of five and more."""
    words = name.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long:
        return name
    at = rng.choice(long)
    words[at] = _slip(words[at], rng)
    return " ".join(words)


def _slip(word: str, rng: random.Random) -> str:
    at, kind = rng.randint(1, len(word) - 2), rng.randrange(4)
    instead = {
        0: "",
        1: word[at] * 2,
        2: rng.choice("abcdefghijklmnopqrstuvwxyz".replace(word[at].lower(), "")),
        3: word[at + 1] + word[at],
    }[kind]
    return word[:at] + instead + word[at + (2 if kind == 3 else 1) :]


def misspelt_zh(name: str, rng: random.Random, *_: str) -> str:
    """Two neighbouring characters swapped, or one of them written twice, not at either end."""
    at = rng.randint(1, max(len(name) - 3, 1))
    middle = name[at + 1] + name[at] if rng.randrange(2) else name[at] + name[at] + name[at + 1]
    return name[:at] + middle + name[at + 2 :]


DISTURBED: dict[str, tuple[tuple[str, Disturb], ...]] = {
    "name_en": (
        ("a department", department_en),
        ("a postcode", postcode_en),
        ("abbreviations", abbreviated_en),
        ("a typing error", misspelt_en),
    ),
    "name_zh": (
        ("a department", department_zh),
        ("a postcode", postcode_zh),
        ("abbreviations", abbreviated_zh),
        ("a typing error", misspelt_zh),
    ),
}


def names_of_the_circle() -> list[dict[str, str]]:
    with (SHARED / "ror" / "circle_names.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def scores(index: NameIndex, model: Model = MODEL) -> list[Row]:
    """The share of names, as they stand and disturbed, of which the organisation is the first answer."""
    rows = names_of_the_circle()
    found: list[Row] = []
    for column, rules in DISTURBED.items():
        texts = [row[column] for row in rows]
        found.append(_share(f"names of the circle, {column}", resolve(index, texts, model=model), rows))
        for what, disturb in rules:
            rng = random.Random(f"{SEED} {column} {what}")
            changed = [disturb(row[column], rng, row["city"]) for row in rows]
            met = [(text, row) for text, row in zip(changed, rows, strict=True) if text != row[column]]
            answers = resolve(index, [text for text, _ in met], model=model)
            found.append(_share(f"... {column} with {what}", answers, [row for _, row in met]))
    return found


def _share(what: str, answers: Sequence[Resolution], rows: Sequence[dict[str, str]]) -> Row:
    share = sum(one.org_ids[:1] == (row["ror_id"],) for row, one in zip(rows, answers, strict=True)) / len(rows)
    return {"what": what, "value": round(share, 4), "unit": "", "detail": f"{len(rows)} names"}


def main() -> None:
    registry = SHARED / "ror" / "organisations.parquet"
    if not registry.exists():
        print(f"absent: {registry.name} of ../shared/data/ror; set JIALING_SHARED to where it lies. Nothing measured.")
        return
    print(table(scores(index_of_registry(registry))))


if __name__ == "__main__":
    main()
