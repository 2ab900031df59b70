"""`jialing restore IN.tar`: what a backup holds, into an empty place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.cli.commands.backup import ForceOption, portal_dump
from jialing.cli.progress import TerminalProgress
from jialing.cli.session import DataOption, JsonOption, config, language
from jialing.cli.tell import tell


def command(
    archive: Annotated[Path, typer.Argument(help="File that `backup` wrote. 备份文件。")],
    force: ForceOption = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring back what a backup holds; every file and every table is compared. 恢复备份。"""
    from jialing.pipeline import clear, put_back, unpacked

    folder = config(data=data).data
    progress = TerminalProgress(language(), is_quiet=as_json)
    found = unpacked(folder, archive, is_forced=force, progress=progress)
    try:
        loaded = portal_dump(folder, "load", found.folder / "database", is_forced=force)
        put_back(folder, found)
    finally:
        clear(found)
    rows = loaded["rows"]
    said = {"made_at": found.manifest["made_at"], "version": found.manifest["version"] or "-"}
    tell(
        "backup.restored",
        {**said, "engine": loaded["engine"], "n_tables": len(rows), "n_rows": sum(rows.values())},
        as_json=as_json,
    )
