"""Vega-Lite specifications as the page loads them: made once per (answer, language, theme), kept compressed."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings

from jialing import figures
from jialing.atlas import Answer
from jialing.portal.common.cache import parts

STEP = 10
AROUND = {"bars": 8, "map": 8, "network": 56, "lines": 52, "dots": 62, "heat": 126, "matrix": 126}
"""Room for axes and legends around each kind of drawing, px."""


def spec_bytes(answer: Answer, lang: str, theme: str, kind: str = "") -> bytes:
    """The specification as gzipped JSON. Raises InputError where the answer has no such picture."""

    def make() -> bytes:
        found = dict(figures.spec(answer, lang=lang, theme=theme, kind=kind))
        # Stated in pixels, the height is the one reserved, and Vega has nothing to warn of.
        found["height"] = _inner_height(found)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return gzip.compress(text.encode(), compresslevel=6, mtime=0)

    return parts.get_or_make(("spec", picture_stamp(), *answer.key, lang, theme, kind), make)


def height_of(answer: Answer, lang: str, kind: str = "") -> int:
    """Height to reserve for the drawing in px, a multiple of STEP; 0 where the answer has no picture."""
    known = figures.kinds(answer)
    if not known:
        return 0
    drawn = _inner_height(figures.spec(answer, lang=lang, kind=kind)) + AROUND.get(kind or known[0], 60)
    return -(-drawn // STEP) * STEP


def _inner_height(spec: Mapping[str, Any]) -> int:
    """Height inside the axes: stated, or a step for each line of the data."""
    height = spec["height"]
    if not isinstance(height, Mapping):
        return int(height)
    lines = {row[spec["encoding"]["y"]["field"]] for row in spec["data"]["values"]}
    return int(height["step"]) * len(lines)


@cache
def picture_stamp() -> str:
    """Changes when what draws or words pictures changes, so that browsers may keep specifications for ever."""
    digest = hashlib.sha256()
    for room in ("figures", "atlas", "base"):
        for path in sorted((settings.HERE.parent / room).rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
