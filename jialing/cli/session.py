"""What every command shares: configuration with the command's own options on top, language, progress."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from jialing.config import Config

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of everything built. 数据文件夹（默认 data）。", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON. 以 JSON 输出。")]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, help="Processes. 进程数。", show_default=False)]


def config(*, data: Path | None = None, workers: int | None = None) -> Config:
    """The configuration with this command's options on top."""
    given = {"data": data, "workers": workers}
    return Config().model_copy(update={name: value for name, value in given.items() if value is not None})


def language() -> str:
    """Language of messages: JIALING_LANGUAGE or jialing.toml, else the terminal's (LC_ALL, LANG), else English."""
    if "JIALING_LANGUAGE" in os.environ or Path("jialing.toml").exists():
        return "zh" if Config().language.startswith("zh") else "en"
    terminal = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh" if terminal.lower().startswith("zh") else "en"


def wants_json(arguments: Sequence[str]) -> bool:
    return "--json" in arguments
