"""A bureau's spreadsheet of invented organisations: rows that are new, change, are the same, are wrong."""

from __future__ import annotations

import io
import random
from typing import Any

from jialing.portal.registry.rules.identifiers import uscc_check

HEADS = (
    "单位名称",
    "统一社会信用代码",
    "所在区县",
    "单位类型",
    "成立时间",
    "地址",
    "网站",
    "联系人",
    "联系邮箱",
    "联系电话",
)
DISTRICTS = ("渝北区", "北碚区", "沙坪坝区", "九龙坡区", "江北区", "南岸区", "万州区", "涪陵区")
KINDS = ("企业", "高校", "研究院", "孵化器", "政府部门")
WRONG = ("uscc", "mangled", "name", "place", "kind", "elsewhere", "twice", "mail", "year", "length")
CODES = {
    "uscc": "registry.uscc_check", "mangled": "import.uscc_mangled", "name": "registry.name_missing",
    "place": "form.no_place", "kind": "import.no_choice", "elsewhere": "import.not_yours",
    "twice": "import.twice_in_file", "mail": "form.no_email", "year": "import.no_year", "length": "registry.uscc_form",
}  # fmt: skip


def invented_uscc(number: int) -> str:
    """A code of the right form that nobody has."""
    first = f"91500000MAXX{number:05d}"
    return first + uscc_check(first)


def rows(n: int, n_bad: int, seed: int = 5) -> list[list[Any]]:
    """Rows of which ``n_bad``, spread evenly and of ten sorts in turn, cannot be imported."""
    rng = random.Random(seed)
    every = n // n_bad if n_bad else n + 1
    made = []
    for at in range(n):
        good = _good(at, rng)
        is_bad = at % every == every - 1 and at // every < n_bad
        made.append(_bad(good, WRONG[(at // every) % len(WRONG)], made) if is_bad else good)
    return made


def _good(at: int, rng: random.Random) -> list[Any]:
    return [
        f"虚构{at:05d}号技术研究有限公司", invented_uscc(at), rng.choice(DISTRICTS), rng.choice(KINDS),
        rng.choice(("2019", "2018年6月", "2021-03-01", 2020)), f"虚构路{at}号", f"https://org{at}.example.org",
        f"联系人{at}", f"office{at}@example.org", 2_360_000_000 + at,
    ]  # fmt: skip


def _bad(good: list[Any], sort: str, made: list[list[Any]]) -> list[Any]:
    row = list(good)
    code = str(row[1])
    changed: dict[str, tuple[int, Any]] = {
        "uscc": (1, code[:17] + ("A" if code[17] != "A" else "B")),
        "mangled": (1, 9.15000001234568e17),
        "name": (0, ""),
        "place": (2, "不存在区"),
        "kind": (3, "商店"),
        "elsewhere": (2, "成都市"),
        "twice": (1, made[0][1] if made else code),
        "mail": (8, "office@"),
        "year": (4, "很久以前"),
        "length": (1, code[:15]),
    }
    at, value = changed[sort]
    row[at] = value
    return row


def workbook(listed: list[list[Any]]) -> bytes:
    """The rows as an Excel file."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    sheet.append(list(HEADS))
    for row in listed:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
