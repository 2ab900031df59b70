"""Check digits of codes, and what is said of those that do not fit."""

from __future__ import annotations

import pytest

from jialing.errors import InputError
from jialing.portal.registry.rules.identifiers import USCC_ALPHABET, checked_orcid, checked_uscc, uscc_check

STANDARD = "91350100M000100Y43"  # the example that GB 32100-2015 gives


def test_uscc_of_the_standard_passes() -> None:
    assert checked_uscc(" 91350100m000100y43 ") == STANDARD


@pytest.mark.parametrize("at", range(17))
def test_uscc_with_one_character_wrong_is_refused(at: int) -> None:
    other = USCC_ALPHABET[(USCC_ALPHABET.index(STANDARD[at]) + 1) % 31]
    with pytest.raises(InputError, match="uscc_check"):
        checked_uscc(STANDARD[:at] + other + STANDARD[at + 1 :])


@pytest.mark.parametrize("given", ["91350100M000100Y4", "9135010OM000100Y43", "o" * 18])
def test_uscc_of_another_form_is_refused(given: str) -> None:
    with pytest.raises(InputError, match="uscc_form"):
        checked_uscc(given)


def test_uscc_check_character_is_of_its_alphabet() -> None:
    assert uscc_check("12500000000000000") in USCC_ALPHABET


def test_orcid_is_taken_from_its_address() -> None:
    assert checked_orcid("https://orcid.org/0000-0002-1825-0097/") == "0000-0002-1825-0097"


def test_orcid_with_x_passes() -> None:
    assert checked_orcid("000000021694233x") == "0000-0002-1694-233X"


@pytest.mark.parametrize(("given", "code"), [("0000-0002-1825-0098", "orcid_check"), ("12345", "orcid_form")])
def test_orcid_that_is_none_is_refused(given: str, code: str) -> None:
    with pytest.raises(InputError, match=code):
        checked_orcid(given)
