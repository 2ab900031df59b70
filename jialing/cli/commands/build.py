"""`jialing build PATH ...`: from raw records to a published version."""

from __future__ import annotations

from jialing.cli.commands.ingest import MappingsOption, PathsArgument
from jialing.cli.progress import TerminalProgress
from jialing.cli.reports import tell_built
from jialing.cli.session import DataOption, JsonOption, WorkersOption, config, language


def command(
    paths: PathsArgument = None,
    mappings: MappingsOption = None,
    data: DataOption = None,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
) -> None:
    """From raw records to a published version: ingest, resolve, link, measure, publish. 构建并发布一个版本。"""
    from jialing.pipeline import build

    settings = config(data=data, workers=workers)
    progress = TerminalProgress(language(), is_quiet=as_json)
    report = build(settings.data, paths or (), mappings=tuple(mappings or ()), config=settings, progress=progress)
    tell_built(report, as_json=as_json)
