"""Money as whole numbers of the smallest unit: the functions of `base.money`, which forms use too."""

from __future__ import annotations

from jialing.base.money import DIGITS, MOST, digits_of, in_currency, smallest_units

__all__ = ["DIGITS", "MOST", "digits_of", "in_currency", "smallest_units"]
