"""What may be done to recognitions: proposed with figures, checked, judged, recommended or granted, withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from jialing.base.phrases import phrase
from jialing.portal.common.access import Viewer
from jialing.portal.registry.actions import recognitions
from jialing.portal.registry.enums import Verdict
from jialing.portal.registry.forms.deeds.asked import ON, WHY, WHY_NEEDED, Deed, Input, Values, values_of, whole
from jialing.portal.registry.models import CriterionCheck
from jialing.portal.registry.rules.criteria import Criterion, recognition_kind, recognition_kinds

Choices = tuple[tuple[str, str], ...]


def _kinds(of: str) -> Any:
    def rows(_: Any, lang: str) -> Choices:
        found = (one for one in recognition_kinds().values() if of in one.of)
        return tuple((one.id, one.name_zh if lang == "zh" else one.name_en) for one in found)

    return rows


def _propose(of: str) -> Any:
    def run(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
        more: dict[str, Any] = {of: record}
        return recognitions.propose_recognition(values["recognised_as"], by=by, on=values["on"], **more)

    return run


def _figures(recognition: Any) -> tuple[Input, ...]:
    """A field for each figure that the criteria ask for, once."""
    asked: dict[str, list[Criterion]] = {}
    for one in recognition_kind(recognition.kind).criteria:
        for key in one.only_if:
            asked.setdefault(key.partition(":")[0], [])
        if one.comparison:
            asked.setdefault(one.given, []).append(one)
    return tuple(_figure(key, criteria) for key, criteria in asked.items())


def _figure(key: str, criteria: list[Criterion]) -> Input:
    def now(recognition: Any) -> str:
        value = recognition.given.get(key)
        return "" if value is None else ("yes" if value else "no") if isinstance(value, bool) else f"{value:.15g}"

    name, label = f"figure_{key}", _label(criteria) if criteria else None
    if any(isinstance(one.threshold, bool) for one in criteria):
        return Input(name, "choice", options=("yes", "no"), codes="registry", label=label, now=now)
    return Input(name, "number", label=label, now=now)


def _label(criteria: list[Criterion]) -> Callable[[str], str]:
    """What the criteria say of the figure, and in which form it is given."""

    def said(lang: str) -> str:
        text = "; ".join(one.text_zh if lang == "zh" else one.text_en for one in criteria)
        return phrase("recognition.share", lang, text=text) if criteria[0].unit.startswith("share") else text

    return said


def _give(recognition: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    given = {name.removeprefix("figure_"): _plain(value) for name, value in values.items()}
    return recognitions.give_figures(recognition, given, by=by, seen=seen)


def _plain(value: Any) -> Any:
    """Numbers as JSON holds them; yes and no as truth; nothing given as unknown."""
    if isinstance(value, Decimal):
        return float(value)
    return {"yes": True, "no": False}.get(value) if isinstance(value, str) else value


def _checks(recognition: Any, lang: str) -> Choices:
    texts = {
        one.id: one.text_zh if lang == "zh" else one.text_en for one in recognition_kind(recognition.kind).criteria
    }
    unclear_first = sorted(recognition.checks.all(), key=lambda one: one.verdict != Verdict.UNCLEAR)
    return tuple((one.criterion, texts.get(one.criterion, one.criterion)) for one in unclear_first)


def _judge(recognition: Any, values: Values, by: Viewer, _: int | None) -> Any:
    check = CriterionCheck.objects.get(recognition=recognition, criterion=values["criterion"])
    recognitions.judge_criterion(check, values["verdict"], by=by, why=values["why"])
    return recognition


def _note(recognition: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    return recognitions.note_on_recognition(recognition, values["note"], by=by, seen=seen)


DEEDS: Mapping[str, Deed] = {
    "organisation.recognise": Deed(
        (Input("recognised_as", "choice", is_required=True, rows=_kinds("organisation")), ON), _propose("organisation")
    ),
    "platform.recognise": Deed(
        (Input("recognised_as", "choice", is_required=True, rows=_kinds("platform")), ON), _propose("platform")
    ),
    "recognition.figures": Deed((), _give, more=_figures),
    "recognition.judge": Deed(
        (
            Input("criterion", "choice", is_required=True, rows=_checks),
            Input("verdict", "choice", is_required=True, options=values_of(Verdict), codes="registry.verdict"),
            WHY_NEEDED,
        ),
        _judge,
    ),
    "recognition.recommend": Deed((ON, WHY), whole(recognitions.recommend)),
    "recognition.grant": Deed(
        (
            ON,
            Input("document_number", is_required=True),
            Input("certificate_number"),
            Input("until", "day"),
            WHY,
        ),
        whole(recognitions.grant),
    ),
    "recognition.refuse": Deed((WHY_NEEDED,), whole(recognitions.refuse)),
    "recognition.withdraw": Deed((ON, WHY_NEEDED), whole(recognitions.withdraw_recognition)),
    "recognition.note": Deed((Input("note", "long", now=lambda record: str(record.note)),), _note),
}
