"""A workflow that cannot be read is refused with all its faults, each with its line."""

from __future__ import annotations

import pytest

from jialing.base.phrases import LANGUAGES, phrase
from jialing.errors import InputError
from jialing.procedure import Finding, read_workflow, said
from tests.procedure.small import SMALL


def _faults(text: str | bytes) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        read_workflow(text)
    assert caught.value.code == "procedure.workflow_unreadable"
    assert all(phrase(f"error.{caught.value.code}", lang, **caught.value.params) for lang in LANGUAGES)
    return list(caught.value.params["findings"])  # type: ignore[call-overload, no-any-return]


def _codes(text: str) -> list[str]:
    return [fault.code.rpartition(".")[2] for fault in _faults(text)]


def test_all_faults_are_told_at_once_with_their_lines() -> None:
    text = SMALL.replace('to = "at_institution"', 'to = "at_institutoin"', 1).replace("value = 3", 'value = "many"')
    lines = text.splitlines()
    found = [(lines[int(str(f.params["line"])) - 1], f.code.rpartition(".")[2]) for f in _faults(text)]
    assert found == [('value = "many"', "value_wrong"), ('to = "at_institutoin"', "name_unknown")]


def test_a_slip_names_what_is_near() -> None:
    (fault,) = _faults(SMALL.replace('by = ["applicant"]', 'by = ["aplicant"]'))
    assert said(fault, "en").endswith("nothing is called “aplicant”. Near: applicant.")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('zh = "草稿"', 'zh = ""', "not_both_languages"),
        ("is_return = true", "is_retrun = true", "key_unknown"),
        ("is_return = true", 'is_return = "yes"', "value_wrong"),
        ("most = 2", "most = -1", "value_wrong"),
        ("most = 2", "most = true", "value_wrong"),
        ('time_zone = "Asia/Shanghai"', 'time_zone = "Asia/Chengdu"', "zone_unknown"),
        ('start = "draft"', "", "key_missing"),
        ('start = "draft"', 'start = "drafts"', "name_unknown"),
        ('at = "filing"', 'at = "filing"\nby = ["officer"]', "by_or_at"),
        ("days = 10", 'days = 10\nafter = ["filing"]', "days_and_after"),
        ('while = ["in_review"]', 'while = ["in_review"]\nuntil = ["awarded"]', "while_or_until"),
        ('kind = "is_true"', 'kind = "is_true"\nvalue = 3', "value_wrong"),
        ('kind = "at_least"', 'kind = "exec"', "name_unknown"),
        ('name = "award"', "", "key_missing"),
        ("awarded = {", "Awarded = {", "name_wrong"),
    ],
)
def test_each_fault_is_told(old: str, new: str, code: str) -> None:
    assert old in SMALL
    assert code in _codes(SMALL.replace(old, new, 1))


@pytest.mark.parametrize(
    "text", ["states = [", b"\xff\xfe", "a = 1\na = 2", f"a = {'[' * 100}{']' * 100}", "a = " + "[" * 5000]
)
def test_what_is_no_toml_is_refused(text: str | bytes) -> None:
    (fault,) = _faults(text)
    assert fault.code == "procedure.file.not_toml"


def test_an_empty_file_is_refused_with_what_is_missing() -> None:
    assert _codes("") == ["key_missing", "key_missing", "not_both_languages", "key_missing", "key_missing"]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_workflow(b"\xef\xbb\xbf" + SMALL.encode()).digest == read_workflow(SMALL).digest
