"""Findings, headlines and cells in words.

Parameters are written by how they are called: ``n_...`` a count, ``..._share`` 12 %, ``..._growth`` +4.5 %,
``..._index`` 0.31. Text is looked up among the names; :class:`Names` speak the reader's language; a finding inside a
finding is said first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jialing.atlas.answers import Answer, AnswerColumn, Finding, Names
from jialing.atlas.profiles import Headline
from jialing.base import numbers
from jialing.base.phrases import catalogue, phrase

PAIR = " – "


def say(finding: Finding, lang: str, names: Mapping[str, Names]) -> str:
    """The sentence of a finding in a language. A code that a source or an older version brought stands as it is."""
    return _tidy(_sentence(finding, lang, names))


def _sentence(finding: Finding, lang: str, names: Mapping[str, Names]) -> str:
    if finding.code not in catalogue():
        return say_code(finding.code, lang)
    words = {name: _parameter(name, value, lang, names) for name, value in finding.params.items()}
    return phrase(finding.code, lang, **words)


def say_headline(headline: Headline, lang: str, names: Mapping[str, Names] | None = None) -> tuple[str, str]:
    """(what it is, the number) of a headline."""
    label = say(Finding(headline.name, headline.params), lang, names or {})
    return label, _written(headline.kind, headline.value, lang)


def say_code(code: object, lang: str) -> str:
    """The words of a phrase code, or the code itself where a source brought one that we have no words for."""
    text = "" if code is None else str(code)
    return phrase(text, lang) if text in catalogue() else text.rsplit(".", 1)[-1].replace("_", " ")


def say_cell(answer: Answer, column: AnswerColumn, value: object, lang: str) -> str:
    """A cell of an answer's table in the reader's words: names, codes, numbers; unknown is a dash, no field is all."""
    if value is None:
        return numbers.UNKNOWN
    if column.role == "field" and value == "":
        return phrase("atlas.all_fields", lang)
    if column.role in ("place", "org", "field", "circle", "country", "person") or str(value) in answer.names:
        return answer.name(value, lang)
    if column.role == "code":
        return say_code(value, lang)
    if column.role == "flag":
        return say_code("atlas.yes" if value else "atlas.no", lang)
    if isinstance(value, Names):
        return value.in_lang(lang)
    if isinstance(value, Finding):
        return say(value, lang, answer.names)
    return _written("growth" if column.name == "growth" else column.role, value, lang)


def _written(kind: str, value: object, lang: str) -> str:
    if value is None:
        return numbers.UNKNOWN
    if not isinstance(value, int | float) or kind == "year":
        return str(value)
    writers = {
        "count": numbers.count,
        "rank": numbers.count,
        "index": numbers.index,
        "number": numbers.amount,
    }
    if kind == "share":
        return numbers.share(value, lang)
    if kind == "growth":
        return numbers.growth(value, lang)
    return writers.get(kind, str)(value)


def _parameter(name: str, value: object, lang: str, names: Mapping[str, Names]) -> str:
    if isinstance(value, Finding):
        return _sentence(value, lang, names)
    if isinstance(value, Names):
        return value.in_lang(lang)
    if isinstance(value, tuple):
        return PAIR.join(_parameter(name, v, lang, names) for v in value)
    if isinstance(value, str):
        return names[value].in_lang(lang) if value in names else value
    return _written(_kind(name), value, lang)


ONE = re.compile(
    r"(?<![\d,.])1 (publication|patent|project|work|researcher|flow|move|countr|communit|organisation|"
    r"innovation platform|alliance|value|indicator|way|pair|circle|field|seat)(ies|s)\b"
)


ONE_YEAR = re.compile(r"(?<!\d)(\d{4})[–—]\1(?!\d)")


def _tidy(sentence: str) -> str:
    """Optional parts leave spaces behind; one of a thing is not many, and a period of one year is that year."""
    sentence = ONE_YEAR.sub(r"\1", sentence)
    sentence = re.sub(r" +(?=[,.;:，。；：])| (?= )", "", sentence).strip()
    return ONE.sub(lambda found: f"1 {found[1]}{'y' if found[2] == 'ies' else ''}", sentence)


def _kind(name: str) -> str:
    if name.startswith("n_"):
        return "count"
    return next((k for k in ("share", "growth", "index") if name.endswith(f"_{k}") or name == k), "text")
