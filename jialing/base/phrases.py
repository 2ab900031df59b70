"""Every sentence that a reader sees, in both languages, by code.

The catalogue is ``base/wording/*.toml``: a table per code with ``en`` and ``zh``. ``{name}`` is filled from params.
One catalogue serves command line, pages, pictures and reports, so a thing is worded once (decision 0008).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "zh")


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """All phrases: code -> language -> template. Raises KeyError where a code stands in two files."""
    phrases: dict[str, Mapping[str, str]] = {}
    for entry in sorted(files("jialing.base").joinpath("wording").iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".toml"):
            continue
        for code, words in _flat(tomllib.loads(entry.read_text(encoding="utf-8"))):
            if code in phrases:
                raise KeyError(f"phrase {code} stands twice (second time in {entry.name})")
            phrases[code] = words
    return phrases


def phrase(code: str, lang: str, /, **params: object) -> str:
    """The sentence for ``code`` in ``lang`` ("en" or "zh"), filled. An unknown code is our bug: KeyError."""
    return catalogue()[code][lang].format_map(params)


def _flat(tree: Mapping[str, object], prefix: str = "") -> list[tuple[str, Mapping[str, str]]]:
    found: list[tuple[str, Mapping[str, str]]] = []
    for name, value in tree.items():
        code = f"{prefix}{name}"
        if isinstance(value, Mapping) and "en" in value:
            found.append((code, {str(k): str(v) for k, v in value.items()}))
        elif isinstance(value, Mapping):
            found.extend(_flat(value, f"{code}."))
    return found
