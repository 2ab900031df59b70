"""Whatever stands in a file or is typed into a form: told in both languages, never a crash."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.base.phrases import LANGUAGES
from jialing.errors import InputError
from jialing.procedure import (
    Finding,
    check_answers,
    check_form,
    check_workflow,
    compare,
    merge,
    read_form,
    read_rules,
    read_workflow,
    said,
)
from jialing.schema import shipped_procedure
from tests.procedure.small import SMALL
from tests.procedure.test_forms import FIELDS, GOOD, HEAD

FORM_TEXT = HEAD + FIELDS
RULES_TEXT = shipped_procedure("rules", "demand_list")
JUNK = st.sampled_from(
    ["3", "-1", "1.5", "true", '""', '"x"', "[]", '["x", 3]', "{}", '{ en = "x" }', "[[1]]", "2026-01-01", "inf"]
)
VALUE = re.compile(r"^(\w+) = .*$", re.M)


@st.composite
def spoiled(draw: st.DrawFn, text: str) -> str:
    """A file with some of its lines gone, doubled, or given another value."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        act = draw(st.sampled_from(["drop", "double", "junk", "junk", "junk"]))
        if act == "junk":
            junk = draw(JUNK)
            lines[at] = VALUE.sub(lambda found, junk=junk: f"{found[1]} = {junk}", lines[at])  # type: ignore[misc]
        else:
            lines[at : at + 1] = [] if act == "drop" else [lines[at]] * 2
    return "\n".join(lines)


def _told(read: Callable[[str], Any], check: Callable[[Any], tuple[Finding, ...]], text: str) -> None:
    try:
        found = check(read(text))
    except InputError as error:
        found = error.params["findings"]  # type: ignore[assignment]
        assert found
    assert all(said(finding, lang) for finding in found for lang in LANGUAGES)


@settings(max_examples=60, deadline=None)
@given(spoiled(SMALL))
def test_a_spoiled_workflow_is_told(text: str) -> None:
    _told(read_workflow, check_workflow, text)


@settings(max_examples=60, deadline=None)
@given(spoiled(FORM_TEXT))
def test_a_spoiled_form_is_told(text: str) -> None:
    _told(read_form, check_form, text)


@settings(max_examples=40, deadline=None)
@given(spoiled(RULES_TEXT))
def test_spoiled_rules_are_told(text: str) -> None:
    _told(read_rules, lambda rules: (), text)


FORM = read_form(FORM_TEXT)
KEYS = st.sampled_from(["_id", "cells", "totals", "code", "name", "en", "2026", "x"])
LEAVES = st.sampled_from(
    [None, True, 0, -1, 1.5, float("nan"), "", "a b", "嘉陵", "cq", "2026", "1e400", "２", "-0.01", "\ud800"]
)
JSON: st.SearchStrategy[Any] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)
ANSWERS = st.dictionaries(st.sampled_from([*GOOD, "other"]), JSON)


@settings(max_examples=80, deadline=None)
@given(ANSWERS)
def test_whatever_is_typed_is_told(answers: dict[str, Any]) -> None:
    for for_ in ("draft", "submit"):
        problems = check_answers(FORM, answers, for_=for_)
        assert all(said(problem, lang) for problem in problems for lang in LANGUAGES)


@settings(max_examples=60, deadline=None)
@given(ANSWERS, ANSWERS, ANSWERS)
def test_whatever_is_typed_is_compared_and_brought_together(base: Any, mine: Any, theirs: Any) -> None:
    merged = merge(FORM, base, mine, theirs)
    assert {change.kind for change in compare(FORM, base, merged.answers)} <= {"added", "removed", "changed"}
