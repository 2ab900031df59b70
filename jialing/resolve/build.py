"""From tables of organisations and places to a name index."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from jialing.resolve.gazetteer import Gazetteer, doubted, gazetteer
from jialing.resolve.index import NameIndex, Organisations, information_of
from jialing.resolve.names import ACRONYM, ALIAS, BRAND, CUT, DERIVED, KINDS, brand, forms, is_telling, spans
from jialing.resolve.pinyin import ENDINGS, spelt
from jialing.resolve.signatures import signatures
from jialing.resolve.text import key_of
from jialing.resolve.translated import spoken
from jialing.resolve.types import CountryLike, CountyLike, PlaceLike

MAX_DERIVED = 40
"""A derived form that more organisations share than this says nothing."""


MAX_DF_ONE_WORD = 12
"""Names that may have a word which, alone, is a derived name; a commoner word is no brand."""


MAX_DF_BRAND = 100
"""Names that may have a word which, alone, is a university's brand."""


@dataclass
class _Claims:
    """Phrase key -> organisation -> strongest kind of claim; filled name by name."""

    of: dict[str, dict[int, int]] = field(default_factory=dict)
    spanning: set[str] = field(default_factory=set)

    def add(self, key: str, organisation: int, kind: int) -> None:
        owners = self.of.setdefault(key, {})
        owners[organisation] = min(kind, owners.get(organisation, kind))


def build_index(
    organisations: pa.Table,
    names: pa.Table,
    relations: pa.Table,
    *,
    places: Sequence[PlaceLike],
    counties: Sequence[CountyLike],
    countries: Mapping[str, CountryLike],
) -> NameIndex:
    """The index of these organisations and places.

    Parameters
    ----------
    organisations, names, relations : the schema's ``organisations``, ``organisation_names``, ``organisation_relations``
        Rows that repeat an id count once (the first); names and relations of unknown ids are passed over; cycles are
        kept
        out of the ancestry. A withdrawn organisation's names lead to its only successor, or nowhere.
    places, counties, countries : what :func:`jialing.schema.places` and its sisters return

    Returns
    -------
    NameIndex, the same for the same rows in whatever order.
    """
    rows = _distinct(organisations)
    number = {row["org_id"]: n for n, row in enumerate(rows)}
    names_of = _names_of(rows, names, number)
    links = _links(relations, number)
    target = _targets(rows, links)
    atlas = gazetteer(rows, places=places, counties=counties, countries=countries)
    claims = _claims(names_of, target, atlas, types=[row["types"] or () for row in rows])
    believed = doubted(atlas.facts, _bearers(claims, atlas), rows, atlas)
    for key in atlas.facts:
        claims.of.setdefault(key, {})
    keys = sorted(key for key in claims.of if key)
    phrases = {key: n for n, key in enumerate(keys)}
    word_df = _document_frequencies(keys, claims)
    return NameIndex(
        organisations=_facts(rows, names_of, links, atlas, phrases),
        phrases=phrases,
        **_owner_arrays(keys, claims),
        weights=_weights(keys, word_df, len(keys)),
        cuts=_claimed_as(CUT, keys, claims),
        brands=_claimed_as(BRAND, keys, claims),
        spanning=frozenset(phrases[key] for key in claims.spanning if key in phrases),
        successors=_successors(rows, links["successor"]),
        facts={phrases[key]: tuple(facts) for key, facts in sorted(believed.items()) if key},
        word_df=word_df,
        pinyin=_pinyin(names_of, target),
        sounds=_sounds(rows, names_of, target),
        provinces=atlas.provinces,
        signatures=signatures(keys, [claims.of[key] for key in keys], word_df),
        n_names=len(keys),
    )


def _distinct(organisations: pa.Table) -> list[dict[str, Any]]:
    wanted = [
        "org_id",
        "name",
        "name_en",
        "name_zh",
        "types",
        "status",
        "country_code",
        "subdivision",
        "city",
        "geonames_id",
        "place_id",
    ]
    table = organisations.select([name for name in wanted if name in organisations.column_names])
    first: dict[str, dict[str, Any]] = {}
    for row in table.to_pylist():
        if row["org_id"]:
            first.setdefault(row["org_id"], {name: row.get(name) for name in wanted})
    return [first[org_id] for org_id in sorted(first)]


def _names_of(rows: Sequence[Mapping[str, Any]], names: pa.Table, number: Mapping[str, int]) -> list[dict[str, int]]:
    """For each organisation, its names and the strongest kind of each."""
    found: list[dict[str, int]] = [{} for _ in rows]

    def add(n: int, name: object, kind: int) -> None:
        if isinstance(name, str) and name.strip():
            found[n][name] = min(kind, found[n].get(name, kind))

    columns = (names.column(c).to_pylist() for c in ("org_id", "name", "kind"))
    for org_id, name, kind in zip(*columns, strict=True):
        if org_id in number:
            add(number[org_id], name, KINDS.get(kind, ALIAS))
    for n, row in enumerate(rows):
        for column, kind in (("name", "display"), ("name_en", "label"), ("name_zh", "label")):
            add(n, row[column], KINDS[kind])
    return found


