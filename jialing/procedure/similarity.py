"""Which passages of a text stand in another one (查重): exact runs of words, Chinese and English alike.

A text is a row of units: each Chinese character, each word or number of another script (small and full-width letters
count as plain ones; marks and blanks count nothing, so they hide nothing). Two texts share a passage where at least
``run`` units in a row are the same; passages that a few other units part are one. What stands in many texts, such as
the form's own sentences, counts for nothing.

All pairs are compared by the hashes of all runs of ``run`` units, not by a sample: nothing that long is missed. Two
different runs have the same 64-bit hash with a chance of about one in 10^5 for 15 million runs; it would take ``least``
units of them to make a passage.

References
----------
Broder (1997), doi:10.1109/SEQUEN.1997.666900 (shingles and containment).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from jialing.errors import InputError

RUN, LEAST, COMMON, LEAST_COMMON = 10, 20, 0.02, 10
MOST_PLACES = 4
"""Places in another text that are looked at for one run."""

Units = NDArray[np.uint64]
Whole = NDArray[np.int64]
_SEPARATE, _HAN, _LETTER = 0, 1, 2
_ODD, _BASE = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_SIEVE_BITS = 26


@dataclass(frozen=True)
class Passage:
    """A passage by the characters at which it begins and ends (the end not in it), here and in the other text."""

    begin: int
    end: int
    other_begin: int
    other_end: int
    n_units: int


@dataclass(frozen=True)
class Shared:
    """What a text shares with one other: ``share`` of its own units, 0..1, and the passages, longest first."""

    other: str
    share: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Likeness:
    """What a text shares with all others.

    Attributes
    ----------
    n_units : how long the text is
    share : of its units that stand in any other text, 0..1; NaN where it has no unit: unknown, not original
    with_ : each other text, the largest share first
    """

    n_units: int
    share: float
    with_: tuple[Shared, ...]


@dataclass(frozen=True)
class _Text:
    """Units of a text with the characters that each begins and ends at, and the hashes of its runs."""

    begins: Whole
    ends: Whole
    runs: Units


def likeness(
    texts: Mapping[str, str],
    others: Mapping[str, str],
    *,
    run: int = RUN,
    least: int = LEAST,
    common: float = COMMON,
    apart: Mapping[str, Collection[str]] | None = None,
) -> Mapping[str, Likeness]:
    """Compare each of ``texts`` with the rest of them and with ``others``.

    Parameters
    ----------
    texts : concurrent proposals, by key
    others : funded and earlier texts, by other keys
    run : units in a row that must be the same, at least 2
    least : units that a passage has at least to count
    common : a run that stands in more than this share of all texts (and in more than ten) is nobody's own
    apart : key -> keys with which it is not compared, such as the same team's own concept

    Returns
    -------
    Likeness of each of ``texts``

    Raises
    ------
    InputError
        ``similarity.limits``: ``run`` is under 2 or over ``least``; ``similarity.key_twice`` (key).
    """
    if not 2 <= run <= least or not 0 <= common <= 1:
        raise InputError("similarity.limits", run=run, least=least)
    if twice := sorted(set(texts) & set(others)):
        raise InputError("similarity.key_twice", key=twice[0])
    mine = [_units(text, run) for text in texts.values()]
    index = _Index(mine)
    found = [index.found(text) for text in mine]
    ends: list[_Text] = list(mine)
    for other in others.values():
        read = _units(other, run)
        found.append(index.found(read))
        ends.append(_Text(read.begins, read.ends, np.empty(0, np.uint64)))
    n_texts = index.n_texts(found)
    own = n_texts <= max(LEAST_COMMON, common * len(found))
    pairs = _pairs(index, found, own)
    keys = [*texts, *others]
    return {
        key: _likeness(nth, keys, ends, pairs.get(nth, {}), run, least, frozenset((apart or {}).get(key, ())))
        for nth, key in enumerate(texts)
    }


class _Index:
    """All runs of the texts that are compared, sorted, with a sieve that most other runs fall through."""

    def __init__(self, texts: Sequence[_Text]) -> None:
        runs = np.concatenate([text.runs for text in texts]) if texts else np.empty(0, np.uint64)
        order = np.argsort(runs, kind="stable")
        self.known, first = np.unique(runs[order], return_index=True)
        self.bounds = np.append(first, len(runs)).astype(np.int64)
        lengths = np.array([len(text.runs) for text in texts], np.int64)
        self.text = np.repeat(np.arange(len(texts)), lengths)[order]
        starts = np.cumsum(lengths) - lengths
        self.at = (np.arange(len(runs)) - np.repeat(starts, lengths))[order]
        self.sieve = np.zeros(1 << _SIEVE_BITS, bool)
        self.sieve[self.known >> np.uint64(64 - _SIEVE_BITS)] = True

    def found(self, text: _Text) -> tuple[Whole, Whole]:
        """(number of a known run, place in the text) of each run of the text that is known."""
        places = np.flatnonzero(self.sieve[text.runs >> np.uint64(64 - _SIEVE_BITS)])
        runs = text.runs[places]
        near = np.minimum(np.searchsorted(self.known, runs), max(len(self.known) - 1, 0))
        hits = self.known[near] == runs if len(self.known) else np.zeros(0, bool)
        return _few(near[hits], places[hits])

    def n_texts(self, found: Sequence[tuple[Whole, Whole]]) -> Whole:
        """(known runs,) in how many texts each stands."""
        counts = np.zeros(len(self.known), np.int64)
        for numbers, _ in found:
            counts[np.unique(numbers)] += 1
        return counts


_Places = tuple[Whole, Whole]


def _few(numbers: Whole, places: Whole) -> _Places:
    """At most :data:`MOST_PLACES` places of each run: a text that repeats itself must not cost its square."""
    order = np.argsort(numbers, kind="stable")
    numbers, places = numbers[order], places[order]
    _, firsts, sizes = np.unique(numbers, return_index=True, return_counts=True)
    few = np.arange(len(numbers)) - np.repeat(firsts, sizes) < MOST_PLACES
    return numbers[few], places[few]


def _pairs(
    index: _Index, found: Sequence[tuple[Whole, Whole]], own: NDArray[np.bool_]
) -> dict[int, dict[int, _Places]]:
    """Text -> other -> places of the same runs (here, there)."""
    pairs: dict[int, dict[int, _Places]] = {}
    for other, (numbers, places) in enumerate(found):
        kept = own[numbers]
        numbers, places = numbers[kept], places[kept]
        sizes = index.bounds[numbers + 1] - index.bounds[numbers]
        inner = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        rows = np.repeat(index.bounds[numbers], sizes) + inner
        text, here, there = index.text[rows], index.at[rows], np.repeat(places, sizes)
        order = np.lexsort((here, there - here, text))
        text, here, there = text[order], here[order], there[order]
        cuts = np.flatnonzero(np.diff(text)) + 1
        for part in np.split(np.arange(len(text)), cuts) if len(text) else ():
            nth = int(text[part[0]])
            if nth != other:
                pairs.setdefault(nth, {})[other] = (here[part], there[part])
    return pairs


def _likeness(
    nth: int,
    keys: Sequence[str],
    texts: Sequence[_Text],
    pairs: Mapping[int, _Places],
    run: int,
    least: int,
    apart: frozenset[str],
) -> Likeness:
    n_units = len(texts[nth].begins)
    covered = np.zeros(n_units, bool)
    shared = []
    for other, places in pairs.items():
        spans = _spans(places, run, least)
        if spans and keys[other] not in apart:
            inside = np.zeros(n_units, bool)
            for span in spans:
                inside[span[0] : span[1]] = True
            covered |= inside
            passages = tuple(_passage(span, texts[nth], texts[other]) for span in spans)
            shared.append(Shared(keys[other], float(inside.mean()), passages))
    shared.sort(key=lambda one: (-one.share, one.other))
    return Likeness(n_units, float(covered.mean()) if n_units else float("nan"), tuple(shared))


_Span = tuple[int, int, int, int]


def _spans(places: _Places, run: int, least: int) -> list[_Span]:
    """Spans of units (here, there) long enough to count, longest first; none lies within one before it."""
    here, there = places  # sorted by diagonal, then by place
    cuts = np.flatnonzero((np.diff(there - here) != 0) | (np.diff(here) != 1)) + 1
    firsts = np.append(0, cuts)
    lasts = np.append(cuts, len(here)) - 1
    spans = [
        (int(here[a]), int(here[b]) + run, int(there[a]), int(there[b]) + run)
        for a, b in zip(firsts, lasts, strict=True)
    ]
    joined = sorted(_joined(sorted(spans), run), key=lambda span: span[0] - span[1])
    return list(_outermost(span for span in joined if span[1] - span[0] >= least))


def _joined(spans: Sequence[_Span], gap: int) -> Iterator[_Span]:
    """Spans that follow one another in both texts with few other units between are one."""
    for nth, span in enumerate(spans):
        if nth == 0:
            held = span
        elif _follows(span, held, gap):
            held = (held[0], max(held[1], span[1]), held[2], max(held[3], span[3]))
        else:
            yield held
            held = span
    if spans:
        yield held


def _follows(span: _Span, held: _Span, gap: int) -> bool:
    """Later than the other in both texts, and not more than ``gap`` units behind its end."""
    is_later = span[0] > held[0] and span[2] > held[2]
    return is_later and span[0] - held[1] <= gap and span[2] - held[3] <= gap


def _outermost(spans: Iterator[_Span]) -> Iterator[_Span]:
    kept: list[_Span] = []
    for span in spans:
        if not any(one[0] <= span[0] and span[1] <= one[1] for one in kept):
            kept.append(span)
            yield span


def _passage(span: _Span, text: _Text, other: _Text) -> Passage:
    begin, end, other_begin, other_end = span
    return Passage(
        int(text.begins[begin]),
        int(text.ends[end - 1]),
        int(other.begins[other_begin]),
        int(other.ends[other_end - 1]),
        end - begin,
    )


def _units(text: str, run: int) -> _Text:
    points = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    kinds, folded = _kinds(points)
    is_first = (kinds == _HAN) | ((kinds == _LETTER) & (np.append(_SEPARATE, kinds[:-1]) != _LETTER))
    in_unit = np.flatnonzero(kinds != _SEPARATE)
    begins = np.flatnonzero(is_first)
    if not len(begins):
        empty = np.empty(0, np.int64)
        return _Text(empty, empty, np.empty(0, np.uint64))
    unit = np.cumsum(is_first)[in_unit] - 1
    firsts = np.searchsorted(in_unit, begins)
    ends = in_unit[np.append(firsts[1:], len(in_unit)) - 1] + 1
    place = in_unit - begins[unit]
    values = _mixed(folded[in_unit].astype(np.uint64) + np.uint64(1)) * _powers(int(place.max()) + 1)[place]
    return _Text(begins, ends, _runs(_mixed(np.add.reduceat(values, firsts)), run))


def _runs(units: Units, run: int) -> Units:
    """Hash of each run of units."""
    n = len(units) - run + 1
    if n <= 0:
        return np.empty(0, np.uint64)
    powers, hashes = _powers(run), np.zeros(n, np.uint64)
    for nth in range(run):
        hashes += units[nth : nth + n] * powers[nth]
    return _mixed(hashes)


def _mixed(values: Units) -> Units:
    """Every bit on every other (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _powers(n: int) -> Units:
    return np.cumprod(np.full(n, _BASE, np.uint64), dtype=np.uint64) * _ODD


def _kinds(points: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """What each character is (none, Chinese, letter or digit), and its plain small form."""
    kinds, folds = _table()
    low = np.minimum(points, len(kinds) - 1)
    is_high = points >= len(kinds)
    kind = np.where(is_high, np.where((points >> 16 == 2) | (points >> 16 == 3), _HAN, _SEPARATE), kinds[low])
    return kind.astype(np.uint8), np.where(is_high, points, folds[low]).astype(np.uint32)


@cache
def _table() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Kinds and plain forms of the first 65,536 characters."""
    kinds, folds = np.zeros(65536, np.uint8), np.arange(65536, dtype=np.uint32)
    for point in range(65536):
        plain = unicodedata.normalize("NFKC", chr(point)).lower()
        if len(plain) == 1:
            folds[point] = ord(plain)
        if chr(point).isalnum():
            kinds[point] = _LETTER
    for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF)):
        kinds[first : last + 1] = _HAN
    return kinds, folds
