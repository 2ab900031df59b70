"""Choices of a version: what bears one name is told apart."""

from __future__ import annotations

from jialing.atlas.answers import Names
from jialing.atlas.choices import _told_apart
from jialing.atlas.profiles import FieldChoice


def _field(identity: str, level: str, above: str | None, english: str, chinese: str) -> FieldChoice:
    return FieldChoice(identity, level, above, Names(english, chinese), 0, ())


def test_fields_of_one_name_carry_that_of_the_field_above() -> None:
    found = _told_apart(
        [
            _field("F27", "field", None, "Medicine", "医学"),
            _field("S1", "subfield", "F27", "Pharmacology", "药理学"),
            _field("F30", "field", None, "Pharmacology", "药学"),
            _field("S2", "subfield", "F30", "Pharmacology", "药理学（药学）"),
        ]
    )
    assert [(f.name.en, f.name.zh) for f in found] == [
        ("Medicine", "医学"),
        ("Pharmacology (Medicine)", "药理学"),
        ("Pharmacology", "药学"),
        ("Pharmacology (Pharmacology)", "药理学（药学）"),
    ]
