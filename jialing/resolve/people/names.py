"""All printed names of a run as arrays: readings side by side, and how often a name is to be expected."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints
from jialing.resolve.people.readings import MOST_READINGS, Name, Reading, read_name
from jialing.resolve.people.shares import OTHER_GIVEN, OTHER_SURNAME, SURNAMES, SYLLABLES
from jialing.resolve.people.syllables import divisions

PRIOR = 2_000.0
"""Bearers that the shipped shares weigh as much as: with more in the records, the records speak."""
LETTERS = 27


@dataclass(frozen=True, eq=False)
class Names:
    """Distinct readable names, and a last row (number -1) for what cannot be read.

    Every array is (names,) or (names, readings), 0 where there is none (codes begin at 1).

    ``han`` is a code of the Chinese characters; ``surname``, ``given``, ``first`` are codes of a reading's parts,
    ``initials`` and ``others`` up to three letters in base 27, ``n_initials`` how many; ``block`` is
    surname and first initial, (names,), the same whatever the order. ``share`` is the expected share of people whose
    name agrees with the reading.
    """

    han: Ints
    surname: Ints
    given: Ints
    first: Ints
    initials: Ints
    others: Ints
    n_initials: Ints
    share: Floats
    block: Ints


@dataclass(frozen=True, eq=False)
class Spelt:
    """Printed names as co-authors are compared: ``whole`` name in any order (-1 initials only), ``short`` surname and
    initial (-1 cannot be read). ``rarity`` of each whole name is at most -log10 of its share by the shipped shares: few
    records do not show how common a name is."""

    whole: Ints
    short: Ints
    rarity: Floats
    n_whole: int
    n_short: int


def canonical(ours: Sequence[str], around: Sequence[str]) -> tuple[Ints, list[Name], Spelt]:
    """Read every printed name once.

    Returns the number of each of ``ours`` among the distinct readable names (-1: cannot be read), those names, and
    the names of ``around`` as co-authors are compared.
    """
    place = {text: at for at, text in enumerate(ours)}
    numbers: dict[Name, int] = {}
    found = np.full(len(ours), -1)
    whole, short = np.full(len(around), -1), np.full(len(around), -1)
    codes, known = _Codes(), set(around)
    shares: list[float] = []
    beside = [text for text in ours if text not in known]
    for at, text in enumerate((*around, *beside)):
        name = read_name(text)
        if not name.readings:
            continue
        if text in place:
            key = Name(name.han, tuple(sorted(name.readings)))
            found[place[text]] = numbers.setdefault(key, len(numbers))
        if at < len(around):
            lead = name.readings[0]
            short[at] = codes.of("short", _short(name)) - 1
            if lead.given:
                whole[at] = codes.of("whole", " ".join(sorted((lead.surname, lead.given)))) - 1
                if whole[at] == len(shares):
                    shares.append(_shipped_share(lead))
    spelt = Spelt(whole, short, -np.log10(np.array(shares)), codes.n("whole"), codes.n("short"))
    return found, list(numbers), spelt


def _shipped_share(reading: Reading) -> float:
    pieces = _pieces(reading.given, reading.first)
    return math.prod(SYLLABLES.get(p, OTHER_GIVEN) for p in pieces) * SURNAMES.get(reading.surname, OTHER_SURNAME)


def _short(name: Name) -> str:
    return min(f"{r.surname} {r.initials[:1]}" for r in name.readings)


def block_of(printed: str | None) -> str:
    """First letters of surname and given name in the order of the alphabet ('' for a name that cannot be read).

    The same whichever of the two stands first and however much of the given name is printed, so names of one block may
    be one person's and names of two seldom are: only characters that are read in two ways can lie in another block.
    """
    readings = read_name(printed).readings
    return min("".join(sorted((r.surname[:1], r.initials[:1]))) for r in readings) if readings else ""


def names_table(names: Sequence[Name], bearers: Ints) -> Names:
    """The arrays of ``names``; ``bearers`` (names,): people (roughly) who print each: how common its parts are."""
    codes = _Codes()
    n = len(names) + 1
    shape = (n, MOST_READINGS)
    surname, given, first, initials, others, counts = (np.zeros(shape, np.int64) for _ in range(6))
    han, block = np.zeros(n, np.int64), np.full(n, -1)
    parts: list[tuple[int, int, tuple[str, ...]]] = []
    for at, name in enumerate(names):
        han[at] = codes.of("han", name.han)
        for column, reading in enumerate(name.readings):
            surname[at, column] = codes.of("surname", reading.surname)
            given[at, column] = codes.of("given", reading.given)
            first[at, column] = codes.of("first", reading.first)
            initials[at, column], others[at, column] = _packed(reading.initials), _packed(reading.others)
            counts[at, column] = len(reading.initials)
            parts.append((at, column, _pieces(reading.given, reading.first)))
        block[at] = codes.of("block", _short(name)) - 1
    share = _shares(bearers, surname, initials, parts, codes)
    return Names(han, surname, given, first, initials, others, counts, share, block)


class _Codes:
    """Codes from 1 for each kind of word; 0 is the empty word."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = {}

    def of(self, kind: str, word: str) -> int:
        if not word:
            return 0
        known = self._known.setdefault(kind, {})
        return known.setdefault(word, len(known) + 1)

    def n(self, kind: str) -> int:
        return len(self._known.get(kind, ()))

    def words(self, kind: str) -> list[str]:
        return ["", *self._known.get(kind, ())]


