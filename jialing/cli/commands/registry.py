"""`jialing registry`: what the portal's registry gives to the rest and takes from a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.cli.beside import ask_portal
from jialing.cli.session import DataOption, JsonOption, config, language
from jialing.cli.tell import tell
from jialing.errors import InputError

group = typer.Typer(help="The portal's registry: export, import. 门户登记库：导出与导入。", no_args_is_help=True)


@group.callback()
def _group() -> None:
    """The portal's registry: export, import. 门户登记库：导出与导入。"""


@group.command("export-names")
def export_names(
    out: Annotated[Path, typer.Option(help="JSON Lines to write. 输出文件（.jsonl）。")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write local organisations and local names for resolver and build. 导出本地机构与名称，供解析与构建使用。"""
    if out.suffix != ".jsonl":
        raise InputError("registry.export_suffix", path=str(out))
    out.absolute().parent.mkdir(parents=True, exist_ok=True)
    said = ask_portal("names", str(out.absolute()), data=config(data=data).data, failed="registry.portal_failed")
    tell("cli.names_exported", said, as_json=as_json)


@group.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="XLSX or CSV. 表格文件。", exists=True, dir_okay=False)],
    kind: Annotated[
        str,
        typer.Option(help="organisation, platform, membership, zone_entry, recognition. 类别。", show_default=False),
    ],
    by: Annotated[str, typer.Option(help="Address of the officer in whose name. 经办人邮箱。", show_default=False)],
    why: Annotated[str, typer.Option(help="Reason, kept in the records' past. 事由。")] = "",
    is_dry: Annotated[bool, typer.Option("--dry-run", help="Check only; change nothing. 只核对，不写入。")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Import a spreadsheet into the registry as the pages do. 将表格导入登记库，与网页导入一致。"""
    more = ("--dry-run",) if is_dry else ()
    said = ask_portal(
        "bringing", str(file.absolute()), kind, by, language(), why, *more,
        data=config(data=data).data, failed="registry.portal_failed",
    )  # fmt: skip
    if not as_json:
        for one in said["refused"]:
            tell("cli.row_refused", one, as_json=False)
    tell("cli.import_checked" if is_dry else "cli.imported", said, as_json=as_json)
