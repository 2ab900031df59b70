"""Rows of the programmes' app."""

from jialing.portal.programmes.models.calls import Call, CallVersion, Question, Topic
from jialing.portal.programmes.models.ledger import Account, Entry, MonthTotal, Posting, YearTotal
from jialing.portal.programmes.models.orders import Order, OrderLine
from jialing.portal.programmes.models.pots import Appropriation, Funder, Programme
from jialing.portal.programmes.models.projects import Project, ProjectParty
from jialing.portal.programmes.models.proposals import Check, Proposal, ProposalVersion, RuleResult, Step, TeamMember
from jialing.portal.programmes.models.treasury import TreasuryStatement

__all__ = [
    "Account",
    "Appropriation",
    "Call",
    "CallVersion",
    "Check",
    "Entry",
    "Funder",
    "MonthTotal",
    "Order",
    "OrderLine",
    "Posting",
    "Programme",
    "Project",
    "ProjectParty",
    "Proposal",
    "ProposalVersion",
    "Question",
    "RuleResult",
    "Step",
    "TeamMember",
    "Topic",
    "TreasuryStatement",
    "YearTotal",
]
