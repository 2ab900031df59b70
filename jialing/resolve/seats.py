"""Where a body without a city sits by its rank: one of a province in its capital, one of the state in Beijing.

Measured on names of the registry whose city is known: of bodies that write 省 or 自治区 and are offices, academies or
state hospitals, 96 in 100 are in the capital; research institutes and companies of a province are not among them, for
one in ten is elsewhere. The answer is marked (``because.provincial_seat``, ``because.national_seat``), so that whoever
counts may leave it out.
"""

from __future__ import annotations

import re

from jialing.resolve.index import NameIndex

CAPITAL, CAPITAL_DIVISION = "CN-110000", "CN:beijing"

_RANK = r"(?:省|(?:壮族|回族|维吾尔)?自治区|区(?=委))"
_ACADEMY = r"(?:社会科学院|社科院|社会科学界联合会|社科联|农业科学院|农科院|行政学院|社会主义学院|省委党校|区委党校)"
_OFFICE = (
    r"(?:厅|局|委|委员会|党委|政府|人大|政协|法院|检察院|博物馆|博物院|图书馆|档案馆|纪念馆|文物考古研究[所院]|"
    r"人民医院|中医医?院|妇幼保健院|科学院|科学研究院|科协|文联|作协|协会|学会|联合会|总工会|党校|出版社|电视台|日报社)"
)
_PROVINCIAL = re.compile(rf"(?:{_RANK}.{{0,14}}?(?:{_OFFICE}|{_ACADEMY})|{_ACADEMY})")
_NATIONAL = re.compile(
    r"(?:中国共产党|中共)?中央(?:委员会|.{0,6}(?:部|办公厅|办公室|党校|研究室|编译局|室))|中华人民共和国|国务院|最高人民"
    r"|全国(?:人大|人民代表大会|政协|总工会|妇联|.{0,10}(?:委员会|联合会|办公室|中心))"
    r"|国家.{0,8}?(?:委|委员会|局|署|部|办公室)|国家(?:信息|统计|档案).{0,6}"
)
_ELSEWHERE = re.compile(
    "公司|集团|厂|实验室|工程|大学|(?<!行政)(?<!主义)(?<!科)学院|中学|第[二三四五六七八九十]|大队|分[院局校所]|[市县]"
)


def provincial_seat(after: str, division: str, index: NameIndex) -> str | None:
    """The capital of a province, where what follows its name at the head of a name says a body of that rank."""
    if not _PROVINCIAL.match(after) or _ELSEWHERE.search(after):
        return None
    return index.seats.get(division)


def is_national(name: str) -> bool:
    """Whether a name without a place is one of an organ of the state or the party."""
    return _NATIONAL.match(name) is not None and _ELSEWHERE.search(name) is None
