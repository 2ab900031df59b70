"""Affiliation strings from a file, one per line in, in order, streamed; a line that cannot be read is an entry too."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO, cast

import pyarrow as pa
import pyarrow.parquet as pq

from jialing.errors import InputError, SourceError

JSON_SUFFIXES = (".jsonl", ".ndjson", ".json")
CSV_SUFFIXES = (".csv", ".tsv")
SAMPLE = 1 << 20
DEFAULT = "affiliation"
BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How workbooks, documents and archives begin, new and old, and PDF."""
TEXTS = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
    pa.types.is_dictionary,
    pa.types.is_null,
)


@dataclass(frozen=True)
class Line:
    """A string, or why there is none (a phrase code under ``resolve_line``)."""

    affiliation: str | None
    fault: str = ""


def read_affiliations(file: Path, column: str | None) -> Iterator[Line]:
    """Lines of JSON Lines (``column`` names the key), CSV or Parquet (the column), or plain text; ``.gz`` of any.

    Raises
    ------
    InputError
        ``pipeline.no_such_input`` (path), ``pipeline.no_column`` (file, column, known), ``pipeline.no_headings``,
        ``pipeline.column_not_text``, ``pipeline.not_text``, ``pipeline.not_parquet`` (file).
    SourceError
        ``pipeline.not_readable`` (file, reason).
    """
    if not file.is_file():
        raise InputError("pipeline.no_such_input", path=str(file))
    try:
        if _begins_with(file, b"PAR1"):
            return _from_parquet(file, column or DEFAULT)
        _refuse_binary(file)
        return _from_text(file, column)
    except OSError as error:
        raise SourceError("pipeline.not_readable", file=str(file), reason=error.strerror or str(error)) from error


def _begins_with(file: Path, magic: bytes) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(magic)) == magic


def _refuse_binary(file: Path) -> None:
    """A workbook read as text would be answered line by line with nonsense."""
    if any(_begins_with(file, magic) for magic in BINARY):
        raise InputError("pipeline.not_text", file=str(file))
    if file.suffix.lower() == ".parquet":
        raise InputError("pipeline.not_parquet", file=str(file))


def _from_parquet(file: Path, column: str) -> Iterator[Line]:
    try:
        table = pq.ParquetFile(file)
    except pa.ArrowInvalid as error:
        raise SourceError("pipeline.not_readable", file=str(file), reason=str(error)[:200]) from error
    _require_column(file, column, table.schema_arrow.names)
    kind = table.schema_arrow.field(column).type
    if not any(is_text(kind) for is_text in TEXTS):
        raise InputError("pipeline.column_not_text", file=str(file), column=column, kind=str(kind))
    return _parquet_lines(table, column)


def _parquet_lines(table: pq.ParquetFile, column: str) -> Iterator[Line]:
    with table:
        for batch in table.iter_batches(8192, columns=[column]):
            yield from (_line(value) for value in batch.column(0).to_pylist())


def _line(value: object) -> Line:
    if value is None:
        return Line(None, "resolve_line.nothing")
    return Line(str(value))


def _require_column(file: Path, column: str, known: Sequence[str]) -> None:
    if not known:
        raise InputError("pipeline.no_headings", file=str(file))
    if column not in known:
        raise InputError("pipeline.no_column", file=str(file), column=column, known=", ".join(known))


def _from_text(file: Path, column: str | None) -> Iterator[Line]:
    sample = _sample(file)
    encoding = encoding_of(sample)
    suffix = Path(file.name.removesuffix(".gz")).suffix.lower()
    if suffix in CSV_SUFFIXES or (column and suffix not in JSON_SUFFIXES and not _is_json(sample)):
        return _csv_lines(file, encoding, column or DEFAULT, _delimiter(sample.decode(encoding, "replace"), suffix))
    if suffix in JSON_SUFFIXES or _is_json(sample):
        return _json_lines(file, encoding, column or DEFAULT)
    return _plain_lines(file, encoding)


def _is_json(sample: bytes) -> bool:
    return sample.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"')


def _open(file: Path) -> BinaryIO:
    """The caller closes it."""
    if _begins_with(file, b"\x1f\x8b"):
        return cast(BinaryIO, gzip.GzipFile(file, "rb"))
    return file.open("rb")


def _sample(file: Path) -> bytes:
    with _open(file) as stream:
        try:
            return stream.read(SAMPLE)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            return b""


def encoding_of(sample: bytes) -> str:
    """UTF-16 by its mark; UTF-8 where the sample is that (but for a letter cut at its end); else GB18030."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            sample[: len(sample) - 4 if len(sample) == SAMPLE else None].decode(encoding)
        except UnicodeDecodeError as error:
            if len(sample) == SAMPLE and error.start > SAMPLE - 16:
                return encoding
            continue
        return encoding
    return "utf-8-sig"


def _delimiter(text: str, suffix: str) -> str:
    if suffix == ".tsv":
        return "\t"
    head = text.split("\n", 1)[0]
    return max(",;\t|", key=head.count)


def _texts(file: Path, encoding: str, stack: ExitStack) -> TextIO:
    stream = stack.enter_context(_open(file))
    return io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")


def _whole(rows: Iterator[Line]) -> Iterator[Line]:
    """The rows, and one more that says so where a compressed file breaks off."""
    try:
        yield from rows
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Line(None, "resolve_line.truncated")


def _plain_lines(file: Path, encoding: str) -> Iterator[Line]:
    def rows() -> Iterator[Line]:
        with ExitStack() as stack:
            for text in _texts(file, encoding, stack):
                yield Line(text.rstrip("\r\n"))

    return _whole(rows())


def _json_lines(file: Path, encoding: str, key: str) -> Iterator[Line]:
    def rows() -> Iterator[Line]:
        with ExitStack() as stack:
            for text in _texts(file, encoding, stack):
                yield _json_line(text, key)

    return _whole(rows())


def _json_line(text: str, key: str) -> Line:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return Line(None, "resolve_line.not_json")
    if not isinstance(record, dict):
        return Line(None, "resolve_line.not_json")
    value = record.get(key)
    return Line(value) if isinstance(value, str) else Line(None, "resolve_line.nothing")


def _csv_lines(file: Path, encoding: str, column: str, delimiter: str) -> Iterator[Line]:
    csv.field_size_limit(sys.maxsize)
    with ExitStack() as stack:
        head = next(csv.reader(_texts(file, encoding, stack), delimiter=delimiter), [])
    _require_column(file, column, head)
    at = head.index(column)

    def rows() -> Iterator[Line]:
        with ExitStack() as stack:
            reader = csv.reader(_texts(file, encoding, stack), delimiter=delimiter)
            next(reader, None)
            for row in reader:
                yield Line(row[at]) if len(row) > at else Line(None, "resolve_line.nothing")

    return _whole(rows())
