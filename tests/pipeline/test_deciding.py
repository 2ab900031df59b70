"""Decisions: who, what, and only about what exists."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from jialing.errors import InputError
from jialing.lake import Lake
from jialing.pipeline import decide
from tests.pipeline.conftest import Built
from tests.pipeline.tiny import MIT, SCU, UNKNOWN


def test_decision_is_in_the_ledger(lake_copy: Built) -> None:
    made = decide(
        lake_copy.data, UNKNOWN, [MIT, MIT, SCU], by="Li", at=datetime(2026, 11, 23, tzinfo=UTC), note="asked"
    )
    assert (Lake(lake_copy.data).ledger.read().decisions, made.org_ids, made.at) == (
        (made,),
        (MIT, SCU),
        "2026-11-23T00:00:00+00:00",
    )


@pytest.mark.parametrize(
    ("affiliation", "options", "code"),
    [
        (UNKNOWN, {"by": " "}, "pipeline.no_reviewer"),
        (" ", {"by": "Li"}, "pipeline.no_affiliation"),
        (UNKNOWN, {"by": "Li", "place_id": "CN-1"}, "pipeline.unknown_place"),
    ],
)
def test_decision_that_cannot_be_is_refused(built: Built, affiliation: str, options: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as caught:
        decide(built.data, affiliation, [], **options)
    assert (caught.value.code, Lake(built.data).ledger.read().decisions) == (code, ())


def test_unknown_organisation_is_refused(built: Built) -> None:
    with pytest.raises(InputError) as caught:
        decide(built.data, UNKNOWN, ["https://ror.org/nothing"], by="Li")
    assert caught.value.code == "pipeline.unknown_organisation"


def test_decision_before_any_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        decide(tmp_path, UNKNOWN, [], by="Li")
    assert caught.value.code == "lake.no_version"
