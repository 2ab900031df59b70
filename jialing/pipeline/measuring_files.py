"""A region x field matrix in a file: specialisation, proximity, density and complexity in files beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jialing.lake import told_plainly, whole_file
from jialing.measure import complexity, presence, proximity, relatedness_density, specialisation
from jialing.pipeline.matrix_file import read_matrix

if TYPE_CHECKING:
    import pandas as pd


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
    file : CSV or Parquet (:func:`~jialing.pipeline.matrix_file.read_matrix`): first column the region, the others
        fields; counts >= 0. The matrix is its own reference population: all regions of the population are rows.
    out : folder, made where missing; files in the format of ``file``, the same labels in the same order; unknown values
        are empty
    threshold : specialisation from which a region has a field
    diagonal : proximity of a field to itself in density; 0 or 1

    Raises
    ------
    InputError, SchemaError
        Those of ``read_matrix`` and of :mod:`jialing.measure`.
    WrongState
        ``lake.disk_full``, ``lake.no_permission``.
    """
    import pandas as pd  # slow to import, and every worker of a build imports this room

    matrix = read_matrix(file)
    cells = matrix.cells
    held = presence(cells, threshold=threshold)
    found = complexity(held)
    regions, fields = pd.Index(matrix.regions), pd.Index(matrix.fields)
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
        files=_written(tables, out, file.suffix.lower(), matrix.heading or "region"),
        empty_regions=tuple(str(r) for r in regions[cells.sum(axis=1) == 0]),
        empty_fields=tuple(str(f) for f in fields[cells.sum(axis=0) == 0]),
        undefined=found.undefined,
    )


def _written(tables: dict[str, pd.DataFrame], out: Path, suffix: str, label: str) -> tuple[Path, ...]:
    with told_plainly(out):
        out.mkdir(parents=True, exist_ok=True)
    files = []
    for name, table in tables.items():
        path = out / f"{name}{suffix}"
        whole = table.rename_axis(label if name != "proximity" else "field").reset_index()
        if name.startswith("complexity"):
            whole = whole.rename(columns={whole.columns[0]: "label"})
        with whole_file(path) as file:
            whole.to_parquet(file, index=False) if suffix == ".parquet" else whole.to_csv(file, index=False)
        files.append(path)
    return tuple(files)
