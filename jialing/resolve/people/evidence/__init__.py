"""Kinds of evidence on whether two strands of authorships are one person's: one small file each, found by being here.

A kind is a module with

``prepare(scene)``
    looks at all authorships once and gives back ``observe(left, right)``, which says for pairs of strands (two arrays
    of strand numbers) what it sees: feature name -> amounts, (pairs,), 0 where it sees nothing;

``WEIGHTS``
    log-odds that each feature adds per unit (made by ``python -m benchmarks people_weights``, see docs);

and, where it has them,

``VETOES``
    features that forbid: where one is not 0 the two are never one person's;

``propose(scene)``
    gives (strands, keys, reach) triples: strands with the same key are worth comparing, each with the ``reach`` next.

A feature's name begins with the module's name. Kinds are applied in the order of their names; none may depend on
another's features.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from jialing.resolve.people.arrays import Observe, Proposal
from jialing.resolve.people.scene import Scene


class Kind(NamedTuple):
    """A kind of evidence as it is weighed."""

    name: str
    prepare: Callable[[Scene], Observe]
    weights: Mapping[str, float]
    vetoes: frozenset[str]
    propose: Callable[[Scene], Iterator[Proposal]] | None


def _found() -> tuple[Kind, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [(name, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return tuple(
        Kind(n, m.prepare, m.WEIGHTS, getattr(m, "VETOES", frozenset()), getattr(m, "propose", None))
        for n, m in modules
    )


KINDS = _found()
