"""How long a text is, for limits that hold for Chinese and English alike."""

from __future__ import annotations

import re
import unicodedata

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
UNIT = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:[.,'’\-][^\W_{_HAN}]+)*")
"""One Chinese character, or one run of other letters and digits with the marks that join them: co-author, 3.14."""


def count_words(text: str) -> int:
    """Words of a text: each Chinese character counts one, each word or number of another script one; marks count none.

    This is how word processors count Chinese text (字数), but for marks, which they count too.
    """
    return sum(1 for _ in UNIT.finditer(unicodedata.normalize("NFKC", text)))
