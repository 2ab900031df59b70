"""Mapped tables: formats, encodings, rows that cannot be used."""

from __future__ import annotations

import gzip
import zipfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from jialing.errors import SourceError
from jialing.sources import discover, files, parse
from jialing.sources.encodings import detect_encoding
from tests.sources.reading import Read, read_folder

HEAD = """
name = "list"
title = { en = "A list", zh = "清单" }
[[population]]
id = "works"
kinds = ["article"]
title = { en = "works of a list", zh = "清单中的作品" }
complete = { en = "nothing", zh = "不完整" }
answers = []
"""
WORKS = """
[[file]]
match = ["data.*", "*/data.csv"]
target = "works"
population = "works"
defaults = { kind = "article" }
"""
COLUMNS = """
[file.columns]
source_id = "编号"
title = "题名"
year = "年份"
authors = { column = "作者", split = ";" }
affiliations = { column = "单位", split = ";" }
"""
CSV = '编号,题名,年份,作者,单位\n1,"水,与城",2020,李伟;王华,四川大学;重庆大学\n2,"第二\n行",2021,,\n'


def _read(folder: Path, mapping: str, name: str = "data.csv", content: bytes | str | None = None) -> Read:
    (folder / "mappings").mkdir(exist_ok=True)
    (folder / "mappings" / "list.toml").write_text(HEAD + mapping, encoding="utf-8")
    if content is not None:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_folder(folder)


