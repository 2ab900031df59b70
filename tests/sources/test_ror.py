"""ROR dumps of both schemas, and the table."""

from __future__ import annotations

import gzip
import json
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jialing.errors import SourceError
from jialing.schema.rows import Part
from jialing.sources import discover, parse
from tests.sources.reading import FILES, Read, read_folder, read_parts

V1, V2 = FILES / "ror-v1.json", FILES / "ror-v2.json"


def _part(path: Path) -> Part:
    return Part("ror", str(path), path.name, path.stat().st_size)


def _zip(path: Path, *members: tuple[str, Path]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in members:
            archive.write(file, name)


@pytest.mark.parametrize("file", [V1, V2])
def test_both_schemas_give_the_same_organisation(file: Path) -> None:
    row = read_parts([_part(file)]).tables["organisations"][0]
    assert {k: row[k] for k in row if k not in ("types", "lat", "lng")} == {
        "org_id": "https://ror.org/011ashp19",
        "name": "Sichuan University",
        "name_en": "Sichuan University",
        "name_zh": "四川大学",
        "status": "active",
        "established": 1896,
        "country_code": "CN",
        "subdivision": "Sichuan",
        "city": "Chengdu",
        "geonames_id": 1815286,
        "place_id": None,
    }


def test_types_are_in_lower_case() -> None:
    assert read_parts([_part(V1)]).column("organisations", "types") == [["education"], ["healthcare"]]


@pytest.mark.parametrize("file", [V1, V2])
def test_withdrawn_organisations_are_kept_as_withdrawn(file: Path) -> None:
    assert read_parts([_part(file)]).column("organisations", "status") == ["active", "withdrawn"]


def test_names_have_language_and_kind() -> None:
    rows = read_parts([_part(V2)]).tables["organisation_names"]
    assert [(r["name"], r["lang"], r["kind"]) for r in rows[:3]] == [
        ("Sichuan University", "en", "display"),
        ("四川大学", "zh", "label"),
        ("SCU", None, "acronym"),
    ]


def test_chinese_display_name_without_language_is_the_chinese_name() -> None:
    row = read_parts([_part(V2)]).tables["organisations"][1]
    assert (row["name"], row["name_en"], row["name_zh"]) == ("华西医院", None, "华西医院")


@pytest.mark.parametrize("file", [V1, V2])
def test_cycle_of_parents_is_given_on(file: Path) -> None:
    rows = read_parts([_part(file)]).tables["organisation_relations"]
    assert [(r["org_id"][-9:], r["relation"], r["other_id"][-9:]) for r in rows] == [  # type: ignore[index]
        ("011ashp19", "child", "007mrxy13"),
        ("007mrxy13", "parent", "011ashp19"),
    ]


def test_preferred_identifier_comes_first() -> None:
    rows = read_parts([_part(V2)]).tables["organisation_ids"]
    assert [(r["scheme"], r["value"]) for r in rows] == [
        ("fundref", "501100004829"),
        ("fundref", "501100004912"),
        ("grid", "grid.13291.38"),
        ("website", "https://www.scu.edu.cn"),
        ("domain", "scu.edu.cn"),
    ]


def test_zip_with_both_schemas_is_read_once_in_the_newer(tmp_path: Path) -> None:
    name = "v1.59-2025-01-23-ror-data"
    _zip(tmp_path / f"{name}.zip", (f"{name}.json", V1), (f"{name}_schema_v2.json", V2), (f"{name}.csv", V1))
    found = discover(tmp_path)
    assert [part.label for part in found.found[0].parts] == [f"{name}.zip/{name}_schema_v2.json"]
    assert found.superseded == (f"{name}.zip/{name}.json",)


def test_newest_of_several_releases_is_read(tmp_path: Path) -> None:
    for release in ("v1.9-2022-09-01", "v1.10-2022-10-01", "v2.1-2026-06-30"):
        _zip(tmp_path / f"{release}-ror-data.zip", (f"{release}-ror-data.json", V2))
    found = discover(tmp_path)
    assert (found.found[0].info.version, len(found.found[0].parts)) == ("v2.1-2026-06-30", 1)


def test_gzipped_dump_is_read(tmp_path: Path) -> None:
    (tmp_path / "dump.json.gz").write_bytes(gzip.compress(V2.read_bytes()))
    assert read_folder(tmp_path).n_kept == 2


def test_dump_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    text = V2.read_bytes()
    path = tmp_path / "ror-data.json"
    path.write_bytes(text[: text.rindex(b'"withdrawn"')])
    read = read_parts([_part(path)])
    assert (read.n_kept, read.codes) == (1, ["reject.json_invalid"])


def test_dump_without_its_end_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ror-data.json"
    path.write_bytes(V2.read_bytes().rstrip().removesuffix(b"]"))
    read = read_parts([_part(path)])
    assert (read.n_kept, read.codes) == (2, ["reject.truncated"])


def test_invalid_record_in_the_middle_loses_only_itself(tmp_path: Path) -> None:
    records = json.loads(V2.read_text())
    path = tmp_path / "ror-data.json"
    path.write_text(f'[{json.dumps(records[0])}, {{"id": nonsense, "in": {{"x": "}}"}}}}, {json.dumps(records[1])}]')
    read = read_parts([_part(path)])
    assert (read.n_kept, [(r.line, r.code) for r in read.rejects]) == (2, [(2, "reject.json_invalid")])


def test_record_of_another_shape_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "ror-data.json"
    path.write_text('[{"id": "https://ror.org/011ashp19", "names": [{"value": 7}], "status": "active"}, 3]')
    assert read_parts([_part(path)]).codes == ["reject.field_invalid", "reject.field_invalid"]


def test_unpaired_surrogate_in_a_name_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "ror-data.json"
    path.write_text(V2.read_text().replace('"Sichuan University"}', '"Sichuan \\ud800"}'))
    read = read_parts([_part(path)])
    assert (read.column("organisations", "name")[0], read.repairs) == ("Sichuan �", {"repair.broken_characters": 1})


def test_empty_dump_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ror-data.json"
    path.write_bytes(b"")
    assert read_parts([_part(path)]).codes == ["reject.file_empty"]


def _table(path: Path, **changes: list[object]) -> Read:
    columns: dict[str, list[object]] = {
        "id": ["https://ror.org/011ashp19"],
        "status": ["inactive"],
        "names": [[{"value": "Sichuan University", "lang": "en", "types": ["ror_display"]}]],
        "relationships": [[]],
        "types": [["education"]],
        "established": [1896],
        "city": ["Chengdu"],
        "country_subdivision": ["Sichuan"],
        "country_code": ["CN"],
        "geonames_id": [1815286],
        "lat": [30.6],
        "lng": [104.0],
        "grid": [["grid.13291.38"]],
    }
    kept = {name: values for name, values in (columns | changes).items() if values}
    pq.write_table(pa.table(kept), path)
    return read_parts([_part(path)])


def test_table_is_read_as_the_dump_is(tmp_path: Path) -> None:
    read = _table(tmp_path / "organisations.parquet")
    assert (read.column("organisations", "status"), read.column("organisation_ids", "value")) == (
        ["inactive"],
        ["grid.13291.38"],
    )


def test_english_alias_is_not_put_before_the_name_displayed(tmp_path: Path) -> None:
    names = [
        {"value": "Xi (China)", "lang": None, "types": ["ror_display"]},
        {"value": "Xi Laboratories", "lang": "en", "types": ["alias"]},
    ]
    assert _table(tmp_path / "organisations.parquet", names=[names]).column("organisations", "name_en") == [
        "Xi (China)"
    ]


def test_table_lacking_columns_names_them(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        _table(tmp_path / "organisations.parquet", names=[], city=[])
    assert (error.value.code, error.value.params["missing"]) == ("source.columns_missing", ["names", "city"])


def test_impossible_founding_year_is_unknown(tmp_path: Path) -> None:
    read = _table(tmp_path / "organisations.parquet", established=[9999])
    assert (read.column("organisations", "established"), read.repairs) == ([None], {"repair.year_impossible": 1})


def test_other_parquet_is_not_taken_for_ror(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": ["https://ror.org/011ashp19"]}), tmp_path / "organisations.parquet")
    assert discover(tmp_path).unknown == ("organisations.parquet",)


def test_damaged_parquet_is_told(tmp_path: Path) -> None:
    (tmp_path / "organisations.parquet").write_bytes(b"PAR1 and then nothing")
    assert [reject.code for reject in discover(tmp_path).unreadable] == ["reject.unreadable"]


def test_licence_is_the_source_s_own(tmp_path: Path) -> None:
    shutil.copy(V2, tmp_path / "v2.1-2026-06-30-ror-data.json")
    assert discover(tmp_path).found[0].info.licence == "CC0 1.0"


@pytest.mark.shared
@pytest.mark.slow
def test_real_table_has_as_many_of_each_status_as_its_readme_counts(shared: Path) -> None:
    statuses = Counter[object]()
    for batch in parse(_part(shared / "ror" / "organisations.parquet")):
        statuses.update(batch.tables["organisations"]["status"])
    assert statuses == {"active": 48746, "inactive": 1250, "withdrawn": 1374}
