"""A small workflow that says one thing of every kind."""

from __future__ import annotations

SMALL = """
name = "small"
version = "1"
title = { en = "Small call", zh = "小型申报" }
time_zone = "Asia/Shanghai"
start = "draft"
document = "to be verified"

[groups]
before_result = ["draft", "at_institution", "in_review"]

[states]
draft = { en = "Draft", zh = "草稿" }
at_institution = { en = "With the institution", zh = "单位审核" }
in_review = { en = "In review", zh = "评审中" }
awarded = { en = "Awarded", zh = "已立项", final = true }
declined = { en = "Declined", zh = "未立项", final = true }

[actors]
applicant = { en = "Applicant", zh = "申报人" }
institution = { en = "Institution", zh = "申报单位" }
expert = { en = "Expert", zh = "专家" }
officer = { en = "Officer", zh = "主管" }

[guards.integrity]
en = "the integrity check is passed"
zh = "科研诚信审查通过"
kind = "is_true"
fact = "integrity"

[guards.scores]
en = "there are at least three reviews"
zh = "至少有三份评审意见"
kind = "at_least"
fact = "n_reviews"
value = 3

[guards.second]
en = "another person than who submitted"
zh = "与提交人不是同一人"
kind = "other_person"
than = "submit"

[needs.proposal]
en = "the proposal"
zh = "申报书"
kind = "form"

[deadlines.opens]
en = "the opening"
zh = "开始时间"

[deadlines.filing]
en = "the filing deadline"
zh = "申报截止时间"
grace_seconds = 60
after = ["opens"]

[deadlines.ten_days]
en = "the end of ten days"
zh = "十日期满"
days = 10

[[moves]]
name = "submit"
en = "Submit"
zh = "提交"
from = ["draft"]
to = "at_institution"
by = ["applicant"]
needs = ["proposal"]
after = "opens"
before = "filing"
notices = [{ to = "institution", about = "plan" }]

[[moves]]
name = "return"
en = "Return for correction"
zh = "退回修改"
from = ["at_institution"]
to = "draft"
by = ["institution"]
most = 2
is_return = true
notices = [{ to = "applicant" }]

[[moves]]
name = "pass_on"
en = "Pass on"
zh = "审核通过"
from = ["at_institution"]
to = "in_review"
by = ["institution"]
guards = ["second"]

[[moves]]
name = "lapse"
en = "Lapse"
zh = "逾期失效"
from = ["draft"]
to = "declined"
at = "filing"

[[moves]]
name = "go_on"
en = "Pass on by itself"
zh = "期满自动报送"
from = ["at_institution"]
to = "in_review"
at = "ten_days"

[[moves]]
name = "award"
en = "Award"
zh = "立项"
from = ["in_review"]
to = "awarded"
by = ["officer"]
guards = ["integrity", "scores"]
notices = [{ to = "applicant", about = "reviews" }]

[[moves]]
name = "decline"
en = "Decline"
zh = "不予立项"
from = ["in_review"]
to = "declined"
by = ["officer"]
unless = ["integrity"]

[sections.identity]
en = "Who applies"
zh = "申报人信息"
read = { applicant = "*", institution = "*", officer = "*" }
write = { applicant = "draft" }

[sections.plan]
en = "Plan"
zh = "研究方案"
read = { applicant = "*", institution = "*", expert = "in_review", officer = "*" }
write = { applicant = "draft" }

[sections.reviews]
en = "Reviews"
zh = "评审意见"
read = { expert = "in_review", officer = "*", applicant = ["awarded", "declined"] }
write = { expert = "in_review" }

[[must]]
to = "awarded"
passes = ["in_review"]
en = "every award was reviewed"
zh = "立项须经评审"

[[never]]
actor = "expert"
may = "read"
section = "identity"
while = ["in_review"]
en = "experts do not see who applies while they review"
zh = "评审期间专家不得看到申报人信息"

[[never]]
actor = "applicant"
may = "read"
section = "reviews"
until = ["awarded", "declined"]
en = "applicants see reviews after the decision only"
zh = "申报人在结果公布前不得看到评审意见"
"""
