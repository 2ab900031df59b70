"""Codes that data bring are worded in both languages, on pages and in files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jialing.portal.registry import models as m
from jialing.portal.registry.lists.words import word
from jialing.portal.registry.rules.criteria import recognition_kinds
from jialing.portal.registry.rules.procedures import procedures
from tests.portal.accounts.factory import person
from tests.portal.registry.factory import organisation, saved

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.parametrize(
    ("codes", "value", "en", "zh"),
    [
        ("registry.recognition_kind", "high_tech_enterprise", "High-tech enterprise", "高新技术企业"),
        ("registry.country", "CN", "China", "中国"),
        ("registry.research_field", "openalex:D3", "Physical Sciences", "物质科学"),
        ("registry.language", "zh", "Chinese", "中文"),
        ("registry.recognition_grade", "high_end", "high-end", "高端"),
        ("registry.level", "brand_new", "brand new", "brand new"),
    ],
)
def test_code_is_worded_in_both_languages(codes: str, value: str, en: str, zh: str) -> None:
    assert (word(codes, value, "en"), word(codes, value, "zh")) == (en, zh)


def test_every_procedure_is_worded() -> None:
    assert {word("registry.procedure", one, "zh") for one in procedures()} == {
        one.name_zh for one in procedures().values()
    }


def test_criteria_of_two_kinds_keep_their_own_words() -> None:
    kinds = recognition_kinds()
    said = {kind: word(f"registry.criterion.{kind}", "people_share", "en") for kind in kinds}
    assert said["high_tech_enterprise"] != said["new_rd_institution"]


@pytest.fixture
def recognition(db: None) -> m.Recognition:
    """A recognition that is proposed, with one criterion judged."""
    one = saved(
        m.Recognition(
            organisation=organisation(), kind="new_rd_institution", grade="high_end", level="provincial_ministerial",
            place_id="CN-500000", state="granted",
        )
    )  # fmt: skip
    m.CriterionCheck.objects.create(recognition=one, criterion="rd_share", verdict="passed", decided_by="rule")
    return one


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_criterion_is_worded_on_the_page(client: Client, recognition: m.Recognition, lang: str) -> None:
    client.force_login(person("auditor"))
    page = client.get(f"/{lang}/registry/recognitions/{recognition.public_id}").content.decode()
    criteria = {one.id: one for one in recognition_kinds()["new_rd_institution"].criteria}
    wanted = criteria["rd_share"].text_zh if lang == "zh" else criteria["rd_share"].text_en
    assert (wanted.replace("'", "&#x27;") in page, "rd_share" in page, "new_rd_institution" in page) == (
        True,
        False,
        False,
    )


def test_files_word_codes_in_the_language_of_the_page(client: Client, recognition: m.Recognition) -> None:
    lines = b"".join(client.get("/zh/registry/recognitions.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[1] == "新型研发机构"


def test_json_has_code_and_words(client: Client, recognition: m.Recognition) -> None:
    found = json.loads(b"".join(client.get("/en/registry/recognitions.json?columns=grade").streaming_content))
    assert (found[0]["grade"], found[0]["words"]["grade"]) == ("high_end", {"en": "high-end", "zh": "高端"})
