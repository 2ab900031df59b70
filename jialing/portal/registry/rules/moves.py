"""Moves between states: one table beside each enum, one function that asks it."""

from __future__ import annotations

from collections.abc import Mapping

from jialing.errors import WrongState


def require_move(moves: Mapping[str, frozenset[str]], before: str, after: str) -> None:
    """Raises WrongState ``registry.wrong_move`` (before, after) where the table does not have the move."""
    if after not in moves.get(before, frozenset()):
        raise WrongState("registry.wrong_move", before=str(before), after=str(after))


def require_state(state: str, *wanted: str) -> None:
    """Raises WrongState ``registry.wrong_state`` (state) unless it is one of those wanted."""
    if state not in wanted:
        raise WrongState("registry.wrong_state", state=str(state))
