"""A name in all the forms in which people may type it."""

from __future__ import annotations

from dataclasses import dataclass

from jialing.match.search.folding import fold
from jialing.match.search.sounds import MOST_VARIANTS, other_readings, spoken

SMALL_WORDS = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "at",
        "de",
        "du",
        "la",
        "le",
        "des",
        "der",
        "die",
        "das",
        "und",
        "von",
        "to",
        "a",
        "an",
        "co",
        "ltd",
        "inc",
    }
)


@dataclass(frozen=True)
class Forms:
    """Forms of one name, each '' or () where it has none.

    ``words``: folded; ``sounds``: how it is read aloud, letters without spaces, the likeliest first; ``initials``: the
    first letters of its syllables (重庆大学 cqdx), for each way to read it; ``acronym``: those of its Latin words,
    without small ones.
    """

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    initials: tuple[str, ...]
    acronym: str

    @property
    def squeezed(self) -> str:
        """The whole name without spaces."""
        return "".join(self.words)


def forms(text: str) -> Forms:
    """The forms of a name as written."""
    words = fold(text)
    said = spoken(words)
    if not said:
        return Forms(words, (), (), acronym_of(words))
    ways = [said]
    ways.extend([*said[:at], other, *said[at + 1 :]] for at, other in other_readings(words, said)[: MOST_VARIANTS - 1])
    sounds = dict.fromkeys("".join(way) for way in ways)
    initials = dict.fromkeys("".join(syllable[0] for syllable in way) for way in ways)
    return Forms(words, tuple(sounds), tuple(initials), "")


def acronym_of(words: tuple[str, ...]) -> str:
    """First letters of the words that carry meaning, where there are at least two."""
    meant = [word for word in words if word not in SMALL_WORDS]
    return "".join(word[0] for word in meant) if len(meant) > 1 else ""
