"""What a Chinese name would sound like of which a table has only the English: a bridge by pinyin.

'Anshun University' and 安顺学院 meet in 'anshunxueyuan'. The first words of such names are pinyin of a place or a
byname, or a word for a region; the others say what is taught and what sort of body it is, and have a few renderings.
"""

from __future__ import annotations

from collections.abc import Iterator

from jialing.resolve.text import words_of

_REGIONS = {
    ("southwest",): ("xinan",),
    ("northwest",): ("xibei",),
    ("northeast",): ("dongbei",),
    ("southeast",): ("dongnan",),
    ("north", "china"): ("huabei",),
    ("east", "china"): ("huadong",),
    ("central", "china"): ("huazhong",),
    ("south", "china"): ("huanan",),
    ("south", "central"): ("zhongnan",),
    ("north",): ("beifang",),
    ("capital",): ("shoudu",),
    ("china",): ("zhongguo",),
    ("inner", "mongolia"): ("neimenggu",),
    ("shaanxi",): ("shanxi",),
}

_TAUGHT = {
    (): ("",),
    ("normal",): ("shifan",),
    ("medical",): ("yike", "yi"),
    ("agricultural",): ("nongye", "nong"),
    ("technology",): ("ligong", "keji", "gongcheng", "gongye"),
    ("science", "technology"): ("keji",),
    ("chinese", "medical"): ("zhongyiyao", "zhongyi"),
    ("traditional", "chinese", "medical"): ("zhongyiyao", "zhongyi"),
    ("finance", "economics"): ("caijing",),
    ("political", "science", "law"): ("zhengfa",),
    ("politics", "law"): ("zhengfa",),
    ("textile",): ("fangzhi",),
    ("forestry",): ("linye",),
    ("foreign", "studies"): ("waiguoyu", "waiyu"),
    ("foreign", "languages"): ("waiguoyu", "waiyu"),
    ("business",): ("shangye", "gongshang", "shang"),
    ("technology", "business"): ("gongshang",),
    ("pharmaceutical",): ("yaoke",),
    ("minzu",): ("minzu",),
    ("nationalities",): ("minzu",),
    ("arts",): ("yishu",),
    ("arts", "science"): ("wenli",),
    ("education",): ("jiaoyu",),
    ("physical", "education"): ("tiyu",),
    ("physical", "education", "sports"): ("tiyu",),
    ("sports",): ("tiyu",),
    ("vocational", "technology"): ("zhiyejishu",),
    ("post", "telecommunications"): ("youdian",),
    ("petroleum",): ("shiyou",),
    ("jiaotong",): ("jiaotong",),
    ("ligong",): ("ligong",),
    ("ocean",): ("haiyang",),
    ("electric", "power"): ("dianli",),
    ("aeronautics",): ("hangkong",),
    ("city",): ("chengshi",),
    ("engineering",): ("gongcheng",),
    ("fine", "arts"): ("meishu",),
    ("conservatory", "music"): ("yinyue",),
}

_BODIES = {"university": ("daxue", "xueyuan"), "college": ("xueyuan",), "institute": ("xueyuan",)}


def spoken(name: str) -> Iterator[str]:
    """Pinyin letters, run together, of the Chinese names that an English one of a Chinese university may render."""
    words = words_of(name).words
    bodies = [word for word in words if word in _BODIES]
    if len(bodies) != 1 or not 2 <= len(words) <= 7:
        return
    rest = [word for word in words if word not in _BODIES]
    for size in (1, 2):
        heads = _REGIONS.get(tuple(rest[:size])) or ((rest[0],) if size == 1 and rest[0].isalpha() else ())
        for taught in _TAUGHT.get(tuple(rest[size:]), ()):
            yield from (head + taught + body for head in heads for body in _BODIES[bodies[0]])
