"""Which file is whose, and what people state about them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jialing.errors import InputError
from jialing.schema.rows import Part
from jialing.sources import discover, parse, source, sources
from tests.sources.reading import FILES

MAPPING = """
name = "list"
title = { en = "A list", zh = "清单" }
[[population]]
id = "works"
kinds = ["article"]
title = { en = "works of a list", zh = "清单中的作品" }
complete = { en = "nothing", zh = "不完整" }
answers = []
[[file]]
match = ["lists/*.csv", "*.csv"]
target = "works"
population = "works"
defaults = { kind = "article" }
[file.columns]
source_id = "id"
year = "year"
"""


def _works(folder: Path, name: str = "works.jsonl") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(FILES / "work.json", folder / name)


def test_sources_are_the_folders_of_the_package() -> None:
    assert list(sources()) == ["cordis", "desk", "openalex", "portal", "ror", "table"]


def test_source_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(InputError) as error:
        source("scopus")
    assert (error.value.code, error.value.params["known"]) == (
        "source.unknown",
        ["cordis", "desk", "openalex", "portal", "ror", "table"],
    )


def test_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        discover(tmp_path / "gone")
    assert error.value.code == "source.no_such_folder"


def test_single_file_is_discovered(tmp_path: Path) -> None:
    _works(tmp_path)
    shutil.copy(FILES / "ror-v2.json", tmp_path / "ror-data.json")
    assert [found.info.name for found in discover(tmp_path / "works.jsonl").found] == ["openalex"]


def test_unknown_files_are_listed(tmp_path: Path) -> None:
    _works(tmp_path)
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / "data.json").write_text('[{"id": 1}]')
    (tmp_path / ".hidden").write_text("x")
    assert discover(tmp_path).unknown == ("data.json", "notes.txt")


def test_mapping_beside_the_data_is_found(tmp_path: Path) -> None:
    (tmp_path / "mappings").mkdir()
    (tmp_path / "mappings" / "list.toml").write_text(MAPPING)
    (tmp_path / "a.csv").write_text("id,year\n1,2020\n")
    found = discover(tmp_path)
    assert ([f.info.name for f in found.found], found.unknown) == (["list"], ())


def test_first_pattern_that_fits_wins(tmp_path: Path) -> None:
    (tmp_path / "list.toml").write_text(MAPPING)
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "a.csv").write_text("id,year\n1,2020\n")
    (tmp_path / "b.csv").write_text("id,year\n1,2020\n")
    found = discover(tmp_path, mappings=[tmp_path / "list.toml"])
    assert [part.label for part in found.found[0].parts] == ["lists/a.csv"]


def test_mapping_takes_a_file_before_the_sources_do(tmp_path: Path) -> None:
    (tmp_path / "list.toml").write_text(MAPPING.replace('"*.csv"', '"*.jsonl"'))
    _works(tmp_path)
    assert [f.info.name for f in discover(tmp_path, mappings=[tmp_path / "list.toml"]).found] == ["list"]


def test_mapping_without_its_file_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "list.toml").write_text(MAPPING)
    assert discover(tmp_path, mappings=[tmp_path / "list.toml"]).found == ()


def test_part_of_a_mapping_is_parsed_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "list.toml").write_text(MAPPING)
    (tmp_path / "a.csv").write_text("id,year\n1,2020\n")
    part = discover(tmp_path, mappings=[tmp_path / "list.toml"]).found[0].parts[0]
    assert [batch.n_kept for batch in parse(part)] == [1]


@pytest.mark.parametrize("name", ["openalex", "table"])
def test_mapping_may_not_take_the_name_of_a_source(tmp_path: Path, name: str) -> None:
    (tmp_path / "list.toml").write_text(MAPPING.replace('"list"', f'"{name}"'))
    with pytest.raises(InputError) as error:
        discover(tmp_path, mappings=[tmp_path / "list.toml"])
    assert error.value.code == "mapping.name_taken"


def test_statements_override_what_the_source_says(tmp_path: Path) -> None:
    _works(tmp_path)
    (tmp_path / "jialing-source.toml").write_text(
        '[openalex]\nis_invented = true\nversion = "seed 1"\nretrieved_on = 2026-11-23\n'
        'title = { en = "World", zh = "世界" }\n'
        '[openalex.population.publications]\nfirst_year = 2016\nanswers = ["output"]\n'
    )
    found = discover(tmp_path)
    info = found.found[0].info
    assert (info.is_invented, info.version, info.retrieved_on, info.title_zh) == (True, "seed 1", "2026-11-23", "世界")
    assert (info.populations[0].first_year, info.populations[0].answers, found.unknown) == (2016, ("output",), ())


def test_statements_may_leave_files_out(tmp_path: Path) -> None:
    _works(tmp_path)
    _works(tmp_path, "closed/works.jsonl")
    (tmp_path / "jialing-source.toml").write_text('ignore = ["closed/**"]\n')
    found = discover(tmp_path)
    assert ([part.label for part in found.found[0].parts], found.unknown) == (["works.jsonl"], ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[openalex\n", "overrides.not_toml"),
        ('[openalex]\nlicense = "x"\n', "overrides.unknown_key"),
        ("[openalex.population.works]\nfirst_year = 1\n", "overrides.unknown_population"),
        ("[openalex.population.publications]\nlast = 1\n", "overrides.unknown_key"),
    ],
)
def test_statements_that_mean_nothing_are_refused(tmp_path: Path, text: str, code: str) -> None:
    _works(tmp_path)
    (tmp_path / "jialing-source.toml").write_text(text)
    with pytest.raises(InputError) as error:
        discover(tmp_path)
    assert error.value.code == code


def test_parts_are_plain_enough_for_other_processes(tmp_path: Path) -> None:
    import json
    import pickle

    (tmp_path / "list.toml").write_text(MAPPING)
    (tmp_path / "a.csv").write_text("id,year\n1,2020\n")
    part = discover(tmp_path, mappings=[tmp_path / "list.toml"]).found[0].parts[0]
    copied: Part = pickle.loads(pickle.dumps(part))
    assert (copied == part, json.loads(json.dumps(dict(part.options))) == part.options) == (True, True)


@pytest.mark.shared
def test_mappings_find_what_the_shared_folder_holds(shared: Path) -> None:
    examples = Path(__file__).resolve().parents[2] / "examples" / "mappings"
    found = discover(shared, mappings=[examples])
    assert [f.info.name for f in found.found] == [
        "cordis-china",
        "nsfc-management",
        "nssfc",
        "openalex",
        "papers",
        "patents",
        "ror",
        "works-with-china",
    ]
