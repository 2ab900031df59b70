"""A table of what printed names say: every name is read once, however often it is printed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from jialing.resolve.people.readings import Name, Reading, read_name
from jialing.resolve.people.shares import OTHER_GIVEN, OTHER_SURNAME, SURNAMES, SYLLABLES
from jialing.resolve.people.syllables import divisions

READING = pa.struct([(part, pa.string()) for part in Reading._fields])
NAMES = pa.schema(
    [
        pa.field("printed", pa.string(), nullable=False),
        pa.field("block", pa.string(), nullable=False),
        pa.field("whole", pa.string()),
        pa.field("short", pa.string()),
        pa.field("share", pa.float64()),
        pa.field("name", pa.string()),
        pa.field("han", pa.string()),
        pa.field("readings", pa.list_(READING)),
    ]
)
"""One row a printed name; null beyond ``block`` where it cannot be read.

``block``: first letters of surname and given name in the order of the alphabet ('' for a name that cannot be read). The
same whichever of the two stands first and however much of the given name is printed, so names of one block may be one
person's and names of two seldom are: only characters that are read in two ways can lie in another block.
``whole``: surname and given name in any order (null for initials only); ``short``: surname and first initial;
``share``: of people who bear it, by the shipped shares; ``name``: equal for names that say the same; ``han``: its
Chinese characters; ``readings``: all ways to read it, in the order of the alphabet.
"""
_Row = tuple[str, str | None, str | None, float | None, str | None, str | None, list[Reading] | None]
_UNREADABLE: _Row = ("", None, None, None, None, None, None)


def names_read(printed: Iterable[str]) -> pa.Table:
    """The table NAMES of printed names (given once each), in their order."""
    texts = list(printed)
    columns = list(zip(*map(_row, texts), strict=True)) if texts else [()] * (len(NAMES) - 1)
    arrays = [pa.array(c, f.type) for c, f in zip((texts, *columns), NAMES, strict=True)]
    return pa.table(arrays, schema=NAMES)


def distinct_names(*columns: pa.ChunkedArray) -> pa.Array:
    """The names in columns of printed names, each once, in the order of the alphabet."""
    every = pa.chunked_array([pc.unique(column) for column in columns], pa.string())
    found = pc.unique(every).drop_null()
    return found.take(pc.sort_indices(found))


def _row(text: str) -> _Row:
    name = read_name(text)
    if not name.readings:
        return _UNREADABLE
    lead, ordered = name.readings[0], sorted(name.readings)
    whole = " ".join(sorted((lead.surname, lead.given))) if lead.given else None
    said = "\x1f".join([name.han, *(part for reading in ordered for part in reading)])
    return _block(name), whole, _short(name), _share(*lead[:3]), said, name.han, ordered


def _block(name: Name) -> str:
    return min("".join(sorted((r.surname[:1], r.initials[:1]))) for r in name.readings)


def _short(name: Name) -> str:
    return min(f"{r.surname} {r.initials[:1]}" for r in name.readings)


@lru_cache(maxsize=100_000)
def _share(surname: str, given: str, first: str) -> float:
    return math.prod(SYLLABLES.get(p, OTHER_GIVEN) for p in pieces(given, first)) * SURNAMES.get(surname, OTHER_SURNAME)


@lru_cache(maxsize=100_000)
def pieces(given: str, first: str) -> tuple[str, ...]:
    """What of a given name is common or rare on its own, at most two: syllables of pinyin, else the first word."""
    if not given:
        return ()
    if first:
        return (first,)
    found = divisions(given)
    return found[0] if found else (given,)