def _links(relations: pa.Table, number: Mapping[str, int]) -> dict[str, dict[int, list[int]]]:
    """relation -> organisation -> the others, both ends known; 'child' rows are also read as parents and the
    reverse."""
    found: dict[str, dict[int, set[int]]] = {"parent": {}, "successor": {}, "any": {}}
    turned = {"child": "parent", "predecessor": "successor"}
    columns = (relations.column(c).to_pylist() for c in ("org_id", "relation", "other_id"))
    for org_id, relation, other_id in zip(*columns, strict=True):
        one, other = number.get(org_id), number.get(other_id)
        if one is None or other is None or one == other:
            continue
        found["any"].setdefault(one, set()).add(other)
        if relation in turned:
            one, other = other, one
        relation = turned.get(relation, relation)
        if relation in found:
            found[relation].setdefault(one, set()).add(other)
    return {relation: {one: sorted(others) for one, others in of.items()} for relation, of in found.items()}


def _targets(rows: Sequence[Mapping[str, Any]], links: Mapping[str, Mapping[int, list[int]]]) -> list[int | None]:
    """Which organisation a name of this one leads to: itself, or a withdrawn one's only successor, or none."""
    return [_target(n, rows, links["successor"]) for n in range(len(rows))]


def _target(n: int, rows: Sequence[Mapping[str, Any]], successors: Mapping[int, list[int]]) -> int | None:
    seen = {n}
    while rows[n]["status"] == "withdrawn":
        following = successors.get(n, [])
        if len(following) != 1 or following[0] in seen:
            return None
        n = following[0]
        seen.add(n)
    return n


def _successors(rows: Sequence[Mapping[str, Any]], successors: Mapping[int, list[int]]) -> dict[int, int]:
    return {
        n: following[0]
        for n, following in successors.items()
        if len(following) == 1 and rows[n]["status"] == "inactive" and rows[following[0]]["status"] == "active"
    }


def _claims(
    names_of: Sequence[Mapping[str, int]],
    target: Sequence[int | None],
    atlas: Gazetteer,
    *,
    types: Sequence[Sequence[str]],
) -> _Claims:
    claims = _Claims()
    for n, names in enumerate(names_of):
        owner = target[n]
        if owner is None:
            continue
        for name, kind in sorted(names.items()):
            kind = kind if owner == n else max(kind, ALIAS)
            if spans(name):
                claims.spanning.add(key_of(name))
            for key, claim in forms(name, kind, atlas.endings[n]):
                if key and len(key) > 1:
                    claims.add(key, owner, claim)
            own = brand(name) if kind < ACRONYM and "education" in types[n] else ""
            if own and own not in atlas.facts:
                claims.add(own, owner, BRAND)
    _add_joined(claims)
    _drop_weak(claims)
    return claims


def _add_joined(claims: _Claims) -> None:
    """'Jiao Tong' and 'Jiaotong': where a table writes both, each name is found under both."""
    words = Counter(word for key in claims.of for word in set(key.split(" ")))
    pairs = {
        one + two: (one, two)
        for key in claims.of
        for one, two in zip(key.split(" "), key.split(" ")[1:], strict=False)
        if len(one + two) >= 5 and one.isalpha() and two.isalpha() and one.isascii() and len(one) > 1 and len(two) > 1
        if one + two in words
    }
    for key in sorted(claims.of):
        parts = key.split(" ")
        for at in range(len(parts)):
            joined = "".join(parts[at : at + 2])
            if at + 1 < len(parts) and joined in pairs:
                _copy(claims, key, " ".join([*parts[:at], joined, *parts[at + 2 :]]))
            if parts[at] in pairs:
                _copy(claims, key, " ".join([*parts[:at], *pairs[parts[at]], *parts[at + 1 :]]))


def _copy(claims: _Claims, key: str, other: str) -> None:
    for owner, kind in claims.of[key].items():
        if kind != ACRONYM:
            claims.add(other, owner, max(kind, DERIVED))


def _drop_weak(claims: _Claims) -> None:
    """A derived form gives way to the organisations whose own name it is, and to emptiness where it says nothing."""
    words = Counter(
        word for key, owners in claims.of.items() if min(owners.values()) < DERIVED for word in set(key.split(" "))
    )
    claims.of = {key: kept for key, owners in claims.of.items() if (kept := _kept(key, owners, words[key]))}


