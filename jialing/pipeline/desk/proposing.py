"""Which organisations a group may mean: what the resolver thought of, what people added since, names alike."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from jialing.lake import NewOrganisation
from jialing.pipeline.desk.opening import Desk
from jialing.pipeline.desk.records import Proposal

MOST_PROPOSALS = 5
ENOUGH = 2
"""Organisations that the resolver thought of, from which no others of a like name are looked for."""
LEAST = 0.1
"""Probability under which what the resolver thought of is not worth a reviewer's look."""
MOST_ALIKE = 3
RARE = 150
"""A word tells something that is in one name of so many, or in three."""
MOST_WORDS = 16

_LATIN = re.compile(r"[^\W_\u2e80-\u9fff]+")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_SIGNS = re.compile(r"[\W_]+")


def proposals(desk: Desk, rows: Sequence[Mapping[str, Any]]) -> tuple[Proposal, ...]:
    """Organisations for the strings of a group, each with where it comes from.

    First those that people added and that a string names whole, for no build knows them yet; then what the resolver
    gave or thought of, that of the commonest string first; then, where that is little, names alike.
    """
    thought: dict[str, float | None] = {}
    for row in rows:
        for org_id, probability in thought_of(desk, row):
            if probability is None or probability >= LEAST:
                thought.setdefault(org_id, probability)
    found = [(org_id, None, "added") for org_id in _added(desk, [row["affiliation"] for row in rows])]
    found += [(org_id, p, "resolver") for org_id, p in thought.items()]  # type: ignore[misc]
    if len(found) < ENOUGH and rows:
        found += [(org_id, None, "alike") for org_id in alike(desk, rows[0]["core"])]
    cards = desk.cards([org_id for org_id, _, _ in found])
    first = {org_id: (p, how) for org_id, p, how in reversed(found) if org_id in cards}
    order = [org_id for org_id in dict.fromkeys(org_id for org_id, _, _ in found) if org_id in cards]
    return tuple(Proposal(cards[org_id], *first[org_id]) for org_id in order[:MOST_PROPOSALS])


def thought_of(desk: Desk, row: Mapping[str, Any]) -> list[tuple[str, float | None]]:
    """What was given, else what the string lies between, else the one that the resolver was not sure enough of."""
    if row["org_ids"]:
        probabilities = [*(row["probabilities"] or ()), *(None for _ in row["org_ids"])]
        return list(zip(row["org_ids"], probabilities, strict=False))
    if row["candidates"]:
        return [(c["org_id"], c["probability"]) for c in json.loads(row["candidates"])]
    name = json.loads(row["params"] or "{}").get("organisation")
    query = "SELECT org_id FROM organisations WHERE name = ? AND status <> 'withdrawn' ORDER BY org_id LIMIT 1"
    return [(r["org_id"], None) for r in desk.rows(query, [name])] if name else []


def _added(desk: Desk, texts: Sequence[str]) -> list[str]:
    """Organisations that people added, one of whose names stands whole in a string; the longest name first."""
    plain = [_plain(text) for text in texts]
    lengths = {}
    for org_id, entry in desk.added.items():
        named = [name for name in _names(entry) if any(_stands_in(name, text) for text in plain)]
        if named:
            lengths[org_id] = max(map(len, named))
    return sorted(lengths, key=lambda org_id: (-lengths[org_id], org_id))


def _names(entry: NewOrganisation) -> list[str]:
    return [_plain(name) for name in (entry.name_en, entry.name_zh, *entry.aliases) if name.strip()]


def _plain(text: str) -> str:
    return f" {_SIGNS.sub(' ', text.casefold()).strip()} "


def _stands_in(name: str, text: str) -> bool:
    return name.strip() in text if _HAN.search(name) else name in text


def alike(desk: Desk, core: str) -> list[str]:
    """Ids of organisations with a name like what the strings of a group have in common, the likest first."""
    found = desk.rows("desk_likely", {"words": _words(core), "rare": RARE, "size": MOST_ALIKE})
    return [row["org_id"] for row in found]


def _words(core: str) -> list[str]:
    """Words with a blank on either side; of Chinese, which writes none, pairs of characters."""
    latin = [f" {word} " for word in _LATIN.findall(core)]
    han = [run[at : at + 2] for run in _HAN.findall(core) for at in range(len(run) - 1)]
    return list(dict.fromkeys((*latin, *han)))[:MOST_WORDS]
