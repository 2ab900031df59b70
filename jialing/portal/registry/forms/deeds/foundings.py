"""What may be done to foundings of joint institutions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jialing.base import numbers
from jialing.base.phrases import phrase
from jialing.portal.common.access import Viewer
from jialing.portal.registry.actions import foundings
from jialing.portal.registry.enums import FOUNDING_MOVES, CommitmentKind, FoundingPartyKind, Grade
from jialing.portal.registry.forms.deeds.asked import (
    DOCUMENT,
    ON,
    WHY,
    Deed,
    Input,
    Values,
    an_organisation,
    moved,
    next_state,
    values_of,
)
from jialing.portal.registry.lists.cells import word
from jialing.portal.registry.models import Commitment, FoundingParty

Choices = tuple[tuple[str, str], ...]


def _parties(founding: Any, lang: str) -> Choices:
    rows = founding.parties.select_related("organisation")
    return tuple((one.organisation.public_id, _name(one.organisation, lang)) for one in rows)


def _name(one: Any, lang: str) -> str:
    names = (one.name_zh, one.name_en) if lang == "zh" else (one.name_en, one.name_zh)
    return str(names[0] or names[1])


def _commitments(founding: Any, lang: str) -> Choices:
    rows = Commitment.objects.filter(party__founding=founding).select_related("party__organisation")
    return tuple((one.public_id, _said(one, lang)) for one in rows)


def _said(one: Any, lang: str) -> str:
    unit = phrase(f"founding.unit.{one.kind}", lang, n=numbers.count(float(one.amount)))
    return f"{_name(one.party.organisation, lang)} · {word('registry.commitment_kind', one.kind, lang)} · {unit}"


def _commit(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    party = FoundingParty.objects.get(founding=record, organisation__public_id=values["party"])
    foundings.commit(
        party, values["kind"], values["amount"], by=by, due_on=values["due_on"], text=values["particulars"]
    )
    return record


def _fulfil(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    commitment = Commitment.objects.get(party__founding=record, public_id=values["commitment"])
    foundings.fulfil(commitment, values["amount"], by=by, on=values["on"], text=values["particulars"])
    return record


def _evaluate(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    foundings.evaluate_founding(record, values["grade"], values["findings"], by=by, on=values["on"])
    return record


def _founding_party(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    foundings.add_founding_party(
        record, values["organisation"], values["kind"], by=by, is_leading=values["leads"] == "yes"
    )
    return record


DEEDS: Mapping[str, Deed] = {
    "founding.move": Deed(
        (next_state(FOUNDING_MOVES, "registry.founding_state"), ON, DOCUMENT, WHY), moved(foundings.move_founding)
    ),
    "founding.party": Deed(
        (
            an_organisation(),
            Input(
                "kind",
                "choice",
                is_required=True,
                options=values_of(FoundingPartyKind),
                codes="registry.founding_party_kind",
            ),
            Input("leads", "choice", is_required=True, options=("no", "yes"), codes="registry"),
        ),
        _founding_party,
    ),
    "founding.commit": Deed(
        (
            Input("party", "choice", is_required=True, rows=_parties),
            Input(
                "kind",
                "choice",
                is_required=True,
                options=values_of(CommitmentKind),
                codes="founding.promise",
            ),
            Input("amount", "number", is_required=True),
            Input("due_on", "day"),
            Input("particulars", "long"),
        ),
        _commit,
    ),
    "founding.fulfil": Deed(
        (
            Input("commitment", "choice", is_required=True, rows=_commitments),
            Input("amount", "number", is_required=True),
            ON,
            Input("particulars", "long"),
        ),
        _fulfil,
    ),
    "founding.evaluate": Deed(
        (
            Input("grade", "choice", is_required=True, options=values_of(Grade), codes="registry.grade"),
            ON,
            Input("findings", "long", is_required=True),
        ),
        _evaluate,
    ),
}
