"""A selection asked for in a JSON file: money as decimals, exactly."""

from __future__ import annotations

import codecs
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import msgspec

from jialing.errors import InputError
from jialing.match.selection import Ask, Call, Line, Proposal, Quota, RankingRule, call

MANY = 10**15
"""Whatever is larger is a slip; the call says so."""


class GivenAsk(msgspec.Struct, frozen=True):
    """A part of what is asked: an amount, in a year, of a side's money."""

    amount: Decimal
    year: int = 0
    side: str = ""


Money = Decimal | list[GivenAsk]


class GivenProposal(msgspec.Struct, frozen=True):
    """A proposal; ``amount`` is one number, or a list of parts."""

    id: str
    topic: str
    amount: Money
    scores: list[float | None]
    reviewers: list[str] = []
    reduced: list[Money] = []
    of: dict[str, str | list[str]] = {}


class GivenRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ranking rule."""

    score: Literal["mean", "trimmed_mean", "median"] = "mean"
    trim: int = 1
    trim_from: int = 5
    decimals: int = 2
    least_scores: int = 1
    pass_mark: float | None = None
    group_by: str = ""
    group_share: Decimal | None = None
    group_ties: Literal["in", "out"] = "in"
    ties: list[str] = []


class GivenQuota(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published limit."""

    name: str
    kind: str = ""
    value: str | None = None
    unit: Literal["projects", "money", "share_of_projects", "share_of_money"] = "projects"
    at_least: Decimal | None = None
    at_most: Decimal | None = None


class GivenLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of money."""

    name: str
    amount: Decimal
    year: int = 0
    sides: list[str] = []


class Given(msgspec.Struct, frozen=True):
    """The file's fields; others are passed over."""

    proposals: list[GivenProposal]
    rule: GivenRule = GivenRule()
    quotas: list[GivenQuota] = []
    lines: list[GivenLine] = []
    objective: tuple[str, ...] = ("score", "passed_over", "money")
    name: str = ""
    decimals: int = 2


def read_selection(file: Path) -> tuple[Call, Given]:
    """The call of a file, and the fields themselves.

    Raises
    ------
    InputError
        ``selection.no_file``, ``selection.unreadable`` (reason), ``selection.decimals`` (amount, decimals), and those
        of :func:`jialing.match.selection.call`.
    """
    given = _given(file)
    if not 0 <= given.decimals <= 6:
        raise InputError("selection.decimals", amount=0, decimals=given.decimals)
    made = call(
        tuple(_proposal(one, given.decimals) for one in given.proposals),
        rule=_rule(given.rule),
        quotas=tuple(_quota(one, given.decimals) for one in given.quotas),
        lines=tuple(
            Line(one.name, smallest(one.amount, given.decimals), one.year, tuple(one.sides)) for one in given.lines
        ),
        objective=given.objective,
        decimals=given.decimals,
    )
    return made, given


def smallest(amount: Decimal, decimals: int) -> int:
    """An amount in the smallest unit of its currency, exactly."""
    units = amount.scaleb(decimals) if amount.is_finite() and abs(amount) < MANY else None
    if units is None or units != units.to_integral_value():
        raise InputError("selection.decimals", amount=str(amount), decimals=decimals)
    return int(units)


def written(units: int, decimals: int) -> str:
    """An amount as it is written: all its decimals, no separators."""
    return f"{Decimal(units).scaleb(-decimals):.{decimals}f}"


def _given(file: Path) -> Given:
    if not file.is_file():
        raise InputError("selection.no_file", file=file)
    try:
        return msgspec.json.decode(file.read_bytes().removeprefix(codecs.BOM_UTF8), type=Given)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError("selection.unreadable", file=file.name, reason=str(error)) from error
    except OSError as error:
        raise InputError("selection.unreadable", file=file.name, reason=error.strerror or str(error)) from error


def _proposal(one: GivenProposal, decimals: int) -> Proposal:
    of = {kind: (value,) if isinstance(value, str) else tuple(value) for kind, value in one.of.items()}
    lead = next(iter(of.get("side", ())), "")
    options = tuple(_asks(option, lead, decimals) for option in (one.amount, *one.reduced))
    return Proposal(one.id, one.topic, options, tuple(one.scores), of, tuple(one.reviewers))


def _asks(option: Money, lead: str, decimals: int) -> tuple[Ask, ...]:
    """One number is asked of the first side's money, in the year 0: that of lines that name none."""
    if isinstance(option, Decimal):
        return (Ask(smallest(option, decimals), side=lead),)
    return tuple(Ask(smallest(ask.amount, decimals), ask.year, ask.side) for ask in option)


def _rule(given: GivenRule) -> RankingRule:
    fields: dict[str, Any] = msgspec.structs.asdict(given)
    share = given.group_share
    return RankingRule(**fields | {"group_share": _fraction(share, "group_share"), "ties": tuple(given.ties)})


def _quota(given: GivenQuota, decimals: int) -> Quota:
    limits = [_fraction(limit, given.name) for limit in (given.at_least, given.at_most)]
    if given.unit == "money":
        limits = [None if limit is None else limit * 10**decimals for limit in limits]
    return Quota(given.name, given.kind, given.value, given.unit, *limits)


def _fraction(value: Decimal | None, name: str) -> Fraction | None:
    if value is not None and not value.is_finite():
        raise InputError("selection.quota", name=name)
    return None if value is None else Fraction(value)
