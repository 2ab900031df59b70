"""Spreadsheets as rows of text, whatever program wrote them. Knows neither database nor records."""

from jialing.portal.importing.reading.sheets import Sheet, opened

__all__ = ["Sheet", "opened"]
