"""`jialing desk accept`, `choose`, `new`, `reject`, `skip`, `undo`, `settle`, `succeed`, `amend`: what is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from jialing.cli.commands.desk.group import (
    ByOption,
    ItemArgument,
    NoteOption,
    OnlyOption,
    affiliations_of,
    group,
    opened,
    print_json,
    say,
)
from jialing.cli.session import DataOption, JsonOption

if TYPE_CHECKING:
    from jialing.pipeline.desk import Decision, Desk

PlaceOption = Annotated[
    str | None,
    typer.Option(help="Id or name of the place (Chengdu; Arlington, Texas). 地点编号或名称。", show_default=False),
]


@group.command()
def accept(
    asked: ItemArgument,
    only: OnlyOption = None,
    note: NoteOption = "",
    by: ByOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take what the resolver proposed. 采纳系统推荐。"""
    from jialing.pipeline.desk import Verdict, decide_at_desk

    desk = opened(data, by)
    verdict = Verdict(affiliations_of(desk, asked, only), "accept", note=note)
    _told(desk, decide_at_desk(desk, verdict), as_json)


@group.command()
def choose(
    asked: ItemArgument,
    organisation: Annotated[list[str], typer.Option(help="Id, best first (repeat it). 机构编号。")],
    place: PlaceOption = None,
    only: OnlyOption = None,
    note: NoteOption = "",
    by: ByOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Another organisation than proposed; find its id with `search`. 另选机构。"""
    from jialing.pipeline.desk import Verdict, decide_at_desk

    desk = opened(data, by)
    strings = affiliations_of(desk, asked, only)
    verdict = Verdict(strings, "choose", org_ids=tuple(organisation), place_id=_place(desk, place), note=note)
    _told(desk, decide_at_desk(desk, verdict), as_json)


@group.command()
def new(
    asked: ItemArgument,
    kind: Annotated[str, typer.Option(help="education, facility, company, ... 类型。")],
    name_en: Annotated[str, typer.Option(help="English name. 英文名称。")] = "",
    name_zh: Annotated[str, typer.Option(help="Chinese name. 中文名称。")] = "",
    place: PlaceOption = None,
    country: Annotated[str, typer.Option(help="Two letters, where the place is not listed. 国家代码。")] = "",
    parent: Annotated[str, typer.Option(help="Id of what it belongs to. 上级机构编号。")] = "",
    website: Annotated[str, typer.Option(help="https://... 网站。")] = "",
    acronym: Annotated[str, typer.Option(help="Acronym. 缩写。")] = "",
    alias: Annotated[list[str] | None, typer.Option(help="Another name (repeat it). 其他名称。")] = None,
    established: Annotated[int | None, typer.Option(help="Year. 成立年份。", show_default=False)] = None,
    even_so: Annotated[bool, typer.Option("--even-so", help="Although that name is there. 允许同名。")] = False,
    only: OnlyOption = None,
    note: NoteOption = "",
    by: ByOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """An organisation that no register has; all strings with its names resolve from the next build on. 新增机构。"""
    from jialing.pipeline.desk import NewOrganisationForm, Verdict, decide_at_desk

    desk = opened(data, by)
    form = NewOrganisationForm(
        name_en=name_en,
        name_zh=name_zh,
        kind=kind,
        place_id=desk.place_named(place or ""),
        country_code=country,
        parent_id=parent,
        website=website,
        acronym=acronym,
        established=established,
        aliases=tuple(alias or ()),
        note=note,
        even_so=even_so,
    )
    verdict = Verdict(affiliations_of(desk, asked, only), "new", note=note, organisation=form)
    _told(desk, decide_at_desk(desk, verdict), as_json)


@group.command()
def reject(
    asked: ItemArgument,
    reason: Annotated[
        str, typer.Option(help="none_of_these, not_an_organisation, place_only. 理由。")
    ] = "none_of_these",
    place: PlaceOption = None,
    only: OnlyOption = None,
    note: NoteOption = "",
    by: ByOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """None of these, no organisation at all, or only a place. 否决。"""
    from jialing.pipeline.desk import Verdict, decide_at_desk

    desk = opened(data, by)
    verdict = Verdict(
        affiliations_of(desk, asked, only), "reject", reason=reason, place_id=_place(desk, place), note=note
    )
    _told(desk, decide_at_desk(desk, verdict), as_json)


@group.command()
def skip(
    asked: ItemArgument,
    back: Annotated[bool, typer.Option("--back", help="Take it up again. 取消暂缓。")] = False,
    by: ByOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put strings off; only you do not see them any more. 暂缓。"""
    from jialing.pipeline.desk import put_off

    desk = opened(data, by)
    strings = affiliations_of(desk, asked)
    put_off(desk, strings, is_back=back)
    print_json({"affiliations": strings}) if as_json else say("desk.cli.skipped", n=len(strings))


@group.command()
def undo(
    batch: Annotated[str, typer.Argument(help="Batch of an earlier stroke; none: your last one. 批次号。")] = "",
    by: ByOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take back your last stroke; what stood before counts again. 撤销上一步。"""
    from jialing.pipeline.desk import undo as take_back

    desk = opened(data, by)
    made = take_back(desk, batch=batch)
    print_json(made) if as_json else say("desk.cli.undone", n=len(made), by=desk.by)


@group.command()
def settle(
    affiliation: Annotated[str, typer.Argument(help="The string that reviewers differ on. 有分歧的字符串。")],
    decision: Annotated[str, typer.Argument(help="Id of the decision that is right. 正确判定的编号。")],
    note: NoteOption = "",
    by: ByOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """End a disagreement by naming the decision that is right. 裁定分歧。"""
    from jialing.pipeline.desk import settle as end

    desk = opened(data, by)
    _told(desk, end(desk, affiliation, decision, note=note), as_json)


@group.command()
def succeed(
    organisation: Annotated[str, typer.Argument(help="Id that the desk gave. 审核台编号。")],
    by_id: Annotated[str, typer.Option("--by-id", help="Id in a register, e.g. https://ror.org/... 名录编号。")],
    by: ByOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """A register has taken an added organisation over: its decisions lead there from now on. 已被名录收录。"""
    from jialing.pipeline.desk import succeed_organisation

    made = succeed_organisation(opened(data, by), organisation, by_id)
    print_json(made) if as_json else say("desk.cli.added", org_id=made.successor_id)


@group.command()
def amend(
    organisation: Annotated[str, typer.Argument(help="Id that the desk gave. 审核台编号。")],
    kind: Annotated[str | None, typer.Option(help="education, facility, company, ... 类型。")] = None,
    name_en: Annotated[str | None, typer.Option(help="English name. 英文名称。")] = None,
    name_zh: Annotated[str | None, typer.Option(help="Chinese name. 中文名称。")] = None,
    place: PlaceOption = None,
    country: Annotated[str | None, typer.Option(help="Two letters. 国家代码。")] = None,
    parent: Annotated[str | None, typer.Option(help="Id of what it belongs to. 上级机构编号。")] = None,
    website: Annotated[str | None, typer.Option(help="https://... 网站。")] = None,
    acronym: Annotated[str | None, typer.Option(help="Acronym. 缩写。")] = None,
    alias: Annotated[list[str] | None, typer.Option(help="All other names (repeat it). 全部其他名称。")] = None,
    by: ByOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change what was said of an added organisation, as when its name reaches strings of others. 修改新增机构。"""
    from jialing.pipeline.desk import amend_organisation

    desk = opened(data, by)
    said = {"kind": kind, "name_en": name_en, "name_zh": name_zh, "country_code": country, "parent_id": parent}
    said |= {"website": website, "acronym": acronym, "place_id": _place(desk, place)}
    changes: dict[str, object] = {name: text for name, text in said.items() if text is not None}
    made = amend_organisation(desk, organisation, changes | ({} if alias is None else {"aliases": tuple(alias)}))
    print_json(made) if as_json else say("desk.cli.amended", org_id=made.org_id, name=made.name_en or made.name_zh)


def _place(desk: Desk, text: str | None) -> str | None:
    return None if text is None else desk.place_named(text) or None


def _told(desk: Desk, made: tuple[Decision, ...], as_json: bool) -> None:
    from jialing.pipeline.desk import open_desk

    if as_json:
        print_json(made)
        return
    waiting = open_desk(desk.lake.data, version=desk.version.id).waiting
    say("desk.cli.decided", n=len(made), by=desk.by, waiting=len(waiting))
