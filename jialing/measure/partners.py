"""Partners of a circle: works that it did within itself, with another circle, abroad, with a country, with companies.

A work of a circle is one with at least one member place. Full counting: 1 for each work with the partner. Fractional
counting: the circle's own share of that work (the sum of its member places' shares), so that divided by the circle's
fractional output it is a share between 0 and 1. Partner groups overlap; they are never added.
"""

from __future__ import annotations

import narwhals as nw

from jialing.measure.counting import all_fields, by_field, tally
from jialing.measure.linked import COARSE_LEVELS, Frame

COUNTED_APART = ("HK", "MO", "TW")
"""Codes that the mainland's statistics count apart, yet not as foreign countries (国外): none is abroad to another."""

_WORK = ("work_no", "population", "year", "circle_id", "weight")


def foreign_works(circle_works: Frame, country_works: Frame, members: Frame, places: Frame) -> Frame:
    """A circle's works with each country that no member place is in: ``circle_works`` and ``country_code``."""
    homes = members.join(places, on="place_id").select("circle_id", home=_home(nw.col("country_code"))).unique()
    countries = country_works.select("work_no", "country_code", home=_home(nw.col("country_code")))
    return circle_works.join(countries, on="work_no").join(homes, on=["circle_id", "home"], how="anti")


def sector_works(work_places: Frame) -> Frame:
    """Universities and companies of works: ``work_no, place_id, is_university``; what is both is a university."""
    is_either = nw.col("is_university") | nw.col("is_company")
    return work_places.filter(is_either).select("work_no", "place_id", "is_university")


def partner_works(
    circle_works: Frame,
    foreign_works: Frame,
    place_works: Frame,
    sector_works: Frame,
    members: Frame,
    belt_and_road: Frame,
) -> Frame:
    """Each partner group of each circle's work: ``work_no, population, year, circle_id, partner, weight``."""
    return nw.concat(
        [
            _named(circle_works.filter(nw.col("n_places") > 1), "inside"),
            _other_circles(circle_works, place_works, members),
            _named(foreign_works.select(*_WORK).unique(), "abroad"),
            foreign_works.select(*_WORK, partner=nw.concat_str(nw.lit("country:"), nw.col("country_code"))),
            _named(_belt_and_road(foreign_works, belt_and_road), "bri"),
            _named(_university_company(circle_works, sector_works, members), "university-company"),
        ]
    )


def circle_partners(partner_works: Frame, work_fields: Frame) -> Frame:
    """Works of a circle with each partner group, by field and year (table ``circle_partners``).

    Groups are counted in fields of every level, single countries in coarse fields only.
    """
    is_country = nw.col("partner").str.starts_with("country:")
    keys = ("circle_id", "partner", "field_id")
    groups = by_field(partner_works.filter(~is_country), work_fields)
    countries = by_field(partner_works.filter(is_country), work_fields, COARSE_LEVELS)
    return nw.concat([tally(frame, *keys) for frame in (all_fields(partner_works), groups, countries)])


def _named(frame: Frame, partner: str) -> Frame:
    return frame.select(*_WORK, partner=nw.lit(partner))


def _other_circles(circle_works: Frame, place_works: Frame, members: Frame) -> Frame:
    """With another circle: by a place that is not a member of this one too, should circles overlap."""
    other = circle_works.select("work_no", other_id="circle_id", n_other="n_places")
    met = circle_works.join(other, on="work_no").filter(nw.col("circle_id") != nw.col("other_id"))
    common = members.join(members.rename({"circle_id": "other_id"}), on="place_id")
    common = common.filter(nw.col("circle_id") != nw.col("other_id"))
    keys = ["work_no", "circle_id", "other_id"]
    n_common = place_works.join(common, on="place_id").group_by(*keys).agg(n_common=nw.len())
    strangers = met.join(n_common, on=keys, how="left").filter(
        nw.col("n_common").is_null() | (nw.col("n_other") > nw.col("n_common"))
    )
    return strangers.select(*_WORK, partner=nw.concat_str(nw.lit("circle:"), nw.col("other_id")))


def _home(country_code: nw.Expr) -> nw.Expr:
    return nw.when(country_code.is_in(COUNTED_APART)).then(nw.lit("CN")).otherwise(country_code)


def _belt_and_road(foreign: Frame, belt_and_road: Frame) -> Frame:
    """With a country that had signed by the work's year; a country whose year is not known counts in every year."""
    signed = foreign.join(belt_and_road, on="country_code")
    since = nw.col("signed_year")
    return signed.filter(since.is_null() | (since <= nw.col("year"))).select(*_WORK).unique()


def _university_company(circle_works: Frame, sector_works: Frame, members: Frame) -> Frame:
    """With a university and a company among the organisations, one of the two at least in the circle."""
    kinds = sector_works.select("work_no", university=nw.when(nw.col("is_university")).then(1).otherwise(0))
    kinds = kinds.group_by("work_no").agg(most=nw.col("university").max(), least=nw.col("university").min())
    both = kinds.filter((nw.col("most") == 1) & (nw.col("least") == 0)).select("work_no")
    at_home = sector_works.join(members, on="place_id").select("work_no", "circle_id")
    return circle_works.join(both, on="work_no", how="semi").join(at_home, on=["work_no", "circle_id"], how="semi")
