"""What rules answer: pass, fail, and unclear wherever a fact is unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.base.phrases import LANGUAGES
from jialing.errors import InputError, NotAllowed, WrongState
from jialing.procedure import (
    Facts,
    Holding,
    Member,
    Officer,
    Organisation,
    Party,
    Share,
    Verdict,
    all_stand,
    judge,
    overridden,
    read_rules,
    said,
)
from jialing.schema import shipped_procedure, shipped_procedures

TODAY, NOW = date(2026, 11, 24), datetime(2026, 11, 24, 9, tzinfo=UTC)
RULES = {name: read_rules(shipped_procedure("rules", name)) for name in shipped_procedures("rules")}
UNI = Organisation("University", "chongqing", "university", parents=(), owners=(), legal_representative="zhou")
FIRM = Organisation("Firm", "sichuan", "company", parents=(), owners=(), legal_representative="wu")
LI = Member("li", "Li", "lead", "uni", birth_year=1980, employment="full_time")
WANG = Member("wang", "Wang", "member", "firm", birth_year=1990, employment="full_time")
CHECKS: dict[tuple[str, str], bool | None] = {(who, "integrity"): True for who in ("li", "wang", "uni", "firm")}
GOOD = Facts(
    filed_with="chongqing",
    members=(LI, WANG),
    parties=(Party("uni", "lead"), Party("firm", "partner")),
    organisations={"uni": UNI, "firm": FIRM},
    money=(Share("uni", 150_000_000), Share("firm", 50_000_000)),
    asked=200_000_000,
    begins_on=date(2027, 1, 1),
    ends_on=date(2028, 12, 31),
    holdings=(),
    searched=frozenset({"joint", "chongqing", "sichuan"}),
    checks=CHECKS,
    similarity=0.1,
)


def _outcomes(facts: Facts, *, rules: str = "ordinary") -> dict[str, str]:
    """Every rule that does not pass, on any occasion."""
    verdicts = [v for when in ("filing", "acceptance", "award") for v in judge(RULES[rules], facts, TODAY, when=when)]
    assert all(said(one, lang) for v in verdicts for one in (v.reason, *v.rests_on) for lang in LANGUAGES)
    return {verdict.rule.name: verdict.outcome for verdict in verdicts if verdict.outcome != "pass"}


def test_a_good_proposal_passes_every_rule() -> None:
    assert _outcomes(GOOD) == {}


def test_where_nothing_is_known_nothing_passes() -> None:
    verdicts = [v for name in RULES for v in judge(RULES[name], Facts(), TODAY, when="acceptance")]
    assert {verdict.outcome for verdict in verdicts} == {"unclear"}


BOSS = Holding("li", "joint", "lead", "running", "2020-7", is_overdue=False)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"filed_with": "sichuan"}, {"own_side": "fail"}),
        ({"filed_with": None}, {"own_side": "unclear"}),
        ({"parties": (Party("uni", "lead"),)}, {"other_side": "fail"}),
        ({"organisations": {"uni": UNI, "firm": replace(FIRM, side="")}},
            {"other_side": "unclear", "share_chongqing": "unclear", "share_sichuan": "unclear"}),
        ({"organisations": {"uni": replace(UNI, kind="government"), "firm": FIRM}}, {"no_government": "fail"}),
        ({"organisations": {"uni": replace(UNI, kind=""), "firm": FIRM}}, {"no_government": "unclear"}),
        ({"asked": 200_000_001}, {"cap": "fail"}),
        ({"money": (Share("uni", 91), Share("firm", 9))}, {"share_sichuan": "fail"}),
        ({"money": (Share("uni", 90), Share("firm", 10))}, {}),
        ({"money": ()}, {"share_chongqing": "unclear", "share_sichuan": "unclear"}),
        ({"holdings": (BOSS,)}, {"leader_limit": "fail"}),
        ({"holdings": (replace(BOSS, role="member"),)}, {}),
        ({"holdings": (replace(BOSS, state="closed"),)}, {}),
        ({"holdings": (replace(BOSS, role="member", number="1"), replace(BOSS, role="member", programme="sichuan"))},
            {"member_limit": "fail"}),
        ({"holdings": (replace(BOSS, state="closed", is_overdue=True),)}, {"overdue": "fail"}),
        ({"holdings": (replace(BOSS, state="closed", is_overdue=None),)}, {"overdue": "unclear"}),
        ({"holdings": None}, {"overdue": "unclear", "leader_limit": "unclear", "member_limit": "unclear"}),
        ({"searched": frozenset({"joint"})}, {"member_limit": "unclear"}),
        ({"members": (replace(LI, person=""), WANG)},
            {"integrity": "unclear", "overdue": "unclear", "leader_limit": "unclear", "member_limit": "unclear"}),
        ({"members": (replace(LI, birth_year=1965), WANG)}, {"leader_age": "fail"}),
        ({"members": (replace(LI, birth_year=1966), WANG)}, {}),
        ({"members": (replace(LI, birth_year=None), WANG)}, {"leader_age": "unclear"}),
        ({"members": (replace(LI, employment="retired"), WANG)}, {"leader_employment": "fail"}),
        ({"members": (replace(LI, employment=""), WANG)}, {"leader_employment": "unclear"}),
        ({"checks": {**CHECKS, ("firm", "integrity"): False}}, {"integrity": "fail"}),
        ({"checks": {**CHECKS, ("firm", "integrity"): None}}, {"integrity": "unclear"}),
        ({"checks": {}}, {"integrity": "unclear"}),
        ({"similarity": 0.33}, {"similarity": "fail"}),
        ({"similarity": None}, {"similarity": "unclear"}),
        ({"ends_on": date(2027, 12, 31)}, {}),
        ({"ends_on": date(2027, 12, 30)}, {"term": "fail"}),
        ({"ends_on": None}, {"term": "unclear"}),
    ],
)  # fmt: skip
def test_each_rule_answers_by_the_facts(change: dict[str, Any], found: dict[str, str]) -> None:
    assert _outcomes(replace(GOOD, **change)) == found


BID = replace(
    GOOD, parties=(*(GOOD.parties or ()), Party("owner", "owner")), money=(Share("uni", 1), Share("firm", 1, "own"))
)


def _bid(*, checks: bool = True, **organisations: Organisation) -> dict[str, str]:
    owner = Organisation("Owner", "sichuan", "company", parents=(), owners=(), legal_representative="sun")
    known = {"uni": UNI, "firm": FIRM, "owner": owner, **organisations}
    both = {**CHECKS, ("owner", "integrity"): True}
    return _outcomes(replace(BID, organisations=known, checks=both), rules="demand_list")


GROUP = Organisation("Group", "sichuan", "company", parents=(), owners=(), legal_representative="qian")
CITY = Organisation("City", "sichuan", "government", parents=(), owners=(), legal_representative="")


def _owner(**changes: Any) -> Organisation:
    plain = Organisation("Owner", "sichuan", "company", parents=(), owners=(), legal_representative="sun")
    return replace(plain, **changes)


def _owned(share: Decimal | None) -> Organisation:
    return _owner(owners=(("group", share),))


OF_WU = replace(GROUP, legal_representative="wu")


@pytest.mark.parametrize(
    ("organisations", "outcome"),
    [
        ({}, None),
        ({"owner": _owner(legal_representative="wu")}, "fail"),
        ({"owner": _owner(parents=("firm",))}, "fail"),
        ({"owner": _owner(parents=("group",)), "group": GROUP, "firm": replace(FIRM, parents=("group",))}, "fail"),
        ({"owner": _owned(Decimal("0.05")), "group": OF_WU}, "fail"),
        ({"owner": _owned(Decimal("0.049")), "group": OF_WU}, None),
        ({"owner": _owned(None), "group": OF_WU}, "unclear"),
        ({"owner": _owner(parents=None)}, "unclear"),
        ({"owner": _owner(legal_representative=None)}, "unclear"),
        ({"owner": _owner(parents=("group",)), "group": replace(GROUP, owners=None)}, "unclear"),
        ({"owner": _owner(parents=("nobody",))}, "unclear"),
        ({"owner": _owner(parents=("city",)), "city": CITY, "firm": replace(FIRM, parents=("city",))}, None),
        ({"owner": _owner(owners=(("person:wu", Decimal(1)),))}, "fail"),
    ],
)  # fmt: skip
def test_owner_and_bidder_are_related_however_far(organisations: dict[str, Organisation], outcome: str | None) -> None:
    assert _bid(**organisations).get("unrelated") == outcome


def test_the_chain_of_a_relation_is_shown() -> None:
    owner = _owner(owners=(("group", Decimal("0.2")),))
    facts = replace(
        BID, organisations={"uni": UNI, "firm": replace(FIRM, parents=("group",)), "owner": owner, "group": GROUP}
    )
    (verdict,) = [v for v in judge(RULES["demand_list"], facts, TODAY, when="award") if v.rule.name == "unrelated"]
    assert said(verdict.reason, "en") == "Owner and bidder are related: Owner, Group, Firm."


def _failed(name: str, **change: Any) -> Verdict:
    verdicts = [
        v for w in ("filing", "acceptance") for v in judge(RULES["ordinary"], replace(GOOD, **change), TODAY, when=w)
    ]
    return next(verdict for verdict in verdicts if verdict.rule.name == name)


LOW, HIGH = Officer("an", 1), Officer("bai", 2)


def test_an_exception_keeps_the_answer_and_who_granted_it() -> None:
    verdict = overridden(_failed("leader_limit", holdings=(BOSS,)), asked_by=LOW, by=HIGH, why="ends in May", at=NOW)
    assert (verdict.outcome, verdict.stands, verdict.override and verdict.override.by) == ("fail", "pass", "bai")


@pytest.mark.parametrize(
    ("name", "change", "by", "why", "kind", "code"),
    [
        ("own_side", {"filed_with": "sichuan"}, HIGH, "please", NotAllowed, "statutory"),
        ("leader_limit", {"holdings": (BOSS,)}, LOW, "please", NotAllowed, "own_exception"),
        ("leader_limit", {"holdings": (BOSS,)}, Officer("chen", 1), "please", NotAllowed, "not_higher"),
        ("leader_limit", {"holdings": (BOSS,)}, HIGH, "  ", InputError, "no_reason"),
        ("leader_limit", {}, HIGH, "please", WrongState, "nothing_to_override"),
    ],
)  # fmt: skip
def test_an_exception_is_refused(
    name: str, change: dict[str, Any], by: Officer, why: str, kind: type[Exception], code: str
) -> None:
    with pytest.raises(kind) as caught:
        overridden(_failed(name, **change), asked_by=LOW, by=by, why=why, at=NOW)
    assert caught.value.code == f"procedure.{code}"  # type: ignore[attr-defined]


def test_all_stand_only_where_nothing_fails_or_is_unclear() -> None:
    good, bad, open_ = (
        judge(RULES["ordinary"], facts, TODAY, when="acceptance")
        for facts in (GOOD, replace(GOOD, asked=10**12, similarity=None), replace(GOOD, similarity=None))
    )
    assert [all_stand(good), all_stand(bad), all_stand(open_), all_stand(())] == [True, False, None, True]


def test_another_circle_is_a_matter_of_the_file() -> None:
    """The rules of two other sides in another currency's cap: names in the text change, no code."""
    text = shipped_procedure("rules", "ordinary")
    for old, new in (("chongqing", "beijing"), ("sichuan", "tianjin"), ('"2000000.00"', '"500000.00"')):
        text = text.replace(f'"{old}"' if old.isalpha() else old, f'"{new}"' if old.isalpha() else new)
    sides = {"uni": replace(UNI, side="beijing"), "firm": replace(FIRM, side="tianjin")}
    there = replace(
        GOOD,
        filed_with="beijing",
        organisations=sides,
        asked=50_000_000,
        searched=frozenset({"joint", "beijing", "tianjin"}),
    )
    verdicts = [
        v for when in ("filing", "acceptance", "award") for v in judge(read_rules(text), there, TODAY, when=when)
    ]
    assert [verdict.rule.name for verdict in verdicts if verdict.outcome != "pass"] == []


