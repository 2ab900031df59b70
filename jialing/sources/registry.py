"""The sources there are: every folder of this package that has a SOURCE. Adding a source is adding a folder."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from jialing.errors import InputError
from jialing.schema.rows import Batch, Part
from jialing.sources.contract import Source

GENERIC = "table"
"""The source that reads any table by a mapping file; its parts carry their own source name."""


@cache
def sources() -> Mapping[str, Source]:
    """All sources by name, in the order of names."""
    here = Path(__file__).parent
    names = sorted(module.name for module in pkgutil.iter_modules([str(here)]) if module.ispkg)
    return MappingProxyType({name: import_module(f"jialing.sources.{name}").SOURCE for name in names})


def source(name: str) -> Source:
    """The source of this name. Raises InputError ``source.unknown`` (name, known)."""
    if name not in sources():
        raise InputError("source.unknown", name=name, known=sorted(sources()))
    return sources()[name]


def parse(part: Part) -> Iterator[Batch]:
    """Rows and rejects of a part, by the parser of its source; what no parser is named for is a mapped table."""
    return source(part.source if part.source in sources() else GENERIC).parse(part)
