"""Is there a Chinese font for pictures that are drawn on the server?"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts")
OWN_FOLDERS = (".fonts", ".local/share/fonts", "Library/Fonts")
SUFFIXES = (".ttf", ".ttc", ".otf", ".otc")
MARKS = (
    "cjk",
    "sourcehansans",
    "sourcehanserif",
    "notosanssc",
    "notoserifsc",
    "wqy",
    "droidsansfallback",
    "uming",
    "ukai",
    "simsun",
    "simhei",
    "msyh",
    "pingfang",
    "hiraginosansgb",
    "stheiti",
    "fandol",
    "lxgw",
)
"""How the files of fonts that hold Chinese are called, without spaces, hyphens and capitals."""

COMMAND = "apt-get install fonts-noto-cjk"


@cache
def has_chinese_font() -> bool:
    """Whether a font file that holds Chinese characters lies where the renderer looks for fonts."""
    return holds_chinese(_folders())


def holds_chinese(folders: Iterable[Path]) -> bool:
    """Whether any of the folders (searched to the bottom) holds a Chinese font, told by its file's name."""
    return any(_is_chinese(name) for folder in folders for _, _, names in os.walk(folder) for name in names)


def _is_chinese(name: str) -> bool:
    plain = name.lower().replace("-", "").replace("_", "").replace(" ", "")
    return plain.endswith(SUFFIXES) and any(mark in plain for mark in MARKS)


def _folders() -> list[Path]:
    # XDG_DATA_HOME and XDG_DATA_DIRS are where fontconfig looks beside the usual places.
    named = [os.environ.get("XDG_DATA_HOME", ""), *os.environ.get("XDG_DATA_DIRS", "").split(":")]
    given = [Path(folder) / "fonts" for folder in named if folder]
    return [*(Path(f) for f in FOLDERS), *(Path.home() / f for f in OWN_FOLDERS), *given]
