"""Names of organisations brought to one form, so that two spellings of one name meet."""

from __future__ import annotations

import re
import unicodedata

_HAN = re.compile(r"[\u3400-\u9fff]")
_BETWEEN = re.compile(r"[\s\W_]+")
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")


def folded_name(name: str) -> str:
    """Compatibility forms folded (NFKC), case folded, without marks, blanks and punctuation; '' for nothing."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return _BETWEEN.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))[:300]


def bare_name(name: str) -> str:
    """The folded name without what stands in brackets: 西部（重庆）科学城 and 西部科学城 meet."""
    return folded_name(_BRACKETED.sub("", name))


def in_its_language(name: str) -> dict[str, str]:
    """The field of a record that a name typed alone belongs into: one with Chinese characters is the Chinese one."""
    is_chinese = bool(_HAN.search(name))
    plain = " ".join(name.split())[:300]
    return {"name_zh": plain if is_chinese else "", "name_en": "" if is_chinese else plain}
