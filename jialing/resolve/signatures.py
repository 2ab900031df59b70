"""Under which words the costly tail looks a name up: the rarest that a string cannot miss and stay close to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jialing.resolve.index import information_in
from jialing.resolve.names import ACRONYM

MIN_CLOSENESS = 0.72
"""Share of a name's information that a string must have, in whatever order, to be compared with it."""


def signatures(
    keys: Sequence[str], claims: Sequence[Mapping[int, int]], word_df: Mapping[str, int]
) -> dict[str, list[tuple[int, str]]]:
    """Every name of two words and more under the rarest word that it cannot miss and stay close.

    A name may also miss its rarest word if that is no more than ``1 - MIN_CLOSENESS`` of it: then it stands under its
    second one too.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    worth = information_in(keys, word_df)
    rank = {word: at for at, word in enumerate(sorted(worth, key=lambda word: (-worth[word], word)))}
    for phrase, (key, kinds) in enumerate(zip(keys, claims, strict=True)):
        if " " in key and min(kinds.values(), default=ACRONYM) < ACRONYM:
            words = sorted(set(key.split(" ")), key=rank.__getitem__)
            if len(words) > 1:
                _sign(found, phrase, words, worth)
    return found


def _sign(
    found: dict[str, list[tuple[int, str]]], phrase: int, words: Sequence[str], worth: Mapping[str, float]
) -> None:
    """Put a phrase under its rarest words; ``words`` are its own, the rarest first."""
    may_miss = (1 - MIN_CLOSENESS) * sum([worth[word] for word in words])
    found.setdefault(words[0], []).append((phrase, words[1] if worth[words[1]] > may_miss else ""))
    if len(words) > 2 and worth[words[0]] <= may_miss:
        must = words[2] if worth[words[0]] + worth[words[2]] > may_miss else ""
        found.setdefault(words[1], []).append((phrase, must))
