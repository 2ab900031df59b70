"""Finding places, organisations, fields and circles as people type them.

By name in either language, by pinyin whole or by initials (dianzi keji, cd), by abbreviation (UESTC, 川大), by words in
any order; where nothing is found, by what sounds the same and by the nearest spelling.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from jialing.atlas.answers import Names
from jialing.atlas.ground import Ground
from jialing.atlas.names import LEAST_WORD, Entry, NameIndex, folded, name_index, scored
from jialing.atlas.records import SearchHit
from jialing.base.pinyin import is_han, syllables

LONGEST = 200
KINDS = ("place", "circle", "org", "field")
NEAR = 0.33
"""Hits up to this score are guesses: they sound alike or are spelt nearly alike."""

LONG_WORD = 8
"""Letters from which on two may be wrong, not only one."""


@dataclass(frozen=True)
class Sought:
    """What was typed: folded, its words, its letters in one piece, its pinyin where it is Chinese."""

    text: str
    words: tuple[str, ...]
    letters: str
    sound: str
    is_han: bool


def search(ground: Ground, text: str, lang: str, *, limit: int) -> tuple[SearchHit, ...]:
    """Whole names first, then beginnings, then the rest; the larger first among equals. Nothing for nothing."""
    sought = _sought(text)
    if not sought.text:
        return ()
    index = name_index(ground)
    hits = _merged([*_scan(index, sought, score), *_without_works(ground, sought, limit)])
    hits = hits or [replace(hit, is_near=True) for hit in _scan(index, sought, _by_sound) or _respelt(index, sought)]
    ranked = sorted(hits, key=lambda h: (-h.score, KINDS.index(h.kind), -(h.n_works or 0), h.name.in_lang(lang), h.id))
    return tuple(ranked[:limit])


def score(entry: Entry, sought: Sought) -> float:
    """How well an entry fits: 1 a whole name, 0.8 its beginning, 0.6 a word's, 0.4 inside; 0 not at all.

    Pinyin 0.9 whole, 0.7 the beginning, 0.35 inside, initials 0.82 and 0.45; abbreviations 0.7; words in any order 0.5;
    Chinese characters left out between others 0.34 to 0.44.
    """
    found = [0.0]
    if sought.text in entry.text:
        found.extend(_by_name(form, sought.text) for form in entry.forms)
        found.append(0.7 if sought.text in entry.initials else 0.0)
    elif len(sought.words) > 1 and all(word in entry.text for word in sought.words):
        found.append(0.5 if any(_has_words(form, sought.words) for form in entry.forms) else 0.0)
    if not sought.is_han and sought.letters and sought.letters in entry.sound:
        found.extend(_by_pinyin(whole, initials, sought.letters) for whole, initials in entry.sounds)
    if sought.is_han and max(found) == 0:
        found.extend(_abbreviated(form, sought.text) for form in entry.forms)
    return max(found)


def _sought(text: str) -> Sought:
    plain = folded(text[:LONGEST])
    has_han = any(map(is_han, plain))
    sound = "".join(syllables(plain)) if has_han else ""
    letters = "".join(c for c in plain if c.isalnum()).replace("v", "u")
    return Sought(plain, tuple(plain.split()), letters, sound, has_han)


def _scan(index: NameIndex, sought: Sought, rate: Callable[[Entry, Sought], float]) -> list[SearchHit]:
    rated = ((entry, rate(entry, sought)) for entry in index.entries)
    return [scored(entry, found) for entry, found in rated if found > 0]


def _by_name(form: str, text: str) -> float:
    if form == text:
        return 1.0
    if form.startswith(text):
        return 0.8
    if f" {text}" in form:
        return 0.6
    return 0.4 if text in form else 0.0


def _has_words(form: str, words: Iterable[str]) -> bool:
    return all(f" {word}" in f" {form}" for word in words)


def _by_pinyin(whole: str, initials: str, letters: str) -> float:
    if whole == letters:
        return 0.9
    if len(letters) > 2 and whole.startswith(letters):
        return 0.7
    if initials == letters and len(letters) > 1:
        return 0.82
    if initials.startswith(letters) and len(letters) > 1:
        return 0.45
    return 0.35 if len(letters) > 3 and letters in whole else 0.0


def _abbreviated(form: str, text: str) -> float:
    """Characters of a name in their order with others left out (西南交大): better the fewer are left out."""
    at, first = -1, -1
    for character in text:
        at = form.find(character, at + 1)
        if at < 0:
            return 0.0
        first = at if first < 0 else first
    return 0.34 + 0.1 * len(text) / (at - first + 1) if len(text) > 1 else 0.0


def _by_sound(entry: Entry, sought: Sought) -> float:
    """Other characters that are read the same (四川大雪)."""
    if len(sought.sound) < LEAST_WORD:
        return 0.0
    return max((NEAR - 0.01 * (whole != sought.sound) for whole, _ in entry.sounds if sought.sound in whole), default=0)


def _respelt(index: NameIndex, sought: Sought) -> list[SearchHit]:
    """Hits for the nearest words that names hold, where every word typed has one."""
    if sought.is_han:
        return []
    nearest = [_nearest(word, index.words) for word in sought.words]
    words = tuple(word for word in nearest if word)
    if len(words) < len(sought.words) or words == sought.words:
        return []
    meant = Sought(" ".join(words), words, "".join(words), "", is_han=False)
    return _scan(index, meant, lambda entry, other: score(entry, other) * NEAR)


def _nearest(word: str, words: Sequence[str]) -> str | None:
    """The word itself if names hold it (or it is short), else the nearest one (Damerau & Levenshtein), if any is."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(word) < LEAST_WORD or word in words:
        return word
    wrong = 2 if len(word) >= LONG_WORD else 1
    # Of words equally near, one that begins alike: people seldom miss the first letter.
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=wrong, limit=10)
    best = min(found, key=lambda hit: (hit[1], hit[0][0] != word[0]), default=None)
    return best[0] if best else None


