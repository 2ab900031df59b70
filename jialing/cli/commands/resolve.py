"""`jialing resolve FILE`: which organisation and place each affiliation string is, one line out per line in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jialing.cli.progress import TerminalProgress
from jialing.cli.session import DataOption, JsonOption, WorkersOption, config, language
from jialing.cli.tell import tell


class Language(StrEnum):
    """Languages in which reasons are worded."""

    en = "en"
    zh = "zh"


def command(
    file: Annotated[Path, typer.Argument(help="JSON Lines, plain text, CSV or Parquet. 机构字符串文件。")],
    out: Annotated[Path, typer.Option(help="JSON Lines to write. 输出文件。")],
    organisations: Annotated[
        Path | None, typer.Option(help="Table of organisations or ROR dump. 机构表或 ROR 数据。", show_default=False)
    ] = None,
    column: Annotated[str | None, typer.Option(help="Column of the strings. 列名。", show_default=False)] = None,
    lang: Annotated[Language, typer.Option(help="Language of the reasons. 理由的语言。")] = Language.en,
    data: DataOption = None,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
) -> None:
    """Which organisation and place each affiliation string is, and why. 解析机构字符串并说明理由。"""
    from jialing.pipeline import resolve_file

    settings = config(data=data, workers=workers).model_copy(update={"language": lang.value})
    progress = TerminalProgress(language(), is_quiet=as_json)
    report = resolve_file(file, out=out, organisations=organisations, column=column, config=settings, progress=progress)
    tell("cli.resolved", vars(report), as_json=as_json)
