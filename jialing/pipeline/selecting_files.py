"""From a JSON file of proposals, scores, quotas and money to a JSON file that says who is funded and why."""

from __future__ import annotations

import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from jialing.base.progress import SILENT, Progress
from jialing.lake import whole_file
from jialing.match.selection import UNSCORED, Broken, Call, Criterion, Limit, Selection, best_selection
from jialing.pipeline.redrawing import Advice, advise
from jialing.pipeline.selection_file import read_selection, written


@dataclass(frozen=True)
class SelectReport:
    """What was found. ``money``: given in all, as written; ``is_proven``: nothing better keeps the published rules;
    ``n_passed_over``: proposals unfunded while a lower-ranked one of their topic is, ``n_inversions``: pairs of such;
    ``advice``: whether the scores could be calibrated and their noise drawn again, None where not asked for.
    """

    n_proposals: int
    n_funded: int
    money: str
    is_proven: bool
    n_passed_over: int
    n_inversions: int
    n_exchanges: int
    n_alternatives: int
    seconds: float
    advice: str | None = None


def select_file(
    file: Path,
    out: Path,
    *,
    n_alternatives: int = 3,
    n_redraws: int = 0,
    seed: int = 0,
    workers: int = 2,
    seconds: float = 60.0,
    progress: Progress = SILENT,
) -> SelectReport:
    """Read a call at its decision, find the best selection, write it.

    Parameters
    ----------
    file : JSON as docs/how-to/select-proposals.md says: ``proposals``, ``rule``, ``quotas``, ``lines``, ``objective``
    out : JSON: ``funded``, ``proposals``, ``criteria``, ``inversions``, ``exchanges``, ``alternatives``, ``limits``
    n_alternatives : next best selections beside it
    n_redraws : selections of reviewers' noise drawn again; 0 for none, then nothing is calibrated either
    seed : of the redraws
    workers : processes that redraw
    seconds : longest search for one criterion

    Raises
    ------
    InputError
        Those of ``read_selection``.
    Infeasible
        Those of :func:`jialing.match.selection.best_selection`.
    WrongState
        ``lake.disk_full``, ``lake.no_permission``.
    """
    began = time.monotonic()
    wanted, given = read_selection(file)
    found = best_selection(wanted, n_alternatives=n_alternatives, seconds=seconds, progress=progress)
    advice = advise(wanted, n=n_redraws, seed=seed, workers=workers, progress=progress) if n_redraws else None
    spent = round(time.monotonic() - began, 3)
    told = Told(wanted, found, given.decimals)
    with whole_file(out) as opened:
        opened.write(
            msgspec.json.encode({"name": given.name, "seconds": spent, **told.everything(), **advised(wanted, advice)})
        )
    money = written(int(found.choices.amount[found.taken].sum()), given.decimals)
    return SelectReport(
        n_proposals=len(wanted.proposals),
        n_funded=len(found.funded),
        money=money,
        is_proven=found.is_proven,
        n_passed_over=len({one.passed_over for one in found.inversions}),
        n_inversions=len(found.inversions),
        n_exchanges=len(found.exchanges),
        n_alternatives=len(found.alternatives),
        seconds=spent,
        advice=None if advice is None else advice.status,
    )


def advised(call: Call, advice: Advice | None) -> dict[str, Any]:
    """Advice in plain values, by proposal; unknown is null."""
    if advice is None:
        return {}
    made, redraws, agreed = advice.calibrated, advice.redraws, advice.agreement
    told: dict[str, Any] = {"status": advice.status.rpartition(".")[2]}
    if redraws is not None:
        told |= {"redraws": redraws.n, "impossible": redraws.n_impossible, "not_proven": redraws.n_open}
    if agreed is not None:
        named = {"one_score": agreed.single, "panel": agreed.panel, "alpha": agreed.alpha}
        told["agreement"] = {name: _known(one.value, one.low, one.high) for name, one in named.items()}
    if made is not None:
        told["proposals"] = [
            {
                "id": one.id,
                "raw_mean": _known(made.raw[row])[0],
                "calibrated": _known(made.score[row], made.low[row], made.high[row]),
                "funded_share": None if redraws is None else _known(redraws.share[row])[0],
            }
            for row, one in enumerate(call.proposals)
        ]
    return {"advice": told}


