"""Order and time: ingest -> merge -> resolve -> link -> measure -> publish. The only writer of results."""

from jialing.base.progress import Progress
from jialing.pipeline.building import build, ingest
from jialing.pipeline.reports import BuildReport, IngestReport, SourceReport, StepReport

__all__ = ["BuildReport", "IngestReport", "Progress", "SourceReport", "StepReport", "build", "ingest"]
