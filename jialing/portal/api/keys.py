"""Keys as text: how they are made, what of them is kept."""

from __future__ import annotations

import hashlib
import re
import secrets

MARK = "jlt_"
PREFIX = 10
FORM = re.compile(r"jlt_[A-Za-z0-9_-]{43}")


def new_key() -> str:
    """A key of 256 random bits. The mark lets scanners of source code find keys that somebody published."""
    return MARK + secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    """What the database keeps. The key is random, so a plain digest cannot be guessed back."""
    return hashlib.sha256(key.encode()).hexdigest()


def prefix_of(key: str) -> str:
    """What may be shown of it."""
    return key[:PREFIX]


def is_key(text: str) -> bool:
    return FORM.fullmatch(text) is not None
