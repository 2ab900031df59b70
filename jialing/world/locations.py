"""Where a work appeared and who paid, as JSON: locations, open access, awards, funders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from jialing.world.fields import Taxonomy
from jialing.world.identifiers import ror_id
from jialing.world.plan import Plan
from jialing.world.venues import REPOSITORY, Venue, venues

encode = msgspec.json.encode
OPEN_SHARE = 0.15
REPOSITORY_SHARE = 0.12
PREPRINT_SHARE = 0.03
REVIEW_SHARE = 0.05
FUNDED_SHARE = 0.45
APC_SHARE = 0.25
GOAL_SHARE = 0.2
_FUNDERS = (
    "Invented Natural Science Foundation", "Illustrative Key Programme Office", "Sample Fund for Western Development",
    "Fictional Doctoral Science Foundation", "Invented Municipal Science Bureau", "Imaginary Academy Fund",
)  # fmt: skip
_GOALS = (
    "Good health and well-being",
    "Affordable and clean energy",
    "Sustainable cities and communities",
    "Climate action",
)
_GOAL_NUMBERS = (3, 7, 11, 13)
_CC_BY = b'"cc-by","license_id":"https://openalex.org/licenses/cc-by"'


@dataclass(frozen=True)
class Appearance:
    """Members `primary_location` to `open_access`; `apc_list`, `apc_paid`; `locations_count` to `content_urls`."""

    head: bytes
    fees: bytes
    tail: bytes


class Locations:
    """Venues by field and encoded funders."""

    def __init__(self, plan: Plan, tree: Taxonomy) -> None:
        self._venues = venues(plan, tree)
        self._funders = [_funder(i, name) for i, name in enumerate(_FUNDERS)]
        self._goals = [
            encode([{"display_name": g, "id": f"https://metadata.un.org/sdg/{n}", "score": 0.61}])
            for g, n in zip(_GOALS, _GOAL_NUMBERS, strict=True)
        ]

    def appearance(self, field: int, number: int, doi: bytes, luck: Sequence[float]) -> Appearance:
        """Where work ``number`` appeared; ``luck`` are nine draws in 0..1."""
        is_preprint = luck[0] < PREPRINT_SHARE
        shelf = self._venues[field]
        venue = REPOSITORY if is_preprint else shelf[int(luck[1] ** 1.7 * len(shelf))]
        is_open = venue.is_open or luck[2] < OPEN_SHARE
        first = _location(venue, number, doi, is_open=is_open)
        places = [first]
        if luck[3] < REPOSITORY_SHARE and not is_preprint:
            places.append(_location(REPOSITORY, number, doi, is_open=True))
        best = next((p for p in places if b'"is_oa":true' in p[:70]), b"null")
        kind = b"preprint" if is_preprint else b"review" if luck[4] < REVIEW_SHARE else b"article"
        status = b"gold" if is_open else b"green" if len(places) > 1 else b"closed"
        head = b"".join((
            b',"primary_location":', first, b',"type":"', kind, b'","indexed_in":["crossref"],"open_access":{"is_oa":',
            b"false" if status == b"closed" else b"true", b',"oa_status":"', status, b'","oa_url":',
            b"null" if status == b"closed" else doi, b',"any_repository_has_fulltext":',
            b"true}" if len(places) > 1 else b"false}",
        ))  # fmt: skip
        tail = b"".join((
            b',"locations_count":%d,"locations":[' % len(places), b",".join(places), b'],"best_oa_location":', best,
            b',"sustainable_development_goals":', self._goals[field % 4] if luck[5] < GOAL_SHARE else b"[]",
            self._funding(number, luck[6]), _content(number, has_pdf=is_open and luck[7] < 0.5),
        ))  # fmt: skip
        return Appearance(head, _fees(number, is_open=is_open, luck=luck[8]), tail)

    def _funding(self, number: int, luck: float) -> bytes:
        if luck >= FUNDED_SHARE:
            return b',"awards":[],"funders":[]'
        award, funder = self._funders[number % len(self._funders)]
        code = number * 7919 % 90_000_000 + 10_000_000
        return b"".join((
            b',"awards":[{"id":"https://openalex.org/G%d","display_name":null,'
            % (9_900_000_000 + number % 1_000_000_000),
            b'"funder_award_id":"INV%d",' % code, award, b'}],"funders":[', funder, b"]",
        ))  # fmt: skip


def _funder(number: int, name: str) -> tuple[bytes, bytes]:
    iri = f"https://openalex.org/F{9_900_000_001 + number}"
    award = encode({"funder_id": iri, "funder_display_name": name})[1:-1]
    return award, encode({"id": iri, "display_name": name, "ror": ror_id(20_000_000 + number)})


def _location(venue: Venue, number: int, doi: bytes, *, is_open: bool) -> bytes:
    is_repository = venue is REPOSITORY
    return b"".join((
        b'{"id":"%s:10.5555/jialing.%d","is_oa":%s,"landing_page_url":'
        % (b"pmh:oai" if is_repository else b"doi", number, b"true" if is_open else b"false"), doi,
        b',"pdf_url":null,"source":', venue.source, b',"license":', _CC_BY if is_open else b'null,"license_id":null',
        b',"version":"submittedVersion","is_accepted":false,"is_published":false' if is_repository
        else b',"version":"publishedVersion","is_accepted":true,"is_published":true',
        b',"raw_source_name":', venue.quoted_name, b',"raw_type":"', venue.raw_type, b'"}',
    ))  # fmt: skip


def _content(number: int, *, has_pdf: bool) -> bytes:
    if not has_pdf:
        return b',"has_content":{"pdf":false,"grobid_xml":false},"content_urls":null'
    return (
        b',"has_content":{"pdf":true,"grobid_xml":false},"content_urls":{"pdf":"https://content.openalex.org/works/W%d.pdf"}'
    ) % number


def _fees(number: int, *, is_open: bool, luck: float) -> bytes:
    if luck >= APC_SHARE:
        return b',"apc_list":null,"apc_paid":null'
    price = 1200 + number % 19 * 100
    fee = b'{"value":%d,"currency":"USD","value_usd":%d}' % (price, price)
    return b',"apc_list":%s,"apc_paid":%s' % (fee, fee if is_open else b"null")
