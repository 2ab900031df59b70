"""`jialing match expertise`: how well each expert knows a text, and because of which works."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.cli.commands.match.group import group, interruptible
from jialing.cli.progress import TerminalProgress
from jialing.cli.session import JsonOption, language
from jialing.cli.tell import tell


@group.command()
def expertise(
    profiles: Annotated[Path, typer.Option(help="JSON: expert -> list of text ids. 专家及其著述编号。")],
    texts: Annotated[Path, typer.Option(help="JSON: id -> title, abstract, year, language. 文本。")],
    pairs: Annotated[Path, typer.Option(help="JSON: list of [expert, text id]. 待评配对。")],
    out: Annotated[Path, typer.Option(help="JSON to write. 输出文件。")],
    bilingual: Annotated[
        Path | None,
        typer.Option(help="JSON: list of [English, Chinese] titles of the same works. 双语题名。", show_default=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """How well each expert knows a text, from the words of their works. 根据著述评估专家对文本的熟悉程度。"""
    from jialing.pipeline import score_expertise

    progress = TerminalProgress(language(), is_quiet=as_json)
    report = interruptible(
        lambda: score_expertise(profiles, texts, pairs, out, bilingual=bilingual, progress=progress), progress
    )
    tell("cli.expertise", {**vars(report), "out": str(out)}, as_json=as_json)
