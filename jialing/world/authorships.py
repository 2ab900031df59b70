"""Authorships as JSON: names as printed, affiliation strings, what the source makes of them."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import numpy as np

from jialing.world.affiliations import STYLES, Truth, noisy
from jialing.world.draws import Drawn
from jialing.world.fields import ALPHABETICAL
from jialing.world.fragments import Fragments, Known
from jialing.world.invention import World
from jialing.world.name_forms import N_FORMS
from jialing.world.plan import Rng

encode = msgspec.json.encode
CORRESPONDING_SHARE, LAST_CORRESPONDS = 0.6, 0.6
NO_AUTHOR_ID = 0.02
IN_CHINESE_SHARE = 0.75
HABIT_CACHE = 150_000
_TWO = STYLES.index("two")
_FIRST, _MIDDLE, _LAST = (b'{"author_position":"%s","author":' % p for p in (b"first", b"middle", b"last"))


@dataclass(frozen=True)
class Leading:
    """The members `authorships` to `corresponding_institution_ids`, and who the authors are."""

    text: bytes
    people: list[int]


@dataclass(frozen=True)
class _Printed:
    """One author's affiliations: strings in quotes and the institutions known for each (none: not printed)."""

    strings: tuple[bytes, ...]
    known: tuple[Known, ...]


_NOTHING = _Printed((), ())


class Authorships:
    """Authorships of one part. ``truth`` gathers each distinct string and the organisations that it names."""

    def __init__(
        self, made: World, work: Drawn, fragments: Fragments, truth: dict[bytes, Truth], rng: Rng, names: Rng
    ) -> None:
        self._people, self._writer, self._fragments, self._truth = made.people, made.writer, fragments, truth
        self._ends = [0, *np.cumsum(work.n_authors).tolist()]
        self._org, self._second, self._given = work.org.tolist(), work.second.tolist(), work.given.tolist()
        self._person, self._field, self._choice = work.person.tolist(), work.field.tolist(), work.choice.tolist()
        self._style, self._noise, self._has = work.style.tolist(), work.noise.tolist(), work.has_string.tolist()
        self._quirk = rng.random(len(work.work)).tolist()
        self._form = names.random(len(work.work)).tolist()

    def text(self, row: int, code: int, number: int, luck: list[float], *, is_chinese: bool) -> Leading:
        """The authors of a work in field ``code``; ``luck``: alphabetical, corresponding known, which one.

        Works in Chinese mostly print Chinese names.
        """
        authors = list(range(self._ends[row], self._ends[row + 1]))
        if luck[0] < ALPHABETICAL.get(code, 0.0):
            authors.sort(key=self._surname)
        chosen = authors[-1 if luck[2] < LAST_CORRESPONDS else 0] if luck[1] < CORRESPONDING_SHARE else -1
        printed = [self._affiliations(a) for a in authors]
        marks = [_FIRST, *[_MIDDLE] * (len(authors) - 2), _LAST][: len(authors)]
        in_chinese = IN_CHINESE_SHARE if is_chinese else 0.0
        pieces = [
            self._one(a, p, m, number, is_corresponding=a == chosen, in_chinese=in_chinese)
            for a, p, m in zip(authors, printed, marks, strict=True)
        ]
        known = [k for p in printed for k in p.known if k.body]
        return Leading(
            b"".join((
                b',"authorships":[', b",".join(pieces),
                b'],"institutions":[],"countries_distinct_count":%d' % len({k.country for k in known}),
                b',"institutions_distinct_count":%d' % len({k.quoted_id for k in known}),
                self._corresponding(chosen, number, printed[authors.index(chosen)] if chosen >= 0 else _NOTHING),
            )),
            [self._person[a] for a in authors],
        )  # fmt: skip

    def _surname(self, a: int) -> tuple[str, str]:
        name = self._people.name(self._person[a])
        return name.surname, name.given

    def _corresponding(self, a: int, number: int, printed: _Printed) -> bytes:
        if a < 0:
            return b',"corresponding_author_ids":[],"corresponding_institution_ids":[]'
        author_id, _, _ = self._fragments.author(self._person[a], number)
        ids = b",".join(k.quoted_id for k in printed.known if k.body)
        return b',"corresponding_author_ids":["%s"],"corresponding_institution_ids":[%s]' % (author_id, ids)

    def _one(
        self, a: int, printed: _Printed, mark: bytes, number: int, *, is_corresponding: bool, in_chinese: float
    ) -> bytes:
        author_id, rest, author = self._fragments.author(self._person[a], number)
        quirk, form = self._quirk[a], self._form[a]
        known = [k for k in printed.known if k.body]
        pairs = b",".join(
            b'{"raw_affiliation_string":%s,"institution_ids":[%s]}' % (s, k.quoted_id)
            for s, k in zip(printed.strings, printed.known, strict=True)
        )
        return b"".join((
            mark, b'{"id":null' if 0.5 < quirk < 0.5 + NO_AUTHOR_ID else b'{"id":"%s"' % author_id, rest,
            b',"institutions":[', b",".join([k.body for k in known]), b'],"countries":[',
            b",".join({k.country: 0 for k in known}),
            b'],"is_corresponding":%s,"raw_author_name":' % (b"true" if is_corresponding else b"false"),
            author.chinese if form < in_chinese and author.chinese else author.names[int(form * N_FORMS)],
            b',"raw_affiliation_strings":[',
            b",".join(printed.strings),
            b'],"raw_orcid":null,"affiliations":[', pairs, b"]}",
        ))  # fmt: skip

    def _affiliations(self, a: int) -> _Printed:
        if not self._has[a]:
            return _NOTHING
        org, second, given = self._org[a], self._second[a], self._given[a]
        first = self._string(a, org, second), self._fragments.institution(org, given)
        if second < 0:
            return _Printed(first[:1], first[1:])
        return _Printed(
            (first[0], self._string(a, second, org)), (first[1], self._fragments.institution(second, given))
        )

    def _string(self, a: int, org: int, other: int) -> bytes:
        """What this author prints for an organisation, in quotes: a habit, unless the printing had an accident."""
        style, habits = self._style[a], self._fragments.habits
        other = (other if other >= 0 else self._writer.neighbour(org)) if style == _TWO else org
        key = ((((other << 20) + org) * 32 + self._field[a]) * 32 + self._choice[a]) * 32 + style
        found = habits.get(key)
        if found is None:
            text = self._writer.written(org=org, field=self._field[a], choice=self._choice[a], style=style, other=other)
            if len(habits) >= HABIT_CACHE:
                habits.clear()
            found = habits[key] = (text, encode(text.text))
        text, token = found
        if self._noise[a]:
            token = encode(noisy(text.text, self._noise[a]))
        self._truth.setdefault(token, text.truth)
        return token
