"""The example in the documentation is a workflow without faults, and says what the page says."""

from __future__ import annotations

import re
from pathlib import Path

from jialing.procedure import check_workflow, read_workflow
from jialing.procedure.forms.reading import KINDS
from jialing.procedure.rules.predicates import PREDICATES
from jialing.procedure.rules.reading import PARAMS
from jialing.schema import shipped_procedure, shipped_procedures

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "explanation" / "procedures.md").read_text(encoding="utf-8")


def test_the_example_has_no_fault() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.S)
    assert check_workflow(read_workflow(example)) == ()


def test_every_kind_of_field_and_rule_stands_on_the_page() -> None:
    fields = PAGE.replace("choice, several", "choice | | |\n| several")
    assert [kind for kind in KINDS if f"| {kind} |" not in fields] == []
    assert [kind for kind in PARAMS if f"`{kind}`" not in PAGE] == []


def test_every_kind_of_rule_has_its_predicate() -> None:
    assert set(PARAMS) == set(PREDICATES)


def test_every_fact_of_shipped_guards_stands_on_the_page() -> None:
    guards = [
        guard
        for name in shipped_procedures("workflow")
        for guard in read_workflow(shipped_procedure("workflow", name)).guards.values()
    ]
    facts = {guard.fact for guard in guards if guard.kind != "other_person"}
    assert sorted(fact for fact in facts if f"`{fact}`" not in PAGE) == []
