"""One OpenAlex work -> rows of works, abstracts, authorships, work_fields and fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from jialing.schema import field_names
from jialing.sources.batches import Rows
from jialing.sources.openalex.records import Affiliation, Authorship, InstitutionRef, Location, Topic, Work
from jialing.sources.text import doi_of, plain_title

KINDS = {
    "article": "article",
    "letter": "article",
    "review": "review",
    "conference-paper": "conference-paper",
    "preprint": "preprint",
    "book": "book",
    "monograph": "book",
    "book-chapter": "book-chapter",
    "dissertation": "dissertation",
    "dataset": "dataset",
}
"""OpenAlex types; all others (editorial, erratum, paratext, peer-review, grant, ...) are of kind other."""
PUBLICATIONS = "openalex:publications"
OTHER_OUTPUTS = "openalex:other-outputs"
NOT_PUBLICATIONS = frozenset({"dataset", "other"})
PUBLICATION_KINDS = tuple(sorted({"conference-paper", *KINDS.values()} - NOT_PUBLICATIONS))
TABLES = ("works", "abstracts", "authorships", "work_fields", "fields")
YEAR_FROM = 1500
Ids = tuple[list[str] | None, list[str] | None]
Given = tuple[str | None, list[str] | None, list[str] | None]
_NO_IDS: Ids = (None, None)


def add_work(work: Work, rows: Rows, seen_fields: set[str], year: int) -> None:
    """Append the rows of a work whose id and year are known to be good."""
    tables = rows.rows
    authorships = work.authorships or ()
    tables["works"].append(_work_row(work, rows.repairs, year, len(authorships)))
    if work.abstract_inverted_index:
        tables["abstracts"].append((work.id, abstract(work.abstract_inverted_index)))
    _add_authorships(work.id, authorships, tables["authorships"])
    _add_topics(work, tables, seen_fields)


def _work_row(work: Work, repairs: Counter[str], year: int, n_authors: int) -> tuple[object, ...]:
    """Columns of ``works`` in the order of the schema."""
    kind = kind_of(work)
    title = work.title or work.display_name
    return (
        work.id,
        OTHER_OUTPUTS if kind in NOT_PUBLICATIONS else PUBLICATIONS,
        kind,
        plain_title(title, repairs) if title is not None else None,
        work.language[:2].lower() if work.language else None,
        year,
        date_of(work.publication_date),
        doi_of(work.doi),
        _venue(work.primary_location),
        work.id,
        _cited_by(work.cited_by_count, repairs),
        n_authors,
        work.is_retracted is True,
        None,
        None,
    )


def _cited_by(count: int | None, repairs: Counter[str]) -> int | None:
    if count is not None and count < 0:
        repairs["repair.negative_count"] += 1
        return None
    return count


def kind_of(work: Work) -> str:
    """Our kind of a work; an article that its register calls a proceedings article is a conference paper."""
    kind = KINDS.get(work.type or "", "other")
    if kind == "article":
        location = work.primary_location
        raw_type = (location.raw_type if location else None) or work.type_crossref
        if raw_type == "proceedings-article":
            return "conference-paper"
    return kind


@lru_cache(maxsize=50_000)
def date_of(text: str | None) -> date | None:
    """An ISO date, or None where there is none or it does not exist (2015-00-00)."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def abstract(index: dict[str, list[int]]) -> str:
    """Plain text from an inverted index (word -> positions); positions missing or taken twice lose no word."""
    words = [""] * sum(map(len, index.values()))
    try:
        for word, positions in index.items():
            for position in positions:
                words[position] = word
    except IndexError:
        return _abstract_with_gaps(index)
    return _abstract_with_gaps(index) if "" in words else " ".join(words)


def _abstract_with_gaps(index: dict[str, list[int]]) -> str:
    placed = sorted((position, word) for word, positions in index.items() for position in positions if word)
    return " ".join([word for _, word in placed])


def _venue(location: Location | None) -> str | None:
    if location is None:
        return None
    return (location.source.display_name if location.source else None) or location.raw_source_name


