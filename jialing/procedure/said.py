"""What the room says: a code and its parameters, worded in the reader's language by :func:`said`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from jialing.base.phrases import phrase


@dataclass(frozen=True)
class Words:
    """One thing's name or text in both languages."""

    en: str
    zh: str

    def in_(self, lang: str) -> str:
        """The text in ``lang`` ("en" or "zh")."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Said:
    """A sentence to be worded: ``code`` of the catalogue, ``params`` that fill it (texts, numbers, `Words`, tuples)."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding(Said):
    """A fault of a workflow, form or rule set.

    Attributes
    ----------
    where : name of the part that is at fault, such as ``moves.submit``
    path : the shortest way from the start that shows it, as moves' names; empty where no way is needed
    """

    where: str = ""
    path: tuple[Words, ...] = ()


def said(what: Said, lang: str) -> str:
    """The sentence in ``lang``; a finding's way stands behind it."""
    sentence = phrase(what.code, lang, **{name: _in(value, lang) for name, value in what.params.items()})
    if isinstance(what, Finding) and what.path:
        return sentence + phrase("procedure.way", lang, way=" → ".join(step.in_(lang) for step in what.path))
    return sentence


def as_plain(what: Said) -> dict[str, object]:
    """The sentence as JSON can hold it, to be kept; :func:`from_plain` reads it again."""
    return {"code": what.code, "params": {name: _plain(value) for name, value in what.params.items()}}


def from_plain(kept: Mapping[str, object]) -> Said:
    """A sentence that :func:`as_plain` kept."""
    params = kept["params"]
    return Said(str(kept["code"]), {name: _again(v) for name, v in params.items()} if isinstance(params, dict) else {})


def _plain(value: object) -> object:
    if isinstance(value, Words):
        return {"en": value.en, "zh": value.zh}
    if isinstance(value, Said):
        return as_plain(value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return value if isinstance(value, bool | int | float | str | None) else str(value)


def _again(value: object) -> object:
    if isinstance(value, list):
        return tuple(_again(one) for one in value)
    if isinstance(value, dict):
        return from_plain(value) if "code" in value else Words(value["en"], value["zh"])
    return value


def _in(value: object, lang: str) -> object:
    if isinstance(value, Words):
        return value.in_(lang)
    if isinstance(value, Said):
        return said(value, lang)
    if isinstance(value, tuple | list):
        return ("、" if lang == "zh" else ", ").join(str(_in(one, lang)) for one in value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return value
