"""One line of `jialing resolve`: what a string is, as JSON. docs/reference/resolve.md describes every member."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from jialing.base.phrases import catalogue, phrase
from jialing.resolve import NameIndex, Reason, Resolution

Decided = tuple[tuple[str, ...], str | None, str]
"""What a person decided of a string: organisations, place, who."""


def resolution_of(decided: Decided, index: NameIndex) -> Resolution:
    """A person's decision in the resolver's terms; the place decided is where the first organisation worked."""
    org_ids, place_id, by = decided
    places = [_fact(index, org_id, index.organisations.place_id) for org_id in org_ids]
    return Resolution(
        org_ids=org_ids,
        place_id=place_id or next(iter(places), None),
        country_code=None,
        score=1.0 if org_ids else None,
        because=Reason("because.decided_by_person", {"by": by, "at": "", "note": ""}),
        decided_by="person",
        org_place_ids=tuple(place_id or place if at == 0 else place for at, place in enumerate(places)),
        probabilities=(1.0,) * len(org_ids),
    )


def unread(fault: str) -> Resolution:
    """What stands for a line that could not be read; ``fault`` is a phrase code."""
    return Resolution(org_ids=(), place_id=None, country_code=None, score=None, because=Reason(fault))


def answer(text: str | None, found: Resolution, index: NameIndex, lang: str) -> bytes:
    """The answer of a string (None: of a line without one) as a line of JSON, in a language."""
    entry = {
        "affiliation": text,
        "ror_ids": list(found.org_ids),
        "place": found.place_id,
        "score": _rounded(found.score),
        "because": _said(found.because, lang),
        "because_code": found.because.code,
        "organisations": list(_organisations(text or "", found, index)),
        "abstention": found.abstention,
        "candidates": [_named(index, org_id) | {"probability": _rounded(p)} for org_id, p in found.candidates],
    }
    try:
        return json.dumps(entry, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # an unpaired surrogate: escaped, it comes out as it came in
        return json.dumps(entry, ensure_ascii=True).encode()


def _organisations(text: str, found: Resolution, index: NameIndex) -> Iterator[dict[str, object]]:
    told = zip_longest(found.org_ids, found.probabilities, found.org_place_ids, found.spans)
    for org_id, probability, place, span in told:
        where = {"span": list(span), "text": text[slice(*span)]} if span else {"span": None, "text": None}
        yield _named(index, org_id) | {"probability": _rounded(probability), "place": place} | where


def _named(index: NameIndex, org_id: str) -> dict[str, object]:
    return {"id": org_id, "name": _fact(index, org_id, index.organisations.names)}


def _fact(index: NameIndex, org_id: str, facts: list[str]) -> str | None:
    """What the index knows of an organisation (its numbers follow the order of ids); None where it knows nothing."""
    ids = index.organisations.ids
    at = bisect_left(ids, org_id)
    return (facts[at] or None) if at < len(ids) and ids[at] == org_id else None


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def _said(because: Reason, lang: str) -> str:
    """The reason in words; a code that has none stands for itself."""
    params: Mapping[str, object] = because.params
    return phrase(because.code, lang, **params) if because.code in catalogue() else because.code
