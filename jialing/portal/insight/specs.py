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
from jialing.portal.insight.marks import with_links

STEP = 10
AROUND = {
    "bars": 8,
    "progress": 8,
    "beside": 76,
    "strengths": 62,
    "map": 8,
    "network": 56,
    "lines": 52,
    "dots": 62,
    "heat": 126,
    "matrix": 126,
    "scatter": 96,
    "intervals": 62,
}
"""Room for axes and legends around each kind of drawing, px."""
LEGEND_LINE = 14
"""A legend that stands in one line on a desk takes a line for each entry on a phone, px."""


def spec_bytes(answer: Answer, lang: str, theme: str, kind: str = "") -> bytes:
    """The specification as gzipped JSON. Raises InputError where the answer has no such picture."""

    def make() -> bytes:
        found = with_links(figures.spec(answer, lang=lang, theme=theme, kind=kind), answer)
        # Stated in pixels, the height is the one reserved, and Vega has nothing to warn of.
        found["height"] = _inner_height(found)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return gzip.compress(text.encode(), compresslevel=6, mtime=0)

    return parts.get_or_make(("spec", picture_stamp(), *answer.key, lang, theme, kind), make)


def heights_of(answer: Answer, lang: str, kind: str = "") -> tuple[int, int]:
    """Heights to reserve for the drawing on a desk and on a phone, px, multiples of STEP; 0 without a picture."""
    known = figures.kinds(answer)
    if not known:
        return 0, 0
    spec = figures.spec(answer, lang=lang, kind=kind)
    around = AROUND.get(kind or known[0], 60)
    inner = _inner_height(spec)
    narrow = int(spec.get("usermeta", {}).get("narrowHeight", inner))
    more = LEGEND_LINE * max(_n_legend(spec) - 1, 0)
    return _stepped(inner + around), _stepped(narrow + around + more)


def _n_legend(spec: Mapping[str, Any]) -> int:
    """Entries of the picture's legend of names; 0 where it has none."""
    colours = [view.get("encoding", {}).get("color", {}) for view in (spec, *spec.get("layer", ()))]
    named = [c for c in colours if c.get("type") == "nominal" and c.get("legend")]
    return max((len(c["scale"]["domain"]) for c in named), default=0)


def _stepped(height: int) -> int:
    return -(-height // STEP) * STEP


def _inner_height(spec: Mapping[str, Any]) -> int:
    """Height inside the axes: stated, or a step for each line of the data."""
    height = spec["height"]
    if not isinstance(height, Mapping):
        return int(height)
    lines = {row[spec["encoding"]["y"]["field"]] for row in spec["data"]["values"]}
    return int(height["step"]) * len(lines)


@cache
def picture_stamp() -> str:
    """Changes when what draws, words or links pictures changes, so that browsers may keep specifications for ever."""
    digest = hashlib.sha256()
    for room in ("figures", "atlas", "base", "portal/insight"):
        for path in sorted((settings.HERE.parent / room).rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
