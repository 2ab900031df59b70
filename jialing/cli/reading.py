"""What `ingest` and `build` share: which files, with which mappings, told as they go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from jialing.cli.progress import TerminalProgress
from jialing.cli.session import config, language

T = TypeVar("T")

PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders or files in upstream formats; none: those of the last time. 上游文件或文件夹。"),
]
MappingsOption = Annotated[
    list[Path] | None,
    typer.Option("--mappings", help="Folder or file of column mappings. 列映射。", show_default=False),
]


def read(
    step: Callable[..., T],
    paths: list[Path] | None,
    mappings: list[Path] | None,
    *,
    data: Path | None,
    workers: int | None,
    as_json: bool,
) -> T:
    """Run a step of the pipeline on files; errors as the step's own."""
    settings = config(data=data, workers=workers)
    progress = TerminalProgress(language(), is_quiet=as_json)
    return step(settings.data, paths or (), mappings=tuple(mappings or ()), config=settings, progress=progress)