def _add_authorships(source_id: str | None, authorships: Sequence[Authorship], out: list[tuple[object, ...]]) -> None:
    last = len(authorships)
    # OpenAlex writes false for everybody where it does not know: then nobody is known to correspond.
    is_known = any(authorship.is_corresponding for authorship in authorships)
    for position, authorship in enumerate(authorships, 1):
        author = authorship.author
        person_id = author.id if author else None
        orcid = author.orcid if author else None
        name = authorship.raw_author_name or (author.display_name if author else None)
        for string, org_ids, countries in affiliations_of(authorship):
            out.append(
                (
                    source_id,
                    position,
                    position == last,
                    bool(authorship.is_corresponding) if is_known else None,
                    person_id,
                    orcid[-19:] if orcid else None,
                    name,
                    string,
                    org_ids,
                    countries,
                )
            )


def affiliations_of(authorship: Authorship) -> list[Given]:
    """(string, organisations given, countries given) for each affiliation string of an author.

    Where OpenAlex says which string an institution came from, the institution stands beside that string; where it does
    not and there are several strings, the institutions get a row without a string. An author without either has one
    empty row.
    """
    institutions = authorship.institutions or []
    stated = authorship.affiliations or []
    if len(stated) == 1 and len(stated[0].institution_ids or ()) == len(institutions):
        return [_only(stated[0].raw_affiliation_string or None, institutions, authorship)]
    found = _told(stated, {i.id: i for i in institutions})
    is_told = any(org_ids for org_ids, _ in found.values())
    if not found:
        found = dict.fromkeys(filter(None, _older_strings(authorship)), _NO_IDS)
    if institutions and not is_told:
        found[next(iter(found)) if len(found) == 1 else None] = _given(institutions)
    if not found:
        return [(None, None, authorship.countries or None)]
    return [(string, *given) for string, given in found.items()]


def _only(string: str | None, institutions: list[InstitutionRef], authorship: Authorship) -> Given:
    org_ids, countries = _given(institutions)
    return string, org_ids, countries or authorship.countries or None


def _told(stated: list[Affiliation], institutions: dict[str | None, InstitutionRef]) -> dict[str | None, Ids]:
    return {
        affiliation.raw_affiliation_string or None: _given(
            [institutions.get(i) or InstitutionRef(id=i) for i in affiliation.institution_ids or () if i]
        )
        for affiliation in stated
        if affiliation.raw_affiliation_string or affiliation.institution_ids
    }


def _older_strings(authorship: Authorship) -> list[str]:
    single = [authorship.raw_affiliation_string] if authorship.raw_affiliation_string else []
    return authorship.raw_affiliation_strings or single


def _given(institutions: list[InstitutionRef]) -> Ids:
    if not institutions:
        return _NO_IDS
    if len(institutions) == 1:
        one = institutions[0]
        return [one.ror or one.id or ""], [one.country_code] if one.country_code else None
    org_ids = [institution.ror or institution.id or "" for institution in institutions]
    countries = list(dict.fromkeys([i.country_code for i in institutions if i.country_code]))
    return org_ids, countries or None


def _add_topics(work: Work, tables: dict[str, list[tuple[object, ...]]], seen: set[str]) -> None:
    topics = work.topics or ([work.primary_topic] if work.primary_topic else [])
    if not topics:
        return
    primary = work.primary_topic.id if work.primary_topic and work.primary_topic.id else topics[0].id
    for topic in topics:
        if topic.id is None:
            continue
        if topic.id not in seen:
            add_topic(topic, tables["fields"], seen)
        tables["work_fields"].append((work.id, field_id(topic.id), topic.score, topic.id == primary))


def add_topic(topic: Topic, out: list[tuple[object, ...]], seen: set[str]) -> None:
    """Append a topic and the levels above it, each once per part."""
    above: str | None = None
    for level, named in (
        ("domain", topic.domain),
        ("field", topic.field),
        ("subfield", topic.subfield),
        ("topic", topic),
    ):
        if named is None or named.id is None:
            continue
        code = field_id(named.id)
        if named.id not in seen:
            seen.add(named.id)
            known = field_names().get(code)
            out.append((code, "openalex", level, above, named.display_name, known.name_zh if known else None))
        above = code


@lru_cache(maxsize=20_000)
def field_id(url: str) -> str:
    """``openalex:T11588`` of https://openalex.org/T11588; ``openalex:S2306`` of .../subfields/2306, F and D alike."""
    kind, _, code = url.removeprefix("https://openalex.org/").rpartition("/")
    return (
        f"openalex:{kind[:1].upper()}{code}"
        if kind in ("domains", "fields", "subfields", "topics")
        else f"openalex:{code}"
    )
