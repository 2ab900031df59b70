"""`jialing resolve`: one line out per line in, same order, whatever stands in the file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jialing.base.phrases import phrase
from jialing.config import Config
from jialing.errors import InputError, SourceError
from jialing.lake import Lake
from jialing.pipeline import ResolveReport, decide, resolve_file
from tests.pipeline.conftest import Built
from tests.pipeline.tiny import CHONGQING_U, CQU, MIT, SCU, SICHUAN, UNKNOWN, organisations


def answers(built: Built, file: Path, **options: Any) -> tuple[ResolveReport, list[dict[str, Any]]]:
    out = file.parent / "out.jsonl"
    config = Config(data=built.data, workers=1, language="en")
    report = resolve_file(file, out=out, config=config, **options)
    return report, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_json_lines_are_answered_in_order(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps({"affiliation": a}) + "\n" for a in (CHONGQING_U, UNKNOWN, SICHUAN)))
    _, found = answers(built, file)
    assert [(a["affiliation"], a["ror_ids"], a["place"]) for a in found] == [
        (CHONGQING_U, [CQU], "CN-500000"),
        (UNKNOWN, [], None),
        (SICHUAN, [SCU], "CN-510100"),
    ]


def test_an_answer_has_exactly_these_members(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text(SICHUAN)
    _, (found,) = answers(built, file)
    assert list(found) == [
        *("affiliation", "ror_ids", "place", "score", "because", "because_code", "organisations"),
        *("abstention", "candidates"),
    ]


def test_an_answer_says_of_each_organisation_how_likely_where_and_read_from_what(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text(f"{SICHUAN}; {CHONGQING_U}")
    _, (found,) = answers(built, file)
    told = [(o["id"], o["name"], o["place"], o["text"]) for o in found["organisations"]]
    assert sorted(told) == [
        (CQU, "Chongqing University", "CN-500000", "Chongqing University"),
        (SCU, "Sichuan University", "CN-510100", "Sichuan University"),
    ]
    assert all(0 < o["probability"] <= 1 for o in found["organisations"])


def test_an_abstention_says_its_kind(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text(f"{SICHUAN}\nUnheard-of University of Tungsten\nJane Q. Doe\n")
    _, found = answers(built, file)
    assert [a["abstention"] for a in found] == [None, "unknown_organisation", "no_organisation"]


def test_the_reason_is_worded_in_the_language_asked_for(built: Built, tmp_path: Path) -> None:
    file, out = tmp_path / "in.txt", tmp_path / "out.jsonl"
    file.write_text(SICHUAN)
    resolve_file(file, out=out, config=Config(data=built.data, workers=1, language="zh"))
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["because"] == phrase(
        "because.name_and_place", "zh", read="Sichuan University", organisation="Sichuan University"
    )


def test_the_reason_is_a_sentence(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text(SICHUAN)
    _, (found,) = answers(built, file)
    assert " " in found["because"]


def test_plain_text_is_a_string_a_line_and_empty_lines_count(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text(f"{SICHUAN}\r\n\r\n{CHONGQING_U}")
    _, found = answers(built, file)
    assert [(a["affiliation"], a["ror_ids"]) for a in found] == [(SICHUAN, [SCU]), ("", []), (CHONGQING_U, [CQU])]


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("gb18030", ";"), ("utf-16", "\t")])
def test_csv_in_any_encoding_with_separators_inside_cells(
    built: Built, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    file = tmp_path / "in.csv"
    rows = [("名称", "单位"), ("甲", f'"{SICHUAN}{delimiter} 四川大学"'), ("乙", f'"{CHONGQING_U}"')]
    file.write_bytes("\n".join(delimiter.join(r) for r in rows).encode(encoding))
    _, found = answers(built, file, column="单位")
    assert [a["ror_ids"] for a in found] == [[SCU], [CQU]]


def test_parquet_column(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.parquet"
    pq.write_table(pa.table({"raw": [SICHUAN, None]}), file)
    report, found = answers(built, file, column="raw")
    assert ([a["ror_ids"] for a in found], report.n_bad) == ([[SCU], []], 1)


def test_gzip_is_read(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl.gz"
    file.write_bytes(gzip.compress(json.dumps({"affiliation": SICHUAN}).encode()))
    assert answers(built, file)[1][0]["ror_ids"] == [SCU]


def test_bad_lines_are_answered_and_counted_never_dropped(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    lines = [json.dumps({"affiliation": SICHUAN}), "{oops", "[1]", "", '{"affiliation": null}', '{"affiliation": 5}']
    file.write_text("\n".join(lines) + "\n")
    report, found = answers(built, file)
    assert (len(found), report.n_lines, report.n_bad, report.n_resolved) == (6, 6, 5, 1)
    assert [a["because"] for a in found[1:3]] == ["The line is not a JSON object."] * 2


def test_truncated_gzip_answers_what_came_before_and_says_so(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl.gz"
    lines = "".join(json.dumps({"affiliation": f"{SICHUAN} {n * 7919}"}) + "\n" for n in range(3000))
    whole = gzip.compress(lines.encode())
    file.write_bytes(whole[: len(whole) // 2])
    report, found = answers(built, file)
    assert (report.n_bad > 0, report.n_resolved > 0, "breaks off" in found[-1]["because"]) == (True, True, True)


def test_unpaired_surrogate_comes_out_as_it_came_in(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text('{"affiliation": "Sichuan University \\ud800"}\n')
    assert answers(built, file)[1][0]["affiliation"] == "Sichuan University \ud800"


def test_table_given_replaces_the_organisations(built: Built, tmp_path: Path) -> None:
    table = tmp_path / "v2.0-2026-01-01-ror-data_schema_v2.json"
    table.write_text(json.dumps([o for o in organisations() if o["id"] == CQU]))
    file = tmp_path / "in.txt"
    file.write_text(f"{SICHUAN}\n{CHONGQING_U}\n")
    assert [a["ror_ids"] for a in answers(built, file, organisations=table)[1]] == [[], [CQU]]


def test_table_needs_no_version(built: Built, tmp_path: Path) -> None:
    table = tmp_path / "v2.0-2026-01-01-ror-data_schema_v2.json"
    table.write_text(json.dumps(organisations()))
    file = tmp_path / "in.txt"
    file.write_text(SICHUAN)
    empty = Built(tmp_path / "empty", tmp_path, built.report)
    assert answers(empty, file, organisations=table)[1][0]["ror_ids"] == [SCU]


def test_decisions_win(lake_copy: Built, tmp_path: Path) -> None:
    decide(lake_copy.data, UNKNOWN, [MIT], by="Li")
    file = tmp_path / "lines.txt"
    file.write_text(UNKNOWN)
    (found,) = answers(lake_copy, file)[1]
    assert (found["ror_ids"], found["because_code"]) == ([MIT], "because.decided_by_person")
    assert [(o["id"], o["probability"], o["span"]) for o in found["organisations"]] == [(MIT, 1.0, None)]


def test_a_decision_that_there_is_none_is_no_abstention(lake_copy: Built, tmp_path: Path) -> None:
    decide(lake_copy.data, UNKNOWN, [], by="Li")
    file = tmp_path / "lines.txt"
    file.write_text(UNKNOWN)
    (found,) = answers(lake_copy, file)[1]
    assert (found["ror_ids"], found["abstention"]) == ([], None)


def test_more_lines_than_a_stretch_keep_their_order(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text("".join(f"{SICHUAN} {n}\n" for n in range(2500)))
    report, found = answers(built, file)
    assert (report.n_lines, [a["affiliation"] for a in found]) == (2500, [f"{SICHUAN} {n}" for n in range(2500)])


def test_an_empty_file_gives_an_empty_file(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text("")
    report, found = answers(built, file)
    assert (report.n_lines, found) == (0, [])


def test_missing_file_is_told(built: Built, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        answers(built, tmp_path / "none.txt")
    assert caught.value.code == "pipeline.no_such_input"


def test_missing_column_is_told_with_those_there(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(InputError) as caught:
        answers(built, file, column="affiliation")
    assert (caught.value.code, caught.value.params["known"]) == ("pipeline.no_column", "a, b")


def test_file_that_is_no_parquet_is_told(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.parquet"
    file.write_bytes(b"PAR1 and nothing more")
    with pytest.raises(SourceError) as caught:
        answers(built, file)
    assert caught.value.code == "pipeline.not_readable"


@pytest.mark.parametrize(
    ("name", "content", "column", "code"),
    [
        ("in.xlsx", b"PK\x03\x04 a workbook", None, "pipeline.not_text"),
        ("in.xls", b"\xd0\xcf\x11\xe0 an old one", None, "pipeline.not_text"),
        ("in.parquet", b"Sichuan University\n", None, "pipeline.not_parquet"),
        ("in.csv", b"", None, "pipeline.no_headings"),
        ("in.txt", b"", "affiliation", "pipeline.no_headings"),
    ],
)
def test_file_of_another_kind_is_told(
    built: Built, tmp_path: Path, name: str, content: bytes, column: str | None, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        answers(built, tmp_path / name, column=column)
    assert caught.value.code == code


@pytest.mark.parametrize("values", [[1, 2], [["a"], ["b"]]])
def test_column_without_text_is_told(built: Built, tmp_path: Path, values: list[object]) -> None:
    pq.write_table(pa.table({"affiliation": values}), tmp_path / "in.parquet")
    with pytest.raises(InputError) as caught:
        answers(built, tmp_path / "in.parquet")
    assert caught.value.code == "pipeline.column_not_text"


def test_table_without_organisations_is_told(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text(SICHUAN)
    with pytest.raises(InputError) as caught:
        answers(built, file, organisations=file)
    assert caught.value.code == "pipeline.not_organisations"


def test_no_version_and_no_table_says_to_build(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text(SICHUAN)
    with pytest.raises(InputError) as caught:
        answers(Built(tmp_path / "empty", tmp_path, built.report), file)
    assert caught.value.code == "lake.no_version"


def test_nothing_is_written_where_an_error_rises(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(InputError):
        answers(built, file, column="c")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.csv"]


def test_index_of_the_build_is_taken_over(lake_copy: Built, tmp_path: Path) -> None:
    before = [s.fingerprint for s in Lake(lake_copy.data).stages("index")]
    file = tmp_path / "lines.txt"
    file.write_text(SICHUAN)
    answers(lake_copy, file)
    assert [s.fingerprint for s in Lake(lake_copy.data).stages("index")] == before
