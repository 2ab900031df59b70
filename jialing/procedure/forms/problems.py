"""What is wrong with an answer."""

from __future__ import annotations

from dataclasses import dataclass

from jialing.procedure.said import Said


@dataclass(frozen=True)
class Problem(Said):
    """One thing to mend.

    Attributes
    ----------
    path : where it stands: ``title``, ``team.2.name``, ``budget.cells.labour.cq.2027``; rows are counted from 1
    is_told : only to be known; it holds up nothing
    """

    path: str = ""
    is_told: bool = False
