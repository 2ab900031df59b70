"""Money as whole numbers of the smallest unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jialing.errors import InputError
from jialing.portal.programmes.rules.currencies import in_currency, smallest_units


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [
        ("12.34", "CNY", 1234),
        ("1,000", "CNY", 100_000),
        ("12", "JPY", 12),
        ("1.234", "KWD", 1234),
        ("1e3", "CNY", 100_000),
    ],
)
def test_amount_becomes_smallest_units(amount: str, currency: str, units: int) -> None:
    assert smallest_units(amount, currency) == units


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        ("12.345", "CNY", "ledger.too_fine"),
        ("1.5", "JPY", "ledger.too_fine"),
        ("twelve", "CNY", "ledger.no_amount"),
        ("NaN", "CNY", "ledger.no_amount"),
        ("Infinity", "CNY", "ledger.no_amount"),
        ("", "CNY", "ledger.no_amount"),
        ("1e30", "CNY", "ledger.too_large"),
        ("1", "XXX", "ledger.unknown_currency"),
    ],
)
def test_amount_that_cannot_be_is_refused(amount: str, currency: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        smallest_units(amount, currency)
    assert refused.value.code == code


def test_smallest_units_become_an_amount() -> None:
    assert (in_currency(1234, "CNY"), in_currency(12, "JPY")) == (Decimal("12.34"), Decimal(12))
