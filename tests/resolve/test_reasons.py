"""Every answer says why, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import jialing.resolve
from jialing.base.phrases import catalogue, phrase
from jialing.resolve import Resolution

Ask = Callable[[str], Resolution]

EXAMPLES = {
    "because.name": "Sichuan University",
    "because.name_and_place": "Sichuan University, Chengdu",
    "because.acronym": "SWJTU",
    "because.acronym_and_place": "UESTC, Chengdu",
    "because.respelt": "Sichaun University",
    "because.similar": "Oxford the University Science Technology of Electronic and China",
    "because.pinyin": "Xinan Jiao Tong Daxue",
    "because.branch_place": "四川大学宜宾研究院",
    "because.place_only": "Chengdu, China",
    "because.place_in_name": "成都某某公司",
    "because.no_name": "Jane Doe",
}


@pytest.mark.parametrize("code", [c for c in EXAMPLES if c != "because.similar"])
def test_reason_of_an_example(ask: Ask, code: str) -> None:
    assert ask(EXAMPLES[code]).because.code == code


@pytest.mark.parametrize("text", EXAMPLES.values())
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_reason_is_worded_with_its_params(ask: Ask, text: str, lang: str) -> None:
    because = ask(text).because
    assert "{" not in phrase(because.code, lang, **because.params)


def test_reason_names_what_was_read(ask: Ask) -> None:
    params = ask("Dept. of Physics, Sichuan Univ., Chengdu").because.params
    assert (params["read"], params["organisation"]) == ("Sichuan Univ", "Sichuan University")


def test_reason_counts_the_others(ask: Ask) -> None:
    assert ask("Sichuan University; Chongqing University").because.params["others"] == 1


def test_reasons_all_have_phrases() -> None:
    room = Path(jialing.resolve.__file__).parent
    used = {c for file in room.rglob("*.py") for c in re.findall(r'"(because\.\w+)"', file.read_text(encoding="utf-8"))}
    assert used - set(catalogue()) == set()
