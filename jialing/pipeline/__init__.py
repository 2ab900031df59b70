"""Order and time: ingest -> merge -> resolve -> link -> measure -> publish. The only writer of results.

Names are imported when they are asked for: a worker that parses a file starts without what measures and publishes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jialing.base.progress import Progress
    from jialing.lake import Decision, PeopleDecision
    from jialing.measure import Bounds, Compared, Effect, Interval, effect
    from jialing.pipeline.assigning_files import AssignReport, assign_file
    from jialing.pipeline.backing_up import BackupReport, back_up, clear, put_back, require_new, unpacked
    from jialing.pipeline.building import build, ingest
    from jialing.pipeline.deciding import decide
    from jialing.pipeline.exporting import ExportReport, export
    from jialing.pipeline.keeping import keep_version
    from jialing.pipeline.measuring_files import MeasureReport, measure_file
    from jialing.pipeline.people import decide_people
    from jialing.pipeline.people_answers import authorship_of, people_named, person_shown
    from jialing.pipeline.redrawing import Advice, advise
    from jialing.pipeline.reports import BuildReport, IngestReport, SourceReport, StepReport
    from jialing.pipeline.resolving_files import ResolveReport, resolve_file
    from jialing.pipeline.reviewing import Review, ReviewFlag, flag_reviews
    from jialing.pipeline.scoring_files import ExpertiseReport, score_expertise
    from jialing.pipeline.selecting_files import SelectReport, select_file
    from jialing.pipeline.standing import Status, status

_WHERE = {
    "jialing.base.progress": ("Progress",),
    "jialing.lake": ("Decision", "PeopleDecision"),
    "jialing.measure": ("Bounds", "Compared", "Effect", "Interval", "effect"),
    "jialing.pipeline.assigning_files": ("AssignReport", "assign_file"),
    "jialing.pipeline.backing_up": ("BackupReport", "back_up", "clear", "put_back", "require_new", "unpacked"),
    "jialing.pipeline.building": ("build", "ingest"),
    "jialing.pipeline.deciding": ("decide",),
    "jialing.pipeline.exporting": ("ExportReport", "export"),
    "jialing.pipeline.keeping": ("keep_version",),
    "jialing.pipeline.measuring_files": ("MeasureReport", "measure_file"),
    "jialing.pipeline.people": ("decide_people",),
    "jialing.pipeline.people_answers": ("authorship_of", "people_named", "person_shown"),
    "jialing.pipeline.redrawing": ("Advice", "advise"),
    "jialing.pipeline.reports": ("BuildReport", "IngestReport", "SourceReport", "StepReport"),
    "jialing.pipeline.resolving_files": ("ResolveReport", "resolve_file"),
    "jialing.pipeline.reviewing": ("Review", "ReviewFlag", "flag_reviews"),
    "jialing.pipeline.scoring_files": ("ExpertiseReport", "score_expertise"),
    "jialing.pipeline.selecting_files": ("SelectReport", "select_file"),
    "jialing.pipeline.standing": ("Status", "status"),
}

__all__ = [
    "Advice",
    "AssignReport",
    "BackupReport",
    "Bounds",
    "BuildReport",
    "Compared",
    "Decision",
    "Effect",
    "ExpertiseReport",
    "ExportReport",
    "IngestReport",
    "Interval",
    "MeasureReport",
    "PeopleDecision",
    "Progress",
    "ResolveReport",
    "Review",
    "ReviewFlag",
    "SelectReport",
    "SourceReport",
    "Status",
    "StepReport",
    "advise",
    "assign_file",
    "authorship_of",
    "back_up",
    "build",
    "clear",
    "decide",
    "decide_people",
    "effect",
    "export",
    "flag_reviews",
    "ingest",
    "keep_version",
    "measure_file",
    "people_named",
    "person_shown",
    "put_back",
    "require_new",
    "resolve_file",
    "score_expertise",
    "select_file",
    "status",
    "unpacked",
]


def __getattr__(name: str) -> Any:
    for module, names in _WHERE.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(name)