def _works(folder: Path, columns: str, content: str, rules: str = "") -> Read:
    return _read(folder, f"{WORKS}{rules}\n[file.columns]\n{columns}", content=content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    read = _read(tmp_path, WORKS + COLUMNS, content=CSV.encode(encoding))
    assert read.column("works", "title") == ["水,与城", "第二 行"]
    assert read.column("authorships", "affiliation") == ["四川大学", "重庆大学"]


def test_encoding_stated_wins(tmp_path: Path) -> None:
    mapping = WORKS + 'encoding = "big5"\n[file.columns]\nsource_id = "id"\nyear = "y"\ntitle = "t"\n'
    content = "id,y,t\n1,2020,臺灣大學\n".encode("big5")
    assert _read(tmp_path, mapping, content=content).column("works", "title") == ["臺灣大學"]


def test_encoding_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        _read(tmp_path, WORKS + 'encoding = "latin-gb"\n' + COLUMNS, content=CSV)
    assert error.value.code == "source.unknown_encoding"


def test_western_text_is_not_taken_for_chinese(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes("Universität Köln, École polytechnique\n".encode("cp1252"))
    assert detect_encoding(tmp_path / "f").encoding == "cp1252"


def test_bytes_of_no_encoding_are_told(tmp_path: Path) -> None:
    read = _read(tmp_path, WORKS + COLUMNS, content=bytes(range(128, 256)) * 4)
    assert read.codes == ["reject.encoding_unknown"]


def test_single_broken_bytes_in_utf8_are_replaced_and_counted(tmp_path: Path) -> None:
    rows = "".join(f"{n},四川大学四川大学四川大学,2020,,\n" for n in range(100)).encode()
    content = "编号,题名,年份,作者,单位\n".encode() + rows + b"x,\xff,2020,,\n"
    read = _read(tmp_path, WORKS + COLUMNS, content=content)
    assert (read.n_kept, read.column("works", "title")[-1], read.repairs) == (101, "�", {"repair.broken_characters": 1})


@pytest.mark.parametrize("mark", ["\t", ";", "|"])
def test_delimiter_is_found(tmp_path: Path, mark: str) -> None:
    content = mark.join(["编号", "题名", "年份", "作者", "单位"]) + "\n" + mark.join(["1", "甲", "2020", "", ""]) + "\n"
    assert _read(tmp_path, WORKS + COLUMNS, content=content).column("works", "title") == ["甲"]


def test_rows_above_the_header_are_passed_over(tmp_path: Path) -> None:
    mapping = WORKS + "header_row = 3\n" + COLUMNS
    assert _read(tmp_path, mapping, content="某市科技局统计表,,,,\n,,,,\n" + CSV).n_kept == 2


def test_gzipped_text_is_read(tmp_path: Path) -> None:
    assert _read(tmp_path, WORKS + COLUMNS, "data.csv.gz", gzip.compress(CSV.encode())).n_kept == 2


def test_text_in_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("data.csv", CSV)
    assert _read(tmp_path, WORKS + COLUMNS).n_kept == 2


def test_row_with_more_cells_than_the_header_is_set_aside(tmp_path: Path) -> None:
    read = _read(tmp_path, WORKS + COLUMNS, content=CSV + "3,a,b,2020,,,x\n4,丁,2022,,,,\n5,戊,2022\n")
    assert [(r.line, r.code) for r in read.rejects] == [(5, "reject.cells_misaligned")]
    assert read.column("works", "source_id") == ["1", "2", "4", "5"]


def test_empty_file_is_told(tmp_path: Path) -> None:
    assert _read(tmp_path, WORKS + COLUMNS, content="").codes == ["reject.file_empty"]


def test_cell_of_ten_megabytes_is_kept(tmp_path: Path) -> None:
    read = _read(
        tmp_path, WORKS + COLUMNS, content=f"编号,题名,年份,作者,单位\n1,{'x' * 10_000_000},2020,,\n2,乙,2020,,\n"
    )
    assert (read.n_kept, len(str(read.column("works", "title")[0]))) == (2, 10_000_000)


def test_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n * 7919},2020,,\n" for n in range(20_000))
    whole = gzip.compress(("编号,题名,年份,作者,单位\n" + rows).encode())
    read = _read(tmp_path, WORKS + COLUMNS, "data.csv.gz", whole[: len(whole) // 2])
    assert (0 < read.n_kept < 20_000, read.codes) == (True, ["reject.truncated"])


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        _read(tmp_path, WORKS + COLUMNS, content="编号,年份\n1,2020\n")
    assert (error.value.code, error.value.params["missing"]) == ("source.columns_missing", ["题名", "作者", "单位"])


def _parquet(folder: Path, **columns: Any) -> Path:
    path = folder / "data.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_parquet_with_list_columns_is_read(tmp_path: Path) -> None:
    _parquet(
        tmp_path,
        编号=["1"],
        题名=["甲"],
        年份=[2020],
        作者=[["李伟", " 王华 "]],
        单位=[["四川大学", "重庆大学"]],
        其他=[1],
    )
    read = _read(tmp_path, WORKS + COLUMNS)
    assert [(r["person_name"], r["affiliation"]) for r in read.tables["authorships"]] == [
        ("李伟", "四川大学"),
        ("王华", "重庆大学"),
    ]


def test_parquet_of_another_schema_names_what_it_lacks(tmp_path: Path) -> None:
    _parquet(tmp_path, id=["1"])
    with pytest.raises(SourceError) as error:
        _read(tmp_path, WORKS + COLUMNS)
    assert (error.value.code, error.value.params["found"]) == ("source.columns_missing", ["id"])


def test_file_that_is_no_parquet_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        _read(tmp_path, WORKS + COLUMNS, "data.parquet", b"PAR1 nothing")
    assert error.value.code == "source.not_parquet"


def test_json_lines_are_read_with_paths(tmp_path: Path) -> None:
    columns = '[file.columns]\nsource_id = "id"\nyear = "issued.year"\ntitle = "title"\n'
    content = '{"id": 1, "issued": {"year": 2020}, "title": "a"}\nnot json\n{"id": 2, "issued": null, "title": "b"}\n'
    read = _read(tmp_path, WORKS + columns, "data.jsonl", content)
    assert (read.column("works", "source_id"), read.codes) == (["1"], ["reject.json_invalid", "reject.no_year"])


def test_json_array_is_read(tmp_path: Path) -> None:
    columns = '[file.columns]\nsource_id = "id"\nyear = "year"\n'
    assert _read(tmp_path, WORKS + columns, "data.json", '[{"id": 1, "year": 2020}, 7]').codes == [
        "reject.json_invalid"
    ]


def _workbook(folder: Path, rows: list[list[Any]], sheet: str = "数据") -> None:
    book = Workbook()
    book.active.title = "说明"  # type: ignore[union-attr]
    page = book.create_sheet(sheet)
    for row in rows:
        page.append(row)
    book.save(folder / "data.xlsx")


def test_excel_sheet_is_read(tmp_path: Path) -> None:
    _workbook(
        tmp_path,
        [["编号", "题名", "年份", "作者", "单位"], [1.0, "甲", datetime(2020, 5, 1), "李伟", "四川大学"], [None] * 5],
    )
    read = _read(tmp_path, WORKS + 'sheet = "数据"\n' + COLUMNS)
    row = read.tables["works"][0]
    assert (read.n_in, row["source_id"], row["year"]) == (1, "1", 2020)


def test_excel_sheet_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    _workbook(tmp_path, [["编号"]])
    with pytest.raises(SourceError) as error:
        _read(tmp_path, WORKS + 'sheet = "表2"\n' + COLUMNS)
    assert (error.value.code, error.value.params["found"]) == ("source.no_sheet", ["说明", "数据"])


def test_old_excel_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        _read(tmp_path, WORKS + COLUMNS, "data.xlsx", b"\xd0\xcf\x11\xe0 old")
    assert error.value.code == "source.not_excel"


def test_excel_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BOMB_FLOOR", 1 << 20)
    with zipfile.ZipFile(tmp_path / "data.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (20 << 20))
    assert _read(tmp_path, WORKS + COLUMNS).codes == ["reject.bomb"]


def test_rows_skipped_by_rule_are_counted_under_its_code(tmp_path: Path) -> None:
    rule = 'skip = [{ column = "status", in = ["Reject"], code = "reject.not_published" }]'
    read = _works(tmp_path, 'source_id = "id"\nyear = "year"', "id,year,status\n1,2020,Reject\n2,2020,Poster\n", rule)
    assert (read.n_in, read.n_kept, read.codes, read.rejects[0].params["value"]) == (
        2,
        1,
        ["reject.not_published"],
        "Reject",
    )


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ('not_in = ["b"]', ["2"]),
        ('matches = "^[ab]$"', ["3"]),
        ("is_empty = true", ["1", "2"]),
    ],
)
def test_skip_rules_of_other_kinds(tmp_path: Path, rule: str, kept: list[str]) -> None:
    skip = f'skip = [{{ column = "s", {rule} }}]'
    read = _works(tmp_path, 'source_id = "id"\nyear = "year"', "id,year,s\n1,2020,a\n2,2020,b\n3,2020,\n", skip)
    assert read.column("works", "source_id") == kept


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("2017-06-30", (2017, date(2017, 6, 30))),
        ("2017年6月30日", (2017, date(2017, 6, 30))),
        ("20170630", (2017, date(2017, 6, 30))),
        ("2018.01-2020.12", (2018, None)),
        ("2017", (2017, None)),
        ("2017-02-30", (2017, None)),
    ],
)
def test_year_and_day_are_read_from_one_cell(tmp_path: Path, year: str, expected: tuple[int, date | None]) -> None:
    row = _works(tmp_path, 'source_id = "id"\npublished_on = "when"', f"id,when\n1,{year}\n").tables["works"][0]
    assert (row["year"], row["published_on"]) == expected


