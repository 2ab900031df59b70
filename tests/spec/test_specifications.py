"""Every specification holds on every table engine that is here."""

from __future__ import annotations

import importlib.util
import math
import shutil
from collections.abc import Callable, Iterator, Sequence

import duckdb
import narwhals as nw
import numpy as np
import pyarrow as pa
import pytest

from jialing.errors import Infeasible
from jialing.match import cheapest_portfolio
from jialing.measure import (
    STEPS,
    Interval,
    Pooled,
    Stay,
    association_strength,
    critical_mass,
    effort,
    expected_ties,
    jaccard,
    moves,
    rank_stability,
    salton,
    specialisation,
    survives,
    union_density,
)
from jialing.measure.at_risk import cells_at_risk
from jialing.schema.tables import TABLES
from tests.spec.reading import Block, Specification, specifications, value

Frame = nw.LazyFrame
Opener = Callable[[dict[str, pa.Table]], dict[str, Frame]]


def _on_duckdb(tables: dict[str, pa.Table]) -> dict[str, Frame]:
    connection = duckdb.connect()
    return {name: nw.from_native(connection.from_arrow(table)) for name, table in tables.items()}


def _on_pandas(tables: dict[str, pa.Table]) -> dict[str, Frame]:
    import pandas as pd

    return {name: nw.from_native(table.to_pandas(types_mapper=pd.ArrowDtype)).lazy() for name, table in tables.items()}


def _spark() -> Opener:
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed: pip install --require-hashes -r requirements/spark.txt")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java: apt-get install default-jre-headless")
    from pyspark.sql import SparkSession

    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.driver.memory": "1g"}
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()

    def opened(tables: dict[str, pa.Table]) -> dict[str, Frame]:
        return {name: nw.from_native(session.createDataFrame(table)) for name, table in tables.items()}

    return opened


@pytest.fixture(scope="module", params=["duckdb", "pandas", "spark"])
def engine(request: pytest.FixtureRequest) -> Iterator[Opener]:
    yield {"duckdb": lambda: _on_duckdb, "pandas": lambda: _on_pandas, "spark": _spark}[request.param]()


OF_TABLES = [specification for specification in specifications() if not specification.is_of_arrays]
STRENGTHS = {"salton": salton, "jaccard": jaccard, "association_strength": association_strength}


@pytest.mark.parametrize("specification", OF_TABLES, ids=lambda s: s.name)
def test_specification_holds(specification: Specification, engine: Opener) -> None:
    tables = engine(specification.given())
    for block in specification.expected():
        assert _found(block, tables) == _written(block)


@pytest.mark.parametrize("name", STRENGTHS)
def test_strength_specification_holds(name: str) -> None:
    block = next(block for s in specifications() for block in s.expected() if block.table == name)
    *arguments, expected = np.array([_numbers(row) for row in block.rows]).T
    np.testing.assert_allclose(STRENGTHS[name](*arguments), expected)


def test_specialisation_specification_holds() -> None:
    written = next(s for s in specifications() if s.name.endswith("specialisation"))
    counts, reference, expected = (_numbers([row[-1] for row in block.rows]) for block in written.blocks)
    found = specialisation(np.reshape(counts, (-1, len(reference))), reference)
    np.testing.assert_allclose(found.ravel(), expected)


@pytest.mark.parametrize("model", ["configuration", "gravity"])
def test_expected_ties_specification_holds(model: str) -> None:
    block = next(b for s in specifications() for b in s.expected() if b.table == f"expected_{model}")
    found = expected_ties(_pairs(block, "ties"), size=_sizes(block), distance=_pairs(block, "km"), model=model, n=10)
    np.testing.assert_allclose(found.expected, _pairs(block, "expected"), rtol=1e-6)
    np.testing.assert_allclose(found.ratio, _pairs(block, "ratio"), rtol=1e-6)


def _pairs(block: Block, column: str) -> np.ndarray:
    """A column of pairs as a square, nothing known of a place with itself; 1 where the block has no such column."""
    at = {place: i for i, place in enumerate(sorted({row[i] for row in block.rows for i in (0, 1)}))}
    square = np.full((len(at), len(at)), np.nan)
    for row in block.rows:
        a, b = at[row[0]], at[row[1]]
        square[a, b] = square[b, a] = _numbers([dict(zip(block.header, row, strict=True)).get(column, "1")])[0]
    return square


def _sizes(block: Block) -> np.ndarray:
    found = {}
    for row in (dict(zip(block.header, cells, strict=True)) for cells in block.rows):
        found |= {row[f"place_{end}"]: row.get(f"size_{end}", "1") for end in "ab"}
    return np.array(_numbers([found[place] for place in sorted(found)]))


def test_moves_specification_holds() -> None:
    written = next(s for s in specifications() if s.name.endswith("moves"))
    given, *expected = written.blocks
    words = sorted({cell for row in given.rows for cell in (row[0], *row[2:4])})
    codes = {word: at for at, word in enumerate(words)} | {"-": -1}
    people, years, places, orgs, works = zip(*given.rows, strict=True)
    stays = {
        "year": np.array([int(y) for y in years]),
        "place": np.array([codes[p] for p in places]),
        "org": np.array([codes[o] for o in orgs]),
        "source_id": np.full(len(years), -1),
        "has_orcid": np.zeros(len(years), np.bool_),
        "works": np.array([float(n) for n in works]),
    }
    assert set(stays) == set(Stay._fields)
    found = moves(np.array([codes[p] for p in people]), stays)
    told = [(words[m.person], m.kind, str(m.year), words[m.from_place], words[m.to_place]) for m in found]
    assert sorted(told) == sorted(row for block in expected for row in block.rows)


