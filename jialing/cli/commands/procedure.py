"""`jialing procedure ...`: workflows, forms and rules of calls as files: copied, changed, checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jialing.cli.session import JsonOption, language
from jialing.cli.tell import tell
from jialing.errors import InputError, WrongState

if TYPE_CHECKING:
    from jialing.procedure import Finding

group = typer.Typer(no_args_is_help=True, help="Workflows, forms and rules of calls. 申报流程、表单与规则。")

FilesArgument = Annotated[
    list[Path],
    typer.Argument(exists=True, dir_okay=False, help="NAME.workflow.toml, NAME.form.toml, NAME.rules.toml. 文件。"),
]


@group.command("check")
def check(files: FilesArgument, as_json: JsonOption = False) -> None:
    """Look for every fault of the files, each alone and all together. 检查文件的全部错误。"""
    from jialing.procedure import said

    found = _faults(files)
    for name, findings in found.items():
        for finding in findings:
            told = {"file": name, "code": finding.code, "where": finding.where, "message": said(finding, language())}
            print(json.dumps(told, ensure_ascii=False) if as_json else f"{name}: {told['message']}")
    if n := sum(map(len, found.values())):
        raise InputError("procedure.files_faulty", n=n, files=len(found))
    tell("procedure.files_good", {"n": len(found)}, as_json=as_json)


@group.command("copy")
def copy(
    name: Annotated[str, typer.Argument(help="Such as ordinary_one_stage.workflow, proposal.form. 名称。")],
    out: Annotated[Path, typer.Option(help="Folder to write into. 输出文件夹。")] = Path(),
    as_json: JsonOption = False,
) -> None:
    """Write a file that ships into a folder, to be changed there. 复制随附文件以供修改。"""
    from jialing.schema import shipped_procedure

    stem, _, kind = name.removesuffix(".toml").rpartition(".")
    text = shipped_procedure(kind, stem)
    path = out / f"{stem}.{kind}.toml"
    if path.exists():
        raise WrongState("procedure.file_there", file=str(path))
    path.write_text(text, encoding="utf-8")
    tell("procedure.file_written", {"file": str(path)}, as_json=as_json)


def _faults(files: Iterable[Path]) -> Mapping[str, tuple[Finding, ...]]:
    """File -> its faults. Forms are held against the workflows that are given with them, and the other way round."""
    from jialing.procedure import Form, Workflow, check_form, check_workflow

    read = {path.name: _read(path) for path in files}
    forms = {one.name for one in read.values() if isinstance(one, Form)}
    sections = {name for one in read.values() if isinstance(one, Workflow) for name in one.sections}
    found: dict[str, tuple[Finding, ...]] = {}
    for name, one in read.items():
        if isinstance(one, Workflow):
            found[name] = check_workflow(one, forms=forms or None)
        elif isinstance(one, Form):
            found[name] = check_form(one, sections=sections or None)
        else:
            found[name] = one if isinstance(one, tuple) else ()
    return found


def _read(path: Path) -> object:
    """The workflow, form or rules in a file; where they cannot be read, the findings."""
    from jialing.procedure import read_form, read_rules, read_workflow

    readers = {"workflow": read_workflow, "form": read_form, "rules": read_rules}
    kind = path.name.removesuffix(".toml").rpartition(".")[2]
    if kind not in readers or path.suffix != ".toml":
        raise InputError("procedure.file_unnamed", file=path.name)
    try:
        return readers[kind](path.read_bytes())
    except InputError as error:
        return error.params["findings"]
