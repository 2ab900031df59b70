"""Choosing under constraints, pure: what to aim for at the least effort."""

from jialing.match.portfolio import Portfolio, cheapest_portfolio

__all__ = ["Portfolio", "cheapest_portfolio"]