@pytest.mark.parametrize(
    ("year", "code"),
    [
        ("9999", "reject.year_impossible"),
        ("1850", "reject.year_impossible"),
        ("0000-00-00", "reject.no_year"),
        ("", "reject.no_year"),
    ],
)
def test_year_that_cannot_be_is_set_aside(tmp_path: Path, year: str, code: str) -> None:
    assert _works(tmp_path, 'source_id = "id"\nyear = "y"', f"id,y\n1,{year}\n").codes == [code]


def test_value_may_come_from_the_next_column(tmp_path: Path) -> None:
    columns = """source_id = "id"
year = [{ column = "day", pattern = '^([12][0-9]{3})' }, { column = "id", pattern = '^([0-9]{2})[A-Z]' }]"""
    read = _works(tmp_path, columns, "id,day\n12ABC1,0000-00-00\n98ABC2,\n05ABC3,2006-01-01\n")
    assert (read.column("works", "year"), read.repairs) == ([2012, 1998, 2006], {"repair.value_from_other_column": 2})


def test_id_may_be_joined_from_columns(tmp_path: Path) -> None:
    read = _works(tmp_path, 'source_id = { columns = ["a", "b"] }\nyear = "y"', "a,b,y\n1,x,2020\n,,2020\n")
    assert (read.column("works", "source_id"), read.codes) == (["1|x"], ["reject.no_id"])


