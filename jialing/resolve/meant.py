"""Whether words that can name a place are meant as one."""

from __future__ import annotations

from functools import lru_cache

from jialing.resolve.index import CITY, COUNTRY, COUNTY, ORDINARY, POSTAL, PlaceFact
from jialing.resolve.text import Words
from jialing.resolve.words import ADJACENT, COMMA

HAN = "\u2e80"
"""Characters from here on are Chinese."""

_COUNTY_SUFFIXES = frozenset("县区市旗州盟")
_SUFFIXES = _COUNTY_SUFFIXES | {"省"}
_OF_A_COUNTRY = ("研究", "学", "语", "文", "问题", "经济", "历史", "法", "族", "友好", "思想", "近", "现代", "当代")
"""What follows a country's name where it is the subject of study and no place."""


def may_be_place(words: Words, start: int, end: int, facts: tuple[PlaceFact, ...]) -> bool:
    """Whether the words from ``start`` to ``end`` are written as a place; ``facts`` are what they may mean."""
    raw, kind = words.raw[start], facts[0].kind
    if raw >= HAN:
        return _may_be_han_place(words, start, end, facts[0])
    if kind == POSTAL:
        return raw.isupper() and len(raw) <= 3
    if kind == ORDINARY:
        return raw[0].isupper() and words.before[start] >= COMMA and _ends_there(words, end)
    if raw.isascii():
        if len(raw) == 2 and end < len(words.raw) and words.before[end] == ADJACENT and words.raw[end].isdigit():
            return kind != COUNTRY or len(words.raw[end]) > 3  # a laboratory's number: 'US 41'
        if kind == COUNTRY and len(raw) == 3 and end == start + 1 and not raw.isupper():
            return False  # a code of three letters, which is also a person's or thing's name (Ben, Can)
        return raw[0].isupper() and (
            kind < COUNTY or not is_bare_county(words, start, end) or _is_county_alone(words, start, end)
        )
    return True


def is_bare_county(words: Words, start: int, end: int) -> bool:
    """Whether letters that may name a county stand without the word for one."""
    return words.raw[start] < HAN and words.words[end : end + 1] not in (["district"], ["county"])


def _is_county_alone(words: Words, start: int, end: int) -> bool:
    """A county in letters is as often a person: it must stand alone between commas, and be no single syllable."""
    return words.before[start] >= COMMA and _ends_there(words, end) and len("".join(words.raw[start:end])) >= 5


def _ends_there(words: Words, end: int) -> bool:
    """Whether a comma, a postcode or a division's abbreviation follows."""
    if words.before[end] >= COMMA:
        return True
    following = words.raw[end]
    return following[0].isdigit() or (len(following) == 2 and following.isupper())


def _may_be_han_place(words: Words, start: int, end: int, fact: PlaceFact) -> bool:
    """Whether characters that name a place are meant as one, and no part of a longer word.

    A county without its suffix is more often a word (资源, 光明, 解放军): it is a place only at the head of a name, and
    not that of a university, for these bear the names of greater places. A foreign country inside a name is what is
    studied there.
    """
    is_head = start == 0 or words.before[start] >= COMMA
    if fact.kind == COUNTRY:
        return fact.country == "CN" or (is_head and not _following(words, end).startswith(_OF_A_COUNTRY))
    if fact.kind < CITY or (fact.kind == CITY and words.words[end - 1] == "市"):
        return True
    if fact.kind == CITY:
        return not _is_in_longer_word(words, start, end, is_city=True)
    if words.words[end - 1] in _COUNTY_SUFFIXES and end - start > 2:
        return not _is_in_longer_word(words, start, end)
    if fact.kind == COUNTY and _is_between_university_and_branch(words, start, end):
        return True
    is_alone = is_head and (end == len(words.words) or words.before[end] >= COMMA)
    if is_alone:
        return True
    return (
        start == 0
        and fact.kind == COUNTY
        and not _following(words, end).startswith("大学")
        and not _is_in_longer_word(words, start, end, is_city=True)
    )


def _is_between_university_and_branch(words: Words, start: int, end: int) -> bool:
    """某某大学|昆山|创新研究院: a county that the branch of a university bears."""
    return "".join(words.words[max(start - 2, 0) : start]) == "大学" and _following(words, end).startswith(_BRANCHES)


_BRANCHES = ("研究", "校区", "分校", "创新", "产业", "工业", "技术")


def _following(words: Words, end: int) -> str:
    return "".join(words.words[end : end + 2])


def _is_in_longer_word(words: Words, start: int, end: int, *, is_city: bool = False) -> bool:
    """Whether a word of the dictionary holds these characters and more (解放|军), or begins among them (区|域).

    A city is only taken for a part of a longer word that is short and no organisation (孙中山, 解放军): names of
    organisations stand in the dictionary too (北京大学, 敦煌研究院).
    """
    first, last = start, end
    while first > 0 and words.before[first] == ADJACENT and words.words[first - 1] >= HAN:
        first -= 1
    while last < len(words.words) and words.before[last] == ADJACENT and words.words[last] >= HAN:
        last += 1
    at = first
    for token in dictionary_words("".join(words.words[first:last])):
        after = at + len(token)
        if is_city:
            if at <= start and after >= end and end - start < len(token) <= 3 and token[-1] not in _SUFFIXES:
                return True
        elif at < end < after or (at < start and after >= end):
            return True
        at = after
    return False


@lru_cache(maxsize=4096)
def dictionary_words(run: str) -> tuple[str, ...]:
    """A run of characters as words of the dictionary, unknown characters alone."""
    import rjieba

    return tuple(rjieba.cut(run, False))
