"""A region x field matrix in a file: specialisation, proximity, density and complexity in files beside each other."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from jialing.errors import InputError, SchemaError
from jialing.measure import complexity, presence, proximity, relatedness_density, specialisation

FORMATS = (".csv", ".parquet")
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class MeasureReport:
    """What was read and written: sizes, files, empty regions and fields by name, and why complexity is undefined."""

    n_regions: int
    n_fields: int
    files: tuple[Path, ...]
    empty_regions: tuple[str, ...]
    empty_fields: tuple[str, ...]
    undefined: str | None


def measure_file(file: Path, out: Path, *, threshold: float = 1.0, diagonal: float = 0.0) -> MeasureReport:
    """Read a matrix and write specialisation, proximity, density, complexity_regions and complexity_fields.

    Parameters
    ----------
    file : CSV (UTF-8 or GB18030) or Parquet: first column the region, the others fields; counts >= 0. The matrix is its
        own reference population: all regions of the population are rows.
    out : folder, made where missing; files in the format of ``file``, the same labels in the same order; unknown values
        are empty
    threshold : specialisation from which a region has a field
    diagonal : proximity of a field to itself in density; 0 or 1

    Raises
    ------
    InputError
        ``matrix.no_file``, ``matrix.unknown_format``, ``matrix.duplicate_labels`` (labels), ``matrix.no_cells``,
        ``matrix.not_a_number`` (row, column, value), ``matrix.not_a_count`` (row, column, value), and those of
        :mod:`jialing.measure`.
    SchemaError
        ``matrix.unreadable``.
    """
    counts = _read(file)
    _check(counts)
    cells = counts.to_numpy(float)
    held = presence(cells, threshold=threshold)
    found = complexity(held)
    regions, fields = counts.index, counts.columns
    tables = {
        "specialisation": pd.DataFrame(specialisation(cells), regions, fields),
        "proximity": pd.DataFrame(proximity(held, diagonal=diagonal), fields, fields),
        "density": pd.DataFrame(relatedness_density(held, diagonal=diagonal), regions, fields),
        "complexity_regions": pd.DataFrame({"value": found.regions}, regions),
        "complexity_fields": pd.DataFrame({"value": found.fields}, fields),
    }
    return MeasureReport(
        n_regions=len(regions),
        n_fields=len(fields),
        files=_written(tables, out, file.suffix.lower(), str(counts.index.name or "region")),
        empty_regions=tuple(str(r) for r in regions[cells.sum(axis=1) == 0]),
        empty_fields=tuple(str(f) for f in fields[cells.sum(axis=0) == 0]),
        undefined=found.undefined,
    )


def _read(file: Path) -> pd.DataFrame:
    if not file.is_file():
        raise InputError("matrix.no_file", file=file)
    if file.suffix.lower() not in FORMATS:
        raise InputError("matrix.unknown_format", file=file.name, known=", ".join(FORMATS))
    table = _of_parquet(file) if file.suffix.lower() == ".parquet" else _of_csv(file)
    if table.shape[0] == 0 or table.shape[1] < 2:
        raise InputError("matrix.no_cells", file=file.name)
    return table.set_index(table.columns[0])


def _of_parquet(file: Path) -> pd.DataFrame:
    try:
        table = pd.read_parquet(file)
    except (ValueError, OSError) as error:
        raise SchemaError("matrix.unreadable", file=file.name, reason=_first_line(error)) from error
    is_named = table.index.name is not None and not isinstance(table.index, pd.RangeIndex)
    table = table.reset_index() if is_named else table
    return table.rename(columns=str)


def _of_csv(file: Path) -> pd.DataFrame:
    """Everything as text, headings too: repeated headings stay as they are and are found."""
    try:
        rows = pd.read_csv(io.StringIO(_decoded(file)), header=None, dtype=str, keep_default_na=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise SchemaError("matrix.unreadable", file=file.name, reason=_first_line(error)) from error
    table = rows.iloc[1:].reset_index(drop=True)
    table.columns = pd.Index([str(name).strip() for name in rows.iloc[0]])
    return table


def _decoded(file: Path) -> str:
    data = file.read_bytes()
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SchemaError("matrix.unreadable", file=file.name, reason="UTF-8, GB18030")


def _check(counts: pd.DataFrame) -> None:
    for labels in (counts.index, counts.columns):
        twice = [str(label) for label, n in Counter(labels).items() if n > 1]
        if twice:
            raise InputError("matrix.duplicate_labels", labels=", ".join(twice[:10]), count=len(twice))
    for name in counts.columns:
        column = counts[name]
        numbers = pd.to_numeric(column, errors="coerce")
        _refuse_first(column, np.isnan(numbers.to_numpy(float)), "matrix.not_a_number")
        _refuse_first(column, ~((numbers >= 0) & np.isfinite(numbers)).to_numpy(bool), "matrix.not_a_count")


def _refuse_first(column: pd.Series, is_wrong: np.ndarray, code: str) -> None:
    """Point at the first cell that cannot be used, and say how many there are in the column."""
    if is_wrong.any():
        at = int(np.argmax(is_wrong))
        raise InputError(
            code,
            row=str(column.index[at]),
            column=str(column.name),
            value=str(column.iloc[at]),
            count=int(is_wrong.sum()),
        )


def _written(tables: dict[str, pd.DataFrame], out: Path, suffix: str, label: str) -> tuple[Path, ...]:
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for name, table in tables.items():
        path = out / f"{name}{suffix}"
        whole = table.rename_axis(label if name != "proximity" else "field").reset_index()
        if name.startswith("complexity"):
            whole = whole.rename(columns={whole.columns[0]: "label"})
        whole.to_parquet(path, index=False) if suffix == ".parquet" else whole.to_csv(path, index=False)
        files.append(path)
    return tuple(files)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
