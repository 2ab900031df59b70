"""`jialing backup OUT.tar`: everything that no build makes again, in one file."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from jialing.cli.beside import ask_portal
from jialing.cli.progress import TerminalProgress
from jialing.cli.session import DataOption, JsonOption, config, language
from jialing.cli.tell import tell

ForceOption = Annotated[bool, typer.Option("--force", help="Replace what is there. 覆盖已有内容。")]


def command(
    out: Annotated[Path, typer.Argument(help="File to write (.tar). 备份文件。")],
    no_versions: Annotated[
        bool, typer.Option("--no-versions", help="Without published versions; a build makes them. 不含已发布版本。")
    ] = False,
    force: ForceOption = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Save database, documents, decisions and named versions, while the portal runs. 备份。"""
    from jialing.pipeline import back_up, require_new

    folder = config(data=data).data
    require_new(out, is_forced=force)
    with tempfile.TemporaryDirectory(dir=out.absolute().parent, prefix=".backup-") as aside:
        about = portal_dump(folder, "save", Path(aside))
        (Path(aside) / "about.json").write_text(json.dumps(about), encoding="utf-8")
        progress = TerminalProgress(language(), is_quiet=as_json)
        report = back_up(
            folder, out, database=Path(aside), about=about, with_versions=not no_versions, progress=progress
        )
    tell("backup.written", vars(report), as_json=as_json)


def portal_dump(data: Path, act: str, folder: Path, *, is_forced: bool = False) -> dict[str, Any]:
    """Ask the portal about its database; its errors are raised."""
    forced = ["--force"] if is_forced else []
    return ask_portal("dump", act, str(folder), *forced, data=data, failed="backup.portal_failed")
