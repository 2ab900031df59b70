"""Rules as data: reading them, asking them, exceptions from them."""

from jialing.procedure.rules.judging import all_stand, judge, overridden
from jialing.procedure.rules.reading import read_rules
from jialing.procedure.rules.types import (
    Document,
    Facts,
    Holding,
    Member,
    Officer,
    Organisation,
    Override,
    Party,
    Rule,
    RuleSet,
    Share,
    Verdict,
)

__all__ = [
    "Document",
    "Facts",
    "Holding",
    "Member",
    "Officer",
    "Organisation",
    "Override",
    "Party",
    "Rule",
    "RuleSet",
    "Share",
    "Verdict",
    "all_stand",
    "judge",
    "overridden",
    "read_rules",
]