def test_id_may_be_the_number_of_the_row(tmp_path: Path) -> None:
    assert _works(tmp_path, 'source_id = "#row"\nyear = "y"', "y\n2020\n2021\n").column("works", "source_id") == [
        "2",
        "3",
    ]


def test_money_is_scaled_and_has_its_currency(tmp_path: Path) -> None:
    columns = 'source_id = "id"\nyear = "y"\namount = { column = "a", scale = 10000, currency = "CNY" }'
    read = _works(tmp_path, columns, 'id,y,a\n1,2020,"1,018.5"\n2,2020,\n3,2020,-4\n4,2020,many\n')
    assert [(r["amount"], r["currency"]) for r in read.tables["works"]] == [
        (10_185_000.0, "CNY"),
        (None, None),
        (None, None),
        (None, None),
    ]
    assert read.repairs == {"repair.negative_count": 1, "repair.value_unreadable": 1}


def test_decimal_comma_divides_where_it_is_stated(tmp_path: Path) -> None:
    columns = 'source_id = "id"\nyear = "y"\namount = { column = "a", decimal = ",", currency = "EUR" }'
    assert _works(tmp_path, columns, "id;y;a\n1;2020;1.018,5\n").column("works", "amount") == [1018.5]


def test_negative_citations_are_unknown(tmp_path: Path) -> None:
    read = _works(tmp_path, 'source_id = "id"\nyear = "y"\ncited_by = "c"', "id,y,c\n1,2020,-1\n2,2020,0\n")
    assert (read.column("works", "cited_by"), read.repairs) == ([None, 0], {"repair.negative_count": 1})


def test_values_are_translated(tmp_path: Path) -> None:
    mapping = (
        WORKS + '[file.columns]\nsource_id = "id"\nyear = "y"\nvenue = "v"\n[file.values.venue]\nnips = "NeurIPS"\n'
    )
    assert _read(tmp_path, mapping, content="id,y,v\n1,2020,nips\n2,2020,acl\n").column("works", "venue") == [
        "NeurIPS",
        "acl",
    ]


def test_kind_that_nobody_knows_is_other(tmp_path: Path) -> None:
    read = _works(tmp_path, 'source_id = "id"\nyear = "y"\nkind = "k"', "id,y,k\n1,2020,Note\n")
    assert (read.column("works", "kind"), read.repairs) == (["other"], {"repair.kind_unknown": 1})


def test_doubled_authors_are_halved_and_counted(tmp_path: Path) -> None:
    read = _read(tmp_path, WORKS + COLUMNS, content="编号,题名,年份,作者,单位\n1,甲,2020,A;B;A;B,X;Y\n")
    assert [(r["position"], r["is_last"], r["person_name"], r["affiliation"]) for r in read.tables["authorships"]] == [
        (1, False, "A", "X"),
        (2, True, "B", "Y"),
    ]
    assert (read.column("works", "n_authors"), read.repairs) == ([2], {"repair.author_list_doubled": 1})


