"""Mapping files that are wrong are refused with the place and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from jialing.base.phrases import phrase
from jialing.errors import InputError
from jialing.sources.table.mapping import read_mapping

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "mappings"
GOOD = """name = "list"
title = { en = "A list", zh = "清单" }
retrieved_on = "2026-11-23"

[[population]]
id = "works"
kinds = ["article"]
title = { en = "works", zh = "作品" }
complete = { en = "nothing", zh = "不完整" }
answers = ["output"]

[[file]]
match = ["a.csv"]
target = "works"
population = "works"
defaults = { kind = "article" }

[file.columns]
source_id = "id"
year = { column = "year", pattern = "[0-9]+" }

[[file]]
match = ["b.csv"]
target = "participations"

[file.columns]
source_id = "id"
affiliation = "name"
"""


def _refused(tmp_path: Path, old: str, new: str) -> InputError:
    assert old in GOOD
    path = tmp_path / "list.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_mapping(path)
    assert phrase(f"error.{error.value.code}", "zh", **error.value.params)
    return error.value


def test_good_mapping_is_read(tmp_path: Path) -> None:
    (tmp_path / "list.toml").write_text(GOOD, encoding="utf-8")
    mapping = read_mapping(tmp_path / "list.toml")
    assert (mapping.populations[0].population, mapping.retrieved_on, len(mapping.files)) == (
        "list:works",
        "2026-11-23",
        2,
    )


def test_mapping_that_is_no_toml_names_line_and_column(tmp_path: Path) -> None:
    error = _refused(tmp_path, 'target = "works"', "target = works")
    assert (error.code, "line 14, column 10" in str(error.params["reason"])) == ("mapping.not_toml", True)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('target = "works"', 'target = "books"', "mapping.unknown_value", 14),
        ('answers = ["output"]', 'answers = ["fame"]', "mapping.unknown_value", 10),
        ('kinds = ["article"]', 'kinds = ["poem"]', "mapping.unknown_value", 7),
        ('population = "works"\n', 'population = "others"\n', "mapping.unknown_value", 15),
        ('kind = "article" }', 'kind = "poem" }', "mapping.unknown_value", 16),
        ('affiliation = "name"', 'afiliation = "name"', "mapping.unknown_value", 28),
        ("year = {", "language = {", "mapping.missing_column", 18),
        ('affiliation = "name"\n', "", "mapping.missing_column", 26),
        ('match = ["a.csv"]', 'match = "a.csv"', "mapping.invalid", 13),
        ('pattern = "[0-9]+"', 'pattern = "[0-9"', "mapping.invalid", 20),
        ('column = "year"', 'colunm = "year"', "mapping.invalid", 20),
        ('name = "list"', 'name = "My list"', "mapping.unknown_value", 1),
        ('retrieved_on = "2026-11-23"', 'retrieved_on = "soon"', "mapping.invalid", 3),
    ],
)
def test_mapping_error_names_code_and_line(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    error = _refused(tmp_path, old, new)
    assert (error.code, error.params["line"]) == (code, line)


def test_unknown_value_names_those_known(tmp_path: Path) -> None:
    error = _refused(tmp_path, 'target = "works"', 'target = "books"')
    assert str(error.params["known"]).startswith("works, participations")


@pytest.mark.parametrize(
    "path", sorted(p for p in EXAMPLES.glob("*.toml") if p.name != "jialing-source.toml"), ids=lambda p: p.stem
)
def test_example_mapping_is_good(path: Path) -> None:
    assert read_mapping(path).name == path.stem


@pytest.mark.parametrize(
    "path", sorted(p for p in EXAMPLES.glob("*.toml") if p.name != "jialing-source.toml"), ids=lambda p: p.stem
)
def test_example_population_that_refuses_says_why(path: Path) -> None:
    lacking = [
        p.population
        for p in read_mapping(path).populations
        if len(p.answers) < 8 and not (p.why_not_en and p.why_not_zh)
    ]
    assert lacking == []
