"""`jialing export TABLE ...`: tables of a version; `jialing export --answer NAME`: answers, as rows or pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.cli.answering import Asked, written
from jialing.cli.progress import TerminalProgress
from jialing.cli.session import DataOption, JsonOption, config, language
from jialing.cli.tell import tell

ANSWER = """Instead of tables, the answers of a page: overview, flows, network, field_heat, comparison, place, pair,
organisation, field; or one question, such as top_pairs. 导出页面答案。"""
FORMAT = "Tables: csv, parquet, json. Answers: csv, json, xlsx, png, svg, pdf, vega. 格式。"


def command(
    tables: Annotated[list[str] | None, typer.Argument(help="Names of tables; none: all. 表名，缺省为全部。")] = None,
    out: Annotated[Path, typer.Option(help="Folder to write into. 输出文件夹。")] = Path("export"),
    file_format: Annotated[str, typer.Option("--format", help=FORMAT)] = "csv",
    version: Annotated[str | None, typer.Option(help="Version; none: current. 版本。", show_default=False)] = None,
    answer: Annotated[str, typer.Option(help=ANSWER, show_default=False)] = "",
    about: Annotated[
        list[str] | None, typer.Option(help="City, organisation or field, by id or name. 对象。", show_default=False)
    ] = None,
    circle: Annotated[str, typer.Option(help="Circle; none: the first. 城市圈。", show_default=False)] = "",
    population: Annotated[str, typer.Option(help="Population; none: the largest. 总体。", show_default=False)] = "",
    first: Annotated[int | None, typer.Option("--from", help="First year. 起始年。", show_default=False)] = None,
    last: Annotated[int | None, typer.Option("--to", help="Last year. 结束年。", show_default=False)] = None,
    counting: Annotated[str, typer.Option(help="full or fractional. 计数方法。", show_default=False)] = "",
    field: Annotated[str, typer.Option(help="Field, by id or name; none: all. 领域。", show_default=False)] = "",
    lang: Annotated[str, typer.Option(help="en or zh; none: of messages. 语言。", show_default=False)] = "",
    theme: Annotated[str, typer.Option(help="light or dark. 主题。")] = "light",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write tables as CSV, Parquet or JSON Lines, or answers as rows and pictures. 导出数据表或答案。"""
    if answer:
        asked = Asked(
            name=answer,
            about=tuple(about or ()),
            circle=circle,
            population=population,
            first_year=first,
            last_year=last,
            counting=counting,
            field=field,
            lang=lang or language(),
            theme=theme,
        )
        _answers(asked, out, file_format, version, data, as_json=as_json)
    else:
        _tables(tables or [], out, file_format, version, data, as_json=as_json)


def _tables(
    tables: list[str], out: Path, file_format: str, version: str | None, data: Path | None, *, as_json: bool
) -> None:
    from jialing.pipeline import export

    progress = TerminalProgress(language(), is_quiet=as_json)
    report = export(config(data=data).data, tables, out, format=file_format, version=version, progress=progress)
    if as_json:
        tell("cli.exported", {"version": report.version, "files": report.files}, as_json=True)
        return
    for table, path, rows in report.files:
        tell("cli.exported", {"table": table, "path": str(path), "rows": rows}, as_json=False)


def _answers(
    asked: Asked, out: Path, file_format: str, version: str | None, data: Path | None, *, as_json: bool
) -> None:
    from jialing.atlas import open_atlas

    settings = config(data=data)
    atlas = open_atlas(settings.data, version=version or "", config=settings)
    done = written(atlas, asked, out, file_format)
    if as_json:
        left = [{"question": question, "reason": reason} for question, reason in done.left_out]
        tell("cli.exported", {"version": atlas.version, "files": done.files, "left_out": left}, as_json=True)
        return
    for question, path, rows in done.files:
        tell("cli.exported", {"table": question, "path": str(path), "rows": rows}, as_json=False)
    for question, reason in done.left_out:
        tell("cli.left_out", {"question": question, "reason": reason}, as_json=False)
