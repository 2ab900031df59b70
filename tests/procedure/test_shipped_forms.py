"""The forms that ship have no fault and fit the workflows that need them."""

from __future__ import annotations

import pytest

from jialing.procedure import check_answers, check_form, check_workflow, read_form, read_workflow
from jialing.schema import shipped_procedure, shipped_procedures

FORMS = {name: read_form(shipped_procedure("form", name)) for name in shipped_procedures("form")}
WORKFLOWS = {name: read_workflow(shipped_procedure("workflow", name)) for name in shipped_procedures("workflow")}
NEEDED = [
    (name, need.name)
    for name, workflow in WORKFLOWS.items()
    for need in workflow.needs.values()
    if need.kind == "form"
]  # fmt: skip


@pytest.mark.parametrize(("workflow", "form"), NEEDED)
def test_a_form_fits_the_workflow_that_needs_it(workflow: str, form: str) -> None:
    assert check_form(FORMS[form], sections=WORKFLOWS[workflow].sections) == ()


@pytest.mark.parametrize("name", sorted(WORKFLOWS))
def test_every_form_that_is_needed_ships(name: str) -> None:
    assert check_workflow(WORKFLOWS[name], forms=FORMS) == ()


@pytest.mark.parametrize("name", sorted(FORMS))
def test_an_empty_draft_misses_nothing_but_a_title(name: str) -> None:
    assert {problem.path for problem in check_answers(FORMS[name], {}, for_="draft")} <= {"title"}


@pytest.mark.parametrize(("workflow", "form"), [pair for pair in NEEDED if pair[1] != "task_book"])
def test_what_experts_read_asks_for_no_person_organisation_or_file(workflow: str, form: str) -> None:
    """Files and budgets name organisations; a task book is for a project whose team everybody knows."""
    sections = WORKFLOWS[workflow].sections
    read = {name for name, section in sections.items() if {"expert", "panel_chair"}.intersection(section.read)}
    fields = [field for field in FORMS[form].fields() if field.section in read]
    kinds = {field.kind for field in fields} | {column.kind for field in fields for column in field.columns}
    assert fields
    assert kinds.isdisjoint({"person", "organisation", "files", "budget"})
