"""Sums are exact to the last figure that was typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jialing.base.money import smallest_units
from jialing.errors import InputError


@pytest.mark.parametrize("amount", ["0.10" + "0" * 40 + "1", "1e-999999999", "0." + "1" * 5000, "100000000000000.001"])
def test_a_figure_too_fine_is_never_dropped(amount: str) -> None:
    with pytest.raises(InputError) as caught:
        smallest_units(amount, "CNY")
    assert caught.value.code == "ledger.too_fine"


@pytest.mark.parametrize(
    ("amount", "units"),
    [("0.10" + "0" * 60, 10), ("-1.50", -150), ("0e999999999", 0), ("0e-99", 0), (Decimal("1.1"), 110)],
)
def test_noughts_behind_change_nothing(amount: str | Decimal, units: int) -> None:
    assert smallest_units(amount, "CNY") == units
