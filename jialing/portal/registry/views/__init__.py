"""The registry's pages."""

from jialing.portal.registry.views.counts import count_file, counts, new_count, one_count
from jialing.portal.registry.views.doing import do
from jialing.portal.registry.views.editing import create, edit
from jialing.portal.registry.views.files import export
from jialing.portal.registry.views.finding import search
from jialing.portal.registry.views.health import health, sleeping
from jialing.portal.registry.views.kept import keep, kept
from jialing.portal.registry.views.listing import records
from jialing.portal.registry.views.mapped import map_spec
from jialing.portal.registry.views.mine import mine, works
from jialing.portal.registry.views.one import record
from jialing.portal.registry.views.pairs import compare, find_duplicates, split
from jialing.portal.registry.views.papers import one_paper
from jialing.portal.registry.views.past import history, past

__all__ = [
    "compare",
    "count_file",
    "counts",
    "create",
    "do",
    "edit",
    "export",
    "find_duplicates",
    "health",
    "history",
    "keep",
    "kept",
    "map_spec",
    "mine",
    "new_count",
    "one_count",
    "one_paper",
    "past",
    "record",
    "records",
    "search",
    "sleeping",
    "split",
    "works",
]
