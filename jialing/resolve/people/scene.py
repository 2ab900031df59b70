"""What is known of the authorships of a run, as arrays.

Authorships that nothing could tell apart (one name as read, one id of the source, one organisation, one ORCID) are one
*strand* from the start: evidence is weighed between strands. Two places on one work are never one strand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jialing.errors import InputError
from jialing.resolve.people.arrays import Ints
from jialing.resolve.people.names import Names, Spelt, names_table, numbered, spelt
from jialing.resolve.people.orcids import is_valid_orcid, plain_orcid
from jialing.resolve.people.sets import Sets, distinct, sets_of
from jialing.resolve.people.spellings import distinct_names, names_read

PLACES = 2**20
"""More than any list of authors is long."""


@dataclass(frozen=True)
class Verdict:
    """What a person decided: that two authorships (rows of ``Bylines.authorships``) are, or are not, one person's."""

    left: int
    right: int
    is_same: bool


@dataclass(frozen=True, eq=False)
class Bylines:
    """The authorships to tell apart and what stands around them.

    Attributes
    ----------
    authorships : work_no, position (with it unique), year, source, source_id, person_name, person_id (the source's),
        orcid, email; in any order
    units : work_no, position, org_id, place_id: where each worked
    coauthors : work_no, position, person_name: everybody on those works
    fields : work_no, field_id, level
    parents : org_id, parent_id
    verdicts : what people decided; always wins
    share : which share of all authorships these are (0..1), where all are told apart part by part
    names : what :func:`names_read` says of all their names and perhaps more, in the order of the alphabet; None: they
        are read here
    """

    authorships: pa.Table
    units: pa.Table
    coauthors: pa.Table
    fields: pa.Table
    parents: pa.Table
    verdicts: Sequence[Verdict] = ()
    share: float = 1.0
    names: pa.Table | None = None


