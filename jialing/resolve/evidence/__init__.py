"""Kinds of evidence: one small file each, found by being here.

A kind of evidence is a module with one or both of

``observe_mention(mention, scene, features)``
    adds what it sees of the mention, whichever organisation it means;
``observe(candidate, scene, features)``
    adds what it sees of one organisation that the mention may mean;

and ``WEIGHTS``, the log-odds that each feature adds per unit. A feature's name begins with the module's name; amounts
are
about 0..2. A kind that has nothing to say of most strings may have ``concerns(scene)``, and is asked only where that is
true. Kinds are applied in the order of their names; none may depend on another's features.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import NamedTuple

from jialing.resolve.reading import Mention
from jialing.resolve.scene import Candidate, Scene

Features = dict[str, float]


class Evidence(NamedTuple):
    """A kind of evidence as the combiner uses it."""

    name: str
    observe_mention: Callable[[Mention, Scene, Features], None] | None
    observe: Callable[[Candidate, Scene, Features], None] | None
    weights: Mapping[str, float]
    concerns: Callable[[Scene], bool] | None = None


def _found() -> tuple[Evidence, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [(name, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return tuple(
        Evidence(
            name,
            getattr(module, "observe_mention", None),
            getattr(module, "observe", None),
            module.WEIGHTS,
            getattr(module, "concerns", None),
        )
        for name, module in modules
    )


KINDS: tuple[Evidence, ...] = _found()
