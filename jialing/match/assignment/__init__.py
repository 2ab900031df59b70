"""Who reviews what: the best assignment under loads, conflicts and rules, with a bound that anyone can check."""

from jialing.match.assignment.floor import Raised, best_under_best_floor
from jialing.match.assignment.prices import Prices, upper_bound
from jialing.match.assignment.problem import Group, Problem, grid, problem
from jialing.match.assignment.randomised import Randomised, drawn, drawn_totals, randomised_assignment
from jialing.match.assignment.repair import Repaired, repaired
from jialing.match.assignment.solving import Assignment, best_assignment, totals

__all__ = [
    "Assignment",
    "Group",
    "Prices",
    "Problem",
    "Raised",
    "Randomised",
    "Repaired",
    "best_assignment",
    "best_under_best_floor",
    "drawn",
    "drawn_totals",
    "grid",
    "problem",
    "randomised_assignment",
    "repaired",
    "totals",
    "upper_bound",
]
