"""Names of organisations brought to one form, so that two spellings of one name meet."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = re.compile(r"[\s\W_]+")
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")


def folded_name(name: str) -> str:
    """Compatibility forms folded (NFKC), case folded, without marks, blanks and punctuation; '' for nothing."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return _BETWEEN.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))[:300]


def bare_name(name: str) -> str:
    """The folded name without what stands in brackets: 西部（重庆）科学城 and 西部科学城 meet."""
    return folded_name(_BRACKETED.sub("", name))
