"""Identifiers with check digits: the unified social credit code (统一社会信用代码) and ORCID."""

from __future__ import annotations

import re

from jialing.base.credit_code import USCC_ALPHABET, has_uscc_form, uscc_check
from jialing.errors import InputError

__all__ = ["USCC_ALPHABET", "checked_orcid", "checked_uscc", "orcid_check", "uscc_check"]

_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def checked_uscc(given: str) -> str:
    """The code in capitals without blanks; '' stays ''.

    Raises InputError ``registry.uscc_form`` (given) or ``registry.uscc_check`` (given, expected).
    """
    code = re.sub(r"\s", "", given).upper()
    if not code:
        return ""
    if not has_uscc_form(code):
        raise InputError("registry.uscc_form", given=given)
    if code[17] != (expected := uscc_check(code[:17])):
        raise InputError("registry.uscc_check", given=code, expected=expected)
    return code


def orcid_check(first: str) -> str:
    """The check character of the first 15 digits: ISO 7064 MOD 11-2.

    References
    ----------
    ISO/IEC 7064:2003; https://support.orcid.org/hc/en-us/articles/360006897674
    """
    total = 0
    for digit in first:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def checked_orcid(given: str) -> str:
    """The iD as ``0000-0000-0000-0000``, taken out of an address where one is given; '' stays ''.

    Raises InputError ``registry.orcid_form`` (given) or ``registry.orcid_check`` (given).
    """
    bare = given.strip().rstrip("/").rpartition("/")[2].upper()
    if not bare:
        return ""
    digits = bare.replace("-", "")
    written = "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))
    if not _ORCID.fullmatch(written):
        raise InputError("registry.orcid_form", given=given)
    if digits[15] != orcid_check(digits[:15]):
        raise InputError("registry.orcid_check", given=written)
    return written
