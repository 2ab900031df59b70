"""A matrix in a file: the first column names the regions, the others are the fields. What is wrong is pointed at."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from jialing.errors import InputError, SchemaError

FORMATS = (".csv", ".parquet")
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",;\t"
Cells = npt.NDArray[np.float64]
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class MatrixFile:
    """Counts >= 0 (regions, fields), the labels in the file's order, and the heading of the regions."""

    heading: str
    regions: tuple[str, ...]
    fields: tuple[str, ...]
    cells: Cells


def read_matrix(file: Path) -> MatrixFile:
    """The matrix in a CSV (comma, semicolon or tab; UTF-8, UTF-16 with its mark, or GB18030) or Parquet file.

    Raises
    ------
    InputError
        ``matrix.no_file``, ``matrix.unknown_format``, ``matrix.no_cells``, ``matrix.unnamed_region``,
        ``matrix.unnamed_field``, ``matrix.duplicate_labels``, ``matrix.not_a_number``, ``matrix.not_a_count``.
    SchemaError
        ``matrix.empty_file``, ``matrix.encoding``, ``matrix.ragged`` (line), ``matrix.unclosed``,
        ``matrix.unreadable``.
    """
    if not file.is_file():
        raise InputError("matrix.no_file", file=file)
    if file.suffix.lower() not in FORMATS:
        raise InputError("matrix.unknown_format", file=file.name, known=", ".join(FORMATS))
    try:
        matrix = _of_parquet(file) if file.suffix.lower() == ".parquet" else _of_csv(file)
    except OSError as error:
        raise SchemaError("matrix.unreadable", file=file.name, reason=error.strerror or str(error)) from error
    _check_names(matrix.regions, "region")
    _check_names(matrix.fields, "field")
    _refuse(matrix, matrix.cells < 0, "matrix.not_a_count")
    _refuse(matrix, np.isinf(matrix.cells), "matrix.not_a_count")
    return matrix


def _of_csv(file: Path) -> MatrixFile:
    rows = _rows(file)
    _, header = next(rows, (0, []))
    width = len(header)
    regions, cells = [], []
    for line, row in rows:
        if len(row) != width:
            raise SchemaError("matrix.ragged", file=file.name, line=line, found=len(row), expected=width)
        regions.append(row[0].strip())
        cells.append(_numbers(row[1:], row[0], header[1:]))
    if width < 2 or not regions:
        raise InputError("matrix.no_cells", file=file.name)
    names = [name.strip() for name in header]
    return MatrixFile(names[0], tuple(regions), tuple(names[1:]), np.array(cells))


def _rows(file: Path) -> Iterator[Row]:
    """(number of the line, cells), without empty rows and without cells after the last heading that hold nothing."""
    text = _decoded(file)
    if not text.strip():
        raise SchemaError("matrix.empty_file", file=file.name)
    first = text.lstrip().partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True)
    width = 0
    try:
        for row in lines:
            if any(cell.strip() for cell in row):
                width = width or len(_without_tail(row, 1))
                yield lines.line_num, _without_tail(row, width)
    except csv.Error as error:
        raise SchemaError("matrix.unclosed", file=file.name, line=lines.line_num) from error


def _without_tail(row: list[str], width: int) -> list[str]:
    """Without empty cells at the end beyond ``width``: spreadsheets write them."""
    end = len(row)
    while end > width and not row[end - 1].strip():
        end -= 1
    return row[:end]


def _decoded(file: Path) -> str:
    data = file.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise SchemaError("matrix.encoding", file=file.name)


def _numbers(row: list[str], region: str, fields: Sequence[str]) -> Cells:
    try:
        found = np.array(row, dtype=float)
    except ValueError:
        found = np.array([_number(cell) for cell in row])
    for at in map(int, np.flatnonzero(np.isnan(found))):
        raise InputError("matrix.not_a_number", row=region, column=fields[at], value=row[at].strip())
    return found


def _number(cell: str) -> float:
    """NaN for what is none."""
    try:
        return float(cell)
    except ValueError:
        return float("nan")


def _of_parquet(file: Path) -> MatrixFile:
    try:
        table = pq.read_table(file)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise SchemaError("matrix.unreadable", file=file.name, reason=str(error).partition(". ")[0]) from error
    names = _label_first(table)
    if len(names) < 2 or table.num_rows == 0:
        raise InputError("matrix.no_cells", file=file.name)
    regions = tuple("" if label is None else str(label).strip() for label in table.column(names[0]).to_pylist())
    fields = tuple(names[1:])
    cells = np.column_stack([_column(table.column(name), name, regions) for name in fields])
    return MatrixFile(names[0], regions, fields, cells)


def _label_first(table: pa.Table) -> list[str]:
    """The table's columns; an index that pandas named stands first, though the file holds it last."""
    index = [n for n in (table.schema.pandas_metadata or {}).get("index_columns", []) if isinstance(n, str)]
    named = [name for name in index if name in table.column_names and not name.startswith("__index_level_")]
    kept = [name for name in table.column_names if not name.startswith("__index_level_")]
    return named[:1] + [name for name in kept if name not in named[:1]]


def _column(column: pa.ChunkedArray, name: str, regions: Sequence[str]) -> Cells:
    try:
        found = np.asarray(column.cast(pa.float64()).to_numpy(), dtype=float)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        found = np.array([_number(str(value)) for value in column.to_pylist()])
    for at in map(int, np.flatnonzero(np.isnan(found))):
        value = column[at].as_py()
        raise InputError("matrix.not_a_number", row=regions[at], column=name, value="" if value is None else str(value))
    return found


def _check_names(names: Sequence[str], kind: str) -> None:
    if "" in names:
        raise InputError(f"matrix.unnamed_{kind}", number=list(names).index("") + 1)
    twice = [name for name, n in Counter(names).items() if n > 1]
    if twice:
        raise InputError("matrix.duplicate_labels", labels=", ".join(twice[:10]), count=len(twice))


def _refuse(matrix: MatrixFile, is_wrong: npt.NDArray[np.bool_], code: str) -> None:
    """Point at the first cell that cannot be used, and say how many there are."""
    if is_wrong.any():
        row, column = (int(at) for at in np.argwhere(is_wrong)[0])
        value = f"{matrix.cells[row, column]:g}"
        names = {"row": matrix.regions[row], "column": matrix.fields[column]}
        raise InputError(code, **names, value=value, count=int(is_wrong.sum()))
