"""`jialing ingest PATH ...`: read upstream files into the lake, without resolving or publishing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.cli.progress import TerminalProgress
from jialing.cli.reports import tell_ingested
from jialing.cli.session import DataOption, JsonOption, WorkersOption, config, language

PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders or files in upstream formats; none: those of the last time. 上游文件或文件夹。"),
]
MappingsOption = Annotated[
    list[Path] | None,
    typer.Option("--mappings", help="Folder or file of column mappings. 列映射。", show_default=False),
]


def command(
    paths: PathsArgument = None,
    mappings: MappingsOption = None,
    data: DataOption = None,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read upstream files into the lake: rows in = kept + quarantined. 读入数据：输入 = 保留 + 隔离。"""
    from jialing.pipeline import ingest

    settings = config(data=data, workers=workers)
    progress = TerminalProgress(language(), is_quiet=as_json)
    report = ingest(settings.data, paths or (), mappings=tuple(mappings or ()), config=settings, progress=progress)
    tell_ingested(report, as_json=as_json)
