"""How well what somebody wrote covers a text, and because of which works and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jialing.base.progress import SILENT, Progress
from jialing.match.expertise.vectors import Floats, Vectors, latent, weighted
from jialing.match.expertise.words import language_of

BEST = 3
"""Works of an expert that count: the nearest three, by cross-validation over reviewers (benchmarks/matching.py)."""

HIGH = 0.05
"""Share of all pairs, the nearest, by which nearness across languages is brought to the scale of one language."""

SHARED = 5
"""Words named in a reason."""

AT_ONCE = 64
"""Texts compared with all works together."""


@dataclass(frozen=True)
class Text:
    """A work or a proposal. ``language``: zh, en, or '' where nobody said: then by its letters."""

    title: str = ""
    abstract: str = ""
    year: int | None = None
    language: str = ""

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.abstract}".strip()


@dataclass(frozen=True)
class Because:
    """One work behind a score: how near it is (0..1), the words shared, and whether it is of another language."""

    text_id: str
    similarity: float
    shared: tuple[str, ...]
    is_across: bool


@dataclass(frozen=True)
class Expertise:
    """Of one pair. ``score`` 0..1, or None with ``why`` (a phrase code) where nothing is known.

    ``lacking`` counts the expert's works of which no text is there.
    """

    expert: str
    text_id: str
    score: float | None
    because: tuple[Because, ...] = ()
    why: str = ""
    lacking: int = 0


@dataclass(frozen=True)
class Corpus:
    """Texts as vectors; made by :func:`corpus`."""

    at: Mapping[str, int]
    is_known: tuple[bool, ...]
    languages: tuple[str, ...]
    lexical: Vectors
    places: Floats
    across: float = 1.0


def corpus(texts: Mapping[str, Text], bilingual: Sequence[tuple[str, str]] = (), *, seed: int = 0) -> Corpus:
    """Vectors of all texts, and how nearness across languages compares with nearness within one.

    Parameters
    ----------
    bilingual : (English, Chinese) titles of the same works or names of the same things, for the latent space
    seed : of the pairs of texts drawn to compare the two scales
    """
    whole = [text.whole for text in texts.values()]
    languages = tuple(text.language[:2].lower() or language_of(text.whole) for text in texts.values())
    lexical = weighted(whole)
    is_mixed = len(set(languages) - {""}) > 1
    places = latent(whole, bilingual) if is_mixed else np.zeros((len(whole), 1))
    across = _scale(lexical, places, languages, seed) if is_mixed else 1.0
    known = tuple(bool(end - start) for start, end in zip(lexical.rows.indptr, lexical.rows.indptr[1:], strict=False))
    return Corpus({name: nth for nth, name in enumerate(texts)}, known, languages, lexical, places, across)


def expertise(
    profiles: Mapping[str, Sequence[str]],
    pairs: Sequence[tuple[str, str]],
    known: Corpus,
    *,
    best: int = BEST,
    progress: Progress = SILENT,
) -> Iterator[Expertise]:
    """The score of each pair of expert and text: the mean nearness of the expert's ``best`` nearest works.

    Within a language nearness is the cosine of TF-IDF vectors of words and word pairs. Across languages it is the
    cosine in the latent space, brought to the scale of the other by one factor. An expert with fewer than ``best``
    works has the mean over those there are. The text itself, where it is among the expert's works, counts for nothing.

    Yields
    ------
    One for each pair, in their order of texts, then as given.
    """
    by_text: dict[str, list[str]] = {}
    for expert, text_id in pairs:
        by_text.setdefault(text_id, []).append(expert)
    held = {expert: _profile(profiles[expert], known) for expert, _ in pairs if expert in profiles}
    asked = list(by_text)
    progress.start("step.expertise", len(pairs), "unit.pairs")
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        near, is_across = _nearness(part, known)
        for row, text_id in enumerate(part):
            text = _asked(text_id, known, near[row], is_across[row])
            for expert in by_text[text_id]:
                yield _one(expert, text, held.get(expert), known, best)
            progress.advance(len(by_text[text_id]))
    progress.finish()


@dataclass(frozen=True)
class _Profile:
    """Works of an expert of which a text is there, and how many there are in all."""

    names: tuple[str, ...]
    rows: NDArray[np.int64]
    all_names: frozenset[str]


@dataclass(frozen=True)
class _Asked:
    """A text asked about (``at`` is None where it is unknown or empty), and the weights of its terms."""

    name: str
    at: int | None
    near: Floats
    is_across: Floats
    weights: Floats


def _profile(works: Sequence[str], known: Corpus) -> _Profile:
    names = tuple(n for n in dict.fromkeys(works) if n in known.at and known.is_known[known.at[n]])
    return _Profile(names, np.array([known.at[name] for name in names], np.int64), frozenset(works))


def _asked(name: str, known: Corpus, near: Floats, is_across: Floats) -> _Asked:
    at = known.at.get(name)
    weights = np.zeros(known.lexical.rows.shape[1])
    if at is None or not known.is_known[at]:
        return _Asked(name, None, near, is_across, weights)
    columns, values = known.lexical.terms_of(at)
    weights[columns] = values
    return _Asked(name, at, near, is_across, weights)


def _nearness(asked: Sequence[str], known: Corpus) -> tuple[Floats, Floats]:
    """(asked, texts) nearness of each, and whether it is across languages."""
    rows = [known.at.get(name, 0) for name in asked]
    near = np.asarray((known.lexical.rows[rows] @ known.lexical.rows.T).todense())
    languages = np.array(known.languages)
    is_across = languages[rows][:, None] != languages[None, :]
    if known.places.shape[1] > 1:
        through = np.clip(known.places[rows] @ known.places.T, 0.0, 1.0)
        near = np.where(is_across, np.maximum(near, np.minimum(through * known.across, 1.0)), near)
    return near, is_across


def _scale(lexical: Vectors, places: Floats, languages: Sequence[str], seed: int) -> float:
    """What a unit of latent nearness across languages is in lexical nearness within one.

    The mean of the highest ``HIGH`` of pairs of one language over that of pairs of two: the share of pairs that have
    their matter in common is taken to be the same.
    """
    rng = np.random.default_rng(seed)
    one, other = rng.integers(0, len(languages), (2, 40_000))
    names = np.array(languages)
    is_same = (names[one] == names[other]) & (one != other)
    is_across = names[one] != names[other]
    if not is_same.any() or not is_across.any():
        return 1.0
    within = np.asarray(lexical.rows[one[is_same]].multiply(lexical.rows[other[is_same]]).sum(axis=1)).ravel()
    through = (places[one[is_across]] * places[other[is_across]]).sum(axis=1)
    high = float(np.sort(through)[-max(1, int(HIGH * len(through))) :].mean())
    return float(np.sort(within)[-max(1, int(HIGH * len(within))) :].mean()) / high if high > 1e-9 else 1.0


def _one(expert: str, text: _Asked, profile: _Profile | None, known: Corpus, best: int) -> Expertise:
    if text.at is None:
        return Expertise(expert, text.name, None, why="expertise.why.no_text")
    if profile is None:
        return Expertise(expert, text.name, None, why="expertise.why.no_profile")
    others = np.flatnonzero(profile.rows != text.at)
    lacking = len(profile.all_names) - len(profile.names)
    if not len(others):
        return Expertise(expert, text.name, None, why="expertise.why.no_works", lacking=lacking)
    near = text.near[profile.rows[others]]
    order = np.argsort(-near, kind="stable")[:best]
    because = tuple(_because(profile.names[others[nth]], int(profile.rows[others[nth]]), text, known) for nth in order)
    return Expertise(expert, text.name, round(float(near[order].mean()), 9), because, lacking=lacking)


def _because(name: str, row: int, text: _Asked, known: Corpus) -> Because:
    return Because(name, round(float(text.near[row]), 6), _shared(known, text, row), bool(text.is_across[row]))


def _shared(known: Corpus, text: _Asked, row: int) -> tuple[str, ...]:
    """The terms that bring two texts together, the weightiest first; a pair of words stands for its single words."""
    columns, values = known.lexical.terms_of(row)
    product = values * text.weights[columns]
    order = np.lexsort((columns, -np.round(product, 9)))[: 3 * SHARED]
    names = [known.lexical.names[columns[nth]] for nth in order if product[nth] > 0]
    covered = {word for name in names if " " in name for word in name.split(" ")}
    return tuple(name for name in names if name not in covered)[:SHARED]
