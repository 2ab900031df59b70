"""What the atlas shows: pages, the parts they load, downloads, rows behind figures, search, lasting links."""

from jialing.portal.insight.views.brief import brief
from jialing.portal.insight.views.downloads import download
from jialing.portal.insight.views.objects import field, organisation, pair, place
from jialing.portal.insight.views.pages import (
    about,
    comparison,
    data,
    fields,
    first_page,
    flows,
    network,
    organisations,
    overview,
    talent,
)
from jialing.portal.insight.views.parts import spec, table
from jialing.portal.insight.views.planning import layout, what_if
from jialing.portal.insight.views.policy import capability, targets
from jialing.portal.insight.views.position import joint, partners, position, position_field, position_method
from jialing.portal.insight.views.rows import rows, rows_csv
from jialing.portal.insight.views.saved import follow, save
from jialing.portal.insight.views.search import search

__all__ = [
    "about",
    "brief",
    "capability",
    "comparison",
    "data",
    "download",
    "field",
    "fields",
    "first_page",
    "flows",
    "follow",
    "joint",
    "layout",
    "network",
    "organisation",
    "organisations",
    "overview",
    "pair",
    "partners",
    "place",
    "position",
    "position_field",
    "position_method",
    "rows",
    "rows_csv",
    "save",
    "search",
    "spec",
    "table",
    "talent",
    "targets",
    "what_if",
]
