"""The registry's pages."""

from jialing.portal.registry.views.counts import count_file, counts, one_count
from jialing.portal.registry.views.day import day
from jialing.portal.registry.views.defining import change_count, new_count
from jialing.portal.registry.views.documents import document
from jialing.portal.registry.views.documents import withdraw as withdraw_document
from jialing.portal.registry.views.doing import do
from jialing.portal.registry.views.editing import create, edit
from jialing.portal.registry.views.files import export
from jialing.portal.registry.views.finding import search
from jialing.portal.registry.views.health import health, sleeping
from jialing.portal.registry.views.kept import keep, kept
from jialing.portal.registry.views.listing import records
from jialing.portal.registry.views.mapped import boundary, map_spec
from jialing.portal.registry.views.mine import mine, works
from jialing.portal.registry.views.notices import mail_pace, notices, notices_read, stop_mail
from jialing.portal.registry.views.one import record
from jialing.portal.registry.views.pairs import compare, find_duplicates, split
from jialing.portal.registry.views.papers import one_paper
from jialing.portal.registry.views.past import history, past
from jialing.portal.registry.views.tasks import move_task, task, tasks
from jialing.portal.registry.views.working import attach, comment, follow, set_task, withdraw_comment

__all__ = [
    "attach",
    "boundary",
    "change_count",
    "comment",
    "compare",
    "count_file",
    "counts",
    "create",
    "day",
    "do",
    "document",
    "edit",
    "export",
    "find_duplicates",
    "follow",
    "health",
    "history",
    "keep",
    "kept",
    "mail_pace",
    "map_spec",
    "mine",
    "move_task",
    "new_count",
    "notices",
    "notices_read",
    "one_count",
    "one_paper",
    "past",
    "record",
    "records",
    "search",
    "set_task",
    "sleeping",
    "split",
    "stop_mail",
    "task",
    "tasks",
    "withdraw_comment",
    "withdraw_document",
    "works",
]
