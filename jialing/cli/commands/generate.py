"""`jialing generate`: write an invented world in upstream formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.cli.progress import TerminalProgress
from jialing.cli.session import DataOption, JsonOption, WorkersOption, config, language
from jialing.cli.tell import tell


def command(
    out: Annotated[Path | None, typer.Option(help="Where to write. 输出文件夹。", show_default=False)] = None,
    scale: Annotated[float, typer.Option(min=0.001, help="1 = about 100,000 works. 规模。")] = 1.0,
    seed: Annotated[int, typer.Option(min=0, help="Another seed, another world. 随机种子。")] = 7,
    data: DataOption = None,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write an invented world in upstream formats. 生成虚构数据（上游格式）。"""
    from jialing.world import generate

    settings = config(data=data, workers=workers)
    folder = out or settings.data / "raw" / world_folder(scale, seed)
    progress = TerminalProgress(language(), is_quiet=as_json)
    summary = generate(folder, scale=scale, seed=seed, progress=progress, workers=settings.workers)
    tell("cli.generated", {"folder": str(folder), **vars_of(summary)}, as_json=as_json)


def world_folder(scale: float, seed: int) -> str:
    """Name of a world's folder: the same scale and seed, the same folder."""
    return f"world-scale{scale:g}-seed{seed}"


def vars_of(summary: object) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(summary)  # type: ignore[call-overload, no-any-return]
