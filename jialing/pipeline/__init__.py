"""Order and time: ingest -> merge -> resolve -> link -> measure -> publish. The only writer of results."""

from jialing.base.progress import Progress
from jialing.lake import Decision, PeopleDecision
from jialing.pipeline.backing_up import BackupReport, back_up, clear, put_back, require_new, unpacked
from jialing.pipeline.building import build, ingest
from jialing.pipeline.deciding import decide
from jialing.pipeline.exporting import ExportReport, export
from jialing.pipeline.keeping import keep_version
from jialing.pipeline.measure_file import MeasureReport, measure_file
from jialing.pipeline.people import decide_people
from jialing.pipeline.people_answers import authorship_of, people_named, person_shown
from jialing.pipeline.reports import BuildReport, IngestReport, SourceReport, StepReport
from jialing.pipeline.resolve_file import ResolveReport, resolve_file
from jialing.pipeline.standing import Status, status

__all__ = [
    "BackupReport",
    "BuildReport",
    "Decision",
    "ExportReport",
    "IngestReport",
    "MeasureReport",
    "PeopleDecision",
    "Progress",
    "ResolveReport",
    "SourceReport",
    "Status",
    "StepReport",
    "authorship_of",
    "back_up",
    "build",
    "clear",
    "decide",
    "decide_people",
    "export",
    "ingest",
    "keep_version",
    "measure_file",
    "people_named",
    "person_shown",
    "put_back",
    "require_new",
    "resolve_file",
    "status",
    "unpacked",
]
