"""Tables that lie in many parts, with the records that come again later left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import pyarrow as pa

from jialing.lake.checks import empty_select, table_of
from jialing.lake.engine import Engine
from jialing.lake.stages import Stage
from jialing.lake.versions import quoted, reading

REPEATS = (
    "of_table VARCHAR, file_no BIGINT, batch INTEGER, id VARCHAR, kept_no BIGINT, excerpt VARCHAR, "
    "is_by_fullness BOOLEAN"
)


class PartedTables:
    """The tables of several stages as one, in an engine.

    Parameters
    ----------
    engine : where the views are made
    stages : the parts, in the order in which a later record replaces an earlier one; their tables carry a ``batch``
    """

    def __init__(self, engine: Engine, stages: Sequence[Stage]) -> None:
        self._engine = engine
        self._stages = stages

    def find_repeats(
        self, keys: Mapping[str, str], children: Mapping[str, Sequence[str]], fullest: Collection[str]
    ) -> None:
        """Make the engine's table ``repeats``, records that give way to another of their id: table, number of the part,
        batch, id, number of the part that is kept, how the record begins, and whether it gave way to a fuller one.

        ``keys``: primary table -> the column of its id (ids are compared within a source). ``children``: primary table
        -> tables whose rows belong to its records. ``fullest``: sources of which the fullest record is kept, not the
        last.
        """
        self._engine.run(f"CREATE OR REPLACE TABLE repeats ({REPEATS})")
        self._engine.table("fullest", pa.table({"source": pa.array(sorted(fullest), pa.string())}))
        for table, key in keys.items():
            numbered = self._files(table)
            if numbered:
                self._order(numbered)
                self._engine.view_of("parted", f"SELECT * FROM {_named(list(numbered.values()))}")
                self._engine.run(_template("repeated").format(key=key, filled=_filled(table)))
                self._count_belonging(children[table], key)
                self._engine.run(_template("repeats").format(table=table, key=key, columns=_record(table)))

    def _count_belonging(self, children: Sequence[str], key: str) -> None:
        """The engine's table ``belonging``: rows of repeated records in other tables, where fullness decides."""
        self._engine.run("CREATE OR REPLACE TABLE belonging (file_no BIGINT, batch INTEGER, id VARCHAR, n BIGINT)")
        files = self._engine.rows("SELECT DISTINCT file_no FROM repeated SEMI JOIN fullest USING (source)")
        concerned = set(files.column("file_no").to_pylist())
        for child in children:
            for number, path in self._files(child).items():
                if number in concerned:
                    self._engine.run(
                        f'INSERT INTO belonging SELECT {number}, batch, "{key}", count(*) FROM {reading([path])} '
                        f'WHERE "{key}" IN (SELECT id FROM repeated) GROUP BY ALL'
                    )

    def _order(self, numbered: Mapping[int, Path]) -> None:
        rows = pa.table({"filename": [str(p) for p in numbered.values()], "file_no": list(numbered)})
        self._engine.table("file_order", rows)

    def views(self, tables: Sequence[str], owners: Mapping[str, tuple[str, str]]) -> None:
        """Make a view of each table without the rows of records that the engine's ``repeats`` names.

        ``owners``: table -> (primary table it belongs to, its column of that id); others are shown whole.
        """
        rows = self._engine.rows("SELECT DISTINCT of_table, file_no FROM repeats").to_pylist()
        touched = {(row["of_table"], row["file_no"]) for row in rows}
        for table in tables:
            primary, key = owners.get(table, ("", ""))
            self._view(table, primary, key, {number for of, number in touched if of == primary})

    def _view(self, table: str, primary: str, key: str, touched: set[int]) -> None:
        numbered = self._files(table)
        names = ", ".join(f'"{c.name}"' for c in table_of(table).columns)
        clean = [path for number, path in numbered.items() if number not in touched]
        pieces = [f"SELECT {names} FROM {reading(clean)}"] if clean else []
        pieces += [
            f"SELECT {names} FROM {reading([numbered[number]])} t WHERE NOT EXISTS (SELECT 1 FROM repeats r WHERE "
            f"r.of_table = '{primary}' AND r.file_no = {number} AND r.batch = t.batch AND r.id = t.\"{key}\")"
            for number in sorted(touched & set(numbered))
        ]
        self._engine.view_of(table, " UNION ALL ".join(pieces) if pieces else empty_select(table))

    def _files(self, table: str) -> dict[int, Path]:
        return {number: path for number, stage in enumerate(self._stages) for path in stage.files(table)}


def _template(name: str) -> str:
    return files("jialing.lake").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")


def _filled(table: str) -> str:
    """SQL of the number of values of a row that are not null."""
    names = [c.name for c in table_of(table).columns if c.name != "source"]
    return " + ".join(f'(t."{name}" IS NOT NULL)::INT' for name in names)


def _named(paths: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(map(quoted, paths))}], filename = true)"


def _record(table: str) -> str:
    """SQL of a row as a record, without its source (which stands beside)."""
    names = [c.name for c in table_of(table).columns if c.name != "source"]
    return "{{{}}}".format(", ".join(f"'{n}': t.\"{n}\"" for n in names))
