"""Every sentence stands in both languages, with the same parameters, and every code that the code names is there."""

from __future__ import annotations

import re
import string
from pathlib import Path

from jialing.base.phrases import LANGUAGES, catalogue

PACKAGE = Path(__file__).resolve().parents[2] / "jialing"
RAISED = re.compile(r"\b(?:InputError|SourceError|SchemaError|Infeasible|NotAllowed|WrongState)\(\s*\"([a-z0-9_.]+)\"")
TAGGED = re.compile(r"\{%\s*t\s+\"([A-Za-z0-9_.\-]+)\"")
REASONED = re.compile(r"[\"']((?:reject|repair)\.[a-z_]+)[\"']")
HAN = re.compile(r"[一-鿿]")


def _parameters(template: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(template) if name}


def test_phrases_stand_in_both_languages() -> None:
    """An empty phrase is one that says nothing in both languages."""
    said = {code: (set(words), {bool(text.strip()) for text in words.values()}) for code, words in catalogue().items()}
    lacking = [code for code, (langs, filled) in said.items() if langs != set(LANGUAGES) or len(filled) != 1]
    assert lacking == []


def test_phrases_take_the_same_parameters_in_both_languages() -> None:
    different = [c for c, words in catalogue().items() if _parameters(words["en"]) != _parameters(words["zh"])]
    assert different == []


def test_english_phrases_hold_no_chinese() -> None:
    allowed = ("language.", "glossary.")
    mixed = [c for c, w in catalogue().items() if HAN.search(w["en"]) and not c.startswith(allowed)]
    assert mixed == []


def test_codes_raised_have_a_phrase() -> None:
    raised = {m for path in PACKAGE.rglob("*.py") for m in RAISED.findall(path.read_text(encoding="utf-8"))}
    known = catalogue()
    assert sorted(c for c in raised if f"error.{c}" not in known and c not in known) == []


def test_codes_in_templates_have_a_phrase() -> None:
    tagged = {m for path in PACKAGE.rglob("*.html") for m in TAGGED.findall(path.read_text(encoding="utf-8"))}
    assert sorted(tagged - set(catalogue())) == []


def test_reasons_named_in_the_code_have_a_phrase() -> None:
    files = [path for kind in ("*.py", "*.sql") for path in PACKAGE.rglob(kind)]
    reasons = {m for path in files for m in REASONED.findall(path.read_text(encoding="utf-8"))}
    assert sorted(reasons - set(catalogue())) == []


def test_reasons_have_a_name_that_needs_no_record() -> None:
    """What a count is headed by: a repair's own phrase, a reject's phrase `.name`."""
    known = catalogue()
    repairs = [c for c in known if c.startswith("repair.")]
    rejects = [f"{c}.name" for c in known if c.startswith("reject.") and not c.endswith(".name")]
    nameless = [c for c in (*repairs, *rejects) if c not in known or any("{" in text for text in known[c].values())]
    assert nameless == []


def test_abroad_has_one_chinese_word() -> None:
    """国外 leaves Hong Kong, Macao and Taiwan out, as the measures do; 境外 would not."""
    assert [c for c, words in catalogue().items() if "境外" in words["zh"]] == []
