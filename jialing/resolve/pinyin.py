"""Chinese names spelt in letters ('Dianzi Keji Daxue'): compared without spaces, tones or marks."""

from __future__ import annotations

import re

_CHINESE = re.compile(r"^[\u4e00-\u9fff]{4,20}$")
ENDINGS = ("daxue", "xueyuan", "yiyuan", "yanjiusuo", "yanjiuyuan", "gongsi", "kexueyuan", "shiyanshi", "zhongxin")
"""How spelt names end, whoever bears them."""


def spelt(name: str) -> str:
    """The pinyin letters of a Chinese name that ends as institutions do, run together; '' for any other name."""
    if not _CHINESE.match(name):
        return ""
    from pypinyin import lazy_pinyin

    letters = "".join(lazy_pinyin(name))
    return letters if letters.endswith(ENDINGS) else ""
