"""Addresses of every page, for tests that hold of all of them."""

from tests.atlas.factory import CHENGDU, CHONGQING, PAPERS, PUBLICATIONS

SCOPED = (
    "",
    "flows",
    "network",
    "fields",
    "comparison",
    "layout",
    "what-if",
    "people",
    f"places/{CHENGDU}",
    f"pairs/{CHENGDU}/{CHONGQING}",
    "organisations/0scu",
    "fields/openalex:F17",
    "position",
    "position/method",
    "position/partners",
    "position/partners/openalex:F17",
    "position/joint",
    "targets",
    "capability",
    "position/joint/sei2018",
    "position/fields/openalex:F17",
)
OTHERS = (
    "organisations",
    "organisations?page=2",
    "data",
    "about",
    "search",
    "search?q=Chengdu",
    "search?q=nobody-has-this-name",
    f"rows?of={PUBLICATIONS}&from=2018&to=2023&with={CHENGDU}&with={CHONGQING}",
    f"rows?of={PUBLICATIONS}&from=2018&to=2018&q=nothing-like-this",
    f"rows?of={PUBLICATIONS}&from=2018&to=2023&moved={CHENGDU}&moved={CHONGQING}",
    "save?page=/flows",
)
TABLES_ONLY = (
    "what-if",
    "position/method",
    "position/joint",
    "position/joint/sei2018",
    "position/partners",
    "position/partners/openalex:F17",
)
"""What these pages show on the small version are tables, without a drawing."""
DRAWN = tuple(page for page in SCOPED if page not in TABLES_ONLY)
REFUSING = tuple(f"{page}?of={PAPERS}" for page in SCOPED)
PAGES = (*SCOPED, *OTHERS)
