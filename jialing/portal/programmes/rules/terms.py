"""The terms of a call as data: what is published, and what it takes to be published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from jialing.errors import InputError
from jialing.procedure import Form, Words, Workflow, check_form, check_workflow, read_form, read_workflow, schedule
from jialing.procedure.rules import RuleSet, read_rules

TEXTS = ("name_en", "name_zh", "text_en", "text_zh", "document_number", "source")
KEPT = (*TEXTS, "kind", "year", "dates", "budget", "most_per_project", "workflow", "form", "rules", "ranking")
"""Columns of a call that a version keeps as they are."""
TOPIC = (
    *("public_id", "code", "name_en", "name_zh", "wanted_en", "wanted_zh"),
    *("budget", "least", "most", "evidence", "position"),
)


@dataclass(frozen=True)
class Lack:
    """What a call lacks before it can be published (phrase ``call.lack.<code>``)."""

    code: str
    params: Mapping[str, object]


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of a version's content, keys in order."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@lru_cache(maxsize=256)
def _read(text: str) -> Workflow:
    return read_workflow(text)


@lru_cache(maxsize=256)
def _scheduled(text: str, dates: tuple[tuple[str, str], ...]) -> Workflow:
    return schedule(_read(text), {name: datetime.fromisoformat(at) for name, at in dates})


def workflow_of(content: Mapping[str, Any]) -> Workflow:
    """The workflow of a version, with its dates. Raises InputError as read_workflow and schedule."""
    return _scheduled(content["workflow"], tuple(sorted(content["dates"].items())))


@lru_cache(maxsize=256)
def _form(text: str) -> Form:
    return read_form(text)


def title_of(kind: str, text: str) -> Words:
    """What a workflow, form or set of rules (``kind``) that ships is called."""
    if kind == "workflow":
        return _read(text).words
    return _form(text).words if kind == "form" else _rules(text).words


def date_names(text: str) -> Mapping[str, Words]:
    """The deadlines of a workflow that a call sets dates for, by name; none where the text is no workflow."""
    try:
        deadlines = _read(text).deadlines if text.strip() else {}
    except InputError:
        return {}
    return {name: one.words for name, one in deadlines.items() if one.days is None}


def form_of(content: Mapping[str, Any]) -> Form | None:
    """The form of a version; None where the call has none. Raises InputError as read_form."""
    return _form(content["form"]) if content["form"].strip() else None


@lru_cache(maxsize=256)
def _rules(text: str) -> RuleSet:
    return read_rules(text)


def rules_of(content: Mapping[str, Any]) -> RuleSet | None:
    """The rules of a version; None where the call has none. Raises InputError as read_rules."""
    return _rules(content["rules"]) if content["rules"].strip() else None


def lacks(content: Mapping[str, Any], *, has_owner: bool, now: datetime) -> list[Lack]:
    """All that stands in the way of publishing; [] = it can be."""
    found = [Lack("text_missing", {"field": name}) for name in TEXTS[:4] if not content[name].strip()]
    if not content["topics"]:
        found.append(Lack("topics_missing", {}))
    if content["kind"] in ("demand", "result") and not has_owner:
        found.append(Lack("owner_missing", {}))
    if content["budget"] is None:
        found.append(Lack("budget_missing", {}))
    found += _of_quotas(content["topics"], content["budget"])
    return found + _of_workflow(content, now) + _of_form(content) + _of_rules(content)


def _of_quotas(topics: Sequence[Mapping[str, Any]], budget: int | None) -> list[Lack]:
    named = [one["budget"] for one in topics if one["budget"] is not None]
    found = []
    if budget is not None and len(named) == len(topics) and sum(named) > budget:
        found.append(Lack("topics_above_budget", {}))
    wrong = [
        one for one in topics if one["least"] is not None and one["most"] is not None and one["least"] > one["most"]
    ]
    return found + [Lack("quota_wrong", {"topic": one["code"]}) for one in wrong]


def _of_workflow(content: Mapping[str, Any], now: datetime) -> list[Lack]:
    if not content["workflow"].strip():
        return [Lack("workflow_missing", {})]
    try:
        workflow = workflow_of(content)
    except (InputError, ValueError) as fault:
        code = fault.code if isinstance(fault, InputError) else "procedure.dates_wrong"
        return [Lack("workflow_wrong", {"fault": code, **(fault.params if isinstance(fault, InputError) else {})})]
    wrong = check_workflow(workflow)
    if wrong:
        return [Lack("workflow_unsafe", {"n": len(wrong), "findings": wrong})]
    over = [name for name, one in workflow.deadlines.items() if one.at is not None and one.at <= now]
    return [Lack("dates_over", {"names": ", ".join(over)})] if over else []


def _of_form(content: Mapping[str, Any]) -> list[Lack]:
    try:
        form = form_of(content)
        sections = frozenset(_read(content["workflow"]).sections) if content["workflow"].strip() else None
    except InputError as fault:
        return (
            [Lack("form_wrong", {"fault": fault.code, **fault.params})]
            if fault.code.startswith("procedure.form")
            else []
        )
    wrong = check_form(form, sections=sections) if form else ()
    return [Lack("form_unsafe", {"n": len(wrong), "findings": wrong})] if wrong else []


def _of_rules(content: Mapping[str, Any]) -> list[Lack]:
    try:
        rules_of(content)
    except InputError as fault:
        return [Lack("rules_wrong", {"fault": fault.code, **fault.params})]
    return []
