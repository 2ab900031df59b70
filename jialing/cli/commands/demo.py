"""`jialing demo`: the main job in one command: raw records -> published version -> pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.base.ports import check_port
from jialing.cli.commands.generate import world_folder
from jialing.cli.commands.serve import serve
from jialing.cli.progress import TerminalProgress
from jialing.cli.reports import tell_built
from jialing.cli.session import DataOption, WorkersOption, config, language

MAPPINGS = Path("examples/mappings")


def command(
    source: Annotated[Path | None, typer.Option("--from", help="Folder of real files. 真实数据文件夹。")] = None,
    scale: Annotated[float, typer.Option(min=0.001, help="Scale of the invented world. 虚构世界规模。")] = 1.0,
    seed: Annotated[int, typer.Option(min=0, help="Its seed. 随机种子。")] = 7,
    host: Annotated[str, typer.Option(help="Address to listen on. 监听地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port. 端口。")] = 8000,
    data: DataOption = None,
    workers: WorkersOption = None,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Only build. 只构建。")] = False,
) -> int:
    """Build from real files, or from an invented world, and show the pages. 一条命令：构建并打开网页。"""
    from jialing.pipeline import build

    if not no_serve:
        check_port(host, port)  # before minutes of building, not after
    settings = config(data=data, workers=workers)
    progress = TerminalProgress(language())
    folder = source or _world(settings.data, scale, seed, settings.workers, progress)
    mappings = (MAPPINGS,) if source and MAPPINGS.is_dir() else ()
    report = build(settings.data, [folder], mappings=mappings, config=settings, progress=progress)
    tell_built(report, as_json=False)
    return 0 if no_serve else serve(str(settings.data), host, port)


def _world(data: Path, scale: float, seed: int, workers: int, progress: TerminalProgress) -> Path:
    from jialing.world import generate

    folder = data / "raw" / world_folder(scale, seed)
    generate(folder, scale=scale, seed=seed, progress=progress, workers=workers)
    return folder
