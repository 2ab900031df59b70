"""Pairs of organisations that may be one: the same code, the same ROR id, or the same name in the same place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from django.db.models import Q

from jialing.portal.registry.enums import DuplicateReason, OrganisationState
from jialing.portal.registry.models import Organisation, OrganisationName

_ROR = re.compile(r"ror\.org/(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})")
"""Nine characters: 0, six of Crockford's base 32, two digits (https://ror.readme.io/docs/identifier)."""
MANY = 6
"""A name that more organisations of one place share names none of them (a school's department, say)."""


def duplicates() -> list[tuple[int, int, str, str]]:
    """Pairs ``(smaller key, larger key, reason, evidence)``, the surer reason where two hold; three queries."""
    there = list(
        Organisation.objects.exclude(state=OrganisationState.MERGED).values_list(
            "pk", "uscc", "place_id", "lake_copy__uscc"
        )
    )
    place = {pk: place_id for pk, _, place_id, _ in there}
    found: dict[tuple[int, int], tuple[str, str]] = {}
    codes = ((code, pk) for pk, own, _, lakes in there for code in {own, lakes or ""} if code)
    for first, second, code in _pairs(codes):
        found.setdefault((first, second), (DuplicateReason.USCC, code))
    for first, second, ror in _pairs(_ror_ids()):
        found.setdefault((first, second), (DuplicateReason.LAKE_ID, ror))
    names = OrganisationName.objects.exclude(normalised="").exclude(kind="acronym")
    told = ((f"{name}@{place[pk]}", pk) for name, pk in names.values_list("normalised", "organisation_id")
            if place.get(pk))  # fmt: skip
    for first, second, name in _pairs(told):
        found.setdefault((first, second), (DuplicateReason.NAME_AND_PLACE, name.rpartition("@")[0]))
    return [(first, second, str(reason), said) for (first, second), (reason, said) in sorted(found.items())]


def _ror_ids() -> Iterator[tuple[str, int]]:
    """ROR ids by organisation: its own in the lake, and those that people wrote as its website or source."""
    rows = Organisation.objects.exclude(state=OrganisationState.MERGED)
    told = rows.filter(
        Q(lake_id__contains="ror.org/") | Q(website__contains="ror.org/") | Q(source__contains="ror.org/")
    )
    for pk, *texts in told.values_list("pk", "lake_id", "website", "source"):
        yield from ((ror, pk) for ror in {found for text in texts for found in _ROR.findall(text.lower())})


def _pairs(told: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int, str]]:
    by_key: dict[str, set[int]] = defaultdict(set)
    for key, pk in told:
        by_key[key].add(pk)
    for key, pks in sorted(by_key.items()):
        if 2 <= len(pks) <= MANY:
            yield from ((first, second, key) for first, second in combinations(sorted(pks), 2))
