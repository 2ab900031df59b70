"""The criteria of a recognition: what is asked, what was given, what the rule or a person says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jialing.base import numbers
from jialing.base.phrases import phrase
from jialing.portal.common.access import Seen
from jialing.portal.registry.enums import DecidedBy
from jialing.portal.registry.rules.criteria import Criterion, recognition_kinds


@dataclass(frozen=True)
class Checked:
    """A criterion in words, its threshold and the figure given in words, the verdict, who says so and why."""

    text: str
    threshold: str
    given: str
    verdict: str
    is_by_person: bool
    why: str
    document: str
    is_verified: bool


def criteria_of(one: Seen, lang: str) -> tuple[Checked, ...]:
    """Every criterion of the kind that applies; () where the viewer may not read them."""
    known = recognition_kinds().get(one.kind)
    if known is None or "checks" not in one.fields:
        return ()
    checks = {row.criterion: row for row in one.checks}
    return tuple(_checked(rule, checks[rule.id], one.given, lang) for rule in known.criteria if rule.id in checks)


def _checked(rule: Criterion, check: Any, given: Any, lang: str) -> Checked:
    return Checked(
        text=rule.text_zh if lang == "zh" else rule.text_en,
        threshold=f"{_SIGNS.get(rule.comparison, '')} {_said(rule.threshold, rule, lang)}".strip(),
        given=_said(given.get(rule.given), rule, lang) if rule.comparison else "",
        verdict=check.verdict,
        is_by_person=check.decided_by == DecidedBy.PERSON,
        why=check.why,
        document=rule.document,
        is_verified=rule.is_verified,
    )


_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}


def _said(value: Any, rule: Criterion, lang: str) -> str:
    """A figure in words: shares as percent, truth as yes or no, unknown as unknown."""
    if value is None:
        return phrase("registry.unknown", lang) if rule.comparison else ""
    if isinstance(value, bool):
        return phrase("registry.yes" if value else "registry.no", lang)
    if isinstance(value, int | float):
        return f"{value * 100:g}%" if rule.unit.startswith("share") else numbers.count(float(value))
    return str(value)
