"""The index of terms in the database's own kind: full-text search on SQLite, an inverted index of arrays on PostgreSQL.

Both hold the same whole numbers (:mod:`jialing.match.search.terms`), so both find the same. No extension is needed:
FTS5 comes with Python's SQLite, GIN over ``integer[]`` with PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jialing.match.search import Probe

TABLE = "search_terms"
COMMON = 200
"""Names from which on a term is counted as a common one."""

MOST_OF_A_TERM = 20_000
"""Names taken of a single term, should the counts be out of date."""

Filed = tuple[int, Iterable[int]]
"""A name's id and its terms."""


class Storage(Protocol):
    """What each database does in its own way."""

    create: str
    drop: str

    def add(self, rows: Iterable[Filed]) -> None: ...
    def holding(self, probe: Probe) -> tuple[str, Any]: ...
    def counted(self) -> str: ...


class _Sqlite:
    create = (
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5(terms, detail='none', columnsize=0, tokenize='ascii')"
    )  # fmt: skip
    drop = f"DROP TABLE {TABLE}"

    def add(self, rows: Iterable[Filed]) -> None:
        with connection.cursor() as cursor:
            written = [(name, " ".join(map(_word, found))) for name, found in rows]
            cursor.executemany(f"INSERT OR REPLACE INTO {TABLE}(rowid, terms) VALUES (%s, %s)", written)

    def holding(self, probe: Probe) -> tuple[str, Any]:
        return f"SELECT rowid AS id FROM {TABLE} WHERE {TABLE} MATCH %s", " AND ".join(map(_word, probe.terms))

    def counted(self) -> str:
        return "SELECT term, doc FROM search_vocabulary WHERE doc >= %s"


class _PostgreSQL:
    create = f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, terms integer[] NOT NULL)"
    drop = f"DROP TABLE {TABLE}"

    def add(self, rows: Iterable[Filed]) -> None:
        with connection.cursor() as cursor, cursor.copy(f"COPY {TABLE} (rowid, terms) FROM STDIN") as copy:
            for name, found in rows:
                copy.write_row((name, "{" + ",".join(map(str, found)) + "}"))

    def holding(self, probe: Probe) -> tuple[str, Any]:
        return f"SELECT rowid AS id FROM {TABLE} WHERE terms @> %s::integer[]", list(probe.terms)

    def counted(self) -> str:
        return f"SELECT term, count(*) FROM {TABLE}, unnest(terms) AS term GROUP BY term HAVING count(*) >= %s"


def storage() -> Storage:
    """That of the database in use."""
    return _PostgreSQL() if connection.vendor == "postgresql" else _Sqlite()


def add(rows: Iterable[Filed]) -> None:
    """File names under their terms."""
    storage().add(rows)


def remove(names: Sequence[int]) -> None:
    """Take names out of the index."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(name,) for name in names])


def candidates(whole: Sequence[Probe], single: Sequence[Probe], *, reach: int) -> list[int]:
    """Ids of names that fit any probe, those of weightier and of more probes first; of each whole probe ``reach``."""
    at = storage()
    parts, values = [], []
    for probe, most in (*((one, reach) for one in whole), *((one, MOST_OF_A_TERM) for one in single)):
        query, asked = at.holding(probe)
        parts.append(f"SELECT * FROM (SELECT id, {probe.weight:.3f} AS w FROM ({query}) AS f LIMIT {most:d}) AS p")
        values.append(asked)
    if not parts:
        return []
    statement = (
        f"SELECT id FROM ({' UNION ALL '.join(parts)}) AS a GROUP BY id ORDER BY sum(w) DESC, id LIMIT {reach:d}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


def common_terms() -> Iterator[tuple[int, int]]:
    """Terms that many names bear, with how many."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary USING fts5vocab(main, {TABLE}, row)"
            )
        cursor.execute(storage().counted(), [COMMON])
        for term, n in cursor.fetchall():
            yield (_number(term) if isinstance(term, str) else term), n


def tidy() -> None:
    """After a rebuild: let the database look at what it holds now."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ANALYZE {TABLE}")
            cursor.execute("ANALYZE search_searchname")
        else:
            cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('optimize')")


def create(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django names it
    """For the migration."""
    editor.execute(storage().create)
    if connection.vendor == "postgresql":
        editor.execute(f"CREATE INDEX search_terms_by_term ON {TABLE} USING gin (terms)")


def drop(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django names it
    """Back again."""
    editor.execute(storage().drop)


_SIGNED = 1 << 31


def _word(term: int) -> str:
    """A term as a word of letters and digits, which no query language takes for an operator."""
    return f"x{term + _SIGNED:x}"


def _number(word: str) -> int:
    return int(word[1:], 16) - _SIGNED
