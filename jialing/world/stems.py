"""Parts of invented names.

Stems join a rare first syllable (a colour, a tree, the weather) to a rare landform, so that no organisation that exists
is named; ``tests/world/test_names.py`` compares the result with lists of well-known organisations and with ROR.
"""

from __future__ import annotations

from functools import cache

from jialing.schema import counties, places
from jialing.world.listing import listed

FIRST = (
    "玄 Xuan|澹 Dan|霁 Ji|岚 Lan|翊 Yi|皓 Hao|溟 Ming|苍 Cang|霜 Shuang|"
    "凌 Ling|朔 Shuo|煦 Xu|璟 Jing|缥 Piao|珞 Luo|蔚 Wei|琅 Lang|砚 Yan|"
    "芷 Zhi|樾 Yue|鹤 He|鹭 Lu|枫 Feng|棠 Tang|绀 Gan|赭 Zhe|靛 Dian|"
    "黛 Dai|缃 Xiang|绛 Jiang|茜 Qian|昙 Tan|槐 Huai|杼 Zhu|筱 Xiao|蓼 Liao|"
    "荻 Di|藜 Li|骊 Li|翎 Ling|璆 Qiu|瑀 Yu|瓒 Zan|琬 Wan|琰 Yan|"
    "璘 Lin|珩 Heng|玢 Bin"
)
SECOND = (
    "汀 ting|渚 zhu|嶂 zhang|涧 jian|峦 luan|壑 he|岫 xiu|皋 gao|陂 bei|"
    "洄 hui|坞 wu|岑 cen|崦 yan|潋 lian|湄 mei|泮 pan|隰 xi|垣 yuan|"
    "漪 yi|澴 huan|滂 pang|浥 yi|沚 zhi|嵎 yu|崤 xiao|峤 qiao|嶙 lin|"
    "陉 xing|隈 wei|埗 bu"
)

# Spellings that firms or schools which exist are known by.
_KNOWN_NAMES = ("Hengyi", "Lingyi", "Jinghe", "Weilian", "Jianghe", "Yanshan", "Lingyuan", "Xuhe")

LATIN_FIRST = listed(
    "Alder Brack Corven Dunmar Elmer Falken Grenn Halver Ister Jorren Kellan Lorn Merrin Nordal Ostrin Pellar Quenna "
    "Rossen Salver Tarnel Ulver Velmar Wynder Yarrel Zellan Abrel Belvar Cavren Drenna Estrel Fennor Galdrin"
)
LATIN_SECOND = listed(
    "mont vale haven bria dorn fell gard mere wick sund tova rova quist lund tora vane stell brook marsh thal"
)


@cache
def chinese_stems() -> tuple[tuple[str, str], ...]:
    """All (English, Chinese) stems, e.g. ("Xuanting", "玄汀"); each English spelling once, none that a place has."""
    pairs: dict[str, str] = {}
    for first in FIRST.split("|"):
        for second in SECOND.split("|"):
            (char_a, sound_a), (char_b, sound_b) = first.split(), second.split()
            pairs.setdefault(sound_a + sound_b, char_a + char_b)
    taken = _spelt_like_places()
    return tuple((spelling, written) for spelling, written in pairs.items() if spelling.casefold() not in taken)


def _spelt_like_places() -> frozenset[str]:
    """Provinces, cities, counties: a Hebei of ours (鹤陂) must not be taken for theirs (河北)."""
    names = [name for p in places() for name in (p.name_en, p.province_en)] + [c.name_en for c in counties()]
    return frozenset(name.casefold() for name in (*names, *_KNOWN_NAMES))


@cache
def latin_stems() -> tuple[str, ...]:
    """All stems for organisations abroad, e.g. "Aldermont"."""
    return tuple(first + second for first in LATIN_FIRST for second in LATIN_SECOND)
