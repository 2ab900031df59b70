"""Money as whole numbers of the smallest unit, so that every sum is exact in every database.

Digits after the point are those of ISO 4217 (list one, 2024): yuan two, yen none, dinar three.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from jialing.errors import InputError

DIGITS: Mapping[str, int] = {
    "CNY": 2, "HKD": 2, "MOP": 2, "TWD": 2, "USD": 2, "EUR": 2, "GBP": 2, "CHF": 2, "SGD": 2, "AUD": 2, "CAD": 2,
    "RUB": 2, "INR": 2, "THB": 2, "MYR": 2, "IDR": 2, "BRL": 2, "ZAR": 2, "SEK": 2, "NOK": 2, "DKK": 2, "NZD": 2,
    "JPY": 0, "KRW": 0, "VND": 0, "KWD": 3, "BHD": 3, "OMR": 3, "TND": 3, "JOD": 3,
}  # fmt: skip
MOST = 10**17
"""No sum is larger, in smallest units: a quadrillion yuan; keeps totals within 64 bits."""


def smallest_units(amount: Decimal | str | int, currency: str) -> int:
    """An amount in smallest units: ``12.34`` yuan is 1234.

    Raises
    ------
    InputError
        ``ledger.unknown_currency`` (currency), ``ledger.no_amount`` (given), ``ledger.too_fine`` (given, digits) for
        more digits than the currency has, ``ledger.too_large`` (given).
    """
    digits = digits_of(currency)
    try:
        exact = Decimal(str(amount).strip().replace(",", ""))
    except InvalidOperation:
        raise InputError("ledger.no_amount", given=str(amount)[:50]) from None
    if not exact.is_finite():
        raise InputError("ledger.no_amount", given=str(amount)[:50])
    if abs(exact) > MOST:
        raise InputError("ledger.too_large", given=str(amount)[:50])
    units = _scaled(exact, digits)
    if units is None:
        raise InputError("ledger.too_fine", given=str(amount)[:50], digits=digits)
    return units


def _scaled(exact: Decimal, digits: int) -> int | None:
    """The number times ten to the ``digits``, figure by figure: a context would round; None where it is not whole."""
    sign, figures, exponent = exact.as_tuple()
    held = "".join(map(str, figures)).rstrip("0")
    if not held.strip("0"):
        return 0
    shift = int(exponent) + len(figures) - len(held) + digits
    return int(held) * 10**shift * (-1) ** sign if shift >= 0 else None


def in_currency(units: int, currency: str) -> Decimal:
    """Smallest units as an amount: 1234 of yuan is ``Decimal('12.34')``."""
    return Decimal(units).scaleb(-digits_of(currency))


def digits_of(currency: str) -> int:
    """Digits after the point. Raises InputError ``ledger.unknown_currency`` (currency)."""
    if currency not in DIGITS:
        raise InputError("ledger.unknown_currency", currency=currency[:10])
    return DIGITS[currency]
