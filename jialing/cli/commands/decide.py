"""`jialing decide STRING --organisation ID`: a person's decision, appended to the ledger; the next build follows it."""

from __future__ import annotations

from typing import Annotated

import typer

from jialing.cli.session import DataOption, JsonOption, config
from jialing.cli.tell import tell


def command(
    affiliation: Annotated[str, typer.Argument(help="The string exactly as printed. 原始机构字符串。")],
    organisation: Annotated[
        list[str] | None, typer.Option(help="Id of an organisation, best first; none: it is none of them. 机构编号。")
    ] = None,
    place: Annotated[str | None, typer.Option(help="Id of a place. 地点编号。", show_default=False)] = None,
    note: Annotated[str, typer.Option(help="Why. 理由。")] = "",
    by: Annotated[str | None, typer.Option(help="Who decides (else `reviewer`). 判定人。", show_default=False)] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back what was decided. 撤回。")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide what an affiliation string is; it wins over the resolver in every build. 人工判定机构字符串。"""
    from jialing.pipeline import decide

    settings = config(data=data)
    decision = decide(
        settings.data,
        affiliation,
        organisation or [],
        by=by or settings.reviewer,
        place_id=place,
        note=note,
        withdraw=withdraw,
    )
    tell("cli.decided", vars(decision), as_json=as_json)
