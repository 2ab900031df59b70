"""Long lists written as text, so that they read as text."""

from __future__ import annotations


def listed(text: str, mark: str | None = None) -> tuple[str, ...]:
    """The items of a text: words, or what stands between marks; empty items are left out.

    >>> listed("river; lake;", ";")
    ('river', 'lake')
    """
    return tuple(item.strip() for item in text.split(mark) if item.strip())
