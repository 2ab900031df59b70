"""What is said can be kept as JSON and said again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from jialing.base.phrases import LANGUAGES
from jialing.procedure import answers_in, as_plain, begin, from_plain, judge, moves_now, said, schedule
from tests.procedure.test_forms import FORM, GOOD
from tests.procedure.test_rules import GOOD as FACTS
from tests.procedure.test_rules import RULES
from tests.procedure.test_running import FILING, LI, MARCH, OPENS, WORKFLOW


def test_a_reason_kept_as_json_says_the_same() -> None:
    late = schedule(WORKFLOW, {"opens": OPENS, "filing": FILING.replace(month=3, day=2)})
    (offer,) = moves_now(late, begin(late, MARCH), LI, MARCH)
    verdicts = judge(RULES["ordinary"], replace(FACTS, holdings=None), date(2026, 11, 24), when="acceptance")
    for reason in (*offer.refusals, *(verdict.reason for verdict in verdicts)):
        again = from_plain(json.loads(json.dumps(as_plain(reason))))
        assert [said(again, lang) for lang in LANGUAGES] == [said(reason, lang) for lang in LANGUAGES]


def test_answers_of_a_section_leave_out_what_belongs_to_none() -> None:
    assert (answers_in(FORM, {**GOOD, "x": 1}, ["plan"]), answers_in(FORM, GOOD, [])) == (GOOD, {})
