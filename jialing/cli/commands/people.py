"""`jialing people`: who is who among the authors of circles; a person's works, and why they are the person's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from jialing.base.phrases import catalogue, phrase
from jialing.cli.session import DataOption, JsonOption, config, language
from jialing.cli.tell import tell

group = typer.Typer(help="Who is who among the authors of circles. 圈域作者消歧结果。", no_args_is_help=True)
AuthorshipArgument = Annotated[
    str, typer.Argument(help="SOURCE SOURCE_ID POSITION with | between. 来源|成果编号|位次。")
]


@group.command("list")
def list_people(
    name: Annotated[str, typer.Argument(help="Part of a name as printed; none: all. 姓名片段。")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many, most works first. 最多条数。")] = 20,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """List people, those with most works first. 列出人员。"""
    from jialing.pipeline import people_named

    found = people_named(config(data=data).data, name, limit=limit)
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for row in found:
        print(phrase("cli.people.person", language(), **_shown(row)))


@group.command("show")
def show_person(
    person_id: Annotated[str, typer.Argument(help="Id of a person. 人员编号。")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a person's works and, for each, why it is the person's. 查看一人的成果与依据。"""
    from jialing.pipeline import person_shown

    found = person_shown(config(data=data).data, person_id)
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    lang = language()
    print(phrase("cli.people.person", lang, **_shown(found)))
    for work in found["works"]:
        said = {k: work[k] for k in ("source", "source_id", "position", "year")}
        title, printed = work["title"] or work["source_id"], work["name"] or "-"
        print(phrase("cli.people.work", lang, title=title, name=printed, reason=_reason(work, lang), **said))


@group.command("decide")
def decide(
    left: AuthorshipArgument,
    right: AuthorshipArgument,
    same: Annotated[bool, typer.Option("--same/--not-same", help="One person, or two. 同一人或不同人。")] = True,
    note: Annotated[str, typer.Option(help="Why. 理由。")] = "",
    by: Annotated[str | None, typer.Option(help="Who decides (else `reviewer`). 判定人。", show_default=False)] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back what was decided. 撤回。")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide whether two authorships are one person's; it wins in every build. 人工判定两处署名是否同一人。"""
    from jialing.pipeline import authorship_of, decide_people

    settings = config(data=data)
    decision = decide_people(
        settings.data,
        authorship_of(left),
        authorship_of(right),
        is_same=same,
        by=by or settings.reviewer,
        note=note,
        withdraw=withdraw,
    )
    tell("cli.decided", vars(decision), as_json=as_json)


def _shown(row: Mapping[str, Any]) -> dict[str, object]:
    years = f"{row['first_year'] or '?'}-{row['last_year'] or '?'}"
    chance = "-" if row["probability"] is None else f"{row['probability']:.3f}"
    names, organisations = "; ".join(row["names"]), "; ".join(row["organisations"])
    return {
        "person_id": row["person_id"],
        "names": names,
        "n": row["n_works"],
        "years": years,
        "orcid": row["orcid"] or "-",
        "organisations": organisations or "-",
        "probability": chance,
    }


def _reason(work: Mapping[str, Any], lang: str) -> str:
    """The reason in words, then how much each kind of evidence weighed."""
    said = phrase(work["because"], lang, **work["params"])
    kinds = [
        f"{phrase(code, lang)} {amount:+.1f}"
        for kind, amount in work["evidence"].items()
        if (code := f"people_kind.{kind}") in catalogue()
    ]
    return f"{said} [{', '.join(kinds)}]" if kinds else said
