"""What waits, one group opened, and the works behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from jialing.errors import InputError
from jialing.lake import Shown
from jialing.pipeline.desk.opening import Desk
from jialing.pipeline.desk.proposing import proposals, thought_of
from jialing.pipeline.desk.records import (
    BELOW,
    STATES,
    USUAL,
    Filter,
    Item,
    OpenString,
    OrganisationCard,
    QueueLine,
    QueuePage,
    WorkBehind,
    WorksPage,
)

MOST_STRINGS = 60
"""Strings of a group that are shown, and so decided, at one stroke."""


def queue(desk: Desk, wanted: Filter) -> QueuePage:
    """Groups with a string that nobody decided, the most valuable first.

    Raises InputError ``desk.bad_filter`` (name, given) for a state, probability or page that cannot be.
    """
    _check(wanted)
    closed = set(desk.ledger.in_force) | (set() if wanted.with_put_off else desk.put_off)
    params = {
        "closed": sorted(closed),
        "states": [wanted.state] if wanted.state else list(USUAL),
        "below": wanted.below,
        "circle": wanted.circle_id,
        "population": wanted.population,
        "text": " ".join(wanted.text.split()),
        "size": wanted.size,
        "skip": (wanted.page - 1) * wanted.size,
    }
    rows = desk.rows("desk_queue", params)
    n = int(rows[0]["n_groups"]) if rows else 0
    lines = tuple(QueueLine(**{name: row[name] for name in QueueLine.__dataclass_fields__}) for row in rows)
    return QueuePage(
        lines=lines,
        page=wanted.page,
        n_pages=max(1, -(-n // wanted.size)),
        n_groups=n,
        n_would_place=int(rows[0]["n_all_would_place"]) if rows else 0,
    )


def _check(wanted: Filter) -> None:
    if wanted.state and wanted.state not in STATES:
        raise InputError("desk.bad_filter", name="state", given=wanted.state)
    if not 0 <= wanted.below <= 0.9:
        raise InputError("desk.bad_filter", name="below", given=wanted.below)
    if wanted.page < 1 or not 1 <= wanted.size <= 100_000:
        raise InputError("desk.bad_filter", name="page", given=wanted.page)


def item(desk: Desk, group_no: int, *, below: float = BELOW) -> Item:
    """A group with its strings and proposals; those given with a probability of ``below`` or more are left alone.

    Raises InputError ``desk.unknown_group`` (group).
    """
    rows = desk.rows("desk_strings", {"group": group_no, "below": below})
    if not rows:
        raise InputError("desk.unknown_group", group=group_no)
    places = desk.places(r["place_id"] for r in rows if r["place_id"])
    strings = [_string(row, places, desk) for row in rows]
    still_open = [s for s in strings if s.decision is None][:MOST_STRINGS]
    return Item(
        group_no=group_no,
        core=rows[0]["core"],
        strings=tuple(still_open),
        closed=tuple(s for s in strings if s.decision is not None),
        proposals=proposals(desk, rows),
        version=desk.version.id,
    )


def group_of(desk: Desk, affiliation: str) -> int | None:
    """The group that a string stands in; None where it is not in the queue."""
    query = "SELECT group_no FROM undecided_strings JOIN affiliations USING (affiliation_no) WHERE affiliation = ?"
    rows = desk.rows(query, [affiliation])
    return int(rows[0]["group_no"]) if rows else None


def _string(row: Mapping[str, Any], places: Mapping[str, tuple[str, str]], desk: Desk) -> OpenString:
    params = json.loads(row["params"] or "{}")
    place_en, place_zh = places.get(row["place_id"] or "", ("", ""))
    return OpenString(
        affiliation_no=row["affiliation_no"],
        affiliation=row["affiliation"],
        state=row["state"],
        pieces=marked(row["affiliation"], row.get("spans"), str(params.get("read", ""))),
        because=row["because"],
        params=params,
        place_id=row["place_id"],
        place_en=place_en,
        place_zh=place_zh,
        country_code=row["country_code"],
        n_works=row["n_works"],
        n_would_place=row["n_would_place"],
        decision=desk.ledger.in_force.get(row["affiliation"]),
    )


def marked(text: str, spans: object, read: str) -> tuple[tuple[str, bool], ...]:
    """``text`` cut into pieces, those that were read as a name marked: by given spans, else where the words stand."""
    found = _spans(spans, len(text)) or _where(text, read)
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in found:
        if start >= at:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return tuple((piece, is_marked) for piece, is_marked in (*pieces, (text[at:], False)) if piece)


def _spans(said: object, length: int) -> list[tuple[int, int]]:
    """JSON pairs [start, end) as the resolver told them."""
    pairs = sorted((int(start), int(end)) for start, end in json.loads(said)) if isinstance(said, str) else []
    return [(start, end) for start, end in pairs if 0 <= start < end <= length]


def _where(text: str, read: str) -> list[tuple[int, int]]:
    words = [re.escape(c) for c in read] if read and read[0] >= "\u2e80" else [re.escape(w) for w in read.split()]
    if not words:
        return []
    found = re.search(r"(?:\W+(?:of|the|and|for|de|di)\b)*\W*".join(words), text, re.IGNORECASE)
    return [found.span()] if found else []


def works(desk: Desk, group: Item, *, page: int = 1, size: int = 5) -> WorksPage:
    """Works behind the strings of a group, those without any place first."""
    numbers = [s.affiliation_no for s in (*group.strings, *group.closed)]
    rows = desk.rows("desk_works", {"strings": numbers, "size": size, "skip": (max(page, 1) - 1) * size})
    n = int(rows[0]["n_rows"]) if rows else 0
    return WorksPage(tuple(map(_work, rows)), page, max(1, -(-n // size)), n)


def _work(row: Mapping[str, Any]) -> WorkBehind:
    texts = {name: row[name] or "" for name in ("title", "kind", "venue", "doi", "source", "source_id")}
    return WorkBehind(
        **texts,
        year=row["year"],
        people=tuple(row["people"] or ()),
        others=tuple(o for o in row["others"] or () if o),
        is_placed=row["is_placed"],
    )


def search(desk: Desk, text: str, *, size: int = 8) -> tuple[OrganisationCard, ...]:
    """Organisations one of whose names, in any language, has every word of ``text``; those just added too."""
    words = text.casefold().split()[:12]
    if not words:
        return ()
    found = [r["org_id"] for r in desk.rows("desk_search", {"words": words, "whole": " ".join(words), "size": size})]
    new = [i for i, e in desk.added.items() if _has_words(words, (e.name_en, e.name_zh, e.acronym, *e.aliases))]
    cards = desk.cards([*new, *found])
    return tuple(cards[org_id] for org_id in dict.fromkeys([*new, *found]))[:size]


def _has_words(words: Sequence[str], names: Sequence[str]) -> bool:
    """Whether one of the names has every word, whole where it is of Latin script."""
    folded = [(name.casefold(), set(re.findall(r"\w+", name.casefold()))) for name in names if name]
    return any(all(word in whole or (word >= "\u2e80" and word in name) for word in words) for name, whole in folded)


def shown_for(desk: Desk, row: Mapping[str, Any]) -> Shown:
    """What the desk shows a reviewer of one string of the version (a row of ``affiliations``)."""
    thought = thought_of(desk, row)
    state = desk.rows("SELECT state FROM undecided_strings WHERE affiliation_no = ?", [row["affiliation_no"]])
    return Shown(
        org_ids=tuple(org_id for org_id, _ in thought),
        probabilities=tuple(p for _, p in thought),
        state=state[0]["state"] if state else "",
        version=desk.version.id,
        index=str(desk.version.manifest.get("index", "")),
    )
