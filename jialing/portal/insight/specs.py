"""Vega-Lite specifications as the page loads them: made once per (answer, language, theme), kept compressed."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jialing import figures
from jialing.atlas import Answer
from jialing.portal.common.cache import parts

STEP = 20
PADDING = 12


def spec_bytes(answer: Answer, lang: str, theme: str) -> bytes:
    """The specification as gzipped JSON."""

    def make() -> bytes:
        text = json.dumps(figures.spec(answer, lang=lang, theme=theme), ensure_ascii=False, separators=(",", ":"))
        return gzip.compress(text.encode(), compresslevel=6, mtime=0)

    return parts.get_or_make(("spec", picture_stamp(), *answer.key, lang, theme), make)


def height_of(answer: Answer) -> int:
    """Height to reserve for the drawing in px, a multiple of STEP; 0 where the question has no picture."""
    if not has_picture(answer.question):
        return 0
    spec = json.loads(gzip.decompress(spec_bytes(answer, "en", "light")))
    drawn = _height(spec)
    return -(-(drawn + PADDING) // STEP) * STEP


def has_picture(question: str) -> bool:
    """Whether the question is drawn, not only listed."""
    return question in figures.QUESTIONS


@cache
def picture_stamp() -> str:
    """Changes when the code that draws changes, so that browsers may keep specifications for ever."""
    folder = Path(figures.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _height(spec: Mapping[str, Any]) -> int:
    return int(spec.get("height", 300)) if isinstance(spec.get("height", 300), int | float) else 300