def _without_works(ground: Ground, sought: Sought, limit: int) -> list[SearchHit]:
    """Organisations that no work names: by what their names hold."""
    query = """WITH named AS (SELECT org_id, name FROM organisation_names WHERE contains(lower(name), $sought)
        UNION ALL SELECT org_id, unnest([name, name_en, name_zh]) FROM organisations
        WHERE contains(lower(concat_ws(' ', name, name_en, name_zh)), $sought)),
        hits AS (SELECT org_id, max(CASE WHEN lower(name) = $sought THEN 1.0
            WHEN starts_with(lower(name), $sought) THEN 0.8 WHEN contains(lower(name), ' ' || $sought) THEN 0.6
            WHEN contains(lower(name), $sought) THEN 0.4 ELSE 0 END) AS s
            FROM named ANTI JOIN (SELECT org_id FROM output_orgs) USING (org_id) GROUP BY 1 HAVING s > 0)
        SELECT org_id, s, place_id, city FROM hits JOIN organisations USING (org_id)
        WHERE status <> 'withdrawn' ORDER BY s DESC, org_id LIMIT $most"""
    rows = ground.rows(query, {"sought": sought.text, "most": limit})
    names = ground.names(str(thing) for row in rows for thing in (row[0], row[2]) if thing)
    return [
        SearchHit("org", org, names[org], names.get(place, Names(city or "", city or "")), None, float(found))
        for org, found, place, city in rows
    ]


def _merged(hits: Iterable[SearchHit]) -> list[SearchHit]:
    """Each thing once, with its best score."""
    best: dict[tuple[str, str], SearchHit] = {}
    for hit in hits:
        key = (hit.kind, hit.id)
        best[key] = max(best.get(key, hit), hit, key=lambda h: h.score)
    return list(best.values())
