"""`jialing ingest PATH ...`: read upstream files into the lake, without resolving or publishing."""

from __future__ import annotations

from jialing.cli.reading import MappingsOption, PathsArgument, read
from jialing.cli.reports import tell_ingested
from jialing.cli.session import DataOption, JsonOption, WorkersOption


def command(
    paths: PathsArgument = None,
    mappings: MappingsOption = None,
    data: DataOption = None,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read upstream files into the lake: rows in = kept + quarantined. 读入数据：输入 = 保留 + 隔离。"""
    from jialing.pipeline import ingest

    tell_ingested(read(ingest, paths, mappings, data=data, workers=workers, as_json=as_json), as_json=as_json)
