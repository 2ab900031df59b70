"""`jialing export TABLE ...`: tables of a version for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.cli.progress import TerminalProgress
from jialing.cli.session import DataOption, JsonOption, config, language
from jialing.cli.tell import tell


def command(
    tables: Annotated[list[str] | None, typer.Argument(help="Names of tables; none: all. 表名，缺省为全部。")] = None,
    out: Annotated[Path, typer.Option(help="Folder to write into. 输出文件夹。")] = Path("export"),
    file_format: Annotated[str, typer.Option("--format", help="csv, parquet, json. 格式。")] = "csv",
    version: Annotated[str | None, typer.Option(help="Version; none: current. 版本。", show_default=False)] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write tables of a version as CSV, Parquet or JSON Lines. 导出数据表。"""
    from jialing.pipeline import export

    progress = TerminalProgress(language(), is_quiet=as_json)
    report = export(config(data=data).data, tables or [], out, format=file_format, version=version, progress=progress)
    if as_json:
        tell("cli.exported", {"version": report.version, "files": report.files}, as_json=True)
        return
    for table, path, rows in report.files:
        tell("cli.exported", {"table": table, "path": str(path), "rows": rows}, as_json=False)
