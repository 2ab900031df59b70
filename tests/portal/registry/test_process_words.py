"""Every step of a process that is written down has a phrase in the audit log, and every stage a name."""

from __future__ import annotations

import re
from pathlib import Path

import jialing.portal.registry.actions as actions
from jialing.base.phrases import catalogue
from jialing.portal.registry.enums import AccreditationState, FoundingState, RecognitionState, ZoneEntryState
from jialing.portal.registry.forms.deeds import DEEDS, act_code
from jialing.portal.registry.queries.counting import CONDITIONS

FILES = ("platforms", "recognitions", "accreditations", "foundings", "zones", "counts")
CODE = re.compile(r'(?:audit\(by\.public_id, |code=)"([a-z_]+\.[a-z_]+)"')
MOVED = {"accreditation": AccreditationState, "recognition": RecognitionState, "zone_entry": ZoneEntryState}


def test_every_code_written_to_the_audit_log_is_worded() -> None:
    folder = Path(str(actions.__file__)).parent
    codes = {code for name in FILES for code in CODE.findall((folder / f"{name}.py").read_text(encoding="utf-8"))}
    codes |= {f"{kind}.{state}" for kind, states in MOVED.items() for state in states.values}
    first = {"accreditation.draft", "recognition.proposed", "zone_entry.applied"}
    assert {code for code in codes - first if f"audit.{code}" not in catalogue()} == set()


def test_every_act_is_worded() -> None:
    assert {name for name in DEEDS if act_code(*name.split(".")) not in catalogue()} == set()


def test_every_stage_of_a_founding_is_worded() -> None:
    assert {state for state in FoundingState.values if f"stage.founding.{state}" not in catalogue()} == set()


def test_every_reason_has_a_heading_and_every_condition_words() -> None:
    reasons = {code.removeprefix("count.reason.") for code in catalogue() if code.startswith("count.reason.")}
    assert {one for one in reasons if f"count.group.{one}" not in catalogue()} == set()
    assert {one for one in CONDITIONS if f"count.condition.{one}" not in catalogue()} == set()
