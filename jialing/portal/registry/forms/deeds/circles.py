"""What may be done to ballots, representations, profiles, pairs that may be one, and alliances that sleep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone

from jialing.base.days import day_in_words
from jialing.errors import InputError
from jialing.portal.common.access import Viewer
from jialing.portal.registry.actions import alliances, identity, people
from jialing.portal.registry.enums import OutputKind, VoteChoice
from jialing.portal.registry.forms.deeds.asked import (
    ON,
    WHY,
    WHY_NEEDED,
    Deed,
    Input,
    Values,
    an_organisation,
    values_of,
    whole,
)
from jialing.schema import field_names

UNTIL = Input("until", "day")


def _vote(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    """One vote for every member that the viewer represents."""
    voters = alliances.votes_of(record, by)
    for voter in voters:
        alliances.vote(record, voter, values["choice"], by=by, on=timezone.localdate())
    if not voters:
        raise InputError("registry.no_vote")
    return voters


def _output(record: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    given = {**values, "names_alliance": values["names_alliance"] == "yes"}
    return alliances.report_output(record, given, by=by, seen=seen)


def _pay(record: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    year = int(values["year"])
    return alliances.pay_dues(record, year, values["amount"], by=by, on=values["on"], seen=seen)


def _claim(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    return people.claim_representation(record, by=by, position=values["position"], reason=values["reason"])


def _publish(is_public: bool) -> Any:
    def run(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
        del values
        return people.publish_profile(record, is_public, by=by, at=timezone.now())

    return run


def _affiliations(record: Any, lang: str) -> tuple[tuple[str, str], ...]:
    """Where the person works now, by name."""
    rows = record.affiliations.filter(Q(until__isnull=True)).select_related("organisation")
    return tuple((str(row.pk), _affiliation(row, lang)) for row in rows)


def _affiliation(row: Any, lang: str) -> str:
    one = row.organisation
    names = (one.name_zh, one.name_en) if one and lang == "zh" else (one.name_en, one.name_zh) if one else ()
    name = next((name for name in names if name), row.written)
    return f"{name} ({day_in_words(row.since, lang)})" if row.since else str(name)


def _affiliate(record: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    given = {**values, "written": values["written"] if values["organisation"] is None else ""}
    return people.add_affiliation(record, given, by=by, seen=seen)


def _fields(record: Any, lang: str) -> tuple[tuple[str, str], ...]:
    """Fields of research that the person has not named yet."""
    there = set(record.fields.values_list("field_id", flat=True))
    named = (one for one in field_names().values() if one.level == "field")
    rows = ((one.field_id, one.name_zh if lang == "zh" else one.name_en) for one in named)
    return tuple((field_id, name) for field_id, name in rows if field_id not in there)


def _field(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    there = list(record.fields.values_list("field_id", flat=True))
    return people.set_person_fields(record, [*there, values["field_id"]], by=by)


def _undo(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    return identity.undo_change(record, by=by, why=values["why"], at=timezone.now())


def _dismiss(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    return identity.dismiss_duplicate(record, by=by, why=values["why"])


def _nothing(action: Any) -> Any:
    def run(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
        del values
        return action(record, by=by)

    return run


DEEDS: Mapping[str, Deed] = {
    "alliance.output": Deed(
        (
            Input("kind", "choice", is_required=True, options=values_of(OutputKind), codes="registry.output_kind"),
            Input("title", is_required=True),
            ON,
            Input("names_alliance", "choice", is_required=True, options=("yes", "no"), codes="registry"),
            Input("url", "url"),
        ),
        _output,
    ),
    "alliance.wake": Deed(
        (
            Input("title", is_required=True),
            Input("due_on", "day", is_required=True),
            Input("planned_on", "day"),
            Input("text", "long"),
        ),
        whole(alliances.wake_alliance),
    ),
    "membership.open_ballot": Deed(
        (ON, Input("closes_on", "day", is_required=True)),
        lambda record, values, by, _: alliances.open_ballot(record, **values, by=by),
    ),
    "membership.pay": Deed(
        (Input("year", "number", is_required=True), Input("amount", "number", is_required=True), ON), _pay
    ),
    "ballot.vote": Deed(
        (Input("choice", "choice", is_required=True, options=values_of(VoteChoice), codes="registry.vote_choice"),),
        _vote,
    ),
    "ballot.close": Deed((ON,), lambda record, values, by, _: alliances.close_ballot(record, **values, by=by)),
    "organisation.claim": Deed(
        (Input("position", is_required=True), Input("reason", "long", is_required=True)), _claim
    ),
    "representation.confirm": Deed((ON, UNTIL), whole(people.confirm_representation)),
    "representation.refuse": Deed((WHY_NEEDED,), whole(people.refuse_representation)),
    "representation.end": Deed((ON, WHY), whole(people.end_representation)),
    "person.publish": Deed((), _publish(True)),
    "person.hide": Deed((), _publish(False)),
    "person.affiliation": Deed(
        (an_organisation(is_required=False), Input("written"), Input("position"), Input("since", "day"), UNTIL),
        _affiliate,
    ),
    "person.leave": Deed(
        (Input("affiliation", "choice", is_required=True, rows=_affiliations), ON), whole(people.end_affiliation)
    ),
    "person.field": Deed((Input("field_id", "choice", is_required=True, rows=_fields),), _field),
    "person.erase": Deed((), _nothing(people.erase_profile)),
    "duplicate.dismiss": Deed((WHY,), _dismiss),
    "identity_change.undo": Deed((WHY_NEEDED,), _undo),
}
