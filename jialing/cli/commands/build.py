"""`jialing build PATH ...`: from raw records to a published version."""

from __future__ import annotations

from jialing.cli.reading import MappingsOption, PathsArgument, read
from jialing.cli.reports import tell_built
from jialing.cli.session import DataOption, JsonOption, WorkersOption


def command(
    paths: PathsArgument = None,
    mappings: MappingsOption = None,
    data: DataOption = None,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
) -> None:
    """From raw records to a published version: ingest, resolve, link, measure, publish. 构建并发布一个版本。"""
    from jialing.pipeline import build

    tell_built(read(build, paths, mappings, data=data, workers=workers, as_json=as_json), as_json=as_json)