def _block_of(name: str) -> Block:
    return next(block for s in specifications() for block in s.expected() if block.table == name)


def _list(items: str) -> np.ndarray:
    """Values of items a, b, c ... written from the first to the last, = between equals."""
    groups = [group.split("=") for group in items.split()]
    place = {item: -float(i) for i, group in enumerate(groups) for item in group}
    return np.array([place[item] for item in sorted(place)])


@pytest.mark.parametrize("row", _block_of("rank_stability").rows)
def test_rank_stability_specification_holds(row: Sequence[str]) -> None:
    listed, draw, top, expected = row
    found = rank_stability(_list(draw)[None], _list(listed), top=int(top))
    np.testing.assert_allclose(found, _numbers([expected])[0])


@pytest.mark.parametrize("row", _block_of("survives").rows)
def test_survival_specification_holds(row: Sequence[str]) -> None:
    *numbers, variants, against, expected = row
    found = survives(Interval(*_numbers(numbers)), _numbers(variants.replace("''", "").split()), against=float(against))
    assert found == value(expected, "flag")


@pytest.mark.parametrize("row", _block_of("entry").rows)
def test_entry_specification_holds(row: Sequence[str]) -> None:
    """Three fields (the one asked about, one that is near it, the rest), two regions, so that density is known."""
    *works, floor = (float(cell) for cell in row[:-1])
    asked, other = np.array(works), np.full(4, 30.0)
    counts = np.array([[asked, other, 970 - asked], [other, other, 940 + 0 * other]])
    reference = np.array([[1.0] * 4, [1.0] * 4, [98.0] * 4])
    cells = cells_at_risk(counts, reference=reference, floor=floor)
    found = cells.entered[(cells.region == 0) & (cells.field == 0)].astype(float)
    np.testing.assert_allclose(found, [n for n in _numbers(row[-1:]) if not math.isnan(n)])


@pytest.mark.parametrize("city", ["a", "b", "union"])
def test_union_density_specification_holds(city: str) -> None:
    written = next(s for s in specifications() if s.name.endswith("union-density"))
    near = np.array([_numbers(row[1:]) for row in written.blocks[0].rows])
    *fields, alone_a, alone_b, together = zip(*written.blocks[1].rows, strict=True)
    held = np.array([[value(cell, "flag") for cell in column] for column in fields[1:]], float)
    rows = {"a": held[:1], "b": held[1:], "union": held}[city]
    expected = {"a": alone_a, "b": alone_b, "union": together}[city]
    np.testing.assert_allclose(union_density(rows, near), _numbers(expected))


@pytest.mark.parametrize("row", _block_of("critical_mass").rows)
def test_critical_mass_specification_holds(row: Sequence[str]) -> None:
    assert critical_mass(_pooled(row)).verdict == row[-1]


@pytest.mark.parametrize("row", _block_of("survival_of_mass").rows)
def test_survival_of_mass_specification_holds(row: Sequence[str]) -> None:
    base = _pooled(("90", "40", "50 120", "3", "2", ""))
    assert critical_mass(base, {"other": _pooled(row)}).verdict == row[-1]


def _pooled(row: Sequence[str]) -> Pooled:
    circle, city, theirs, n_groups, n_places, _ = row
    comparators = np.array(_numbers(theirs.split()))
    return Pooled.once(float(circle), float(city), comparators, n_groups=int(n_groups), n_places=int(n_places))


@pytest.mark.parametrize("row", _block_of("least_effort").rows)
def test_least_effort_specification_holds(row: Sequence[str]) -> None:
    held, efforts, complexities, target, chosen, *figures = row
    known = {"held_complexity": _numbers(held.split()), "target": float(target)}
    asked = (_numbers(efforts.split()), _numbers(complexities.split()))
    if chosen == "-":
        with pytest.raises(Infeasible):
            cheapest_portfolio(*asked, **known)  # type: ignore[arg-type]
        return
    found = cheapest_portfolio(*asked, **known)  # type: ignore[arg-type]
    assert [name for name, is_in in zip("abc", found.chosen, strict=True) if is_in] == chosen.replace("''", "").split()
    np.testing.assert_allclose((found.effort, found.reached), _numbers(figures))


@pytest.mark.parametrize("row", _block_of("effort").rows)
def test_effort_specification_holds(row: Sequence[str]) -> None:
    size, share, floor, works, density, expected = _numbers(row)
    found = effort([works], size=[size], share=[share], density=[density], floor=floor)
    np.testing.assert_allclose(found, [expected])


def _numbers(cells: Sequence[str]) -> list[float]:
    """Cells as numbers; null is NaN, as arrays have it."""
    return [math.nan if (number := value(cell, "number")) is None else number for cell in cells]


def _made(name: str, tables: dict[str, Frame]) -> Frame:
    if name in tables:
        return tables[name]
    step = next(step for step in STEPS if step.name == name)
    return step.make(*(_made(needed, tables) for needed in step.takes))


def _found(block: Block, tables: dict[str, Frame]) -> list[tuple[object, ...]]:
    rows = _made(block.table, tables)
    if block.where:
        rows = rows.filter(nw.col(block.where[0]) == block.where[1])
    return _sorted(rows.collect("pyarrow").select(*block.header).rows())


def _written(block: Block) -> list[tuple[object, ...]]:
    kinds = {column.name: column.type for column in TABLES[block.table].columns}
    rows = [
        tuple(value(cell, kinds[column]) for column, cell in zip(block.header, row, strict=True)) for row in block.rows
    ]
    return _sorted(rows)


def _sorted(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    rounded = [tuple(round(cell, 9) if isinstance(cell, float) else cell for cell in row) for row in rows]
    return sorted(rounded, key=lambda row: [(cell is not None, str(cell)) for cell in row])
