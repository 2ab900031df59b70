"""Is an ORCID iD well formed?"""

from __future__ import annotations

import re

_FORM = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def plain_orcid(written: str) -> str:
    """An ORCID iD without resolver, its check character a capital."""
    return written.strip().upper()[-19:]


def is_valid_orcid(orcid: str) -> bool:
    """Sixteen characters in fours, the last the check character (ISO 7064 MOD 11-2) of the others; not all zeros."""
    if not _FORM.fullmatch(orcid):
        return False
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check)) and int(digits[:-1]) > 0
