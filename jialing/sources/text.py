"""Text as printed: entities, tags, unpaired surrogates, identifiers."""

from __future__ import annotations

import html
import re
from collections import Counter

_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|u|sc|scp|tt|p|br|span|italic|bold|jats:[a-z]+|mml:[a-z]+)(?:\s[^<>]*)?/?>", re.I
)
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)", re.S
)
_SPACES = re.compile(r"\s+")


def plain_title(title: str, repairs: Counter[str]) -> str:
    """A title without entities and layout tags, white space made single; each rule that changed it is counted."""
    if "&" in title:
        plain = html.unescape(title)
        if plain != title:
            repairs["repair.html_entities"] += 1
            title = plain
    if "<" in title:
        plain = _TAG.sub("", title)
        if plain != title:
            repairs["repair.html_tags"] += 1
            title = plain
    if "\n" in title or "  " in title or "\t" in title:
        title = _SPACES.sub(" ", title).strip()
    return title


def without_lone_surrogates(line: bytes) -> bytes:
    """A JSON text in which unpaired surrogate escapes and bytes that are not UTF-8 became U+FFFD; else unchanged."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        line = line.decode("utf-8", "replace").encode("utf-8")
    if b"\\ud" not in line and b"\\uD" not in line:
        return line
    return _ESCAPE.sub(_paired, line)


def _paired(match: re.Match[bytes]) -> bytes:
    escape = match[0]
    is_lone = len(escape) == 6 and escape[1:2] == b"u" and escape[2:3] in b"dD" and escape[3:4] in b"89abcdefABCDEF"
    return b"\\ufffd" if is_lone else escape


def doi_of(text: str | None) -> str | None:
    """A DOI in lower case without resolver; None where the text holds none."""
    if not text:
        return None
    start = text.find("10.")
    return text[start:].strip().lower() or None if start >= 0 else None