FIELDS = ["filed_with", "members", "parties", "money", "asked", "begins_on", "holdings", "checks", "similarity"]


@settings(max_examples=80, deadline=None)
@given(st.sets(st.sampled_from(FIELDS)), st.sampled_from(sorted(RULES)))
def test_forgetting_a_fact_never_makes_a_rule_pass(forgotten: set[str], name: str) -> None:
    """With fewer facts, what passed may become unclear; what failed may too; nothing comes to pass or to fail."""
    blank = Facts()
    less = replace(BID, **{field: getattr(blank, field) for field in forgotten})
    for when in ("filing", "acceptance", "award"):
        verdicts = (judge(RULES[name], facts, TODAY, when=when) for facts in (BID, less))
        for before, after in zip(*verdicts, strict=True):
            assert after.outcome in {before.outcome, "unclear"}


def test_rules_name_documents_that_nobody_verified() -> None:
    documents = {rule.document for rules in RULES.values() for rule in rules.rules}
    assert {document.is_verified for document in documents} == {False}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('kind = "age"', 'kind = "eval"', "name_unknown"),
        ('when = ["filing"]', 'when = ["sometimes"]', "name_unknown"),
        ("most = 60", 'most = "sixty"', "value_wrong"),
        ("most = 60", "", "key_missing"),
        ("most = 60", "most = 60\nleast = 5", "key_unknown"),
        ('force = "statutory"', 'force = "soft"', "name_unknown"),
        ('of = "side"', 'of = "nation"', "name_unknown"),
        ('least = "0.10"', 'least = "-0.10"', "value_wrong"),
        ('name = "cap"', 'name = "term"', "name_twice"),
        ('document = "integrity"', 'document = "hearsay"', "name_unknown"),
    ],
)
def test_a_planted_fault_of_rules_is_told(old: str, new: str, code: str) -> None:
    text = shipped_procedure("rules", "ordinary")
    assert old in text
    with pytest.raises(InputError) as caught:
        read_rules(text.replace(old, new, 1))
    findings = caught.value.params["findings"]
    assert code in [finding.code.rpartition(".")[2] for finding in findings]  # type: ignore[attr-defined]
