"""Text as people type it, without characters that nobody types: they break files and mislead the eye."""

from __future__ import annotations

import re

_NEVER_TYPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters but tab and line ends (XML, so .docx and .xlsx, cannot hold them), marks that turn the direction
of what follows (a name then reads as another: CVE-2021-42574), halves of pairs that no encoding writes."""


def plain(text: str) -> str:
    """The text without such characters, with one kind of line end, without blanks around it."""
    return _NEVER_TYPED.sub("", text.replace("\r\n", "\n")).replace("\r", "\n").strip()