def _packed(letters: str) -> int:
    """Up to three letters as one number; letters beyond a to z count as z's neighbour."""
    value = 0
    for letter in letters[:3].ljust(3):
        value = value * LETTERS + (0 if letter == " " else min(max(ord(letter) - 96, 1), 26))
    return value


def _pieces(given: str, first: str) -> tuple[str, ...]:
    """What of a given name is common or rare on its own: syllables of pinyin, else the first word."""
    if not given:
        return ()
    if first:
        return (first,)
    found = divisions(given)
    return found[0] if found else (given,)


def _shares(
    bearers: Ints,
    surname: Ints,
    initials: Ints,
    parts: Sequence[tuple[int, int, tuple[str, ...]]],
    codes: _Codes,
) -> Floats:
    """Share of people who agree with each reading: surname times syllables, or times initials."""
    lead = surname[:-1, 0]
    prior = np.array([SURNAMES.get(w, OTHER_SURNAME) for w in codes.words("surname")])
    family = _blended(np.bincount(lead, weights=bearers, minlength=len(prior)), prior)
    pieces: dict[str, float] = {}
    letters = np.zeros(LETTERS)
    for at, column, given in parts:
        if column == 0:
            for piece in given:
                pieces[piece] = pieces.get(piece, 0.0) + float(bearers[at])
            letters[initials[at, 0] // LETTERS**2] += bearers[at]
    whole = sum(pieces.values())
    known = {p: (n + PRIOR * SYLLABLES.get(p, OTHER_GIVEN)) / (whole + PRIOR) for p, n in pieces.items()}
    by_letter = (letters + PRIOR / 26) / (letters.sum() + PRIOR)
    share = np.ones(surname.shape)
    for at, column, given in parts:
        piece_share = [known.get(p, OTHER_GIVEN) for p in given]
        if not piece_share:
            packed = int(initials[at, column])
            found = (packed // LETTERS**2, packed // LETTERS % LETTERS, packed % LETTERS)
            piece_share = [float(by_letter[f]) for f in found if f]
        share[at, column] = math.prod(piece_share) * family[surname[at, column]]
    return share


def _blended(counts: Floats | Ints, prior: Floats) -> Floats:
    return np.asarray((counts + PRIOR * prior) / (counts.sum() + PRIOR))
