"""Calls and proposals for tests: a workflow of one line of offices; all invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from jialing.portal.common.access import Viewer
from jialing.portal.programmes.actions.calls import draft_call, publish_call, set_topics
from jialing.portal.programmes.actions.proposals import begin_proposal, save_answers
from jialing.portal.programmes.models import Call, Proposal
from jialing.portal.registry.models import Organisation
from jialing.schema import shipped_procedure
from tests.portal.programmes.factory import Pot, officer, pot
from tests.portal.registry.factory import saved

ZONE = ZoneInfo("Asia/Shanghai")
OPENS = datetime(2026, 12, 1, 9, tzinfo=ZONE)
CLOSES = datetime(2026, 12, 31, 17, tzinfo=ZONE)
DURING = OPENS + timedelta(days=3)

WORKFLOW = """
name = "line"
version = "1"
title = { en = "A line of offices", zh = "逐级报送" }
time_zone = "Asia/Shanghai"
start = "draft"

[states]
draft = { en = "Draft", zh = "草稿" }
at_institution = { en = "At the institution", zh = "单位审核" }
at_department = { en = "At the department", zh = "主管部门审核" }
accepted = { en = "Accepted", zh = "受理", final = true }
refused = { en = "Not accepted", zh = "不予受理", final = true }
expired = { en = "Not filed", zh = "未提交", final = true }

[actors]
applicant = { en = "Applicant", zh = "申报人" }
team_member = { en = "Team member", zh = "团队成员" }
institution = { en = "Institution", zh = "申报单位" }
own_department = { en = "Department of the own side", zh = "本方主管部门" }

[guards]
team = { en = "every member has confirmed", zh = "成员均已确认", kind = "is_true", fact = "team.confirmed" }

[needs]
proposal = { en = "the proposal", zh = "申报书", kind = "form" }

[deadlines]
filing = { en = "Filing closes", zh = "申报截止", grace_seconds = 300 }

[sections]
summary = { en = "Summary", zh = "摘要", read = { applicant = ["*"], team_member = ["*"], institution = ["at_institution", "at_department"], own_department = ["at_department", "accepted", "refused"] }, write = { applicant = ["draft"], team_member = ["draft"] } }

[[moves]]
name = "file"
en = "File"
zh = "提交"
from = ["draft"]
to = "at_institution"
by = ["applicant"]
guards = ["team"]
needs = ["proposal"]
before = "filing"

[[moves]]
name = "expire"
en = "Not filed in time"
zh = "逾期未提交"
from = ["draft"]
to = "expired"
at = "filing"

[[moves]]
name = "pass_on"
en = "Pass on"
zh = "同意报送"
from = ["at_institution"]
to = "at_department"
by = ["institution"]

[[moves]]
name = "return"
en = "Return for correction"
zh = "退回修改"
from = ["at_institution"]
to = "draft"
by = ["institution"]
most = 1
is_return = true

[[moves]]
name = "accept"
en = "Accept"
zh = "受理"
from = ["at_department"]
to = "accepted"
by = ["own_department"]

[[moves]]
name = "refuse"
en = "Refuse"
zh = "不予受理"
from = ["at_department"]
to = "refused"
by = ["own_department"]
"""  # noqa: E501

FORM = """
name = "short"
version = "1"
title = { en = "Short form", zh = "简表" }

[[sections]]
name = "summary"
title = { en = "Summary", zh = "摘要" }

[[sections.fields]]
name = "aim"
kind = "text"
label = { en = "Aim", zh = "目标" }
required = "submit"
words_most = 50

[[sections.fields]]
name = "sum"
kind = "money"
label = { en = "Sum asked for", zh = "申请金额" }
currency = "CNY"

[[sections.fields]]
name = "begins"
kind = "date"
label = { en = "Begin", zh = "开始日期" }
"""

TEXTS: dict[str, Any] = {
    "name_en": "Joint call", "name_zh": "联合申报", "text_en": "Propose.", "text_zh": "请申报。", "year": 2026,
    "budget": 2_000_000_000, "workflow": WORKFLOW, "form": FORM, "opens_at": OPENS, "closes_at": CLOSES,
    "dates": {"filing": CLOSES.isoformat()},
}  # fmt: skip


def drafted(of: Pot | None = None, by: Viewer | None = None, **more: Any) -> Call:
    """A call that lacks nothing, with one topic."""
    by = by or officer()
    call = draft_call((of or pot()).programme, TEXTS | more, by=by)
    return set_topics(call, [{"code": "T1", "name_en": "Topic", "name_zh": "方向"}], by=by, seen=1)


def published(of: Pot | None = None, **more: Any) -> Call:
    """A call that was published in November."""
    by = officer()
    call = drafted(of, by, **more)
    publish_call(call, by=by, at=datetime(2026, 11, 1, tzinfo=ZONE), seen=2)
    return call


def somebody(name: str = "applicant", *organisations: Organisation) -> Viewer:
    """A person who is signed in, standing for the organisations."""
    return Viewer(user_id=7, public_id=name, organisation_ids=frozenset(one.pk for one in organisations))


def institution() -> Organisation:
    """An organisation in Chongqing."""
    return saved(Organisation(name_en="University here", place_id="CN-500000"))


def written(proposal: Proposal, by: Viewer | None = None, **answers: object) -> Proposal:
    """The proposal with an aim, and these answers."""
    mine = {"aim": "Chips", **answers}
    save_answers(proposal, mine, base=proposal.answers, by=by or somebody(), at=DURING)
    return proposal


def begun(call: Call | None = None, by: Viewer | None = None, key: str = "form", at: datetime = DURING) -> Proposal:
    """A proposal that was just begun."""
    call = call or published()
    return begin_proposal(
        call, by=by or somebody(), at=at, key=key, applicant=institution(), names={"name_en": "Our proposal"},
        topic=call.topics.get(),
    )  # fmt: skip


def shipped_call(of: Pot | None = None) -> Call:
    """A call that is open today, with the workflow and the form that ship."""
    now, by = timezone.now(), officer()
    until = now + timedelta(days=20)
    dates = {"opens": (now - timedelta(days=1)).isoformat(), "filing": until.isoformat()}
    workflow, form = shipped_procedure("workflow", "ordinary_one_stage"), shipped_procedure("form", "proposal")
    opens = now - timedelta(days=1)
    call = drafted(of, by, workflow=workflow, form=form, dates=dates, opens_at=opens, closes_at=until)
    publish_call(call, by=by, at=now - timedelta(days=2), seen=2)
    return call
