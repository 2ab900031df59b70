"""Choosing under constraints, pure: fields to aim for, reviewers, panels, draws."""

from jialing.match.drawing import Minutes, commitment, digest, draw, is_true
from jialing.match.panels import Panels, TopicGroup, best_panels, topic_groups
from jialing.match.portfolio import Portfolio, cheapest_portfolio

__all__ = [
    "Minutes",
    "Panels",
    "Portfolio",
    "TopicGroup",
    "best_panels",
    "cheapest_portfolio",
    "commitment",
    "digest",
    "draw",
    "is_true",
    "topic_groups",
]
