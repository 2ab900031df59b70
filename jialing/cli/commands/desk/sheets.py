"""`jialing desk export` and `import`: the queue as a sheet, decisions from one, and requests to ROR."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jialing.base.phrases import phrase
from jialing.cli.commands.desk.group import ByOption, group, opened, print_json, say
from jialing.cli.commands.desk.looking import BelowOption, CircleOption, PopulationOption, StateOption, TextOption
from jialing.cli.session import DataOption, JsonOption, language

if TYPE_CHECKING:
    from jialing.pipeline.desk import RowError


@group.command()
def export(
    out: Annotated[Path, typer.Argument(help="CSV to write; with --ror also .jsonl. 输出文件。")],
    ror: Annotated[bool, typer.Option("--ror", help="Added organisations as requests to ROR. ROR 收录申请。")] = False,
    contact: Annotated[str, typer.Option(help="Whom ROR may ask. 联系人。")] = "",
    least: Annotated[int, typer.Option(min=1, help="Named by so many works. 最少成果数。")] = 2,
    circle: CircleOption = "",
    population: PopulationOption = "",
    state: StateOption = "",
    text: TextOption = "",
    below: BelowOption = 0.6,
    size: Annotated[int, typer.Option(min=1, max=100_000, help="Groups. 组数。")] = 500,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """The queue as a sheet to fill in, or (--ror) curation requests for ROR. 导出待审表或 ROR 申请。"""
    from jialing.pipeline.desk import Filter, curation_requests, export_queue, write_requests

    desk = opened(data)
    if ror:
        requests = curation_requests(desk, submitter=contact, least_works=least)
        write_requests(requests, out)
        n, code = len(requests), "desk.cli.requests"
    else:
        wanted = Filter(circle, population, state, text, below, size=size)
        n, code = export_queue(desk, wanted, out, lang=language()), "desk.cli.exported"
    print_json({"n": n, "path": str(out)}) if as_json else say(code, n=n, path=str(out))


@group.command("import")
def import_sheet(
    sheet: Annotated[Path, typer.Argument(help="A sheet from `export`, filled in. 填好的表。")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check. 仅检查。")] = False,
    by: ByOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> int:
    """Decisions from a sheet: all of its rows or, where one is wrong, none. 导入判定。"""
    from jialing.errors import InputError
    from jialing.pipeline.desk import import_decisions

    report = import_decisions(opened(data, by), sheet, is_dry_run=dry_run)
    if as_json:
        errors = [{"row": e.row, "code": e.error.code, "message": _worded(e)} for e in report.errors]
        print_json({"n": len(report.decisions), "n_passed_over": report.n_passed_over, "errors": errors})
        return InputError.exit_code if report.errors else 0
    for error in report.errors:
        say("desk.cli.row_error", row=error.row, message=_worded(error))
    if report.errors:
        raise InputError("desk.refused_rows", n=len(report.errors))
    code = "desk.cli.would_import" if dry_run else "desk.cli.imported"
    say(code, n=len(report.decisions), passed=report.n_passed_over)
    return 0


def _worded(error: RowError) -> str:
    return phrase(f"error.{error.error.code}", language(), **error.error.params)
