"""`jialing desk list`, `show`, `search`, `disagreements`: what waits and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from jialing.base.phrases import phrase
from jialing.cli.commands.desk.group import because, group, item_of, name_of, opened, place_of, print_json, say
from jialing.cli.session import DataOption, JsonOption, language

if TYPE_CHECKING:
    from jialing.pipeline.desk import Desk, Differing, Item

CircleOption = Annotated[str, typer.Option(help="Touching this circle. 城市圈编号。")]
PopulationOption = Annotated[str, typer.Option(help="Of this population (source:kind). 来源。")]
StateOption = Annotated[str, typer.Option(help="unknown_organisation, ambiguous, unsure, no_organisation. 待审原因。")]
TextOption = Annotated[str, typer.Option(help="Words in the string. 字符串包含。")]
BelowOption = Annotated[float, typer.Option(min=0, max=0.9, help="Given with less than this probability. 概率低于。")]
OffOption = Annotated[bool, typer.Option("--put-off", help="Also what I put off. 包括暂缓的。")]


@group.command("list")
def list_queue(
    circle: CircleOption = "",
    population: PopulationOption = "",
    state: StateOption = "",
    text: TextOption = "",
    below: BelowOption = 0.6,
    page: Annotated[int, typer.Option(min=1, help="Page. 页码。")] = 1,
    size: Annotated[int, typer.Option(min=1, max=1000, help="Groups on a page. 每页组数。")] = 20,
    put_off: OffOption = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """What waits, the most valuable first. 待审列表。"""
    from jialing.pipeline.desk import Filter, queue

    wanted = Filter(circle, population, state, text, below, page, size, put_off)
    found = queue(opened(data), wanted)
    if as_json:
        print_json(found)
        return
    for line in found.lines:
        say("desk.cli.line", **{**vars(line), "state": phrase(f"desk.of_state.{line.state}", language())})
    say("desk.cli.page", **{k: v for k, v in vars(found).items() if k != "lines"})


@group.command()
def show(
    asked: Annotated[str, typer.Argument(metavar="ITEM", help="Number of a group, or a string. 组号或原文。")],
    works_page: Annotated[int, typer.Option("--page", min=1, help="Page of works. 成果页码。")] = 1,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """One group: its strings, what the resolver thought of, works behind it. 查看一组。"""
    from jialing.pipeline.desk import works

    desk = opened(data)
    found = item_of(desk, asked)
    behind = works(desk, found, page=works_page)
    if as_json:
        print_json({"item": found, "works": behind})
        return
    tell_item(found)
    for work in behind.works:
        say("desk.cli.work", year=str(work.year), title=work.title, others="; ".join(work.others[:4]))


def tell_item(found: Item) -> None:
    """The strings of a group, why they wait, and the proposals, numbered."""
    for string in found.strings:
        say("desk.cli.string", **{k: getattr(string, k) for k in ("affiliation", "n_would_place", "n_works")})
    print(f"  {because(found.first.because, found.first.params)}")
    for number, proposal in enumerate(found.proposals, start=1):
        p = f"{proposal.probability:.2f}" if proposal.probability is not None else _whence(proposal.how)
        card = proposal.card
        said = {"name": name_of(card), "place": place_of(card), "probability": p, "org_id": card.org_id}
        say("desk.cli.proposal", n=number, **said)


def _whence(how: str) -> str:
    return "" if how == "resolver" else f"({phrase(f'desk.how.{how}', language())})"


@group.command()
def search(
    words: Annotated[str, typer.Argument(help="Words of a name, in any language. 名称。")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Organisations by any of their names. 按名称查找机构。"""
    from jialing.pipeline.desk import search as find

    found = find(opened(data), words, size=20)
    if as_json:
        print_json(found)
        return
    for number, card in enumerate(found, start=1):
        said = {"name": name_of(card), "place": place_of(card), "probability": "", "org_id": card.org_id}
        say("desk.cli.proposal", n=number, **said)


@group.command("disagreements")
def list_disagreements(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Strings on which reviewers differ; the later decision counts until one is settled. 查看分歧。"""
    from jialing.pipeline.desk import disagreements

    desk = opened(data)
    found = disagreements(desk)
    if as_json:
        print_json([{**vars(d), "ids": [one.id for one in d.decisions]} for d in found])
        return
    for differing in found:
        _tell_differing(desk, differing)
    if not found:
        say("desk.disagree_none")


def _tell_differing(desk: Desk, differing: Differing) -> None:
    say("desk.cli.differing", affiliation=differing.affiliation)
    for decision in differing.decisions:
        names = [name_of(differing.cards[o]) if o in differing.cards else o for o in decision.org_ids]
        outcome = "; ".join(names) or phrase("desk.cli.none", language())
        counts = desk.ledger.in_force.get(differing.affiliation) == decision
        mark = f"  ({phrase('desk.counts_now', language())})" if counts else ""
        said = {"by": decision.by, "at": decision.at, "outcome": outcome, "mark": mark}
        say("desk.cli.differing_line", id=decision.id, **said)
