"""A part's works as lines of JSON with every member of a 2026 OpenAlex record, put together from encoded fragments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import msgspec
import numpy as np
import numpy.typing as npt

from jialing.world import prose
from jialing.world.affiliations import Truth
from jialing.world.authorships import Authorships, Leading
from jialing.world.draws import Drawn
from jialing.world.fragments import Fragments
from jialing.world.invention import World
from jialing.world.plan import BUILT_ON, LAST_YEAR, Rng
from jialing.world.references import WORK_BASE, References
from jialing.world.subjects import MEDICAL, NO_SUBJECT

encode = msgspec.json.encode
DOI_SHARE, ABSTRACT_SHARE, CHINESE_SHARE = 0.93, 0.62, 0.05
NO_TITLE, NO_TOPIC, NO_AUTHORS, RETRACTED = 0.001, 0.01, 0.002, 0.0006
MEDLINE_SHARE = 0.4
N_LUCK = 20
_STAMP = BUILT_ON.encode()
_TRUE, _FALSE = b"true", b"false"


@dataclass
class Outcome:
    """What a part gives besides lines: distinct strings (in JSON) with the organisations that they truly name; authors.

    ``authors``: a line of JSON for each work, who its authors are.
    """

    truth: dict[bytes, Truth] = field(default_factory=dict)
    n_authorships: int = 0
    authors: list[bytes] = field(default_factory=list)


def lines(made: World, work: Drawn, fragments: Fragments, part: int, out: Outcome) -> Iterator[bytes]:
    """One JSON line per work, in order."""
    printed = _Printed(made, work, fragments, part, out)
    for row in range(work.n_works):
        yield printed.line(row)


class _Printed:
    """Prints the works of one part. Holds draws as plain lists: single look-ups in arrays are slow."""

    def __init__(self, made: World, work: Drawn, fragments: Fragments, part: int, out: Outcome) -> None:
        rng = made.plan.rng("records", part)
        self._fragments, self._out, self._first = fragments, out, work.first
        self._code = np.array(made.tree.fields)[work.teams.subfield].tolist()
        self._year, self._topic = work.teams.year.tolist(), work.teams.topic.tolist()
        self._picks = rng.integers(0, 960, (work.n_works, 4)).tolist()
        self._luck = rng.random((work.n_works, N_LUCK)).tolist()
        self._cited = _citations(work, rng).tolist()
        self._authorships = Authorships(made, work, fragments, out.truth, rng, made.plan.rng("names", part))
        self._references = References(made, work, part, rng)

    def line(self, row: int) -> bytes:
        luck, code, serial = self._luck[row], self._code[row], self._first + row
        number = WORK_BASE + serial
        year = self._year[row]
        published = (date(year, 1, 1) + timedelta(days=int(luck[0] * 365))).isoformat().encode()
        doi = b'"https://doi.org/10.5555/jialing.%d"' % number if luck[1] < DOI_SHARE else b"null"
        title = b"null" if luck[2] < NO_TITLE else encode(prose.title(code, self._picks[row]))
        place = self._fragments.locations.appearance(code, number, doi, luck[3:12])
        is_chinese = luck[17] < CHINESE_SHARE
        lead = NOBODY
        if luck[15] >= NO_AUTHORS:
            lead = self._authorships.text(row, code, number, luck[12:15], is_chinese=is_chinese)
        self._out.n_authorships += len(lead.people)
        self._out.authors.append(encode({"work": f"https://openalex.org/W{number}", "people": lead.people}))
        return b"".join((
            b'{"id":"https://openalex.org/W%d","doi":' % number, doi, b',"title":', title, b',"display_name":', title,
            b',"publication_year":%d,"publication_date":"' % year, published, b'"', _ids(number, doi, code, luck[16]),
            b',"language":"zh"' if is_chinese else b',"language":"en"', place.head, lead.text, place.fees,
            self._standing(row, luck[18]),
            NO_SUBJECT if luck[19] < NO_TOPIC else self._fragments.subjects.text(self._topic[row], self._picks[row][0]),
            place.tail, self._references.text(row, serial), b',"abstract_inverted_index":',
            encode(prose.abstract(code, self._picks[row])) if luck[19] < NO_TOPIC + ABSTRACT_SHARE else b"null",
            _by_year(self._cited[row], year), b',"updated_date":"%sT00:00:00.000000","created_date":"' % _STAMP,
            published,
            b'T00:00:00"}',
        ))  # fmt: skip

    def _standing(self, row: int, luck: float) -> bytes:
        """`fwci` to `is_xpac`: citations, pages, flags."""
        cited, pick = self._cited[row], self._picks[row]
        percentile = 1.0 - 0.8 / (1.0 + 0.35 * cited)
        low = int(percentile * 98)
        return (
            b',"fwci":%.4f,"has_fulltext":%s,"cited_by_count":%d,"citation_normalized_percentile":{"value":%.6f,'
            b'"is_in_top_1_percent":%s,"is_in_top_10_percent":%s},"cited_by_percentile_year":{"min":%d,"max":%d},'
            b'"biblio":{"volume":"%d","issue":"%d","first_page":"%d","last_page":"%d"},'
            b'"is_retracted":%s,"is_paratext":false,"is_xpac":false'
        ) % (
            cited / 9.0, _TRUE if pick[1] % 9 == 0 else _FALSE, cited, percentile,
            _TRUE if percentile > 0.99 else _FALSE,
            _TRUE if percentile > 0.9 else _FALSE, low, low + 2, self._year[row] - 1990, 1 + pick[2] % 12, 1 + pick[0],
            12 + pick[0], _TRUE if luck < RETRACTED else _FALSE,
        )  # fmt: skip


NOBODY = Leading(
    b',"authorships":[],"institutions":[],"countries_distinct_count":0,"institutions_distinct_count":0,'
    b'"corresponding_author_ids":[],"corresponding_institution_ids":[]',
    [],
)


def _ids(number: int, doi: bytes, code: int, luck: float) -> bytes:
    return b"".join((
        b',"ids":{"openalex":"https://openalex.org/W%d"' % number, b"" if doi == b"null" else b',"doi":' + doi,
        b',"pmid":"https://pubmed.ncbi.nlm.nih.gov/%d"' % number if code in MEDICAL and luck < MEDLINE_SHARE else b"",
        b"}",
    ))  # fmt: skip


def _by_year(cited: int, first: int) -> bytes:
    """`counts_by_year`, newest first; adds up to all citations."""
    n_years = LAST_YEAR - first + 1
    each, rest = divmod(cited, n_years)
    counts = ((LAST_YEAR - i, each + (i < rest)) for i in range(n_years))
    return b',"counts_by_year":[%s]' % b",".join(b'{"year":%d,"cited_by_count":%d}' % c for c in counts if c[1])


def _citations(work: Drawn, rng: Rng) -> npt.NDArray[np.int64]:
    """Citations: skewed, more with age and with more authors."""
    age = LAST_YEAR + 1 - work.teams.year
    rate = rng.lognormal(-0.2, 1.1, len(age)) * (0.5 + 0.45 * np.log1p(work.n_authors))
    return np.asarray(np.floor(rate * age**1.15 * 0.6)).astype(np.int64)
