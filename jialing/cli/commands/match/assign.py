"""`jialing match assign FILE --out OUT`: who reviews what, with the bound that proves it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jialing.base.phrases import phrase
from jialing.cli.commands.match.group import group, interruptible
from jialing.cli.progress import TerminalProgress
from jialing.cli.session import JsonOption, language
from jialing.cli.tell import tell

if TYPE_CHECKING:
    from jialing.pipeline import AssignReport


@group.command()
def assign(
    file: Annotated[Path, typer.Argument(help="JSON: scores, demand, load and more. 分值、需求与负荷。")],
    out: Annotated[Path, typer.Option(help="JSON to write. 输出文件。")],
    floor: Annotated[
        str | None,
        typer.Option(help="Least affinity of a paper, or max. 每份申请的匹配度下限，或 max。", show_default=False),
    ] = None,
    max_probability: Annotated[
        float, typer.Option(help="Most probability of one pair; below 1 a randomised assignment. 单个配对的最大概率。")
    ] = 1.0,
    seed: Annotated[int, typer.Option(help="Of the draw from a randomised assignment. 随机种子。")] = 0,
    seconds: Annotated[float, typer.Option(help="Longest search for whole numbers. 整数求解的最长时间。")] = 120.0,
    as_json: JsonOption = False,
) -> None:
    """Who reviews what: the best total under loads, conflicts and rules, proven. 分配评审专家并证明其最优。"""
    from jialing.pipeline import assign_file

    progress = TerminalProgress(language(), is_quiet=as_json)
    report = interruptible(
        lambda: assign_file(
            file, out, floor=floor, max_probability=max_probability, seed=seed, seconds=seconds, progress=progress
        ),
        progress,
    )
    _tell(report, out, seed, as_json=as_json)


def _tell(report: AssignReport, out: Path, seed: int, *, as_json: bool) -> None:
    if as_json:
        tell("cli.assigned", {**vars(report), "out": str(out)}, as_json=True)
        return
    shown = {**vars(report), "out": str(out), "seed": seed, "proof": _proof(report)}
    for name in ("total", "worst", "bound", "expected", "floor_bound"):
        shown[name] = f"{shown[name]:.10g}" if shown[name] is not None else ""
    if report.quality is not None:
        tell("cli.randomised", shown | {"quality": f"{report.quality:.6f}"}, as_json=False)
        return
    tell("cli.assigned", shown, as_json=False)
    if report.n_kept is not None:
        tell("cli.repaired", shown, as_json=False)
    if report.floor_bound is not None:
        tell("cli.floor_reached", {"worst": shown["worst"], "bound": shown["floor_bound"]}, as_json=False)


def _proof(report: AssignReport) -> str:
    code = "cli.assigned_proof.exact" if report.is_proven else "cli.assigned_proof.near"
    return phrase(code, language(), gap=f"{report.gap:.1e}")
