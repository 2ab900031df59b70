"""Labelled strings from a file, for a model that is compared and not shipped."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from jialing.errors import InputError
from jialing.training.writing.strings import Labelled


def read_labels(path: Path) -> list[Labelled]:
    """The labelled strings of a file's tuning half: those whose SHA-256 begins with an even hex digit.

    ``path`` is Parquet with ``affiliation`` and ``ror_ids``, or the truth of a generated world (JSON Lines, gzipped)
    with
    ``affiliation`` and ``org_ids``; both have ``kind``.

    Raises
    ------
    InputError
        ``training.labels_unreadable`` for any other file.
    """
    try:
        rows = list(_rows(path))
        found = [Labelled(str(r["affiliation"]), tuple(_ids(r)), str(r["kind"])) for r in rows]
    except (OSError, KeyError, pa.ArrowInvalid, msgspec.MsgspecError) as error:
        raise InputError("training.labels_unreadable", path=str(path)) from error
    return [one for one in found if is_for_tuning(one.text)]


def is_for_tuning(text: str) -> bool:
    """Whether a string is of the half that may be learned from; the other half is for scoring alone."""
    return int(hashlib.sha256(text.encode()).hexdigest()[0], 16) % 2 == 0


def _rows(path: Path) -> Iterator[Mapping[str, object]]:
    if path.suffix == ".parquet":
        yield from pq.read_table(path).to_pylist()
        return
    with gzip.open(path) as lines:
        for line in lines:
            yield msgspec.json.decode(line)


def _ids(row: Mapping[str, object]) -> list[str]:
    found = row["ror_ids"] if "ror_ids" in row else row["org_ids"]
    return [str(one) for one in found or ()]  # type: ignore[attr-defined]
