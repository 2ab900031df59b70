"""Kinds of evidence: one small file each, found by being here.

A kind of evidence is a module with

``observe(candidate, scene) -> None``
    adds what it sees to ``candidate.features`` (its own feature names, prefixed by the module's name), amounts about 0..2;
``WEIGHTS``
    the log-odds that each feature adds per unit.

Kinds are applied in the order of their names; none may depend on another's features.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import NamedTuple

from jialing.resolve.scene import Candidate, Scene


class Evidence(NamedTuple):
    """A kind of evidence as the combiner uses it."""

    name: str
    observe: Callable[[Candidate, Scene], None]
    weights: Mapping[str, float]


def _found() -> tuple[Evidence, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [(name, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return tuple(Evidence(name, module.observe, module.WEIGHTS) for name, module in modules)


KINDS: tuple[Evidence, ...] = _found()
