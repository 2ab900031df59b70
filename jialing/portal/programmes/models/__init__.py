"""Rows of the programmes' app."""

from jialing.portal.programmes.models.ledger import Account, Entry, MonthTotal, Posting
from jialing.portal.programmes.models.orders import Order, OrderLine
from jialing.portal.programmes.models.pots import Appropriation, Funder, Programme

__all__ = ["Account", "Appropriation", "Entry", "Funder", "MonthTotal", "Order", "OrderLine", "Posting", "Programme"]
