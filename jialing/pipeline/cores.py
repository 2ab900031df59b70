"""What near-identical affiliation strings have in common, so that one decision can serve them all.

Only for offering strings together: the reviewer sees every string and leaves out what does not belong.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 400
"""Characters of a string that are compared."""

_NOISE = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+|^\W*\d{1,2}\W+(?=\D)")
_POSTCODE = re.compile(r"邮编[:：]?\s*\d*|(?<![\w-])(?:[a-z]{1,2}-)?\d{4,6}(?:-\d{3,4})?(?![\w-])")
_COUNTRY = re.compile(
    r"(?:people'?s republic of china|p\.?\s?r\.?\s?(?:of\s)?china|china|usa|u s a|united states(?: of america)?|uk|"
    r"united kingdom|中华人民共和国|中国)"
)
_DEPARTMENT = re.compile(
    r"\b(?:dep(?:ar)?t(?:ment)?s?|division|faculty|school|college|section|group|team|lab(?:oratory|s)?|chair)\b"
    r"(?!.*\b(?:univ|university|universit[äàéy]\w*|inc|ltd|corp|company)\b)"
)
_ORGANISATION = re.compile(
    r"univ|institut|academ|hospital|\binc\b|\bltd\b|corp|compan|centre|center|polytech|college|school of\b.*\buniv"
    r"|大学|学院|研究|医院|公司|中心"
)
_HAN_DEPARTMENT = re.compile(r"^(.*?(?:大学|学院|研究院|研究所|医院|公司))[\s,，;；、].*(?:系|室|部|所|中心|学院)$")
_LEGAL = re.compile(r"(?:(?:^|\s)(?:co|company|corp|corporation|inc|incorporated|limited|ltd|llc|plc|gmbh))+$")
_SIGNS = re.compile(r"[^\w&+]+")


def core(affiliation: str) -> str:
    """The string without address noise, country, and departments that stand beside their organisation.

    Case, width, accents and punctuation do not count. Never empty: a string of which nothing is left is its own core.
    """
    text = unicodedata.normalize("NFKC", affiliation[:LONGEST]).casefold()
    text = _POSTCODE.sub(" ", _NOISE.sub(" ", text))
    found = _HAN_DEPARTMENT.match(text.strip())
    segments = [s for s in (_plain(p) for p in re.split(r"[,，;；]", found[1] if found else text)) if s]
    kept = _without_departments(_without_country(_with_legal_forms(segments)))
    return " ".join(_LEGAL.sub("", s) or s for s in kept) or text.strip() or affiliation[:LONGEST]


def _plain(segment: str) -> str:
    without_marks = "".join(c for c in unicodedata.normalize("NFKD", segment) if not unicodedata.combining(c))
    return " ".join(_SIGNS.sub(" ", without_marks).split())


def _with_legal_forms(segments: list[str]) -> list[str]:
    """A legal form that stands alone belongs to the name before it, or unlike companies would share it."""
    joined: list[str] = []
    for segment in segments:
        if joined and not _LEGAL.sub("", segment):
            joined[-1] += f" {segment}"
        else:
            joined.append(segment)
    return joined


def _without_country(segments: list[str]) -> list[str]:
    while len(segments) > 1 and _COUNTRY.fullmatch(segments[-1]):
        segments = segments[:-1]
    return segments


def _without_departments(segments: list[str]) -> list[str]:
    """Departments go only where something that is an organisation stays."""
    kept = [s for s in segments if not _DEPARTMENT.search(s)]
    return kept if any(_ORGANISATION.search(s) for s in kept) else segments