def test_affiliations_that_cannot_be_aligned_stay_with_the_work(tmp_path: Path) -> None:
    read = _read(tmp_path, WORKS + COLUMNS, content="编号,题名,年份,作者,单位\n1,甲,2020,A;B;C,X;Y\n")
    assert read.column("authorships", "affiliation") == [None, None, None]
    assert [(r["position"], r["role"], r["affiliation"]) for r in read.tables["participations"]] == [
        (1, "participant", "X"),
        (2, "participant", "Y"),
    ]
    assert read.repairs == {"repair.affiliations_not_aligned": 1}


def test_entity_that_cut_a_list_is_put_together(tmp_path: Path) -> None:
    read = _read(
        tmp_path, WORKS + COLUMNS, content="编号,题名,年份,作者,单位\n1,甲,2020,J. M&uuml;ller;B,X R&D;Cloud&AI\n"
    )
    assert [(r["person_name"], r["affiliation"]) for r in read.tables["authorships"]] == [
        ("J. Müller", "X R&D"),
        ("B", "Cloud&AI"),
    ]


def test_participants_are_listed_by_role(tmp_path: Path) -> None:
    columns = 'source_id = "id"\nyear = "y"\nparticipants = { column = "p", split = ";", role = "applicant" }'
    read = _works(tmp_path, columns, "id,y,p\n1,2020,成都甲公司;重庆乙公司;成都甲公司\n2,2020,\n")
    assert [(r["position"], r["role"], r["affiliation"]) for r in read.tables["participations"]] == [
        (1, "applicant", "成都甲公司"),
        (2, "applicant", "重庆乙公司"),
    ]
    assert read.column("works", "n_authors") == [2, 0]


def test_participants_may_be_records_with_countries(tmp_path: Path) -> None:
    _parquet(tmp_path, id=["1"], y=[2020], p=[[{"name": "A", "country": "uk"}, {"name": None, "country": "CN"}]])
    rule = '{ column = "p", name = "name", country = "country", role = "participant" }'
    columns = f'source_id = "id"\nyear = "y"\nparticipants = {rule}'
    read = _read(tmp_path, f"{WORKS}\n[file.columns]\n{columns}")
    assert [(r["affiliation"], r["given_countries"]) for r in read.tables["participations"]] == [("A", ["GB"])]


def test_fields_of_a_flat_scheme_have_both_names(tmp_path: Path) -> None:
    rule = '{ column = "f", scheme = "nssfc", split = ";", en = { "法学" = "Law" } }'
    columns = f'source_id = "id"\nyear = "y"\nfields = {rule}'
    read = _works(tmp_path, columns, "id,y,f\n1,2020,法学;Physics\n2,2020,法学\n3,2020,\n")
    assert [(r["field_id"], r["level"], r["name_en"], r["name_zh"]) for r in read.tables["fields"]] == [
        ("nssfc:法学", "class", "Law", "法学"),
        ("nssfc:Physics", "class", "Physics", None),
    ]
    assert read.column("work_fields", "is_primary") == [True, False, True]


def test_participations_come_from_a_table_of_their_own(tmp_path: Path) -> None:
    mapping = """
[[file]]
match = ["data.csv"]
target = "participations"
[file.columns]
source_id = "p"
affiliation = "o"
city = "c"
country = "n"
role = "r"
[file.values.role]
"牵头" = "coordinator"
"""
    read = _read(tmp_path, mapping, content="p,o,c,n,r\n7,四川大学,成都,CN,牵头\n7,Univ,,EL,?\n,x,,,\n")
    rows = [
        (r["source_id"], r["position"], r["role"], r["affiliation"], r["given_countries"])
        for r in read.tables["participations"]
    ]
    assert rows == [
        ("7", 1, "coordinator", "四川大学 (成都, CN)", ["CN"]),
        ("7", 2, "participant", "Univ (GR)", ["GR"]),
    ]
    assert read.codes == ["reject.no_id"]


