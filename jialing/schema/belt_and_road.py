"""Countries that signed a document of cooperation on the Belt and Road with China."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from jialing.schema.reference_data import shipped_rows


@dataclass(frozen=True)
class BeltAndRoadCountry:
    """A country and its first document of cooperation.

    Attributes
    ----------
    country_code : ISO 3166-1 alpha-2
    signed_on : day of the first document; where only month or year are known, its first day (see ``precision``);
        None where not known
    document : kind of document and where that was read
    is_verified : somebody has compared the row with the document itself; shipped rows are not verified
    until : day from which it no longer holds; None where it still does
    precision : day, month, year, or '' where the date is not known
    """

    country_code: str
    signed_on: date | None
    document: str
    is_verified: bool
    until: date | None = None
    precision: str = ""

    def is_in(self, on: date) -> bool:
        """Has it signed, and not withdrawn, on that day? A country whose date is not known counts as having signed."""
        return (self.signed_on is None or self.signed_on <= on) and (self.until is None or on < self.until)


@cache
def belt_and_road() -> tuple[BeltAndRoadCountry, ...]:
    """All countries that ever signed, by code; the list is to be verified, see docs/explanation/circles.md."""
    return tuple(_signed(row) for row in shipped_rows("belt_and_road.csv"))


def _signed(row: dict[str, str]) -> BeltAndRoadCountry:
    text = row["signed_on"]  # YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known
    return BeltAndRoadCountry(
        country_code=row["country_code"],
        signed_on=date.fromisoformat(text + "-01-01"[len(text) - 4 :]) if text else None,
        document=row["document"],
        is_verified=row["is_verified"] == "true",
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        precision={0: "", 4: "year", 7: "month", 10: "day"}[len(text)],
    )
