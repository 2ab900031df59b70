"""`jialing brief CIRCLE --out FOLDER`: the positioning brief as PDF and spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.cli.answering import Asked, scope_of
from jialing.cli.session import DataOption, JsonOption, config, language
from jialing.cli.tell import tell


def command(
    circle: Annotated[str, typer.Argument(help="Circle; none: the first. 城市圈，缺省为第一个。")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write into. 输出文件夹。")] = Path("brief"),
    version: Annotated[str | None, typer.Option(help="Version; none: current. 版本。", show_default=False)] = None,
    population: Annotated[str, typer.Option(help="Population; none: the largest. 总体。", show_default=False)] = "",
    first: Annotated[int | None, typer.Option("--from", help="First year. 起始年。", show_default=False)] = None,
    last: Annotated[int | None, typer.Option("--to", help="Last year. 结束年。", show_default=False)] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the positioning brief of a circle: a PDF in both languages and a spreadsheet. 生成定位简报。"""
    from jialing.atlas import open_atlas
    from jialing.figures.brief import write_brief

    settings = config(data=data)
    atlas = open_atlas(settings.data, version=version or "", config=settings)
    asked = Asked(name="", circle=circle, population=population, first_year=first, last_year=last, lang=language())
    made = write_brief(atlas, scope_of(atlas, asked), out)
    numbers = {"n_figures": made.n_figures, "n_refused": made.n_refused}
    for path in (made.pdf, made.xlsx):
        tell("cli.briefed", {"path": str(path), **numbers}, as_json=as_json)
