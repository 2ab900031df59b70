"""The check character of the unified social credit code (统一社会信用代码), the key of every legal person in China."""

from __future__ import annotations

import re

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(rf"[{USCC_ALPHABET}]{{18}}")


def uscc_check(first: str) -> str:
    """The check character of the first 17: the weighted sum, 3^i modulo 31, filled up to a multiple of 31.

    References
    ----------
    GB 32100-2015, 法人和其他组织统一社会信用代码编码规则, annex A.
    """
    total = sum(USCC_ALPHABET.index(character) * pow(3, at, 31) for at, character in enumerate(first))
    return USCC_ALPHABET[(31 - total % 31) % 31]


def has_uscc_form(code: str) -> bool:
    """18 characters of the code's alphabet."""
    return _USCC.fullmatch(code) is not None
