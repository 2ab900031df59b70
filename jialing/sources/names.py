"""Which of an organisation's names is the English one, which the Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_KANA_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_LATIN = re.compile(r"^[^\u0250-\u1dff\u2c00-\uffff]*[A-Za-z][^\u0250-\u1dff\u2c00-\uffff]*$")


def is_latin(name: str) -> bool:
    """Written in Latin script (letters with accents too)."""
    return bool(_LATIN.match(name))


def is_chinese(name: str) -> bool:
    """Has Chinese characters and neither kana nor hangul."""
    return bool(_HAN.search(name)) and not _KANA_HANGUL.search(name)


def english_name(names: Sequence[tuple[str, str | None]]) -> str | None:
    """The first name stated to be English, else the first in Latin script; names are (name, language), best first."""
    for name, lang in names:
        if lang == "en" and name:
            return name
    return next((name for name, _ in names if is_latin(name)), None)


def chinese_name(names: Sequence[tuple[str, str | None]]) -> str | None:
    """The first name stated to be Chinese, else the first of unstated language in Chinese characters."""
    for name, lang in names:
        if lang == "zh" and name:
            return name
    return next((name for name, lang in names if lang is None and is_chinese(name)), None)
