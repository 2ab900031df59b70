"""What crosses from a source to the lake: batches of rows in schema terms, and what was set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reject:
    """A record set aside: where it stood, why (phrase code and params), and how it began."""

    file: str
    line: int | None
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    excerpt: str = ""


@dataclass(frozen=True)
class Batch:
    """Up to a few thousand records of one part.

    Attributes
    ----------
    tables : table name (a source table of the schema) -> column name -> values, all columns of a table equally long
        The ``source`` column is left out (the lake fills it). Values are plain Python; None is null.
    rejects : records set aside
    repairs : phrase code of a rule -> records it changed
    n_in : records found in this stretch; ``n_in == n_kept + len(rejects)`` where n_kept counts primary rows
    n_kept : records kept
    n_bytes : bytes of the (compressed) part consumed so far, for progress
    ends : table -> its rows after each record kept, so that the record of every row can be told
    """

    tables: Mapping[str, Mapping[str, Sequence[object]]]
    rejects: tuple[Reject, ...] = ()
    repairs: Mapping[str, int] = field(default_factory=dict)
    n_in: int = 0
    n_kept: int = 0
    n_bytes: int = 0
    ends: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Population:
    """See the table ``populations``: what a source is complete for, and what it cannot help to be."""

    population: str
    title_en: str
    title_zh: str
    kinds: tuple[str, ...]
    complete_en: str
    complete_zh: str
    answers: tuple[str, ...]
    first_year: int | None = None
    last_year: int | None = None
    discipline_en: str | None = None
    discipline_zh: str | None = None
    why_not_en: str | None = None
    why_not_zh: str | None = None
    by_construction: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceInfo:
    """What a source says of itself; ``jialing-source.toml`` beside the files overrides single fields."""

    name: str
    title_en: str
    title_zh: str
    parser_version: int
    licence: str | None = None
    version: str | None = None
    retrieved_on: str | None = None
    is_invented: bool = False
    populations: tuple[Population, ...] = ()


@dataclass(frozen=True)
class Part:
    """A piece of work for one process: one file (or archive member) of one source, plus what the parser must know.

    ``options`` is a JSON-able mapping (a column mapping, an archive member's name).
    """

    source: str
    path: str
    label: str
    n_bytes: int
    options: Mapping[str, object] = field(default_factory=dict)