@dataclass(frozen=True, eq=False)
class Scene:
    """Authorships in canonical order, and strands of them.

    Per authorship: ``work`` (code), ``year`` (-1 unknown), ``name`` (-1 unreadable), ``strand``. Per strand: ``first``
    authorship, ``name_of``, ``source_id`` and ``orcid`` (codes, -1 none), ``source`` (code). ``n_bearers``: people,
    roughly; ``around`` is the name (in ``spelt``) of each row of ``given.coauthors``.
    """

    given: Bylines
    rows: pa.Table
    order: Ints
    work: Ints
    year: Ints
    name: Ints
    names: Names
    strand: Ints
    first: Ints
    name_of: Ints
    source_id: Ints
    source: Ints
    orcid: Ints
    n_bearers: int
    around: Ints
    spelt: Spelt
    n_orcid_ignored: int
    _kept: dict[str, Any] = field(default_factory=dict)

    @property
    def n_strands(self) -> int:
        return len(self.first)

    def memory(self, name: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once: for what proposing and observing both need."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    @cached_property
    def row_of(self) -> tuple[Ints, Ints]:
        """Sorted (work, position) keys and the authorship at each, to find those that a table names."""
        keys = _place_keys(self.rows)
        order = np.argsort(keys, kind="stable")
        return keys[order], order

    def rows_at(self, table: pa.Table) -> Ints:
        """The authorship of each row of a table with work_no and position; -1 where it is not one of ours."""
        keys, order = self.row_of
        wanted = _place_keys(table)
        at = np.searchsorted(keys, wanted).clip(0, max(len(keys) - 1, 0))
        return np.where(keys[at] == wanted, order[at], -1) if len(keys) else np.full(len(wanted), -1)

    def strands_at(self, table: pa.Table) -> Ints:
        """The strand of each row of a table with work_no and position; -1 where it is not one of ours."""
        rows = self.rows_at(table)
        return np.where(rows >= 0, self.strand[rows], -1)

    @cached_property
    def works(self) -> Sets:
        """Works of each strand."""
        return sets_of(self.strand, self.work, self.n_strands, int(self.work.max(initial=-1)) + 1)

    @cached_property
    def span(self) -> tuple[Ints, Ints]:
        """First and last year of each strand; (9999, -1) where no year is known."""
        first, last = np.full(self.n_strands, 9999), np.full(self.n_strands, -1)
        known = self.year >= 0
        np.minimum.at(first, self.strand[known], self.year[known])
        np.maximum.at(last, self.strand[known], self.year[known])
        return first, last

    def unit_sets(self, column: str) -> tuple[Sets, list[str]]:
        """The organisations (or places) of each strand, and the ids that the codes stand for."""
        codes, words = coded(self.given.units.column(column))
        strands = self.strands_at(self.given.units)
        codes = np.where(strands >= 0, codes, -1)
        return sets_of(strands.clip(0), codes, self.n_strands, len(words)), words


def scene_of(given: Bylines) -> Scene:
    """Put authorships into canonical order (so that input order never matters), read names, form strands."""
    rows = given.authorships
    order = pc.sort_indices(
        rows, sort_keys=[(c, "ascending") for c in ("year", "source", "source_id", "position")]
    ).to_numpy()
    order = order.astype(np.int64)
    rows = rows.take(pa.array(order)).combine_chunks()
    _check(rows)
    printed = (rows.column("person_name"), given.coauthors.column("person_name"))
    read = given.names if given.names is not None else names_read(distinct_names(*printed).to_pylist())
    name, names = numbered(read, _names_at(printed[0], read))
    source, _ = coded(rows.column("source"))
    source_id, _ = _sourced(source, rows.column("person_id"))
    orcid, n_ignored = _orcids(rows.column("orcid"))
    work = np.unique(_ints(rows.column("work_no")), return_inverse=True)[1]
    year = _ints(rows.column("year"))
    unit = _main_unit(given, rows)
    bearers = _bearers(name, source_id, unit, len(names))
    draft = (name, source_id, orcid, unit)
    strand, first = _strands(draft, work, _decided(given.verdicts, order))
    return Scene(
        given=given,
        rows=rows,
        order=order,
        work=work,
        year=year,
        name=name,
        names=names_table(read.take(pa.array(names)), bearers),
        n_bearers=round(int(bearers.sum()) / given.share),
        around=_names_at(printed[1], read),
        spelt=spelt(read),
        strand=strand,
        first=first,
        name_of=name[first],
        source_id=source_id[first],
        source=source[first],
        orcid=orcid[first],
        n_orcid_ignored=n_ignored,
    )


def _names_at(printed: pa.ChunkedArray, names: pa.Table) -> Ints:
    """The row of ``names`` of each printed name, -1 where it is not there."""
    found = pc.dictionary_encode(printed)
    found = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
    rows = pc.index_in(found.dictionary, value_set=names.column("printed")).fill_null(-1)
    at = np.append(np.asarray(rows.to_numpy(zero_copy_only=False), dtype=np.int64), -1)
    return np.asarray(at[found.indices.fill_null(len(at) - 1).to_numpy(zero_copy_only=False)])


def _check(rows: pa.Table) -> None:
    keys, counts = np.unique(_place_keys(rows), return_counts=True)
    if (counts > 1).any():
        twice = int(keys[counts > 1][0])
        raise InputError("people.repeated_position", work_no=twice // PLACES, position=twice % PLACES)


def coded(column: pa.ChunkedArray) -> tuple[Ints, list[str]]:
    """A text column as codes (-1 for null and '') and the words, in the order of the alphabet."""
    found = column.combine_chunks().dictionary_encode() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(found, pa.ChunkedArray):
        found = found.combine_chunks()
    ranked = pc.sort_indices(found.dictionary).to_numpy()
    words = found.dictionary.take(pa.array(ranked)).to_pylist()
    rank = np.full(len(words) + 1, -1)
    rank[ranked] = np.where([bool(word) for word in words], np.arange(len(words)), -1)
    codes = found.indices.fill_null(len(words)).to_numpy(zero_copy_only=False).astype(np.int64)
    return rank[codes], [word or "" for word in words]


def _ints(column: pa.ChunkedArray) -> Ints:
    return np.asarray(column.fill_null(-1).to_numpy(zero_copy_only=False), dtype=np.int64)


def _place_keys(table: pa.Table) -> Ints:
    return _ints(table.column("work_no")) * PLACES + _ints(table.column("position"))


def _sourced(source: Ints, ids: pa.ChunkedArray) -> tuple[Ints, int]:
    """Codes of (source, the source's id of the author): ids of two sources are never compared."""
    codes, words = coded(ids)
    return np.where(codes >= 0, source * max(len(words), 1) + codes, -1), len(words)


def _orcids(column: pa.ChunkedArray) -> tuple[Ints, int]:
    """Codes of valid ORCID iDs (-1 none), and how many rows held one that is not valid and was ignored."""
    codes, words = coded(column)
    valid = np.array([is_valid_orcid(plain_orcid(w)) for w in words] + [False])
    ignored = (codes >= 0) & ~valid[codes]
    return np.where(valid[codes], codes, -1), int(ignored.sum())


def _bearers(name: Ints, source_id: Ints, unit: Ints, n_names: int) -> Ints:
    """Roughly how many people print each name: distinct ids of sources, where there is none distinct organisations."""
    most = int(max(source_id.max(initial=0), unit.max(initial=0))) + 2
    out = np.zeros(n_names, np.int64)
    for rows, codes in (((name >= 0) & (source_id >= 0), source_id), ((name >= 0) & (source_id < 0), unit + 1)):
        out += np.bincount(distinct(name[rows] * most + codes[rows]) // most, minlength=n_names)
    return out


def _main_unit(given: Bylines, rows: pa.Table) -> Ints:
    """One organisation of each authorship (the first by id), -1 where none is known."""
    codes, _ = coded(given.units.column("org_id"))
    keys, places = _place_keys(given.units), _place_keys(rows)
    known = codes >= 0
    keys, codes = keys[known], codes[known]
    if not len(keys):
        return np.full(len(places), -1)
    order = np.lexsort((codes, keys))
    keys, codes = keys[order], codes[order]
    at = np.searchsorted(keys, places).clip(0, len(keys) - 1)
    return np.where(keys[at] == places, codes[at], -1)


def _decided(verdicts: Sequence[Verdict], order: Ints) -> Ints:
    """Authorships that a person spoke of, as positions in the canonical order."""
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place[np.array(sorted({i for v in verdicts for i in (v.left, v.right)}), dtype=np.int64)]


def _strands(draft: tuple[Ints, Ints, Ints, Ints], work: Ints, decided: Ints) -> tuple[Ints, Ints]:
    """Strand of each authorship and first authorship of each strand; strands are numbered by their first."""
    name, source_id, orcid, unit = draft
    alone = (name < 0) | (source_id < 0) | (unit < 0)
    alone[decided] = True
    key = _together(np.where(alone, name.max(initial=0) + 1 + np.arange(len(name)), name), source_id, orcid, unit)
    turn = _turns(_together(work, key))
    _, first, strand = np.unique(_together(key, turn), return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[strand], first[order]


def _together(*codes: Ints) -> Ints:
    """One code for each combination of codes (-1 and above)."""
    whole = codes[0] + 1
    for code in codes[1:]:
        whole = np.unique(whole * (int(code.max(initial=-1)) + 2) + code + 1, return_inverse=True)[1]
    return whole


def _turns(keys: Ints) -> Ints:
    """0 for the first row of each key, 1 for the second, ..."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    begins = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1)) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(begins, len(keys)))
    out = np.empty(len(keys), np.int64)
    out[order] = np.arange(len(keys)) - np.repeat(begins, sizes)
    return out
