"""`jialing registry`: what the portal's registry gives to the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jialing.cli.beside import ask_portal
from jialing.cli.session import DataOption, JsonOption, config
from jialing.cli.tell import tell
from jialing.errors import InputError

group = typer.Typer(help="What the portal's registry gives to the rest. 门户登记库导出。", no_args_is_help=True)


@group.callback()
def _group() -> None:
    """What the portal's registry gives to the rest. 门户登记库导出。"""


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
