"""Identifiers are well formed: their check digits hold, and they lie outside what registries give out."""

from __future__ import annotations

import pytest

from jialing.world.identifiers import CROCKFORD, USCC, orcid, ror_id, social_credit_code


@pytest.mark.parametrize("number", [0, 1, 77, 12_345, 20_000_000])
def test_ror_checksum_holds(number: int) -> None:
    body = ror_id(number).removeprefix("https://ror.org/")
    value = 0
    for letter in body[1:7]:
        value = value * 32 + CROCKFORD.index(letter)
    assert (len(body), body[:2], (value * 100 + int(body[7:])) % 97) == (9, "0z", 1)


def test_ror_ids_are_distinct() -> None:
    assert len({ror_id(n) for n in range(20_000)}) == 20_000


@pytest.mark.parametrize("number", [0, 1, 9_999_999, 4_321])
def test_orcid_check_digit_holds(number: int) -> None:
    digits = orcid(number).replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = 10 if digits[-1] == "X" else int(digits[-1])
    assert (len(digits), digits[:8], (total + check) % 11) == (16, "00000009", 1)


def test_social_credit_code_check_character_holds() -> None:
    code = social_credit_code(985, "500000")
    weights = [pow(3, i, 31) for i in range(17)]
    total = sum(USCC.index(c) * w for c, w in zip(code, weights, strict=False)) + USCC.index(code[17])
    assert (len(code), total % 31) == (18, 0)
