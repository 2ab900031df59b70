"""Recognitions: dated facts that some authority decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from jialing.errors import InputError, WrongState
from jialing.portal.importing.drafts import Draft
from jialing.portal.importing.kinds.base import Importer, Setting, columns
from jialing.portal.registry.actions.recognitions import years_after
from jialing.portal.registry.enums import RecognitionState
from jialing.portal.registry.models import Recognition
from jialing.portal.registry.rules.criteria import recognition_kind


class Recognitions(Importer):
    """By kind, subject, and the day or document of the grant.

    A row with a day of grant writes down a decision that was taken elsewhere under a document number: its criteria were
    the decision's and are not checked again. Without a day it is a proposal.
    """

    kind = "recognition"
    references = {"organisation": "organisation", "platform": "platform"}
    ordered = (("granted_on", "until"),)

    def match(self, drafts: Sequence[Draft], setting: Setting) -> None:  # noqa: ARG002 - other kinds ask who
        whole = [one for one in drafts if _is_whole(one)]
        subjects = Q(
            organisation__in={one.values["organisation"].pk for one in whole if one.values.get("organisation")}
        )
        subjects |= Q(platform__in={one.values["platform"].pk for one in whole if one.values.get("platform")})
        rows = list(Recognition.objects.filter(subjects).select_related("organisation", "platform").order_by("pk"))
        for draft in whole:
            draft.record = next((row for row in rows if _is_it(row, draft.values)), None)

    def plan(self, draft: Draft, setting: Setting) -> None:
        if not _is_whole(draft):
            _say_what_lacks(draft)
            return
        values = columns(Recognition, draft.values)
        self.check_days(draft, draft.record)
        rules = recognition_kind(values["kind"])
        subject = values.get("organisation") or values.get("platform")
        if ("organisation" if values.get("organisation") else "platform") not in rules.of:
            raise InputError("registry.not_for_this", kind=rules.name_zh)
        if values.get("grade") and values["grade"] not in rules.grades:
            draft.refuse(InputError("import.unknown_grade", known=", ".join(rules.grades) or "-"), "grade")
        if values.get("granted_on") and not values.get("document_number") and draft.record is None:
            draft.refuse(InputError("import.needed_for_new"), "document_number")
        if draft.record is None:
            self._new(draft, values, rules, subject, setting)
        else:
            self._there(draft, values)

    def _new(self, draft: Draft, values: dict[str, Any], rules: Any, subject: Any, setting: Setting) -> None:
        on = values.get("granted_on")
        if on and not values.get("until") and rules.term_years:
            values["until"] = years_after(on, rules.term_years)
        fixed = {"level": rules.level, "place_id": subject.place_id, "proposed_on": setting.on if not on else None}
        draft.made = Recognition(**{"source": setting.source, "is_invented": setting.is_invented, **fixed, **values})
        draft.made.state = RecognitionState.GRANTED if on else RecognitionState.PROPOSED
        draft.needs = [("recognition.propose", ""), ("recognition.edit", str(RecognitionState.PROPOSED))]
        if on:
            draft.needs.append(("recognition.grant", str(RecognitionState.PROPOSED)))

    def _there(self, draft: Draft, values: dict[str, Any]) -> None:
        draft.take(draft.record, values)
        if not draft.writes:
            return
        if draft.record.state == RecognitionState.PROPOSED and "granted_on" in draft.writes:
            raise WrongState("import.grant_on_page")
        if draft.record.state == RecognitionState.PROPOSED:
            draft.needs = [("recognition.edit", "")]

    def key(self, draft: Draft) -> str:
        if not _is_whole(draft):
            return ""
        values = draft.values
        subject: Any = values.get("organisation") or values.get("platform")
        return " ".join(
            str(part) for part in (values["kind"], type(subject).__name__, subject.pk, values.get("granted_on") or "-")
        )


def _is_whole(draft: Draft) -> bool:
    values = draft.values
    return bool(values.get("kind")) and bool(values.get("organisation")) != bool(values.get("platform"))


def _say_what_lacks(draft: Draft) -> None:
    if not draft.given.get("kind"):
        draft.refuse(InputError("form.missing"), "kind")
    values = draft.values
    if values.get("organisation") and values.get("platform"):
        draft.refuse(InputError("import.one_of_two"), "platform")
    elif not any(draft.given.get(name) for name in ("organisation", "platform", "uscc")):
        draft.refuse(InputError("import.one_of_two"), "organisation")


def _is_it(row: Any, values: dict[str, Any]) -> bool:
    if row.kind != values["kind"]:
        return False
    subject = values.get("organisation") or values.get("platform")
    if (row.organisation or row.platform) != subject:
        return False
    on, number = values.get("granted_on"), values.get("document_number")
    if row.granted_on is None or on is None:
        return row.granted_on is None and row.state == RecognitionState.PROPOSED
    return bool(row.granted_on == on or (number and row.document_number == number))
