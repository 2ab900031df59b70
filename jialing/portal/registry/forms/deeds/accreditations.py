"""What may be done to accreditations, from a host's application to the end of the certificate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jialing.errors import InputError
from jialing.portal.accounts.queries import people
from jialing.portal.common.access import Viewer
from jialing.portal.registry.actions import accreditations
from jialing.portal.registry.enums import EvaluationOutcome, Grade, Level, PartyRole, Verdict
from jialing.portal.registry.forms.deeds.asked import (
    DOCUMENT,
    ON,
    WHY_NEEDED,
    Deed,
    Input,
    Values,
    plain,
    values_of,
    whole,
)
from jialing.portal.registry.models import ExpertOpinion, Organisation
from jialing.portal.registry.rules.procedures import procedures

Choices = tuple[tuple[str, str], ...]
REVIEWER = "reviewer"
MOST_EXPERTS = 300


def _hosts(platform: Any, lang: str) -> Choices:
    """The organisations that may apply: the platform's hosts and its legal person."""
    rows = [party.organisation for party in platform.parties.select_related("organisation") if _is_host(party)]
    rows += [platform.legal_person] if platform.legal_person and platform.legal_person not in rows else []
    return tuple((one.public_id, _name(one, lang)) for one in rows)


def _is_host(party: Any) -> bool:
    return bool(party.role == PartyRole.HOST)


def _name(one: Any, lang: str) -> str:
    names = (one.name_zh, one.name_en) if lang == "zh" else (one.name_en, one.name_zh)
    return str(names[0] or names[1])


def _procedures(_: Any, lang: str) -> Choices:
    return tuple((one.id, one.name_zh if lang == "zh" else one.name_en) for one in procedures().values())


def _experts(_: Any, lang: str) -> Choices:
    return tuple((one.public_id, one.name_in(lang)) for one in people(role=REVIEWER)[:MOST_EXPERTS])


def _apply(platform: Any, values: Values, by: Viewer, _: int | None) -> Any:
    applicant = Organisation.objects.get(public_id=values["applicant"])
    return accreditations.draft_accreditation(
        platform, applicant, values["procedure"], by=by, text=values["application"]
    )


def _ask(accreditation: Any, values: Values, by: Viewer, _: int | None) -> Any:
    expert = people(role=REVIEWER).get(public_id=values["expert"])
    name = expert.name_zh or expert.name_en
    accreditations.ask_expert(accreditation, expert=expert.public_id, expert_name=name, by=by, on=values["on"])
    return accreditation


def _opine(accreditation: Any, values: Values, by: Viewer, _: int | None) -> Any:
    own = ExpertOpinion.objects.filter(accreditation=accreditation, expert=by.public_id).first()
    if own is None:
        raise InputError("registry.not_asked")
    accreditations.give_opinion(own, values["verdict"], values["opinion"], by=by, on=values["on"])
    return accreditation


def _decide(accreditation: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    is_approved = values.pop("verdict") == Verdict.PASSED
    return accreditations.decide_accreditation(accreditation, is_approved, **values, by=by, seen=seen)


def _evaluate(accreditation: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    accreditations.evaluate(
        accreditation,
        values["grade"],
        values["outcome"],
        by=by,
        on=values["on"],
        text=values["findings"],
        level_after=values["level_after"],
        document_number=values["document_number"],
        seen=seen,
    )
    return accreditation


def _note(accreditation: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    return accreditations.note_on_accreditation(accreditation, values["internal_note"], by=by, seen=seen)


DEEDS: Mapping[str, Deed] = {
    "platform.apply": Deed(
        (
            Input("applicant", "choice", is_required=True, rows=_hosts),
            Input("procedure", "choice", is_required=True, rows=_procedures),
            Input("application", "long"),
        ),
        _apply,
    ),
    "accreditation.file": Deed((ON,), whole(accreditations.file_accreditation)),
    "accreditation.accept": Deed((ON,), whole(accreditations.accept_accreditation)),
    "accreditation.return": Deed((ON, WHY_NEEDED), whole(accreditations.return_accreditation)),
    "accreditation.ask": Deed((Input("expert", "choice", is_required=True, rows=_experts), ON), _ask),
    "accreditation.opine": Deed(
        (
            Input("verdict", "choice", is_required=True, options=values_of(Verdict), codes="registry.verdict"),
            Input("opinion", "long", is_required=True),
            ON,
        ),
        _opine,
    ),
    "accreditation.decide": Deed(
        (
            Input(
                "verdict",
                "choice",
                is_required=True,
                options=(Verdict.PASSED.value, Verdict.FAILED.value),
                codes="registry.decided_as",
            ),
            Input("decision", "long", is_required=True),
            DOCUMENT,
            ON,
        ),
        _decide,
    ),
    "accreditation.certify": Deed((Input("certificate_number", is_required=True), ON), whole(accreditations.certify)),
    "accreditation.evaluate": Deed(
        (
            Input("grade", "choice", is_required=True, options=values_of(Grade), codes="registry.grade"),
            Input(
                "outcome",
                "choice",
                is_required=True,
                options=values_of(EvaluationOutcome),
                codes="registry.evaluation_outcome",
            ),
            Input("level_after", "choice", options=values_of(Level), codes="registry.level"),
            Input("findings", "long", is_required=True),
            DOCUMENT,
            ON,
        ),
        _evaluate,
    ),
    "accreditation.renew": Deed((Input("text", "long"),), plain(accreditations.renew_accreditation)),
    "accreditation.expire": Deed((ON,), whole(accreditations.expire)),
    "accreditation.withdraw": Deed((ON, WHY_NEEDED), whole(accreditations.withdraw_accreditation)),
    "accreditation.note": Deed((Input("internal_note", "long", now=lambda record: str(record.internal_note)),), _note),
}
