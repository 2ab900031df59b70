"""The costly tail: readings of a string in which no name was found letter by letter.

Words run together or broken by brackets are rewritten, unknown words are respelt to the nearest known one, and names
are looked
up by their rarest words wherever an organisation seems to be named. Only what the table has can come out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from jialing.resolve.index import CITY, SUBDIVISION, NameIndex, Spellings, letters_of
from jialing.resolve.meant import HAN
from jialing.resolve.names import ACRONYM, ALIAS
from jialing.resolve.pinyin import ENDINGS, spelt
from jialing.resolve.reading import Mention
from jialing.resolve.signatures import MIN_CLOSENESS
from jialing.resolve.text import Words, words_of
from jialing.resolve.words import ADJACENT, AND, BODIES, COMMA, LEXICON, OF, UNITS

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Þ][a-zà-ÿ]{2})|(?<=[a-zà-ÿ]{4})(?=[A-Z]{2,}\b)|(?<=[A-Za-z]{4})(?=\d)|(?<=\d)(?=[A-Z][a-z]{2})"
)
_HUMP = re.compile(r"([A-Z][a-z]+)([A-Z][a-z]+)")
_WRITTEN = re.compile(r"\w+")
_GLUED_JOINING = re.compile(r"\b(and|of|for|at|in|the|und|et|de)(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
_BROKEN = re.compile(r"(?<=[a-z]{2})[-\u2010\u00ac]\s?(?=[a-z]{2})")


def rewritten(text: str, index: NameIndex) -> str:
    """``text`` without what stands in brackets, glued words parted, words broken at a line's end joined."""
    parted = _GLUED_JOINING.sub(lambda found: f" {found.group()} ", _BRACKETS.sub(" ", text))
    return _BROKEN.sub("", _WRITTEN.sub(lambda found: _unglued(found.group(), index), parted))


def _unglued(word: str, index: NameIndex) -> str:
    """A word cut where it seems glued, unless a name is so written."""
    return word if word.lower() in index.word_df else _GLUED.sub(" ; ", word)


def is_glued(text: str) -> bool:
    """Whether a joining word has run into the next one ('andTechnology')."""
    return _GLUED_JOINING.search(text) is not None


def is_worth_it(text: str, words: Words, index: NameIndex) -> bool:
    """Whether a string that names no body letter by letter may do so after all: glued, misspelt or in pinyin."""
    if _GLUED.search(text) is not None:
        return True
    known = index.word_df
    if any(len(word) >= 6 and word not in known and word.isalpha() for word in words.words):
        return True
    letters = "".join(words.words)
    return letters.isascii() and any(ending in letters for ending in ENDINGS)


def respelt(words: Words, index: NameIndex) -> Words | None:
    """The words with every unknown one replaced by the nearest known word; None where nothing was replaced."""
    new = list(words.words)
    changed = False
    for at in range(len(new)):
        meant = _nearest(new, at, index) if _seems_misspelt(new, at, index) else _short_meant(words, at, index)
        if meant:
            new[at] = meant
            changed = True
    return Words(new, words.raw, words.before, words.has_han) if changed else None


def _seems_misspelt(words: Sequence[str], at: int, index: NameIndex) -> bool:
    """Whether no name has a word, or next to none has it: a slip in the table itself makes no word."""
    word = words[at]
    return len(word) >= 4 and word.isalpha() and word.isascii() and index.word_df.get(word, 0) <= 1


MUCH_COMMONER = 30
"""Names that must have the word meant, where one has it as written."""


def goes_on_unknown(words: Words, mention: Mention, index: NameIndex) -> bool:
    """Whether a name is followed, within its stretch, by a capitalised word that no name has: it may go on misspelt."""
    at = mention.end
    while at < len(words.words) and words.before[at] < AND:
        if words.raw[at][:1].isupper() and words.raw[at][1:].islower() and words.words[at] not in index.word_df:
            return _seems_misspelt(words.words, at, index)
        at += 1
    return False


def _nearest(words: Sequence[str], at: int, index: NameIndex) -> str:
    """The known word nearest to an unknown one; of equally near ones that which stands beside its neighbour in names,
    then the commonest."""
    word = words[at]
    least = MUCH_COMMONER if word in index.word_df else 0
    most = 1 if len(word) < 8 else 2
    best: tuple[int, bool, int, str] | None = None
    for length in range(len(word) - most, len(word) + most + 1):
        bucket = index.spelling.get((word[0], length))
        near = _like(word, bucket, most) if bucket is not None else []
        for found, distance, _ in process.extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=12):
            meant = LEXICON.get(found, found)
            if isinstance(meant, str) and meant != word and index.word_df.get(meant, 0) >= least:
                goes_with = _goes_with(meant, words, at, index)
                if len(word) < 5 and not goes_with:
                    continue  # a short word has many near it
                rank = (int(distance), not goes_with, -index.word_df.get(meant, 0), meant)
                best = rank if best is None or rank < best else best
    return best[3] if best else _completed(word, index) if not least else ""


