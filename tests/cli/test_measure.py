"""`jialing measure`: files in, files out, bad cells pointed at."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from jialing.cli import main
from jialing.errors import InputError, SchemaError
from jialing.pipeline import measure_file

MATRIX = "region,F1,F2,F3,F4,F5\n成都,3,0,5,0,1\nR2,0,0,0,0,0\nR3,2,4,0,0,6\nR4,1,1,7,0,0\nR5,0,9,2,0,2\n"


def _file(folder: Path, text: str, *, encoding: str = "utf-8") -> Path:
    path = folder / "matrix.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_measure_writes_five_tables_with_the_labels_in_their_order(tmp_path: Path) -> None:
    measure_file(_file(tmp_path, MATRIX), tmp_path / "out")
    density = pd.read_csv(tmp_path / "out" / "density.csv", index_col=0)
    assert (density.index.tolist(), density.columns.tolist()) == (
        ["成都", "R2", "R3", "R4", "R5"],
        ["F1", "F2", "F3", "F4", "F5"],
    )
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "complexity_fields.csv",
        "complexity_regions.csv",
        "density.csv",
        "proximity.csv",
        "specialisation.csv",
    ]


def test_measure_of_parquet_writes_parquet(tmp_path: Path) -> None:
    path = tmp_path / "matrix.parquet"
    pd.DataFrame({"region": ["A", "B"], "x": [1, 2], "y": [2, 0]}).to_parquet(path)
    measure_file(path, tmp_path / "out")
    found = pd.read_parquet(tmp_path / "out" / "specialisation.parquet")
    assert (found.columns.tolist(), found["region"].tolist()) == (["region", "x", "y"], ["A", "B"])


def test_measure_says_on_one_line_what_is_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["measure", str(_file(tmp_path, MATRIX)), "--out", str(tmp_path / "out")])
    told = capsys.readouterr().out.strip().splitlines()
    assert told[1:] == ["unknown for regions without anything (1): R2; unknown for fields without anything (1): F4"]


def test_measure_of_separate_groups_says_why_complexity_is_undefined(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["measure", str(_file(tmp_path, "r,a,b\nx,1,0\ny,0,1\n")), "--out", str(tmp_path / "out")])
    assert "without a common field" in capsys.readouterr().out.splitlines()[1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("r,a,b\nx,1,-2\n", "matrix.not_a_count"),
        ("r,a,b\nx,1,inf\n", "matrix.not_a_count"),
        ("r,a,b\nx,1,two\n", "matrix.not_a_number"),
        ("r,a,b\nx,1,NaN\n", "matrix.not_a_number"),
        ("r,a,b\nx,1,\n", "matrix.not_a_number"),
        ('r,a,b\nx,"1,000",2\n', "matrix.not_a_number"),
        ("r,a,a\nx,1,2\n", "matrix.duplicate_labels"),
        ("r,a,b\nx,1,2\nx,3,4\n", "matrix.duplicate_labels"),
        ("r,a,b\n,1,2\n", "matrix.unnamed_region"),
        ("r,,b\nx,1,2\n", "matrix.unnamed_field"),
        ("r,a,b\n", "matrix.no_cells"),
        ("r\nx\n", "matrix.no_cells"),
    ],
)
def test_measure_points_at_what_it_cannot_use(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        measure_file(_file(tmp_path, text), tmp_path / "out")
    assert (refused.value.code, (tmp_path / "out").exists()) == (code, False)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "matrix.empty_file"),
        (b"\xef\xbb\xbf \n", "matrix.empty_file"),
        (b"\xff\xfe\x00", "matrix.encoding"),
        (b"r,a\nx,\x00\n", "matrix.encoding"),
        (b"r,a\nx,\xff\xff\n", "matrix.encoding"),
        (b"r,a,b\nx,1\n", "matrix.ragged"),
        (b"r,a,b\nx,1,2,3\n", "matrix.ragged"),
        (b'r,a\n"x,1\ny,2\n', "matrix.unclosed"),
    ],
)
def test_measure_says_what_is_wrong_with_a_file(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "matrix.csv").write_bytes(data)
    with pytest.raises(SchemaError) as refused:
        measure_file(tmp_path / "matrix.csv", tmp_path / "out")
    assert (refused.value.code, (tmp_path / "out").exists()) == (code, False)


def test_measure_names_the_line_that_has_too_many_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", str(_file(tmp_path, "r,a\nx,1\ny,2,3\n")), "--out", str(tmp_path / "out")]) == 4
    assert "line 3" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        MATRIX.replace(",", ";"),
        MATRIX.replace(",", "\t"),
        MATRIX.replace("\n", "\r\n"),
        MATRIX.replace("\n", ",,\n") + ",,,,\n\n",
        "\n" + MATRIX,
    ],
    ids=["semicolons", "tabs", "crlf", "empty cells after the last", "empty line first"],
)
def test_measure_reads_what_spreadsheets_write(tmp_path: Path, text: str) -> None:
    measure_file(_file(tmp_path, MATRIX), tmp_path / "plain")
    measure_file(_file(tmp_path, text), tmp_path / "out")
    plain, out = (tmp_path / name / "density.csv" for name in ("plain", "out"))
    assert out.read_text(encoding="utf-8") == plain.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_measure_reads_encodings(tmp_path: Path, encoding: str) -> None:
    measure_file(_file(tmp_path, MATRIX, encoding=encoding), tmp_path / "out")
    assert pd.read_csv(tmp_path / "out" / "complexity_regions.csv")["label"][0] == "成都"


def test_measure_of_parquet_points_at_an_unknown_cell(tmp_path: Path) -> None:
    path = tmp_path / "matrix.parquet"
    pd.DataFrame({"region": ["A", "B"], "x": [1, None], "y": [2, 0]}).to_parquet(path)
    with pytest.raises(InputError) as refused:
        measure_file(path, tmp_path / "out")
    assert refused.value.params == {"row": "B", "column": "x", "value": ""}


def test_measure_takes_the_named_index_of_a_data_frame_as_regions(tmp_path: Path) -> None:
    path = tmp_path / "matrix.parquet"
    pd.DataFrame({"x": [1, 2], "y": [2, 0]}, index=pd.Index(["A", "B"], name="city")).to_parquet(path)
    measure_file(path, tmp_path / "out")
    found = pd.read_parquet(tmp_path / "out" / "density.parquet")
    assert (found.columns.tolist(), found["city"].tolist()) == (["city", "x", "y"], ["A", "B"])


def test_measure_will_not_write_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    matrix = _file(tmp_path, MATRIX)
    assert main(["measure", str(matrix), "--out", str(matrix)]) == InputError.exit_code
    assert "Choose another folder" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["r,a\nx,3\ny,4\n", "r,a,b\nx,3,4\n", "r,a,b\nx,0,0\ny,0,0\n"])
def test_measure_of_one_region_one_field_or_nothing_leaves_complexity_unknown(tmp_path: Path, text: str) -> None:
    report = measure_file(_file(tmp_path, text), tmp_path / "out")
    assert report.undefined == "too_small"


@pytest.mark.parametrize("name", ["missing.csv", "matrix.xls"])
def test_measure_refuses_files_it_cannot_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "matrix.xls").write_text("x")
    with pytest.raises(InputError):
        measure_file(tmp_path / name, tmp_path / "out")


@pytest.mark.parametrize("data", [b"", b"PAR1 and nothing", b'a,b\n"x'])
def test_measure_refuses_broken_files(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / ("matrix.parquet" if data.startswith(b"PAR1") else "matrix.csv")
    path.write_bytes(data)
    with pytest.raises(SchemaError):
        measure_file(path, tmp_path / "out")
