"""Texts as words and pairs of words: Latin words in small letters, Chinese cut by a dictionary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

RUNS = re.compile(r"[㐀-鿿]+|[^\W_㐀-鿿][^\W_㐀-鿿'’\-]*")
HAN = re.compile(r"[㐀-鿿]")
_STOP_WORDS = """
a about above after again against all almost also although always am among an and another any are as at based
be became because been before being below between both but by can cannot could did do does doing done down due
during each either else especially even ever every few first for from further had has have having he hence her
here hers him his how however i if in into is it its itself just last least less many may me might more most
much must my namely neither never no nor not now of off often on once one only onto or other others our out
over own per perhaps quite rather same she should since so some such than that the their them then there
therefore these they this those though three through thus to together too toward towards two under until up
upon us very via was we well were what when where whether which while who whose why will with within without
would yet you your
"""
_STOP_HAN = """
的 了 和 与 及 或 在 是 对 中 为 以 于 等 其 将 被 由 从 到 把 之 这 那 该 本 个 上
下 有 也 都 而 但 并 可 能 会 就 通过 进行 基于 一种 以及 提出 具有 采用 利用 针对 方面
相关 其中 本文 我们 一个
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that say nothing of a matter."""

STOP_HAN = frozenset(_STOP_HAN.split())


def words(text: str) -> tuple[str, ...]:
    """Words without those that say nothing; a Latin word of one letter and a single number are none.

    Full-width letters count as plain ones. Traditional and simplified characters are not made one.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    found: list[str] = []
    for run in RUNS.findall(folded):
        found.extend(_han(run) if HAN.match(run) else _latin(run))
    return tuple(found)


def terms(text: str) -> tuple[str, ...]:
    """Words and pairs of neighbouring words."""
    single = words(text)
    return single + tuple(f"{one} {other}" for one, other in pairwise(single))


def words_and_bigrams(text: str) -> tuple[str, ...]:
    """Words, and each two neighbouring Chinese characters: dictionaries cut the same term in different ways."""
    runs = [run for run in RUNS.findall(unicodedata.normalize("NFKC", text)) if HAN.match(run)]
    return words(text) + tuple(one + other for run in runs for one, other in pairwise(run))


def language_of(text: str) -> str:
    """``zh`` where Chinese characters are at least a tenth of all letters, else ``en``; '' where there is no letter.

    A Chinese abstract holds Latin names and symbols; an English one hardly ever a Chinese character.
    """
    letters = sum(character.isalpha() for character in text)
    if not letters:
        return ""
    return "zh" if len(HAN.findall(text)) >= 0.1 * letters else "en"


def _latin(run: str) -> Iterator[str]:
    for word in run.replace("’", "'").split("-"):
        plain = word.removesuffix("'s").strip("'")
        if len(plain) > 1 and plain not in STOP_WORDS and not plain.isdigit():
            yield plain


def _han(run: str) -> Iterator[str]:
    import rjieba  # its dictionary takes a tenth of a second to load

    return (word for word in rjieba.cut(run, False) if word not in STOP_HAN)
