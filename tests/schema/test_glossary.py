"""The glossary: one concept, one name in each language."""

from collections import Counter
from pathlib import Path

GLOSSARY = Path(__file__).parents[2] / "GLOSSARY.md"


def _terms() -> list[list[str]]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if row[0] not in ("English", "---")]


def test_glossary_has_the_terms_of_the_five_steps() -> None:
    assert len(_terms()) >= 80


def test_glossary_rows_are_complete() -> None:
    assert [row for row in _terms() if len(row) != 4 or not all(row)] == []


def test_glossary_names_a_concept_once() -> None:
    names = Counter(name for row in _terms() for name in row[:2])
    assert [name for name, n in names.items() if n > 1] == []


def test_glossary_has_chinese_in_the_second_column() -> None:
    assert [row[1] for row in _terms() if row[1].isascii()] == []
