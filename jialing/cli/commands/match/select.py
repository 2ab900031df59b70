"""`jialing match select FILE --out OUT`: who is funded under the published rule, quotas and budget, and why."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from jialing.base.phrases import phrase
from jialing.cli.commands.match.group import group, interruptible
from jialing.cli.progress import TerminalProgress
from jialing.cli.session import JsonOption, config, language
from jialing.cli.tell import tell


@group.command()
def select(
    file: Annotated[Path, typer.Argument(help="JSON: proposals, rule, quotas, lines. 申请、规则、名额与经费。")],
    out: Annotated[Path, typer.Option(help="JSON to write. 输出文件。")],
    alternatives: Annotated[int, typer.Option(help="Next best selections beside it. 备选方案数。", min=0, max=50)] = 3,
    redraws: Annotated[
        int,
        typer.Option(
            help="Redraws of the reviewers' noise, advisory. 重抽评审误差的次数（仅供参考）。", min=0, max=100_000
        ),
    ] = 0,
    seed: Annotated[int, typer.Option(help="Of the redraws. 随机种子。")] = 0,
    seconds: Annotated[float, typer.Option(help="Longest search for one criterion. 每项准则的最长时间。")] = 60.0,
    as_json: JsonOption = False,
) -> None:
    """Who is funded: exactly the best under rule, quotas and budget. 按公布规则、名额与经费择优立项。"""
    # Before numpy is there: on matrices as small as these a second thread only waits, and burns what it waits.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from jialing.pipeline import select_file

    progress = TerminalProgress(language(), is_quiet=as_json)
    report = interruptible(
        lambda: select_file(
            file, out, n_alternatives=alternatives, n_redraws=redraws, seed=seed, workers=config().workers,
            seconds=seconds, progress=progress,
        ),
        progress,
    )  # fmt: skip
    proof = phrase(f"cli.selected_proof.{'proven' if report.is_proven else 'open'}", language())
    tell("cli.selected", {**vars(report), "out": str(out)} | ({} if as_json else {"proof": proof}), as_json=as_json)
    if report.advice and not as_json:
        tell("cli.advised", {"status": phrase(report.advice, language())}, as_json=False)
