"""Which affiliation belongs to which author, when a table gives two lists that need not agree.

The rules, in the order tried, are explained in docs/explanation/author-and-affiliation-lists.md. Nothing is guessed:
what cannot be aligned stays with the work and not with a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WOS_GROUP = re.compile(r"\[([^\]]*)\]\s*([^\[]*)")


@dataclass(frozen=True)
class Aligned:
    """Authors in order, each with affiliation strings (possibly none), and strings that belong to nobody in particular.

    ``repair``: code of the rule that was needed; '' when the lists agreed as they stood.
    """

    authors: tuple[tuple[str | None, tuple[str, ...]], ...]
    loose: tuple[str, ...] = ()
    repair: str = ""


def align(authors: Sequence[str], affiliations: Sequence[str]) -> Aligned:
    """Two lists in the same order of people, as far as they can be matched.

    >>> align(["A", "B", "A", "B"], ["X", "Y"])
    Aligned(authors=(('A', ('X',)), ('B', ('Y',))), loose=(), repair='repair.author_list_doubled')
    """
    people, repair = list(authors), ""
    if _is_doubled(people):
        people, repair = people[: len(people) // 2], "repair.author_list_doubled"
        if _is_doubled(list(affiliations)) and len(affiliations) == 2 * len(people):
            affiliations = affiliations[: len(people)]
    if len(people) == len(affiliations):
        return _paired(people, affiliations, repair)
    people = [name for name in people if name]
    strings = [string for string in affiliations if string]
    if not strings or len(people) == len(strings):
        return _paired(people, strings or [""] * len(people), repair)
    if not people:
        return Aligned((), _distinct(strings), "repair.affiliations_without_authors")
    if len(set(strings)) == 1:
        return Aligned(tuple((name, (strings[0],)) for name in people), (), repair or "repair.affiliation_shared")
    return Aligned(tuple((name, ()) for name in people), _distinct(strings), "repair.affiliations_not_aligned")


def _is_doubled(names: Sequence[str]) -> bool:
    half = len(names) // 2
    return len(names) > 1 and len(names) % 2 == 0 and any(names) and names[:half] == names[half:]


def _paired(people: Sequence[str], strings: Sequence[str], repair: str) -> Aligned:
    pairs = [(name or None, (string,) if string else ()) for name, string in zip(people, strings, strict=True)]
    return Aligned(tuple(pair for pair in pairs if pair[0] or pair[1]), (), repair)


def _distinct(strings: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(strings))


def align_wos(authors: Sequence[str], cell: str) -> Aligned:
    """Web of Science addresses (C1): ``[Li, W; Wang, H] Sichuan Univ, Chengdu, Peoples R China; [...] ...``.

    Authors are matched by the names in brackets; older records without brackets fall back to :func:`align`.
    """
    groups = [(names.split(";"), address.strip(" ;")) for names, address in _WOS_GROUP.findall(cell)]
    if not groups:
        return align(authors, [piece.strip() for piece in cell.split(";") if piece.strip()])
    found: dict[str, list[str]] = {name: [] for name in authors if name}
    for names, address in groups:
        for name in (n.strip() for n in names):
            found.setdefault(name, []).append(address)
    return Aligned(tuple((name, tuple(dict.fromkeys(strings))) for name, strings in found.items()))


def align_scopus(authors: Sequence[str], cell: str) -> Aligned:
    """Scopus's 'Authors with affiliations': ``Li, W., Sichuan University, Chengdu, China; Wang, H., ...``, in order."""
    pieces = [piece.strip() for piece in cell.split(";") if piece.strip()]
    people = [name for name in authors if name]
    if len(pieces) != len(people):
        return align(authors, pieces)
    return Aligned(tuple((name, _after_name(name, piece)) for name, piece in zip(people, pieces, strict=True)))


def _after_name(name: str, piece: str) -> tuple[str, ...]:
    """What follows the author's name; Scopus writes it with or without the comma inside."""
    parts = [part.strip() for part in piece.split(",")]
    for n_parts in (1, 2):
        if _letters("".join(parts[:n_parts])) == _letters(name):
            rest = ", ".join(parts[n_parts:])
            return (rest,) if rest else ()
    rest = ", ".join(parts[2:])
    return (rest,) if rest else ()


def _letters(name: str) -> str:
    return re.sub(r"\W", "", name).casefold()
