"""Forms: what is wrong with answers, with budgets, with the form itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.base.credit_code import uscc_check
from jialing.base.phrases import LANGUAGES
from jialing.errors import InputError
from jialing.procedure import budget_totals, check_answers, check_form, count_words, party_words, read_form, said, shown

HEAD = 'name = "f"\nversion = "1"\ntitle = { en = "Form", zh = "表单" }\n'
FIELDS = """
[[sections]]
name = "plan"
title = { en = "Plan", zh = "方案" }

[[sections.fields]]
name = "title"
kind = "text"
label = { en = "Title", zh = "题目" }
languages = ["en", "zh"]
words_most = 6
required = "draft"

[[sections.fields]]
name = "kind"
kind = "choice"
label = { en = "Kind", zh = "类型" }
required = "submit"
options = [{ name = "lab", en = "Laboratory", zh = "实验室" }, { name = "firm", en = "Firm", zh = "企业" }]

[[sections.fields]]
name = "firm"
kind = "organisation"
label = { en = "Firm", zh = "企业" }
required = "submit"
shown_if = { field = "kind", is = "firm" }

[[sections.fields]]
name = "firm_share"
kind = "number"
label = { en = "Share", zh = "占比" }
unit = { en = "per cent", zh = "%" }
least = 0
most = 100
decimals = 1
shown_if = { all = [{ field = "firm", filled = true }, { not = { field = "kind", is = "lab" } }] }

[[sections.fields]]
name = "begins"
kind = "date"
label = { en = "Begin", zh = "开始日期" }
earliest = 2026-01-01

[[sections.fields]]
name = "ends"
kind = "date"
label = { en = "End", zh = "结束日期" }

[[sections.fields]]
name = "partners"
kind = "table"
label = { en = "Partners", zh = "合作单位" }
n_most = 2
columns = [
  { name = "code", kind = "text", label = { en = "Code", zh = "代号" }, required = "submit" },
  { name = "money", kind = "money", currency = "CNY", label = { en = "Own funds", zh = "自筹" } },
]

[[sections.fields]]
name = "letter"
kind = "files"
label = { en = "Letter", zh = "信函" }
endings = ["pdf"]
megabytes = 5
n_most = 1

