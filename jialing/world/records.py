"""A part's works as lines of JSON, put together from fragments that are encoded once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import msgspec
import numpy as np
import numpy.typing as npt

from jialing.world import prose
from jialing.world.affiliations import noisy
from jialing.world.draws import Drawn
from jialing.world.fields import ALPHABETICAL
from jialing.world.fragments import Fragments, institution
from jialing.world.invention import World
from jialing.world.plan import BUILT_ON, FIRST_YEAR, LAST_YEAR, Rng

encode = msgspec.json.encode
WORK_BASE = 9_900_000_000
ABSTRACT_SHARE = 0.62
CHINESE_LANGUAGE_SHARE = 0.05
CORRESPONDING_SHARE = 0.6
HABIT_CACHE = 150_000
_POSITIONS = (b'"first"', b'"middle"', b'"last"')


@dataclass
class Part:
    """What came out of a part besides its lines: distinct strings with their truth, and counts for reference tables."""

    truth: dict[bytes, tuple[int, ...]] = field(default_factory=dict)
    n_bytes: int = 0


def lines(made: World, work: Drawn, fragments: Fragments, rng: Rng, out: Part) -> Iterator[bytes]:
    """One JSON line per work, in order."""
    printed = _Printed(made, work, fragments, rng, out)
    for row in range(len(work.serial)):
        yield printed.line(row)


class _Printed:
    """Prints the works of one part. Holds draws as plain lists: single look-ups in arrays are slow."""

    def __init__(self, made: World, work: Drawn, fragments: Fragments, rng: Rng, out: Part) -> None:
        n, total = len(work.serial), len(work.work)
        self._made, self._fragments, self._out = made, fragments, out
        self._ends = np.cumsum(work.n_authors).tolist()
        self._serial = work.serial.tolist()
        self._year = work.year.tolist()
        self._day = work.day.tolist()
        self._subfield = work.subfield.tolist()
        self._topic = work.topic.tolist()
        self._has = work.has_affiliations.tolist()
        self._org = work.org.tolist()
        self._person = work.person.tolist()
        self._field = work.field.tolist()
        self._choice = work.choice.tolist()
        self._style = work.style.tolist()
        self._noise = work.noise.tolist()
        self._second = work.second.tolist()
        self._given = work.given.tolist()
        self._picks = rng.integers(0, 960, (n, 4)).tolist()
        self._luck = rng.random((n, 12)).tolist()
        self._cited = _citations(work, rng).tolist()
        self._quirk = rng.random(total).tolist()
        self._field_of = made.tree.field_index().tolist()
        self._fields = made.tree.fields
        self._references = _References(made, work, rng)

    def line(self, row: int) -> bytes:
        start = self._ends[row - 1] if row else 0
        code = self._fields[self._subfield[row]]
        luck = self._luck[row]
        authors = self._ordered(list(range(start, self._ends[row])), code, luck[0])
        tokens, countries, orgs, leading = self._authorships(row, authors, luck)
        number = WORK_BASE + self._serial[row]
        year, day = self._year[row], self._day[row]
        published = (date(year, 1, 1) + timedelta(days=day - 1)).isoformat()
        doi = b'"https://doi.org/10.5555/jialing.%d"' % number if luck[1] < 0.93 else b"null"
        title = encode(prose.title(code, self._picks[row]))
        body = b"".join((
            b'{"id":"https://openalex.org/W%d","doi":' % number, doi, b',"title":', title, b',"display_name":', title,
            b',"publication_year":%d,"publication_date":"' % year, published.encode(), b'","ids":{"openalex":"https://openalex.org/W%d"' % number,
            b"" if doi == b"null" else b',"doi":' + doi, b'},"language":', b'"zh"' if luck[2] < CHINESE_LANGUAGE_SHARE else b'"en"',
            self._fragments.locations(code, number, doi, luck), b',"authorships":[', tokens, b'],"institutions":[],"countries_distinct_count":%d' % countries,
            b',"institutions_distinct_count":%d' % orgs, leading, self._numbers(row, luck, published),
            self._fragments.subject(self._topic[row], self._picks[row][0]),
            self._references.text(row),
            b',"abstract_inverted_index":', encode(prose.abstract(code, self._picks[row])) if luck[3] < ABSTRACT_SHARE else b"null",
            self._counts(row), b',"updated_date":"%sT00:00:00.000000","created_date":"%s"}' % (BUILT_ON.encode(), published.encode()),
        ))  # fmt: skip
        self._out.n_bytes += len(body) + 1
        return body

    def _ordered(self, authors: list[int], code: int, luck: float) -> list[int]:
        if len(authors) < 2 or luck >= ALPHABETICAL.get(code, 0.0):
            return authors
        folk = self._made.people
        return sorted(authors, key=lambda a: (folk.name(self._person[a]).surname, folk.name(self._person[a]).given))

    def _authorships(self, row: int, authors: list[int], luck: list[float]) -> tuple[bytes, int, int, bytes]:
        last = len(authors) - 1
        number = WORK_BASE + self._serial[row]
        lead = -1 if luck[4] > CORRESPONDING_SHARE else (authors[-1] if luck[5] < 0.6 else authors[0])
        pieces: list[bytes] = []
        countries: set[bytes] = set()
        orgs: set[bytes] = set()
        leading = b',"corresponding_author_ids":[],"corresponding_institution_ids":[]'
        for at, a in enumerate(authors):
            institutions, ids, country, strings, pairs = self._affiliation(row, a)
            person = self._person[a]
            author, raw, author_id = self._fragments.author(person, number, self._quirk[a])
            position = _POSITIONS[0 if at == 0 else 2 if at == last else 1]
            if country:
                countries.add(country)
            if ids:
                orgs.add(ids)
            if a == lead:
                leading = b"".join(
                    (b',"corresponding_author_ids":["', author_id, b'"],"corresponding_institution_ids":[', ids, b"]")
                )
            pieces.append(b"".join((
                b'{"author_position":', position, b',"author":', author, b',"institutions":[', institutions, b'],"countries":[', country,
                b'],"is_corresponding":true' if a == lead else b'],"is_corresponding":false', b',"raw_author_name":', raw,
                b',"raw_affiliation_strings":[', strings, b'],"raw_orcid":null,"affiliations":[', pairs, b"]}",
            )))  # fmt: skip
        return b",".join(pieces), len(countries), len(orgs), leading

    def _affiliation(self, row: int, a: int) -> tuple[bytes, bytes, bytes, bytes, bytes]:
        if not self._has[row]:
            return b"", b"", b"", b"", b""
        org, given = self._org[a], self._given[a]
        known = self._fragments.institution(org, given)
        strings = [self._string(a, org, self._second[a])]
        shown = [known]
        if self._second[a] >= 0 and self._quirk[a] < 0.33:
            strings.append(self._string(a, self._second[a], org))
            shown.append(self._fragments.institution(self._second[a], given))
        pairs = b",".join(
            b'{"raw_affiliation_string":%s,"institution_ids":[%s]}' % (s, k.ids)
            for s, k in zip(strings, shown, strict=True)
        )
        real = [k for k in shown if k.ids]
        return (
            b",".join(k.body for k in real), b",".join(k.ids for k in real), b",".join({k.country: 0 for k in real if k.country}),
            b",".join(strings), pairs,
        )  # fmt: skip

    def _string(self, a: int, org: int, other: int) -> bytes:
        style = self._style[a]
        key = ((org * 64 + self._field[a]) * 32 + self._choice[a]) * 32 + style
        if style == 14:
            key = -(key * 100_000 + max(other, 0)) - 1
        habits = self._fragments.habits
        found = habits.get(key)
        if found is None:
            text = self._made.writer.written(
                org=org, field=self._field[a], choice=self._choice[a], style=style, other=other if other >= 0 else org
            )
            if len(habits) > HABIT_CACHE:
                habits.clear()
            found = habits[key] = (text, encode(text.text))
        text, token = found
        if self._noise[a]:
            token = encode(noisy(text.text, self._noise[a]))
        if token not in self._out.truth:
            self._out.truth[token] = text.organisations
        return token

    def _numbers(self, row: int, luck: list[float], published: str) -> bytes:
        cited = self._cited[row]
        volume = self._year[row] - 1990
        percentile = min(0.999, 0.3 + 0.08 * cited)
        return (
            b',"apc_list":null,"apc_paid":null,"fwci":%.4f,"has_fulltext":false,"cited_by_count":%d,'
            b'"citation_normalized_percentile":{"value":%.6f,"is_in_top_1_percent":%s,"is_in_top_10_percent":%s},'
            b'"cited_by_percentile_year":{"min":%d,"max":%d},"biblio":{"volume":"%d","issue":"%d","first_page":"%d","last_page":"%d"},'
            b'"is_retracted":%s,"is_paratext":false,"is_xpac":false'
        ) % (
            cited / 9.0, cited, percentile, b"true" if percentile > 0.99 else b"false", b"true" if percentile > 0.9 else b"false",
            int(percentile * 97), min(100, int(percentile * 97) + 2), volume, 1 + self._day[row] // 31, self._picks[row][0] + 1,
            self._picks[row][0] + 12, b"true" if luck[6] < 0.0006 else b"false",
        )  # fmt: skip

    def _counts(self, row: int) -> bytes:
        cited, first = self._cited[row], self._year[row]
        years = range(LAST_YEAR, first - 1, -1)
        if not cited:
            return b',"counts_by_year":[]'
        each, rest = divmod(cited, len(years))
        shares = ((y, each + (1 if i < rest else 0)) for i, y in enumerate(years))
        return b',"counts_by_year":[%s]' % b",".join(b'{"year":%d,"cited_by_count":%d}' % s for s in shares if s[1])


def _citations(work: Drawn, rng: Rng) -> npt.NDArray[np.int64]:
    """Citations: skewed, more with age and with more organisations."""
    age = LAST_YEAR + 1 - work.year
    reach = np.log1p(work.n_authors)
    rate = rng.lognormal(-0.2, 1.1, len(age)) * (0.5 + 0.45 * reach)
    return np.asarray(np.floor(rate * age**1.15 * 0.6)).astype(np.int64)


class _References:
    """Earlier works of the same field, from a few earlier parts; neighbours in a topic share some, as they do in life."""

    SAMPLE = 6

    def __init__(self, made: World, work: Drawn, rng: Rng) -> None:
        first = int(work.serial[0])
        n_earlier = max(0, first)
        n = len(work.serial)
        self._count = np.minimum(rng.negative_binomial(2, 0.16, n), 60).tolist()
        self._start = rng.random((n, 2)).tolist()
        self._pool = [
            b'"https://openalex.org/W%d"' % (WORK_BASE + s)
            for s in np.sort(rng.integers(0, max(n_earlier, first + 1), 4000)).tolist()
        ]
        self._is_first = first == 0

    def text(self, row: int) -> bytes:
        count = 0 if self._is_first else self._count[row]
        at = int(self._start[row][0] * (len(self._pool) - 60))
        near = int(self._start[row][1] * (len(self._pool) - 60))
        return b',"referenced_works_count":%d,"referenced_works":[%s],"related_works":[%s]' % (
            count, b",".join(self._pool[at : at + count]), b"" if self._is_first else b",".join(self._pool[near : near + 4]),
        )  # fmt: skip
