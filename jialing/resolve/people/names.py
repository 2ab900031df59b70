"""All printed names of a run as arrays: readings side by side, and how often a name is to be expected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jialing.resolve.people.arrays import Floats, Ints
from jialing.resolve.people.readings import MOST_READINGS
from jialing.resolve.people.shares import OTHER_GIVEN, OTHER_SURNAME, SURNAMES, SYLLABLES
from jialing.resolve.people.spellings import pieces

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


def spelt(names: pa.Table) -> Spelt:
    """The rows of a table ``NAMES``, in the order of the alphabet, as co-authors are compared."""
    whole, short = (_codes(names.column(c)) for c in ("whole", "short"))
    first = np.unique(whole[0], return_index=True)[1][-len(whole[1]) :] if whole[1] else np.zeros(0, np.int64)
    share = names.column("share").to_numpy()[first]
    return Spelt(whole[0] - 1, short[0] - 1, -np.log10(share), len(whole[1]), len(short[1]))


def numbered(names: pa.Table, rows: Ints) -> tuple[Ints, Ints]:
    """The number of each row (-1: none, or it cannot be read) among the distinct names that they say, and a row of
    ``names`` for each number."""
    used = np.unique(rows[rows >= 0])
    said, words = _codes(names.column("name").take(pa.array(used)))
    number = np.full(names.num_rows + 1, -1)
    number[used] = said - 1
    known = said > 0
    return number[rows], used[known][np.unique(said[known], return_index=True)[1]] if words else used[:0]


def names_table(names: pa.Table, bearers: Ints) -> Names:
    """The arrays of names that can be read (rows of ``NAMES``); ``bearers`` (names,): people (roughly) who print each:
    how common its parts are."""
    n = names.num_rows
    readings = _Readings(names.column("readings").combine_chunks())
    surname, surnames = readings.codes("surname")
    given, givens = readings.codes("given")
    first, firsts = readings.codes("first")
    initials, letters = readings.codes("initials")
    others, other_letters = readings.codes("others")
    packed = np.array([_packed(w) for w in ["", *letters]])[initials]
    share = _shares(readings, bearers, (surname, surnames), packed, _pieces_of((given, givens), (first, firsts)))
    return Names(
        han=np.append(_codes(names.column("han"))[0], 0),
        surname=readings.placed(surname, n),
        given=readings.placed(given, n),
        first=readings.placed(first, n),
        initials=readings.placed(packed, n),
        others=readings.placed(np.array([_packed(w) for w in ["", *other_letters]])[others], n),
        n_initials=readings.placed(np.array([len(w) for w in ["", *letters]])[initials], n),
        share=readings.placed(share, n, empty=1.0),
        block=np.append(_codes(names.column("short"))[0] - 1, -1),
    )


class _Readings:
    """All readings of names one after the other: whose (``name``), and which of the name's (``column``)."""

    def __init__(self, readings: pa.ListArray) -> None:
        sizes = np.asarray(pc.list_value_length(readings).to_numpy(zero_copy_only=False), dtype=np.int64)
        self._flat = readings.flatten()
        self.name = np.repeat(np.arange(len(sizes)), sizes)
        self.column = np.arange(len(self.name)) - np.repeat(np.cumsum(sizes) - sizes, sizes)

    def codes(self, part: str) -> tuple[Ints, list[str]]:
        return _codes(self._flat.field(part))

    def placed(self, values: Ints | Floats, n: int, *, empty: float = 0) -> np.ndarray:
        """(names + 1, readings): each value where its reading stands."""
        out = np.full((n + 1, MOST_READINGS), empty, values.dtype)
        out[self.name, self.column] = values
        return out


def _codes(words: pa.Array | pa.ChunkedArray) -> tuple[Ints, list[str]]:
    """Codes from 1 for each word, 0 for the empty one and for null; and the words from code 1."""
    found = pc.dictionary_encode(words)
    if isinstance(found, pa.ChunkedArray):
        found = found.combine_chunks()
    texts = found.dictionary.to_pylist()
    known = np.array([bool(text) for text in texts] + [False])
    code = np.where(known, np.cumsum(known), 0)
    at = np.asarray(found.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False), dtype=np.int64)
    return code[at], [text for text in texts if text]


def _packed(letters: str) -> int:
    """Up to three letters as one number; letters beyond a to z count as z's neighbour."""
    value = 0
    for letter in letters[:3].ljust(3):
        value = value * LETTERS + (0 if letter == " " else min(max(ord(letter) - 96, 1), 26))
    return value


def _pieces_of(given: tuple[Ints, list[str]], first: tuple[Ints, list[str]]) -> tuple[Ints, Ints, list[str]]:
    """Codes of the one or two pieces of each reading's given name (0 none), and the pieces from code 1."""
    known: dict[str, int] = {}

    def coded(found: list[tuple[str, ...]]) -> Ints:
        pairs = [(*(known.setdefault(p, len(known) + 1) for p in parts), 0, 0)[:2] for parts in found]
        return np.array(pairs, dtype=np.int64).reshape(-1, 2)

    of_given = coded([(), *(pieces(word, "") for word in given[1])])[given[0]]
    of_first = coded([(), *((word,) for word in first[1])])[first[0]]
    found = np.where(first[0][:, None] > 0, of_first, of_given)
    return found[:, 0], found[:, 1], list(known)


def _shares(
    readings: _Readings,
    bearers: Ints,
    surname: tuple[Ints, list[str]],
    packed: Ints,
    given: tuple[Ints, Ints, list[str]],
) -> Floats:
    """Share of people who agree with each reading: surname times syllables, or times initials."""
    lead = readings.column == 0
    weight = np.asarray(bearers, dtype=np.float64)[readings.name[lead]]
    prior = np.array([SURNAMES.get(w, OTHER_SURNAME) for w in ["", *surname[1]]])
    family = _blended(np.bincount(surname[0][lead], weights=weight, minlength=len(prior)), prior)
    one, other, words = given
    by_piece = _by_piece((one[lead], other[lead]), weight, words)
    letters = np.bincount(packed[lead] // LETTERS**2, weights=weight, minlength=LETTERS)
    by_letter = (letters + PRIOR / 26) / (letters.sum() + PRIOR)
    by_letter[0] = 1.0
    of_initials = by_letter[packed // LETTERS**2] * by_letter[packed // LETTERS % LETTERS] * by_letter[packed % LETTERS]
    return np.asarray(np.where(one > 0, by_piece[one] * by_piece[other], of_initials) * family[surname[0]])


def _by_piece(lead: tuple[Ints, Ints], weight: Floats, words: list[str]) -> Floats:
    """Share of people whose given name holds each piece (1 for code 0); a piece of no first reading counts as rare."""
    n = len(words) + 1
    one, other = lead
    counts = np.bincount(one, weights=weight, minlength=n) + np.bincount(other, weights=weight, minlength=n)
    seen = np.bincount(np.concatenate(lead), minlength=n)
    prior = np.array([1.0, *(SYLLABLES.get(word, OTHER_GIVEN) for word in words)])
    found = (counts + PRIOR * prior) / (counts[1:].sum() + PRIOR)
    share = np.where(seen > 0, found, OTHER_GIVEN)
    share[0] = 1.0
    return np.asarray(share)


def _blended(counts: Floats | Ints, prior: Floats) -> Floats:
    return np.asarray((counts + PRIOR * prior) / (counts.sum() + PRIOR))
