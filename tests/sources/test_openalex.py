"""OpenAlex works, institutions and topics, and what is wrong with them."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jialing.schema.rows import Part
from jialing.sources import discover
from jialing.sources.openalex.records import Affiliation, Authorship, InstitutionRef
from jialing.sources.openalex.works import abstract, affiliations_of, field_id
from tests.sources.reading import FILES, Read, read_folder, read_parts

WORK = (FILES / "work.json").read_bytes()


def _work(**changes: Any) -> bytes:
    return json.dumps(json.loads(WORK) | changes, ensure_ascii=False).encode() + b"\n"


def _read(tmp_path: Path, content: bytes, name: str = "works.jsonl") -> Read:
    path = tmp_path / name
    path.write_bytes(content)
    return read_parts([_part(path)])


def _part(path: Path) -> Part:
    return Part("openalex", str(path), path.name, 0, {"entity": "works", "year_to": 2027})


@pytest.fixture(scope="module")
def read() -> Read:
    return read_parts([_part(FILES / "work.json")])


def test_work_becomes_one_row(read: Read) -> None:
    assert read.tables["works"] == [
        {
            "source_id": "https://openalex.org/W1",
            "population": "openalex:publications",
            "kind": "article",
            "title": "Rivers & cities",
            "language": "en",
            "year": 2021,
            "published_on": date(2021, 3, 4),
            "doi": "10.1234/abc.1",
            "venue": "Journal of Rivers",
            "url": "https://openalex.org/W1",
            "cited_by": 7,
            "n_authors": 2,
            "is_retracted": False,
            "amount": None,
            "currency": None,
        }
    ]


def test_title_without_entities_and_tags_is_counted(read: Read) -> None:
    assert read.repairs == {"repair.html_entities": 1, "repair.html_tags": 1}


def test_authorships_have_a_row_per_affiliation_string(read: Read) -> None:
    rows = [
        (r["position"], r["affiliation"], r["given_org_ids"], r["given_countries"]) for r in read.tables["authorships"]
    ]
    assert rows == [
        (1, "Sichuan Univ., Chengdu, China", ["https://ror.org/011ashp19"], ["CN"]),
        (1, "No ROR Institute, Bonn", ["https://openalex.org/I2"], ["DE"]),
        (2, None, None, None),
    ]


def test_authorship_names_the_person(read: Read) -> None:
    first = read.tables["authorships"][0]
    assert (first["person_id"], first["orcid"], first["person_name"]) == (
        "https://openalex.org/A1",
        "0000-0002-1825-0097",
        "Li, Wei",
    )


def test_corresponding_author_is_known_for_all_where_one_is_flagged(read: Read) -> None:
    assert read.column("authorships", "is_corresponding") == [True, True, False]


def test_corresponding_author_is_unknown_where_nobody_is_flagged(tmp_path: Path) -> None:
    authorships = json.loads(WORK)["authorships"][1:]
    read = _read(tmp_path, _work(authorships=authorships))
    assert read.column("authorships", "is_corresponding") == [None]


def test_abstract_is_rebuilt(read: Read) -> None:
    assert read.column("abstracts", "abstract") == ["Rivers join cities. Rivers"]


def test_primary_topic_is_flagged(read: Read) -> None:
    rows = [(r["field_id"], r["score"], r["is_primary"]) for r in read.tables["work_fields"]]
    assert rows == [("openalex:T10", 0.9, True), ("openalex:T11", 0.5, False)]


def test_fields_hold_every_level_once(read: Read) -> None:
    rows = [(r["field_id"], r["level"], r["parent_id"], r["name_en"]) for r in read.tables["fields"]]
    assert rows == [
        ("openalex:D3", "domain", None, "Physical Sciences"),
        ("openalex:F23", "field", "openalex:D3", "Environmental Science"),
        ("openalex:S2306", "subfield", "openalex:F23", "Global and Planetary Change"),
        ("openalex:T10", "topic", "openalex:S2306", "Rivers"),
        ("openalex:T11", "topic", None, "Cities"),
    ]


def test_fields_have_chinese_names(read: Read) -> None:
    assert read.column("fields", "name_zh")[1] == "环境科学"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://openalex.org/T11588", "openalex:T11588"),
        ("https://openalex.org/subfields/2306", "openalex:S2306"),
        ("https://openalex.org/fields/23", "openalex:F23"),
        ("https://openalex.org/domains/3", "openalex:D3"),
    ],
)
def test_field_id_names_level_and_code(url: str, expected: str) -> None:
    assert field_id(url) == expected


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        ({"a": [0, 2], "b": [1]}, "a b a"),
        ({"late": [9], "early": [4]}, "early late"),
        ({"twice": [0], "again": [0]}, "again twice"),
        ({"before": [-1], "after": [0]}, "after before"),
        ({}, ""),
    ],
)
def test_abstract_survives_gaps_and_repeats(index: dict[str, list[int]], expected: str) -> None:
    assert abstract(index) == expected


def test_abstract_with_a_huge_position_takes_no_memory() -> None:
    assert abstract({"far": [10**15], "near": [0]}) == "near far"


def test_affiliations_of_older_records_are_strings_alone() -> None:
    authorship = Authorship(raw_affiliation_strings=["A", "B"])
    assert affiliations_of(authorship) == [("A", None, None), ("B", None, None)]


def test_affiliations_of_one_string_take_all_institutions() -> None:
    authorship = Authorship(
        raw_affiliation_strings=["A"],
        institutions=[InstitutionRef("I1", "R1", "CN"), InstitutionRef("I2", None, "CN")],
    )
    assert affiliations_of(authorship) == [("A", ["R1", "I2"], ["CN"])]


def test_affiliations_of_several_strings_give_institutions_apart_when_nothing_tells() -> None:
    authorship = Authorship(raw_affiliation_strings=["A", "B"], institutions=[InstitutionRef("I1", "R1", "CN")])
    assert affiliations_of(authorship) == [("A", None, None), ("B", None, None), (None, ["R1"], ["CN"])]


def test_affiliations_without_strings_keep_institutions() -> None:
    authorship = Authorship(institutions=[InstitutionRef("I1", "R1", "CN")])
    assert affiliations_of(authorship) == [(None, ["R1"], ["CN"])]


def test_affiliations_repeated_for_an_author_are_one() -> None:
    same = Affiliation("A", ["I1"])
    authorship = Authorship(affiliations=[same, same], institutions=[InstitutionRef("I1", "R1", "CN")])
    assert affiliations_of(authorship) == [("A", ["R1"], ["CN"])]


@pytest.mark.parametrize(
    ("changes", "kind", "population"),
    [
        ({"type": "preprint"}, "preprint", "openalex:publications"),
        ({"type": "dataset"}, "dataset", "openalex:other-outputs"),
        ({"type": "paratext"}, "other", "openalex:other-outputs"),
        ({"primary_location": {"raw_type": "proceedings-article"}}, "conference-paper", "openalex:publications"),
        (
            {"type_crossref": "proceedings-article", "primary_location": None},
            "conference-paper",
            "openalex:publications",
        ),
    ],
)
def test_kind_decides_the_population(tmp_path: Path, changes: dict[str, Any], kind: str, population: str) -> None:
    row = _read(tmp_path, _work(**changes)).tables["works"][0]
    assert (row["kind"], row["population"]) == (kind, population)


def test_year_comes_from_the_date_where_it_lacks(tmp_path: Path) -> None:
    assert _read(tmp_path, _work(publication_year=None)).column("works", "year") == [2021]


@pytest.mark.parametrize("year", [9999, 1499, 2028])
def test_impossible_year_is_set_aside(tmp_path: Path, year: int) -> None:
    read = _read(tmp_path, _work(publication_year=year))
    assert (read.codes, read.rejects[0].params["year"]) == (["reject.year_impossible"], year)


def test_negative_citations_are_unknown(tmp_path: Path) -> None:
    read = _read(tmp_path, _work(cited_by_count=-3, title="Plain"))
    assert (read.column("works", "cited_by"), read.repairs) == ([None], {"repair.negative_count": 1})


def test_work_without_id_is_set_aside(tmp_path: Path) -> None:
    assert _read(tmp_path, _work(id=None)).codes == ["reject.no_id"]


def test_field_of_another_kind_is_set_aside_with_its_place(tmp_path: Path) -> None:
    read = _read(tmp_path, _work(authorships={"not": "a list"}))
    assert (read.codes, "authorships" in str(read.rejects[0].params["reason"])) == (["reject.field_invalid"], True)


def test_invalid_line_in_the_middle_loses_only_itself(tmp_path: Path) -> None:
    read = _read(
        tmp_path, _work(id="https://openalex.org/W1") + b'{"id": "https://op\n' + _work(id="https://openalex.org/W3")
    )
    assert read.column("works", "source_id") == ["https://openalex.org/W1", "https://openalex.org/W3"]
    assert [(r.line, r.code, r.excerpt) for r in read.rejects] == [(2, "reject.json_invalid", '{"id": "https://op')]


def test_deeply_nested_line_is_set_aside(tmp_path: Path) -> None:
    assert _read(tmp_path, b'{"nested":' + b"[" * 100_000 + b"\n").codes == ["reject.json_invalid"]


def test_blank_lines_are_no_records(tmp_path: Path) -> None:
    read = _read(tmp_path, b"\n" + WORK + b"\n\r\n")
    assert (read.n_in, read.n_kept) == (1, 1)


def test_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    assert _read(tmp_path, b"\xef\xbb\xbf" + WORK).n_kept == 1


def test_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    lines = b"".join(_work(id=f"https://openalex.org/W{n}", title=f"{n * 7919}") for n in range(2000))
    whole = gzip.compress(lines)
    read = _read(tmp_path, whole[: len(whole) // 2], "works.jsonl.gz")
    assert (0 < read.n_kept < 2000, read.codes, read.n_in) == (True, ["reject.truncated"], read.n_kept + 1)


def test_damaged_gzip_says_so(tmp_path: Path) -> None:
    broken = bytearray(gzip.compress(WORK))
    broken[-6] ^= 1
    assert "reject.damaged" in _read(tmp_path, bytes(broken), "works.jsonl.gz").codes


def test_gzip_of_several_members_is_read_whole(tmp_path: Path) -> None:
    assert _read(tmp_path, gzip.compress(WORK) + gzip.compress(WORK), "works.jsonl.gz").n_kept == 2


@pytest.mark.parametrize("content", [b"", gzip.compress(b"", mtime=0)])
def test_empty_part_is_told(tmp_path: Path, content: bytes) -> None:
    assert _read(tmp_path, content).codes == ["reject.file_empty"]


def test_vanished_part_is_told(tmp_path: Path) -> None:
    assert read_parts([_part(tmp_path / "gone.gz")]).codes == ["reject.unreadable"]


def test_folder_in_place_of_a_part_is_told(tmp_path: Path) -> None:
    assert read_parts([_part(tmp_path)]).codes == ["reject.unreadable"]


def test_unpaired_surrogate_is_replaced_and_counted(tmp_path: Path) -> None:
    read = _read(
        tmp_path, _work(title="X").replace(b'"title": "X"', b'"title": "a \\ud83d b \\ud83d\\ude00 c \\\\ud800"')
    )
    assert read.column("works", "title") == ["a � b 😀 c \\ud800"]
    assert read.repairs == {"repair.broken_characters": 1}


def test_bytes_that_are_no_utf8_are_replaced_and_counted(tmp_path: Path) -> None:
    read = _read(tmp_path, _work(title="X").replace(b'"title": "X"', b'"title": "caf\xe9"'))
    assert (read.column("works", "title"), read.repairs) == (["caf�"], {"repair.broken_characters": 1})


def test_right_to_left_text_is_kept_as_it_is(tmp_path: Path) -> None:
    title = "\u202bعلم المياه\u202c and עברית"
    assert _read(tmp_path, _work(title=title)).column("works", "title") == [title]


def test_ten_thousand_authors_are_one_work(tmp_path: Path) -> None:
    one = json.loads(WORK)["authorships"][0]
    read = _read(tmp_path, _work(authorships=[one] * 10_000))
    assert (read.n_kept, read.column("works", "n_authors"), len(read.tables["authorships"])) == (1, [10_000], 20_000)


def test_field_of_ten_megabytes_is_kept(tmp_path: Path) -> None:
    read = _read(tmp_path, _work(title="x" * 10_000_000) + WORK)
    assert [len(str(title)) for title in read.column("works", "title")] == [10_000_000, 15]


def test_duplicate_ids_are_left_to_the_pipeline(tmp_path: Path) -> None:
    assert _read(tmp_path, WORK + WORK).n_kept == 2


def test_snapshot_folders_are_known_by_their_names(tmp_path: Path) -> None:
    for entity in ("works", "institutions", "topics", "authors"):
        part = tmp_path / "data" / entity / "updated_date=2026-01-01" / "part_000.gz"
        part.parent.mkdir(parents=True)
        part.write_bytes(b"damaged")
    found = discover(tmp_path)
    entities = [part.options["entity"] for part in found.found[0].parts]
    assert (entities, found.unknown) == (
        ["institutions", "topics", "works"],
        ("data/authors/updated_date=2026-01-01/part_000.gz",),
    )


def test_plain_file_is_known_by_its_first_record(tmp_path: Path) -> None:
    (tmp_path / "export.json").write_bytes(WORK)
    assert discover(tmp_path).found[0].info.name == "openalex"


def test_file_with_a_damaged_first_record_is_known_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "works.jsonl").write_bytes(b'{"id": broken\n' + WORK)
    assert read_folder(tmp_path).n_kept == 1


def test_file_of_others_is_not_taken_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "works.jsonl").write_bytes(b'{"id": "W1"}\n')
    assert discover(tmp_path).unknown == ("works.jsonl",)


def test_zipped_lines_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "openalex.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("works.jsonl", WORK)
    assert read_folder(tmp_path).n_kept == 1


def test_institution_stands_under_its_ror_id(tmp_path: Path) -> None:
    (tmp_path / "institutions.jsonl").write_bytes((FILES / "institution.json").read_bytes())
    row = read_folder(tmp_path).tables["organisations"][0]
    assert (row["org_id"], row["name_en"], row["name_zh"], row["geonames_id"]) == (
        "https://ror.org/011ashp19",
        "Sichuan University",
        "四川大学",
        1815286,
    )


def test_institution_without_ror_stands_under_its_openalex_id(tmp_path: Path) -> None:
    plain = json.loads((FILES / "institution.json").read_bytes()) | {"ror": None}
    (tmp_path / "institutions.jsonl").write_text(json.dumps(plain))
    assert read_folder(tmp_path).column("organisations", "org_id") == ["https://openalex.org/I24185976"]


def test_institution_gives_relations_and_ids(tmp_path: Path) -> None:
    (tmp_path / "institutions.jsonl").write_bytes((FILES / "institution.json").read_bytes())
    read = read_folder(tmp_path)
    assert [(r["relation"], r["other_id"]) for r in read.tables["organisation_relations"]] == [
        ("child", "https://ror.org/007mrxy13")
    ]
    assert [(r["scheme"], r["value"]) for r in read.tables["organisation_ids"]] == [
        ("openalex", "https://openalex.org/I24185976"),
        ("grid", "grid.13291.38"),
        ("wikidata", "Q1059545"),
        ("website", "https://www.scu.edu.cn/"),
    ]


def test_topics_become_fields(tmp_path: Path) -> None:
    topic = json.loads(WORK)["topics"][0]
    (tmp_path / "topics.jsonl").write_text(json.dumps(topic))
    assert read_folder(tmp_path).column("fields", "field_id")[-1] == "openalex:T10"


@pytest.mark.shared
def test_real_works_are_all_kept(shared: Path) -> None:
    read = read_parts([_part(shared / "openalex" / "works_full.jsonl.gz")])
    assert (read.n_in, read.n_kept, len(read.tables["works"])) == (1097, 1097, 1097)


@pytest.mark.shared
def test_real_works_without_abstract_are_as_many_as_their_readme_counts(shared: Path) -> None:
    read = read_parts([_part(shared / "openalex" / "works_full.jsonl.gz")])
    assert 1097 - len(read.tables["abstracts"]) == 419
