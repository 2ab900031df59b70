"""The declaration of access: what it may say, and that what it does not say is refused."""

from __future__ import annotations

import pytest

from jialing.errors import SchemaError
from jialing.portal.common.access import parse

KIND = """
[who]
insiders = ["role:auditor", "officer_here"]
[kinds.view]
model = "insight.SavedView"
[kinds.view.fields]
public = ["code"]
kept = ["path", "query"]
[kinds.view.read]
public = [{ who = ["anyone"] }]
kept = [{ who = ["@insiders"], states = ["open"] }]
[routes]
first = ["anyone"]
"""


def test_parse_reads_kinds_and_routes() -> None:
    found = parse(KIND)
    assert found.kinds["view"].groups["kept"] == {"path", "query"}
    assert found.routes["first"].who == ("anyone",)


def test_parse_spells_out_named_lists() -> None:
    assert parse(KIND).kinds["view"].read["kept"][0].who == ("role:auditor", "officer_here")


def test_group_of_unknown_field_is_refused() -> None:
    with pytest.raises(SchemaError) as refused:
        parse(KIND).kinds["view"].group_of("password")
    assert refused.value.code == "access.unknown_field"


def test_kind_of_unknown_model_is_refused() -> None:
    with pytest.raises(SchemaError) as refused:
        parse(KIND).kind_of("common.AuditRecord")
    assert refused.value.code == "access.unknown_kind"


@pytest.mark.parametrize(
    "fault",
    [
        KIND.replace('["path", "query"]', '["path", "code"]'),
        KIND.replace("kept = [{", "other = [{"),
        KIND.replace("@insiders", "@outsiders"),
        KIND.replace("states =", "state ="),
        KIND.replace('who = ["anyone"]', "who = []"),
        KIND.replace('first = ["anyone"]', "first = [1]"),
        "[kinds",
    ],
    ids=["field-twice", "no-group", "no-list", "unknown-word", "nobody", "no-words", "no-toml"],
)
def test_parse_refuses_what_is_wrong(fault: str) -> None:
    with pytest.raises(SchemaError) as refused:
        parse(fault)
    assert refused.value.code == "access.declaration"