def _known(*values: float) -> list[float | None]:
    return [None if np.isnan(value) else round(float(value), 6) for value in values]


@dataclass(frozen=True)
class Told:
    """A selection in plain values: ids instead of rows, money and scores as they are written."""

    call: Call
    found: Selection
    decimals: int

    def everything(self) -> dict[str, Any]:
        found = self.found
        return {
            "is_proven": found.is_proven,
            "criteria": [self._criterion(one) for one in found.criteria],
            "funded": [self._funded(int(p), int(o)) for p, o in zip(found.funded, found.option, strict=True)],
            "proposals": [self._standing(row) for row in range(len(self.call.proposals))],
            "inversions": [
                {
                    "passed_over": self._id(one.passed_over),
                    "funded": self._id(one.funded),
                    "forced_by": [self._broken(limit) for limit in one.forced_by],
                }
                for one in found.inversions
            ],
            "exchanges": [[self._id(one.funded), self._id(one.instead)] for one in found.exchanges],
            "alternatives": [
                {
                    "criteria": [self._criterion(criterion) for criterion in one.criteria],
                    "added": [self._id(row) for row in one.added],
                    "dropped": [self._id(row) for row in one.dropped],
                }
                for one in found.alternatives
            ],
            "limits": [self._limit(limit) for limit in found.choices.limits if not limit.is_share],
        }

    def _id(self, row: int) -> str:
        return self.call.proposals[row].id

    def _criterion(self, one: Criterion) -> dict[str, Any]:
        shown = {
            "score": lambda units: written(units, self.call.rule.decimals),
            "money": lambda units: written(units, self.decimals),
        }.get(one.name, int)
        return {"name": one.name, "value": shown(one.value), "bound": shown(one.bound)}

    def _funded(self, row: int, option: int) -> dict[str, Any]:
        paid = [one for one in self.found.payments if one.proposal == row]
        return {
            "id": self._id(row),
            "option": option,
            "amount": written(self.call.proposals[row].amount(option), self.decimals),
            "paid": [
                {"line": one.line, "year": one.year, "side": one.side, "amount": written(one.amount, self.decimals)}
                for one in paid
            ],
        }

    def _standing(self, row: int) -> dict[str, Any]:
        ranks, units = self.found.ranks, int(self.found.ranks.units[row])
        return {
            "id": self._id(row),
            "score": None if units == UNSCORED else written(units, self.call.rule.decimals),
            "rank": int(ranks.rank[row]) or None,
            "status": ranks.status[row].rpartition(".")[2],
            "n_scores": int(ranks.n_scores[row]),
            "n_missing": self.call.proposals[row].n_missing,
        }

    def _broken(self, one: Broken) -> dict[str, Any]:
        excess = None if one.excess is None else self._amount(one.excess, is_money=one.is_money)
        return {"limit": one.code.rpartition(".")[2], "name": one.name, "value": one.value, "excess": excess}

    def _limit(self, one: Limit) -> dict[str, Any]:
        used = int(one.weights[self.found.taken].sum()) * one.scale
        return {
            "limit": one.code.rpartition(".")[2],
            "name": one.name,
            "value": one.value,
            "year": one.year,
            "published": self._amount(one.published, is_money=one.is_money),
            "used": self._amount(used, is_money=one.is_money),
        }

    def _amount(self, units: Fraction, *, is_money: bool) -> float | str:
        """Whole units of money as written; counts as numbers."""
        return written(round(units), self.decimals) if is_money else float(units)
