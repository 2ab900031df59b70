"""Jialing: an open workbench for cities that innovate together.

``jialing.open("data")`` gives an atlas: the same answers in a notebook as on the pages. Nothing is imported at load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jialing.atlas import open_atlas as open

__all__ = ["__version__", "open"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name == "open":
        from jialing.atlas import open_atlas

        return open_atlas
    raise AttributeError(name)
