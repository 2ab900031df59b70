"""Pieces of a work's JSON that come again: institutions, authors, topics, venues. Encoded once, kept while they serve."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from jialing.world import prose
from jialing.world.affiliations import Affiliation
from jialing.world.fields import TOPICS_PER_SUBFIELD, Topic
from jialing.world.invention import World
from jialing.world.organisations import Organisation
from jialing.world.venues import Venue, venues

encode = msgspec.json.encode
AUTHOR_CACHE = 100_000


@dataclass(frozen=True)
class Known:
    """An institution as a work shows it: the object, its id in quotes, its country in quotes; all empty where unknown."""

    body: bytes
    ids: bytes
    country: bytes


NOTHING = Known(b"", b"", b"")


def institution(org: Organisation, parent: Organisation | None, country: str) -> Known:
    """The `institutions` entry of an organisation."""
    lineage = [org.openalex_id] + ([parent.openalex_id] if parent else [])
    body = {
        "id": org.openalex_id,
        "display_name": org.name,
        "ror": org.org_id,
        "country_code": country,
        "type": org.kind.ror_type,
        "lineage": lineage,
    }
    return Known(encode(body), encode(org.openalex_id), encode(country))


class Fragments:
    """Caches of one process."""

    def __init__(self, made: World) -> None:
        self._made = made
        organisations = made.register.organisations
        self._institutions = [
            NOTHING if o.is_local else institution(
                o, organisations[o.parent] if o.parent >= 0 else None, made.geography.spots[o.spot].country_code
            )
            for o in organisations
        ]  # fmt: skip
        self._wrong = [self._mistaken(o) for o in organisations]
        self._authors: dict[int, tuple[bytes, bytes, bytes, bytes]] = {}
        self._subjects: dict[tuple[int, int], bytes] = {}
        self._venues = venues(made.plan, made.tree)
        self.habits: dict[int, tuple[Affiliation, bytes]] = {}

    def institution(self, org: int, given: int) -> Known:
        """What OpenAlex says of an organisation: nothing (0), the truth (1), or its usual mistake (2)."""
        if given == 0:
            return NOTHING
        return self._institutions[org] if given == 1 else self._wrong[org]

    def _mistaken(self, org: Organisation) -> Known:
        """The parent instead of the child, else a look-alike of the same stem, else a neighbour."""
        if org.parent >= 0:
            return self._institutions[org.parent]
        others = self._made.register.organisations
        return self._institutions[others[(org.number * 31 + 7) % len(others)].number]

    def author(self, person: int, work: int, quirk: float) -> tuple[bytes, bytes, bytes]:
        """The `author` object, the name as printed, and the id."""
        folk = self._made.people
        found = self._authors.get(person)
        if found is None:
            name = folk.name(person)
            iri = folk.orcid(person)
            head = b',"display_name":%s,"orcid":%s}' % (
                encode(name.latin), encode(f"https://orcid.org/{iri}") if iri else b"null",
            )  # fmt: skip
            odd = (
                f"{name.given[0]}. {name.surname}",
                f"{name.surname} {name.given}",
                name.chinese or name.latin.upper(),
            )
            if len(self._authors) > AUTHOR_CACHE:
                self._authors.clear()
            found = self._authors[person] = (head, encode(name.latin), encode(odd[person % 3]), b"")
        author_id = folk.author_id(person, work).encode()
        printed = found[2] if quirk > 0.93 else found[1]
        return b'{"id":"' + author_id + b'"' + found[0], printed, author_id

    def subject(self, topic: int, pick: int) -> bytes:
        """primary_topic, topics, keywords, concepts, mesh of a topic, in one of a few variants."""
        key = (topic, pick % 5)
        found = self._subjects.get(key)
        if found is None:
            found = self._subjects[key] = self._subject(*key)
        return found

    def _subject(self, topic: int, variant: int) -> bytes:
        topics = self._made.tree.topics
        main = topics[topic]
        others = [topics[(topic + step * (variant + 1)) % len(topics)] for step in (1, TOPICS_PER_SUBFIELD)][
            : variant % 3
        ]
        score = 0.9990 - 0.013 * variant
        objects = [self._topic(t, round(score - 0.02 * i, 4)) for i, t in enumerate([main, *others])]
        field = self._made.tree.fields[topic // TOPICS_PER_SUBFIELD]
        words = prose.keywords(field)
        chosen = [words[(variant * 2 + i) % len(words)] for i in range(4)]
        keywords = [
            {
                "id": f"https://openalex.org/keywords/{w.replace(' ', '-')}",
                "display_name": w.capitalize(),
                "score": 0.81 - 0.07 * i,
            }
            for i, w in enumerate(chosen)
        ]
        concepts = [
            {
                "id": f"https://openalex.org/C{9900000000 + field * 100 + (variant * 2 + i) % len(words)}",
                "wikidata": f"https://www.wikidata.org/wiki/Q{990000000 + field * 100 + i}",
                "display_name": w.capitalize(),
                "level": min(i, 3),
                "score": 0.81 - 0.07 * i,
            }
            for i, w in enumerate(chosen)
        ]
        return b"".join((
            b',"primary_topic":', objects[0], b',"topics":[', b",".join(objects), b'],"keywords":', encode(keywords), b',"concepts":',
            encode(concepts), b',"mesh":[]', self._funded(variant, topic),
        ))  # fmt: skip

    def _topic(self, topic: Topic, score: float) -> bytes:
        tree = self._made.tree
        at = tree.subfields.index(topic.subfield)
        return encode(
            {
                "id": f"https://openalex.org/T{topic.number}",
                "display_name": topic.name,
                "score": score,
                "subfield": _level("subfields", topic.subfield, tree.names[f"S{topic.subfield}"]),
                "field": _level("fields", tree.fields[at], tree.names[f"F{tree.fields[at]}"]),
                "domain": _level("domains", tree.domains[at], tree.names[f"D{tree.domains[at]}"]),
            }
        )

    def _funded(self, variant: int, topic: int) -> bytes:
        return b""

    def locations(self, field: int, number: int, doi: bytes, luck: list[float]) -> bytes:
        """primary_location, type, indexed_in, open_access."""
        venue = self._venues[field][int(luck[7] ** 1.7 * len(self._venues[field]))]
        return _location(venue, number, doi, luck)


def _level(kind: str, code: int, name: str) -> dict[str, str]:
    return {"id": f"https://openalex.org/{kind}/{code}", "display_name": name}


def _location(venue: Venue, number: int, doi: bytes, luck: list[float]) -> bytes:
    is_open = venue.is_open or luck[8] < 0.15
    kind = "review" if luck[9] < 0.05 else "article"
    raw = "proceedings-article" if venue.kind == "conference" else "journal-article"
    place = b"".join((
        b'{"id":"doi:10.5555/jialing.%d","is_oa":%s,"landing_page_url":' % (number, b"true" if is_open else b"false"), doi,
        b',"pdf_url":null,"source":', venue.source, b',"license":', b'"cc-by","license_id":"https://openalex.org/licenses/cc-by"' if is_open
        else b'null,"license_id":null', b',"version":"publishedVersion","is_accepted":true,"is_published":true,"raw_source_name":',
        encode(venue.name), b',"raw_type":"', raw.encode(), b'"}',
    ))  # fmt: skip
    return b"".join((
        b',"primary_location":', place, b',"type":"', kind.encode(), b'","indexed_in":["crossref"],"open_access":{"is_oa":',
        b"true" if is_open else b"false", b',"oa_status":"', b"gold" if is_open else b"closed", b'","oa_url":',
        doi if is_open else b"null", b',"any_repository_has_fulltext":false},"locations_count":1,"locations":[', place,
        b'],"best_oa_location":', place if is_open else b"null", b',"sustainable_development_goals":[],"awards":[],"funders":[]',
        b',"has_content":{"pdf":false,"grobid_xml":false},"content_urls":null',
    ))  # fmt: skip