def _like(word: str, bucket: Spellings, most: int) -> list[str]:
    """The words of a bucket that lack no more than ``most`` of a word's letters, and have no more than ``most`` others:
    all that so many slips can make of it."""
    own = letters_of(word)
    far = np.maximum(np.bitwise_count(bucket.letters & ~own), np.bitwise_count(own & ~bucket.letters))
    return [bucket.words[at] for at in np.flatnonzero(far <= most).tolist()]


def _short_meant(words: Words, at: int, index: NameIndex) -> str:
    """A word of three letters that stands between the words of a name in place of this one (Xi Yan River for Xi Yat
    River); '' where the name can do with this one, or several can stand there."""
    word, before = words.words[at], words.words[at - 1] if at else ""
    known = index.heads[before][1] if before in index.heads else ()
    is_inside = words.before[at] == ADJACENT and words.before[at + 1] == ADJACENT
    if len(word) != 3 or not is_inside or not words.raw[at][:1].isupper() or word in known:
        return ""
    near = [other for other in known if len(other) == 3 and other[0] == word[0] and OSA.distance(word, other) == 1]
    return near[0] if len(near) == 1 else ""


def _goes_with(word: str, words: Sequence[str], at: int, index: NameIndex) -> bool:
    """Whether some name begins with this word and the next, or with the one before and this."""
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    return any(
        first in index.heads and second in index.heads[first][1] for first, second in ((word, after), (before, word))
    )


def _completed(word: str, index: NameIndex) -> str:
    """The word that an abbreviation begins ('telecommun'): one that most names with such a word have; '' if none is."""
    at = bisect_left(index.vocabulary, word)
    longer = [found for found in index.vocabulary[at : at + 60] if found.startswith(word)]
    best = max(longer, key=lambda found: (index.word_df[found], found), default="")
    total = sum(index.word_df[found] for found in longer)
    return best if best and 2 * index.word_df[best] >= total and (len(word) >= 6 or total >= 20) else ""


def rejoined(words: Words, index: NameIndex) -> Words | None:
    """The words with neighbours joined where only together they are known ('Jiao Tong', 'Tech nology'); None if
    nowhere."""
    known = index.word_df
    new = Words([], [], [], words.has_han)
    at, n = 0, len(words.words)
    while at < n:
        both = "".join(words.words[at : at + 2])
        is_one = at + 1 < n and words.before[at + 1] == ADJACENT and len(both) >= 6 and both.isascii() and both in known
        size = 2 if is_one and known[both] > min(known.get(word, 0) for word in words.words[at : at + 2]) else 1
        new.words.append(both if size == 2 else words.words[at])
        new.raw.append("".join(words.raw[at : at + size]))
        new.before.append(words.before[at])
        at += size
    new.before.append(words.before[n])
    return new if len(new.words) < n else None


def parted(words: Words, index: NameIndex) -> Words | None:
    """The words with unknown ones cut where both parts begin a name together (Albaha); None if nowhere."""
    new = Words([], [], [], words.has_han)
    for at, word in enumerate(words.words):
        parts = _parts(word, index) or _halves(words.raw[at], index) or (word,)
        for number, part in enumerate(parts):
            new.words.append(part)
            new.raw.append(words.raw[at] if len(parts) == 1 else part.title())
            new.before.append(ADJACENT if number else words.before[at])
    new.before.append(words.before[-1])
    return new if len(new.words) > len(words.words) else None


def _parts(word: str, index: NameIndex) -> tuple[str, ...]:
    if len(word) >= 5 and word.isascii() and word.isalpha() and word not in index.word_df:
        for at in range(2, len(word) - 2):
            if word[:at] in index.heads and word[at:] in index.heads[word[:at]][1]:
                return word[:at], word[at:]
    return ()


def _halves(raw: str, index: NameIndex) -> tuple[str, ...]:
    """A word with a capital inside, cut there if a name begins with the two (XiAn), even if some name has it whole."""
    found = _HUMP.fullmatch(raw)
    if found is None:
        return ()
    first, second = found[1].lower(), found[2].lower()
    return (first, second) if first in index.heads and second in index.heads[first][1] else ()


def by_rare_words(words: Words, index: NameIndex) -> list[Mention]:
    """Names most of whose information stands together in a stretch of the string, in whatever order."""
    found: list[Mention] = []
    for start, end in _stretches(words):
        found.extend(_in_stretch(words, start, end, index))
    return found


MAX_STRETCHES = 40


