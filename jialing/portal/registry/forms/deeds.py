"""What may be done to records from a page: for each act, what is asked for and which action does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jialing.portal.common.access import Viewer
from jialing.portal.registry import models
from jialing.portal.registry.actions import (
    alliances,
    foundings,
    identity,
    organisations,
    platforms,
    recognitions,
    zones,
)
from jialing.portal.registry.enums import (
    ALLIANCE_MOVES,
    FOUNDING_MOVES,
    PLATFORM_MOVES,
    ZONE_MOVES,
    ActivityKind,
    FoundingPartyKind,
    Grade,
    NameKind,
    PartyRole,
    Seat,
)

Values = dict[str, Any]
Run = Callable[[Any, Values, Viewer, int | None], Any]


@dataclass(frozen=True)
class Input:
    """Something asked for: how it is typed (text, long, day, choice, record, number, yes), whether it must be there.

    ``options`` of a choice are values worded by ``codes``; or, as a function, depend on the record. ``model`` is what a
    record must be.
    """

    name: str
    typed: str = "text"
    is_required: bool = False
    options: tuple[str, ...] | Callable[[Any], tuple[str, ...]] = ()
    codes: str = ""
    model: type[Any] | None = None


@dataclass(frozen=True)
class Deed:
    """An act as a form."""

    inputs: tuple[Input, ...]
    run: Run


ON = Input("on", "day", is_required=True)
WHY = Input("why", "long")
WHY_NEEDED = Input("why", "long", is_required=True)
DOCUMENT = Input("document_number")


def _after(moves: Mapping[str, frozenset[str]], codes: str) -> Input:
    def options(record: Any) -> tuple[str, ...]:
        allowed = moves.get(record.state, frozenset())
        return tuple(state for state in moves if state in allowed)

    return Input("after", "choice", is_required=True, options=options, codes=codes)


def _codes(enum: type[Any]) -> tuple[str, ...]:
    return tuple(enum.values)


def _organisation(*, is_required: bool = True) -> Input:
    return Input("organisation", "record", is_required=is_required, model=models.Organisation)


EDITS: Mapping[str, Callable[..., Any]] = {
    "organisation": organisations.edit_organisation,
    "platform": platforms.edit_platform,
    "designation": platforms.edit_designation,
    "alliance": alliances.edit_alliance,
    "zone": zones.edit_zone,
    "founding": foundings.edit_founding,
    "membership": alliances.edit_membership,
}


def _dated(create: Callable[..., Any]) -> Callable[..., Any]:
    return lambda values, *, by, on, why: create(values, by=by, on=on, why=why)


def _undated(create: Callable[..., Any]) -> Callable[..., Any]:
    def created(values: Values, *, by: Viewer, on: date, why: str) -> Any:
        del on
        return create(values, by=by, why=why)

    return created


CREATES: Mapping[str, Callable[..., Any]] = {
    "organisation": _undated(organisations.create_organisation),
    "platform": _dated(platforms.create_platform),
    "designation": _undated(platforms.designate),
    "alliance": _dated(alliances.propose_alliance),
    "zone": _undated(zones.create_zone),
    "founding": _dated(foundings.propose_founding),
}


def _whole(action: Callable[..., Any]) -> Run:
    """An action that takes the record, what was typed by name, ``by`` and ``seen``."""
    return lambda record, values, by, seen: action(record, **values, by=by, seen=seen)


def _plain(action: Callable[..., Any]) -> Run:
    """An action that does not mind the edition: it adds something that hangs on the record."""
    return lambda record, values, by, _: action(record, **values, by=by)


def _as_values(action: Callable[..., Any]) -> Run:
    """An action that takes what was typed as one mapping."""
    return lambda record, values, by, _: action(record, values, by=by)


def _moved(action: Callable[..., Any]) -> Run:
    def run(record: Any, values: Values, by: Viewer, seen: int | None) -> Any:
        return action(record, values.pop("after"), **values, by=by, seen=seen)

    return run


def _add_name(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    return organisations.add_name(record, by=by, **values)


def _add_party(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    return platforms.add_party(record, values["organisation"], values["role"], by=by, since=values["on"])


def _merge(record: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    identity.merge_organisations(values["organisation"], record, by=by, why=values["why"], seen=seen)
    return values["organisation"]


def _founding_party(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    return foundings.add_founding_party(record, values["organisation"], values["kind"], by=by)


MEETING = (Input("title_zh"), Input("title_en"), Input("planned_on", "day"), Input("held_on", "day"))

DEEDS: Mapping[str, Deed] = {
    "organisation.name": Deed(
        (
            Input("name", is_required=True),
            Input("kind", "choice", is_required=True, options=_codes(NameKind), codes="registry.name_kind"),
            Input("language"),
        ),
        _add_name,
    ),
    "organisation.merge": Deed((_organisation(), WHY_NEEDED), _merge),
    "organisation.withdraw": Deed((WHY_NEEDED,), _whole(organisations.withdraw_organisation)),
    "organisation.reinstate": Deed((WHY_NEEDED,), _whole(organisations.reinstate_organisation)),
    "platform.move": Deed(
        (_after(PLATFORM_MOVES, "registry.platform_state"), ON, DOCUMENT, WHY), _moved(platforms.move_platform)
    ),
    "platform.party": Deed(
        (
            _organisation(),
            Input("role", "choice", is_required=True, options=_codes(PartyRole), codes="registry.party_role"),
            ON,
        ),
        _add_party,
    ),
    "alliance.move": Deed(
        (_after(ALLIANCE_MOVES, "registry.alliance_state"), ON, DOCUMENT, WHY), _moved(alliances.move_alliance)
    ),
    "alliance.apply": Deed(
        (
            _organisation(),
            ON,
            Input("seat", "choice", options=_codes(Seat), codes="registry.seat", is_required=True),
            Input("application", "long"),
        ),
        _plain(alliances.apply_for_membership),
    ),
    "alliance.meet": Deed(MEETING, _as_values(alliances.keep_meeting)),
    "alliance.report": Deed(
        (
            Input("kind", "choice", is_required=True, options=_codes(ActivityKind), codes="registry.activity_kind"),
            Input("title_zh"),
            Input("title_en"),
            ON,
            Input("text_zh", "long"),
        ),
        _as_values(alliances.report_activity),
    ),
    "membership.admit": Deed((ON, WHY), _whole(alliances.admit)),
    "membership.refuse": Deed((WHY_NEEDED,), _whole(alliances.refuse_membership)),
    "membership.leave": Deed((ON, WHY), _whole(alliances.leave_alliance)),
    "zone.move": Deed((_after(ZONE_MOVES, "registry.zone_state"), WHY), _moved(zones.move_zone)),
    "zone.enter": Deed(
        (
            _organisation(is_required=False),
            Input("platform", "record", model=models.Platform),
            ON,
            Input("purpose", "long"),
        ),
        _plain(zones.apply_for_entry),
    ),
    "zone_entry.approve": Deed((ON, DOCUMENT, Input("decision", "long")), _whole(zones.approve_entry)),
    "zone_entry.refuse": Deed((ON, Input("decision", "long", is_required=True)), _whole(zones.refuse_entry)),
    "zone_entry.confirm": Deed((ON,), _whole(zones.confirm_entry)),
    "zone_entry.leave": Deed((ON, WHY), _whole(zones.leave_zone)),
    "founding.move": Deed(
        (_after(FOUNDING_MOVES, "registry.founding_state"), ON, DOCUMENT, WHY), _moved(foundings.move_founding)
    ),
    "founding.party": Deed(
        (
            _organisation(),
            Input(
                "kind",
                "choice",
                is_required=True,
                options=_codes(FoundingPartyKind),
                codes="registry.founding_party_kind",
            ),
        ),
        _founding_party,
    ),
    "founding.evaluate": Deed(
        (
            Input("grade", "choice", is_required=True, options=_codes(Grade), codes="registry.grade"),
            ON,
            Input("text", "long", is_required=True),
        ),
        _plain(foundings.evaluate_founding),
    ),
    "recognition.recommend": Deed((ON, WHY), _whole(recognitions.recommend)),
    "recognition.grant": Deed(
        (
            ON,
            Input("document_number", is_required=True),
            Input("certificate_number"),
            Input("until", "day"),
            WHY,
        ),
        _whole(recognitions.grant),
    ),
    "recognition.refuse": Deed((WHY_NEEDED,), _whole(recognitions.refuse)),
}