[[sections.fields]]
name = "budget"
kind = "budget"
label = { en = "Budget", zh = "预算" }
currency = "CNY"
parties_from = ["partners", "code"]
years_from = ["begins", "ends"]
categories = [
  { name = "equipment", en = "Equipment", zh = "设备费" },
  { name = "business", en = "Operations", zh = "业务费" },
  { name = "labour", en = "Labour", zh = "劳务费" },
  { name = "indirect", en = "Indirect costs", zh = "间接费用" },
]
caps = [
  { categories = ["indirect"], of = ["business", "labour"], share = "0.30" },
  { most = "2000000.00", en = "most per project", zh = "单项限额" },
]
"""
FORM = read_form(HEAD + FIELDS)
FIRST = "91500000MA5U0000"
CODE = FIRST + "1" + uscc_check(FIRST + "1")
GOOD: dict[str, Any] = {
    "title": {"en": "Chips of the river", "zh": "江河芯片"},
    "kind": "firm",
    "firm": {"name_zh": "示例公司", "code": CODE},
    "firm_share": "12.5",
    "begins": "2026-05-01",
    "ends": "2027-04-30",
    "partners": [{"_id": "1", "code": "cq", "money": "0.10"}, {"_id": "2", "code": "cd"}],
    "letter": [{"name": "letter.PDF", "size": 1000}],
    "budget": {
        "cells": {
            "equipment": {"cq": {"2026": "0.10", "2027": "0.20"}},
            "labour": {"cd": {"2026": "100.00"}},
            "indirect": {"cd": {"2026": "30.00"}},
        },
        "totals": {"all": "130.30", "party": {"cd": "130"}},
    },
}


def _codes(for_: str = "submit", **changes: object) -> list[tuple[str, str]]:
    return [(p.path, p.code.rpartition(".")[2]) for p in check_answers(FORM, {**GOOD, **changes}, for_=for_)]


def test_good_answers_have_no_problem_and_the_form_no_fault() -> None:
    assert (_codes(), check_form(FORM, sections=["plan"])) == ([], ())


def test_a_draft_may_lack_what_a_submission_needs() -> None:
    missing = [[problem.path for problem in check_answers(FORM, {}, for_=for_)] for for_ in ("draft", "submit")]
    assert missing == [["title"], ["title", "kind"]]


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("title", {"en": "Chips"}, [("title.zh", "missing_zh")]),
        ("title", {"en": "one two three four five six seven", "zh": "一"}, [("title.en", "too_long")]),
        ("title", "Chips", [("title", "not_in_languages")]),
        ("kind", "shop", [("kind", "not_option"), ("firm", "hidden_kept"), ("firm_share", "hidden_kept")]),
        ("kind", ["firm"], [("kind", "not_option")]),
        ("firm", {"name_zh": "示例"}, [("firm.code", "code_missing")]),
        ("firm", {"name_zh": "示例", "code": "123"}, [("firm.code", "uscc_form")]),
        ("firm", {"name_zh": "示例", "code": CODE[:-2] + "2" + CODE[-1]}, [("firm.code", "uscc_check")]),
        ("firm", {"name_en": "Abroad", "has_no_code": True}, []),
        ("firm_share", "100.1", [("firm_share", "too_large")]),
        ("firm_share", "1.25", [("firm_share", "too_fine")]),
        ("firm_share", "12.50", []),
        ("firm_share", "1e1", []),
        ("firm_share", "0." + "1" * 40, [("firm_share", "too_fine")]),
        ("firm_share", "1" * 70, [("firm_share", "not_number")]),
        ("firm_share", "1e999999999", [("firm_share", "not_number")]),
        ("firm_share", "many", [("firm_share", "not_number")]),
        ("firm_share", True, [("firm_share", "not_number")]),
        ("firm_share", "NaN", [("firm_share", "not_number")]),
        ("begins", "2025-12-31", [("begins", "too_early")]),
        ("ends", "30.4.2027", [("ends", "not_date")]),
        ("letter", [{"name": "a.exe", "size": 1}], [("letter.1", "file_kind")]),
        ("letter", [{"name": "a.pdf", "size": 0}], [("letter.1", "file_empty")]),
        ("letter", [{"name": "a.pdf", "size": 5_000_001}], [("letter.1", "file_large")]),
        ("letter", [{"name": "a.pdf", "size": 1}] * 2, [("letter", "too_many")]),
        ("partners", [*GOOD["partners"], {"code": "x"}], [("partners", "too_many")]),
        ("partners", [*GOOD["partners"][:1], {"code": "cd", "money": "1.001"}], [("partners.2.money", "too_fine")]),
        ("partners", [*GOOD["partners"][:1], {"code": "cd", "tea": "1"}], [("partners.2.tea", "unknown_kept")]),
        ("partners", "cq, cd", [("partners", "not_table"), *[("budget.cells." + c, "unknown_party") for c in (
            "equipment.cq.2026", "equipment.cq.2027", "labour.cd.2026", "indirect.cd.2026")]]),
        ("budget", {"cells": {"travel": {"cq": {"2026": "1"}}}}, [("budget.cells.travel.cq.2026", "unknown_category")]),
        ("budget", {"cells": {"labour": {"cq": {"2028": "1"}}}}, [("budget.cells.labour.cq.2028", "unknown_year")]),
        ("budget", {"cells": {"labour": {"cq": {"2026": "-1"}}}}, [("budget.cells.labour.cq.2026", "below_nought")]),
        ("budget", {"cells": {"labour": {"cq": {"2026": "0.001"}}}}, [("budget.cells.labour.cq.2026", "too_fine")]),
        ("budget", {"cells": {"labour": {"cq": {"2026": "1"}}}, "totals": {"all": "1.01"}},
            [("budget.totals.all", "total_differs")]),
        ("budget", {"cells": {"labour": {"cq": {"2026": "2000000.01"}}}}, [("budget", "cap_passed")]),
        ("budget", {"cells": {"labour": {"cd": {"2026": "100"}}, "indirect": {"cd": {"2026": "30.01"}}}},
            [("budget", "cap_passed")]),
        ("budget", {"cells": {"labour": "all of it"}}, [("budget.cells.labour", "not_a_grid")]),
        ("budget", "2 million", [("budget", "not_a_grid")]),
        ("notes", "kept", [("notes", "unknown_kept")]),
    ],
)  # fmt: skip
def test_each_problem_is_told_where_it_stands(field: str, value: object, found: list[tuple[str, str]]) -> None:
    assert _codes(**{field: value}) == found


def test_an_answer_nested_without_end_is_told() -> None:
    nested: list[Any] = []
    for _ in range(5000):
        nested = [nested]
    assert _codes(letter=nested) == [("letter", "nested_deep")]


def test_problems_are_worded_in_both_languages() -> None:
    (problem,) = check_answers(FORM, {**GOOD, "title": {"en": "a b c d e f g", "zh": "题"}})
    assert [said(problem, lang)[:20] for lang in LANGUAGES] == [
        "Title has 7 words, 1",
        "题目共 7 字，超出上限 6 字 1 字",
    ]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("", 0),
        ("嘉陵江", 3),
        ("Jialing River", 2),
        ("嘉陵江 Jialing 2026年", 6),
        ("co-author's 3.14%", 2),
        ("。，!", 0),
    ],
)
def test_words_are_counted_in_both_languages(text: str, n: int) -> None:
    assert count_words(text) == n


def test_what_hangs_on_a_hidden_field_is_hidden() -> None:
    assert shown(FORM, {**GOOD, "kind": "lab"}).isdisjoint({"firm", "firm_share"})


CELLS = st.dictionaries(
    st.sampled_from(["equipment", "business", "labour", "indirect"]),
    st.dictionaries(
        st.sampled_from(["cq", "cd"]), st.dictionaries(st.sampled_from(["2026", "2027"]), st.integers(0, 10**12))
    ),
)


def _yuan(units: int) -> str:
    return f"{units // 100}.{units % 100:02d}"


@settings(max_examples=100, deadline=None)
@given(CELLS)
def test_budget_sums_are_exact_and_agree_with_each_other(cells: dict[str, dict[str, dict[str, int]]]) -> None:
    typed = {
        category: {party: {year: _yuan(units) for year, units in years.items()} for party, years in parties.items()}
        for category, parties in cells.items()
    }
    field = FORM.field("budget")
    assert field is not None
    totals = budget_totals(field, {"budget": {"cells": typed}})
    whole = sum(u for parties in cells.values() for years in parties.values() for u in years.values())
    assert [totals.all_, *(sum(totals.of(axis).values()) for axis in ("category", "party", "year"))] == [whole] * 4


def test_parties_are_called_as_they_were_typed() -> None:
    text = (HEAD + FIELDS).replace('{ name = "code", kind = "text"', '{ name = "code", kind = "organisation"')
    field = read_form(text).field("budget")
    assert field is not None and field.budget is not None
    rows = [{"code": {"name_zh": "示例大学", "code": CODE}}, {"code": {"name_en": "Abroad"}}, {"code": None}, {}]
    called = party_words(field.budget, {"partners": rows})
    assert {name: (words.en, words.zh) for name, words in called.items()} == {
        CODE: ("示例大学", "示例大学"),
        "Abroad": ("Abroad", "Abroad"),
    }


def test_a_sum_with_a_cell_that_cannot_be_read_is_unknown() -> None:
    field = FORM.field("budget")
    assert field is not None
    totals = budget_totals(field, {"budget": {"cells": {"labour": {"cq": {"2026": "1", "2027": "?"}}}}})
    assert (totals.all_, totals.party) == (None, {"cq": 100})


def _faults(old: str, new: str) -> list[str]:
    assert old in FIELDS
    text = HEAD + FIELDS.replace(old, new, 1)
    try:
        found = check_form(read_form(text))
    except InputError as error:
        found = error.params["findings"]  # type: ignore[assignment]
    assert all(said(finding, lang) for finding in found for lang in LANGUAGES)
    return [finding.code.rpartition(".")[2] for finding in found]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('{ field = "kind", is = "firm" }', '{ field = "sort", is = "firm" }', "condition_unknown"),
        ('{ field = "kind", is = "firm" }', '{ field = "kind", is = "shop" }', "condition_never"),
        ('{ field = "kind", is = "firm" }', '{ field = "firm_share", at_least = 1 }', "condition_ring"),
        ('{ field = "kind", is = "firm" }', '{ field = "kind", eval = "1" }', "condition_wrong"),
        ("least = 0\nmost = 100", "least = 100\nmost = 0", "limits_crossed"),
        ('parties_from = ["partners", "code"]', 'parties_from = ["partners", "name"]', "party_unknown"),
        ('years_from = ["begins", "ends"]', 'years_from = ["begins", "kind"]', "year_unknown"),
        ('share = "0.30"', 'share = "1.30"', "cap_impossible"),
        ('of = ["business", "labour"], share', 'of = ["indirect"], share', "cap_impossible"),
        ('share = "0.30"', 'share = "0.30", most = "1.00"', "one_of_two"),
        ('kind = "money", currency = "CNY"', 'kind = "money", currency = "YUAN"', "name_unknown"),
        ('kind = "money", currency = "CNY"', 'kind = "table"', "nested"),
        ('label = { en = "End", zh = "结束日期" }', 'label = { en = "End" }', "not_both_languages"),
        ('name = "ends"', 'name = "begins"', "name_twice"),
        ('kind = "date"', 'kind = "day"', "name_unknown"),
        ("words_most = 6", "most_words = 6", "key_unknown"),
    ],
)
def test_a_planted_fault_of_a_form_is_found(old: str, new: str, code: str) -> None:
    assert code in _faults(old, new)


def test_a_section_that_the_workflow_lacks_is_found() -> None:
    assert [f.code.rpartition(".")[2] for f in check_form(FORM, sections=["identity"])] == ["section_unknown"]
