"""The group of commands, and what they share."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jialing.base.phrases import catalogue, phrase
from jialing.cli.session import config, language

if TYPE_CHECKING:
    from jialing.pipeline.desk import Desk, Item, OrganisationCard

group = typer.Typer(
    help="Decide what the resolver could not, the most valuable first. 审核未判定的机构字符串。", no_args_is_help=True
)

ByOption = Annotated[str | None, typer.Option(help="Who decides (else `reviewer`). 审核人。", show_default=False)]
NoteOption = Annotated[str, typer.Option(help="Why. 理由。")]
ItemArgument = Annotated[str, typer.Argument(help="Number of a group, or a string exactly as printed. 组号或原文。")]
OnlyOption = Annotated[
    list[str] | None, typer.Option(help="Of a group, only this string (repeat it). 仅限该字符串。", show_default=False)
]


def opened(data: Path | None, by: str | None = None) -> Desk:
    """The desk on the current version, for this reviewer."""
    from jialing.pipeline.desk import open_desk

    settings = config(data=data)
    return open_desk(settings.data, by=by or settings.reviewer, memory_mb=settings.memory_mb)


def affiliations_of(desk: Desk, asked: str, only: list[str] | None = None) -> tuple[str, ...]:
    """The strings that an argument stands for: the open ones of a group, or the string itself."""
    from jialing.pipeline.desk import item

    if not asked.isdigit():
        return (asked,)
    return tuple(only) if only else tuple(s.affiliation for s in item(desk, int(asked)).strings)


def item_of(desk: Desk, asked: str) -> Item:
    """The group that an argument names. Raises InputError ``desk.unknown_group`` or ``desk.unknown_string``."""
    from jialing.errors import InputError
    from jialing.pipeline.desk import group_of, item

    number = int(asked) if asked.isdigit() else group_of(desk, asked)
    if number is None:
        raise InputError("desk.unknown_string", affiliation=asked[:200])
    return item(desk, number)


def say(code: str, **params: object) -> None:
    """Print a phrase; whole numbers with thousands marks."""
    marked = {k: f"{v:,}" if isinstance(v, int) and k != "group_no" else v for k, v in params.items()}
    print(phrase(code, language(), **marked))


def print_json(value: object) -> None:
    """Print an answer as one line of JSON."""
    print(json.dumps(_plain(value), ensure_ascii=False, default=str))


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, list | tuple) else value


def name_of(card: OrganisationCard) -> str:
    return card.name_zh if language() == "zh" else card.name_en


def place_of(card: OrganisationCard) -> str:
    place = card.place_zh if language() == "zh" else card.place_en
    return ", ".join(p for p in (place, card.country_code or "") if p)


def because(code: str, params: Any) -> str:
    """The resolver's reason in words; a code that has none is shown as it is."""
    try:
        return phrase(code, language(), **params) if code in catalogue() else code
    except KeyError:
        return code
