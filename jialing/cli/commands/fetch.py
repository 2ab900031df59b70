"""`jialing fetch SOURCE`: get an upstream's newest files, with resume and checksum."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.cli.progress import TerminalProgress
from jialing.cli.session import DataOption, JsonOption, config, language
from jialing.cli.tell import tell
from jialing.errors import InputError


def command(
    source: Annotated[str, typer.Argument(help="What to fetch: ror. 来源：ror。")],
    out: Annotated[Path | None, typer.Option(help="Where to write. 输出文件夹。", show_default=False)] = None,
    base_url: Annotated[str, typer.Option(help="Address of the service. 服务地址。")] = "https://zenodo.org",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Get an upstream's newest files, with resume, checksum and licence. 下载上游数据（断点续传、校验、许可）。"""
    from jialing.sources.ror.fetch import fetch_ror

    if source != "ror":
        raise InputError("cli.fetch_unknown", source=source, known="ror")
    folder = out or config(data=data).data / "raw" / source
    progress = TerminalProgress(language(), is_quiet=as_json)
    fetched = fetch_ror(folder, base_url=base_url, progress=progress)
    tell("cli.fetched", {"folder": str(folder), "file": str(fetched)}, as_json=as_json)
