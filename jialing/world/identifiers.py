"""Identifiers that are well formed, and outside the ranges that their registries give out: nothing real is named.

ROR draws its numbers below 200 million, which spells ids that begin with 00 to 05; ours begin with 0z. ORCID's block
0000-0009 is not assigned. OpenAlex's numbers have ten digits beginning with 99 here.
"""

from __future__ import annotations

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def ror_id(number: int) -> str:
    """A ROR id with a right checksum (ISO 7064 MOD 97-10), in the unused range that begins with 0z."""
    value = 31 * 32**5 + (number * 7919 + 104729) % 32**5
    letters = ""
    rest = value
    for _ in range(6):
        rest, digit = divmod(rest, 32)
        letters = CROCKFORD[digit] + letters
    return f"https://ror.org/0{letters}{98 - value * 100 % 97:02d}"


def institution_id(number: int) -> str:
    """An OpenAlex institution id."""
    return f"https://openalex.org/I{9900000000 + number}"


def orcid(number: int) -> str:
    """An ORCID iD with a right check digit (ISO 7064 MOD 11-2), in an unassigned block."""
    digits = f"00000009{number:07d}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "-".join(whole[i : i + 4] for i in (0, 4, 8, 12))


def social_credit_code(number: int, division: str) -> str:
    """A unified social credit code (GB 32100-2015) with a right check character; its body YYY... is not given out."""
    body = f"12{division}YYY{number:05d}"
    body += USCC[number % 31]
    total = sum(USCC.index(c) * w for c, w in zip(body, _USCC_WEIGHTS, strict=True))
    return body + USCC[(31 - total % 31) % 31]