def _kept(key: str, owners: Mapping[int, int], df: int) -> dict[int, int]:
    """The claims on a key that are worth having, ``df`` being the names that have its word (if it is one)."""
    own = {n: kind for n, kind in owners.items() if kind < DERIVED}
    brands = {n: kind for n, kind in owners.items() if kind == BRAND and len(owners) == 1}
    cut = {n: kind for n, kind in owners.items() if kind == CUT}
    if own:
        return {**own, **cut} if len(cut) <= MAX_DERIVED else own
    derived = {n: DERIVED for n, kind in owners.items() if kind in (DERIVED, CUT)}
    acronyms = {n: kind for n, kind in owners.items() if kind == ACRONYM}
    is_common = " " not in key and df > MAX_DF_ONE_WORD
    if len(derived) > MAX_DERIVED or is_common or (derived and not is_telling(key.split(" "))):
        return {**acronyms, **(brands if df <= MAX_DF_BRAND else {})}
    return {**derived, **acronyms, **brands}


LONGEST_PLACE = 4
"""Words of a place's name, in the search for such names inside those of organisations."""


def _bearers(claims: _Claims, atlas: Gazetteer) -> dict[str, set[int]]:
    """Phrase key of a place -> the organisations that have it inside a name of their own."""
    found: dict[str, set[int]] = {}
    for key, owners in claims.of.items():
        own = [n for n, kind in owners.items() if kind <= ALIAS]
        if own:
            for part in _parts(key.split(" ")):
                if part in atlas.facts:
                    found.setdefault(part, set()).update(own)
    return found


def _parts(words: Sequence[str]) -> Iterator[str]:
    """All runs of at most LONGEST_PLACE words."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_PLACE, len(words)) + 1):
            yield " ".join(words[start:end])


def _document_frequencies(keys: Iterable[str], claims: _Claims) -> dict[str, int]:
    frequencies: Counter[str] = Counter()
    for key in keys:
        if any(kind < DERIVED for kind in claims.of[key].values()):
            frequencies.update(set(key.split(" ")))
    return dict(sorted(frequencies.items()))


def _weights(keys: Sequence[str], word_df: Mapping[str, int], n_names: int) -> array[float]:
    worth = {word: information_of(word, df, n_names) for word, df in word_df.items()}
    rarest = information_of("", 1, n_names)
    return array("f", (sum(worth.get(word, rarest) for word in key.split(" ")) for key in keys))


def _owner_arrays(keys: Sequence[str], claims: _Claims) -> dict[str, array[int]]:
    offsets, owners = array("I", [0]), array("I")
    for key in keys:
        owners.extend(n << 3 | kind for n, kind in sorted(claims.of[key].items(), key=lambda item: (item[1], item[0])))
        offsets.append(len(owners))
    return {"offsets": offsets, "owners": owners}


def _claimed_as(kind: int, keys: Sequence[str], claims: _Claims) -> frozenset[int]:
    """The phrases with a claim of a kind that is heard only under conditions."""
    return frozenset(n for n, key in enumerate(keys) if kind in claims.of[key].values())


def _facts(
    rows: Sequence[Mapping[str, Any]],
    names_of: Sequence[Mapping[str, int]],
    links: Mapping[str, Mapping[int, list[int]]],
    atlas: Gazetteer,
    phrases: Mapping[str, int],
) -> Organisations:
    n_links = {n: len(others) for n, others in links["any"].items()}
    return Organisations(
        ids=[str(row["org_id"]) for row in rows],
        country=[str(row["country_code"] or "") for row in rows],
        division=atlas.division,
        city=[phrases.get(key_of(str(row["city"] or "")), -1) for row in rows],
        place_id=atlas.place_id,
        types=[tuple(sorted(row["types"] or ())) for row in rows],
        is_active=[row["status"] != "inactive" for row in rows],
        size=[round(math.log1p(n_links.get(n, 0) + len(names_of[n])), 4) for n in range(len(rows))],
        parents=[tuple(links["parent"].get(n, ())) for n in range(len(rows))],
        names=[str(row["name"] or "") for row in rows],
    )


def _pinyin(names_of: Sequence[Mapping[str, int]], target: Sequence[int | None]) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for n, names in enumerate(names_of):
        owner = target[n]
        if owner is not None:
            for name in names:
                letters = spelt(name)
                if letters:
                    found.setdefault(letters, set()).add(owner)
    return {letters: sorted(owners) for letters, owners in sorted(found.items())}


def _sounds(
    rows: Sequence[Mapping[str, Any]], names_of: Sequence[Mapping[str, int]], target: Sequence[int | None]
) -> dict[str, list[int]]:
    """What Chinese names would sound like that the table lacks; see :mod:`jialing.resolve.translated`."""
    found: dict[str, set[int]] = {}
    for n, names in enumerate(names_of):
        owner = target[n]
        if owner is None or rows[n]["country_code"] != "CN" or any(spelt(name) for name in names):
            continue
        for name in names:
            written = key_of(name).replace(" ", "")
            for letters in (written,) if written.endswith(ENDINGS) else spoken(name):
                found.setdefault(letters, set()).add(owner)
    return {letters: sorted(owners) for letters, owners in sorted(found.items())}