def _stretches(words: Words) -> list[tuple[int, int]]:
    """Between separators, where a body is named."""
    cuts = [0, *(at for at in range(1, len(words.words)) if words.before[at] >= COMMA), len(words.words)]
    return [
        (start, end)
        for start, end in list(pairwise(cuts))[:MAX_STRETCHES]
        if 2 <= end - start <= 40 and any(word in BODIES for word in words.words[start:end])
    ]


def _in_stretch(words: Words, start: int, end: int, index: NameIndex) -> list[Mention]:
    """The names closest to a stretch, of those that have their rarest words in it."""
    here = set(words.words[start:end])
    signatures, parts_of, weights, worth = index.signatures, index.parts_of, index.weights, index.information
    near: dict[int, float] = {}
    for word in here:
        for phrase, other in signatures.get(word, ()):
            if (not other or other in here) and phrase not in near:
                shared = 0.0
                for part in parts_of(phrase):
                    if part in here:
                        shared += worth[part]
                near[phrase] = shared / weights[phrase]
    close = [phrase for phrase, recall in near.items() if recall >= MIN_CLOSENESS]
    found = [m for phrase in close if (m := _compared(words, (start, end), phrase, near[phrase], index)) is not None]
    found.sort(key=lambda m: (-m.closeness, m.phrase))
    return found[:3]


def _compared(words: Words, stretch: tuple[int, int], phrase: int, recall: float, index: NameIndex) -> Mention | None:
    """A name in a stretch: the window of their common words, and how close they are."""
    start, end = stretch
    name = set(index.parts_of(phrase))
    tokens = words.words
    hits = [at for at in range(start, end) if tokens[at] in name]
    common = {tokens[at] for at in hits}
    if len(common) < 2:
        return None
    worth = index.information
    first, last = hits[0], hits[-1] + 1
    around = set(tokens[_widened_left(words, first, start) : _widened_right(words, last, end)])
    precision = sum(worth[word] for word in common) / sum(worth.get(word, index.rarest) for word in around)
    closeness = min(recall, 1.0) * precision
    if closeness < MIN_CLOSENESS:
        return None
    claims = [claim for claim in index.owners_of(phrase) if claim & 7 < ACRONYM]
    return Mention(first, last, phrase, claims, "rare_words", round(closeness, 4)) if claims else None


def _widened_left(words: Words, first: int, start: int) -> int:
    """Words before the window that belong to the same name as far as writing shows."""
    while first > start and words.before[first] == ADJACENT and words.words[first - 1] not in UNITS:
        first -= 1
    return first


def _widened_right(words: Words, last: int, end: int) -> int:
    while (
        last < end and words.before[last] <= OF and words.words[last] not in UNITS and not words.words[last].isdigit()
    ):
        last += 1
    return last


def by_pinyin(words: Words, index: NameIndex) -> list[Mention]:
    """Chinese names spelt in letters, however they are parted into words."""
    found: list[Mention] = []
    tokens = words.words
    if not index.pinyin or (not "".join(tokens).endswith(ENDINGS) and not any(e in "".join(tokens) for e in ENDINGS)):
        return found
    for start in range(len(tokens)):
        for end in range(min(len(tokens), start + 12), start, -1):
            owners = index.pinyin.get("".join(tokens[start:end]))
            if owners:
                found.append(Mention(start, end, -1, [n << 3 | 2 for n in owners], "pinyin"))
                break
    return found


_SCHOOLS_ZH = ("大学", "学院")


def by_sound(words: Words, index: NameIndex) -> list[Mention]:
    """Chinese names of organisations of which the table has only the English name, by what that would sound like."""
    if not words.has_han or not index.sounds:
        return []
    tokens, found = words.words, []
    for start in range(len(tokens)):
        if tokens[start] >= HAN and (start == 0 or words.before[start] >= COMMA):
            end = start + 4
            while (
                end <= len(tokens) and end - start <= 14 and all(b == ADJACENT for b in words.before[start + 1 : end])
            ):
                owners = _sounding("".join(tokens[start:end]), index)
                if owners:
                    found.append(Mention(start, end, -1, [n << 3 | ALIAS for n in owners], "sound"))
                    break
                end += 1
    return found


def _sounding(name: str, index: NameIndex) -> list[int]:
    """Organisations that a Chinese name sounds like, none of another province than the place that begins the name."""
    owners = index.sounds.get(spelt(name), []) if name.endswith(_SCHOOLS_ZH) else []
    if not owners:
        return []
    heads = (index.phrases.get(" ".join(name[:size]), -1) for size in (2, 3))
    divisions = {f.division for head in heads for f in index.facts.get(head, ()) if f.kind in (SUBDIVISION, CITY)}
    return [n for n in owners if not divisions or index.organisations.division[n] in divisions]


def reread(text: str, index: NameIndex) -> Words | None:
    """The words of the rewritten text; None where rewriting changes nothing."""
    new = rewritten(text, index)
    return words_of(new) if new != text else None