def test_organisations_of_ours_get_local_ids(tmp_path: Path) -> None:
    mapping = """
[[file]]
match = ["data.csv"]
target = "organisations"
[file.columns]
org_id = "id"
name = "name"
name_en = "en"
names = { column = "other", split = ";" }
place_id = "city"
parents = "parent"
uscc = "code"
types = { column = "type", split = ";" }
defaults_are_not_columns = "id"
"""
    content = "id,name,en,other,city,parent,code,type\n9,成都某院,Chengdu Institute,某院;CI,成都,https://ror.org/011ashp19,91510100MA,facility\n"
    read = _read(tmp_path, mapping.replace('defaults_are_not_columns = "id"\n', ""), content=content)
    row = read.tables["organisations"][0]
    assert (row["org_id"], row["name_en"], row["name_zh"], row["place_id"], row["types"], row["status"]) == (
        "local:list:9",
        "Chengdu Institute",
        "成都某院",
        "CN-510100",
        ["facility"],
        "active",
    )
    assert [(r["name"], r["lang"], r["kind"]) for r in read.tables["organisation_names"]] == [
        ("成都某院", None, "display"),
        ("Chengdu Institute", "en", "label"),
        ("某院", None, "alias"),
        ("CI", None, "alias"),
    ]
    assert read.tables["organisation_relations"][0]["other_id"] == "https://ror.org/011ashp19"
    assert read.tables["organisation_ids"] == [{"org_id": "local:list:9", "scheme": "uscc", "value": "91510100MA"}]


STATISTICS = """
[[file]]
match = ["data.csv"]
target = "statistics"
wide = { into = "year", columns = ["2021", "2022"] }
defaults = { indicator = "rd_intensity", unit = "%" }
[file.columns]
place_id = "city"
"""


def test_wide_statistics_become_a_row_per_year(tmp_path: Path) -> None:
    read = _read(tmp_path, STATISTICS, content="city,2021,2022\n成都市,3.17,\nCN-500000,2.16,2.36\n")
    rows = [(r["place_id"], r["indicator"], r["year"], r["value"], r["unit"]) for r in read.tables["statistics"]]
    assert rows == [
        ("CN-510100", "rd_intensity", 2021, 3.17, "%"),
        ("CN-510100", "rd_intensity", 2022, None, "%"),
        ("CN-500000", "rd_intensity", 2021, 2.16, "%"),
        ("CN-500000", "rd_intensity", 2022, 2.36, "%"),
    ]


def test_statistics_of_a_place_that_nobody_knows_are_set_aside(tmp_path: Path) -> None:
    read = _read(tmp_path, STATISTICS, content="city,2021,2022\n某某市,3,4\n")
    assert (read.codes, read.tables) == (["reject.place_unknown"], {})


def test_plain_table_lacking_a_needed_value_is_set_aside(tmp_path: Path) -> None:
    mapping = """
[[file]]
match = ["data.csv"]
target = "platforms"
defaults = { status = "operating" }
[file.columns]
platform_id = "id"
name_zh = "name"
kind = "kind"
level = "level"
since = "since"
[file.values.level]
"国家级" = "national"
"""
    read = _read(
        tmp_path,
        mapping,
        content="id,name,kind,level,since\n1,某实验室,state_key_laboratory,国家级,2020/5/1\n2,某中心,,国家级,\n",
    )
    row = read.tables["platforms"][0]
    assert (row["level"], row["since"], read.codes, read.rejects[0].params) == (
        "national",
        date(2020, 5, 1),
        ["reject.value_missing"],
        {"column": "kind"},
    )


@pytest.mark.shared
@pytest.mark.slow
def test_real_papers_are_set_aside_and_mended_by_rule(shared: Path) -> None:
    examples = Path(__file__).resolve().parents[2] / "examples" / "mappings"
    part = discover(shared / "papers", mappings=[examples / "papers.toml"]).found[0].parts[0]
    kept, reasons, repairs = 0, Counter[str](), Counter[str]()
    for batch in parse(part):
        kept += batch.n_kept
        reasons.update(reject.code for reject in batch.rejects)
        repairs.update(batch.repairs)
    assert (kept, reasons) == (105_411, {"reject.not_published": 113_907 - 105_411})
    assert repairs["repair.author_list_doubled"] > 35_000
