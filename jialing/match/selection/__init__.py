"""Which proposals are funded: the published rule, quotas and budget exactly, and what stands beside the decision."""

from jialing.match.selection.call import CRITERIA, Ask, Call, Line, Proposal, Quota, call
from jialing.match.selection.contradictions import Contradiction, Relief, contradiction
from jialing.match.selection.inversions import Broken, Inversion
from jialing.match.selection.payment import Payment
from jialing.match.selection.ranking import UNSCORED, Ranking, RankingRule, panel_scores, ranking
from jialing.match.selection.redraws import Redraws, redrawn, together
from jialing.match.selection.rows import Choices, Limit, choices
from jialing.match.selection.solving import Alternative, Criterion, Exchange, Selection, best_selection

__all__ = [
    "CRITERIA",
    "UNSCORED",
    "Alternative",
    "Ask",
    "Broken",
    "Call",
    "Choices",
    "Contradiction",
    "Criterion",
    "Exchange",
    "Inversion",
    "Limit",
    "Line",
    "Payment",
    "Proposal",
    "Quota",
    "Ranking",
    "RankingRule",
    "Redraws",
    "Relief",
    "Selection",
    "best_selection",
    "call",
    "choices",
    "contradiction",
    "panel_scores",
    "ranking",
    "redrawn",
    "together",
]
