"""Rows of a table in any of its formats: delimited text, JSON Lines, Parquet, Excel; each row as the wanted values."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from jialing.errors import SourceError
from jialing.schema.rows import Part
from jialing.sources.batches import Rows
from jialing.sources.encodings import Transcoded, detect_encoding, unknown_encoding
from jialing.sources.files import LINE_LIMIT, ByteStream, Fault, Overlong, archive_members, read_lines, reason_of
from jialing.sources.json_stream import Broken, json_records
from jialing.sources.parts import member_of
from jialing.sources.table.rules import MappedFile
from jialing.sources.text import without_lone_surrogates

DELIMITERS = ",\t;|"
TEXT = (".csv", ".tsv", ".txt", ".tab")
LINES = (".jsonl", ".ndjson")
ARRAY = (".json",)
PARQUET = (".parquet",)
EXCEL = (".xlsx", ".xlsm")
Numbered = tuple[int, Sequence[Any]]


@dataclass
class Reading:
    """A table being read: its part, its rules, the columns wanted, and how many stored bytes were consumed."""

    part: Part
    file: MappedFile
    wanted: list[str]
    rows: Rows
    consumed: int = 0

    @property
    def path(self) -> Path:
        return Path(self.part.path)

    def positions(self, found: Sequence[str]) -> list[int]:
        """Where the wanted columns stand. Raises SourceError ``source.columns_missing`` (file, missing, found)."""
        if missing := [name for name in self.wanted if name not in found]:
            raise SourceError("source.columns_missing", file=self.part.label, missing=missing, found=list(found)[:40])
        return [list(found).index(name) for name in self.wanted]


def format_of(name: str) -> str:
    """text, lines, array, parquet or excel by the file's name; '' for anything else."""
    name = name.lower().removesuffix(".gz")
    for suffixes, kind in ((TEXT, "text"), (LINES, "lines"), (ARRAY, "array"), (PARQUET, "parquet"), (EXCEL, "excel")):
        if name.endswith(suffixes):
            return kind
    return ""


def read_table(reading: Reading) -> Iterator[Numbered]:
    """(row number, values of the wanted columns) of each row; what cannot be read goes to the rows' rejects.

    Raises
    ------
    SourceError
        ``source.columns_missing``, ``source.not_parquet``, ``source.not_excel``, ``source.no_sheet``,
        ``source.unknown_format``.
    """
    kind = format_of(member_of(reading.part) or reading.part.path)
    readers = {
        "text": _read_text,
        "lines": _read_lines,
        "array": _read_array,
        "parquet": _read_parquet,
        "excel": _read_excel,
    }
    if kind not in readers:
        raise SourceError("source.unknown_format", file=reading.part.label)
    return readers[kind](reading)


def _read_text(reading: Reading) -> Iterator[Numbered]:
    stream = _text_stream(reading)
    if stream is None:
        return
    csv.field_size_limit(LINE_LIMIT)
    lines = _decoded(stream, reading)
    before = [next(lines, "") for _ in range(reading.file.header_row - 1)]
    header_line = next(lines, "") if reading.file.header_row else ""
    delimiter = _delimiter(reading.file, header_line)
    header = [name.strip() for name in next(csv.reader([header_line], delimiter=delimiter), [])]
    if not any(header):
        fault = stream.fault or Fault("reject.file_empty", {})
        reading.rows.fault(None, fault)
        return
    places = reading.positions(header)
    yield from _cells(csv.reader(lines, delimiter=delimiter), len(header), places, len(before) + 1, reading)
    reading.consumed = stream.consumed
    if stream.fault is not None:
        reading.rows.fault(None, stream.fault)


def _cells(lines: Any, width: int, places: list[int], before: int, reading: Reading) -> Iterator[Numbered]:
    """Rows of a csv reader; one of another width than the header is set aside, unless only empty cells differ."""
    while True:
        first = before + lines.line_num + 1
        try:
            row = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            reading.rows.reject(first, "reject.row_unreadable", "", reason=str(error))
            continue
        if not any(row):
            continue
        n_lines = before + lines.line_num - first + 1
        if any(row[width:]) or (len(row) < width and n_lines > 1):
            reading.rows.reject(first, "reject.cells_misaligned", repr(row[:20]), found=len(row), expected=width)
            continue
        yield first, [row[place] if place < len(row) else None for place in places]


def _text_stream(reading: Reading) -> Transcoded | None:
    encoding = reading.file.encoding
    if encoding == "auto":
        evidence = detect_encoding(reading.path, member_of(reading.part))
        encoding = evidence.encoding
        if not encoding:
            reading.rows.fault(None, unknown_encoding(evidence))
            return None
    try:
        return Transcoded(reading.path, member_of(reading.part), encoding)
    except LookupError as error:
        raise SourceError("source.unknown_encoding", file=reading.part.label, encoding=encoding) from error


def _decoded(stream: Transcoded, reading: Reading) -> Iterator[str]:
    for lines in read_lines(stream):
        reading.consumed = stream.consumed
        for line in lines:
            text = line.decode("utf-8", "replace")
            if "\ufffd" in text and (stream.is_changed or b"\xef\xbf\xbd" not in line):
                reading.rows.repairs["repair.broken_characters"] += 1
            yield f"{text}\n"


def _delimiter(file: MappedFile, header: str) -> str:
    """The one stated, else the one that the header has most often outside quotes (tab before comma on a tie)."""
    if file.delimiter != "auto":
        return {"tab": "\t", "\\t": "\t"}.get(file.delimiter, file.delimiter)
    unquoted = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=lambda mark: (unquoted.count(mark), mark == "\t"))


def _read_lines(reading: Reading) -> Iterator[Numbered]:
    stream = ByteStream(reading.path, member_of(reading.part))
    decode, number = msgspec.json.Decoder(dict[str, Any]).decode, 0
    for lines in read_lines(stream):
        reading.consumed = stream.consumed
        for number, line in enumerate(lines, number + 1):  # noqa: B020 - the count goes on
            if line and not line.isspace() and (record := _json_record(decode, line, number, reading)) is not None:
                yield number, [_dotted(record, name) for name in reading.wanted]
    if stream.fault is not None:
        reading.rows.fault(number + 1, stream.fault)
    elif number == 0:
        reading.rows.reject(None, "reject.file_empty")


def _read_array(reading: Reading) -> Iterator[Numbered]:
    stream = ByteStream(reading.path, member_of(reading.part))
    number = 0
    for number, (record, _) in enumerate(json_records(stream, reading.rows.repairs), 1):
        reading.consumed = stream.consumed
        if isinstance(record, Broken):
            reading.rows.reject(number, record.code, record.excerpt, **record.params)
        elif isinstance(record, dict):
            yield number, [_dotted(record, name) for name in reading.wanted]
        else:
            reading.rows.reject(number, "reject.json_invalid", repr(record), reason="no object")
    if stream.fault is not None:
        reading.rows.fault(number + 1, stream.fault)
    elif number == 0:
        reading.rows.reject(None, "reject.file_empty")


def _json_record(decode: Any, line: bytes, number: int, reading: Reading) -> dict[str, Any] | None:
    if isinstance(line, Overlong):
        reading.rows.reject(number, "reject.line_too_long", line, limit=LINE_LIMIT)
        return None
    for text in (line, without_lone_surrogates(line)):
        try:
            record: dict[str, Any] = decode(text)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            reason = str(error)
            continue
        if text is not line:
            reading.rows.repairs["repair.broken_characters"] += 1
        return record
    reading.rows.reject(number, "reject.json_invalid", line, reason=reason)
    return None


def _dotted(record: Any, name: str) -> Any:
    """A key, or a path of keys with dots (``journal.name``)."""
    if name in record:
        return record[name]
    for key in name.split("."):
        record = record.get(key) if isinstance(record, dict) else None
    return record


def _read_parquet(reading: Reading) -> Iterator[Numbered]:
    try:
        file = pq.ParquetFile(_seekable(reading))
    except (pa.ArrowInvalid, OSError) as error:
        raise SourceError("source.not_parquet", file=reading.part.label, reason=reason_of(error)) from error
    reading.positions(file.schema_arrow.names)
    n_rows, number = max(file.metadata.num_rows, 1), 0
    try:
        for batch in file.iter_batches(2000, columns=reading.wanted):
            columns = [batch.column(name).to_pylist() for name in reading.wanted]
            reading.consumed = reading.part.n_bytes * number // n_rows
            for number, values in enumerate(zip(*columns, strict=True), number + 1):  # noqa: B020 - the count goes on
                yield number, values
    except (pa.ArrowInvalid, OSError) as error:
        reading.rows.reject(number + 1, "reject.damaged", "", reason=reason_of(error), n_bytes=reading.consumed)
    reading.consumed = reading.part.n_bytes


def _read_excel(reading: Reading) -> Iterator[Numbered]:
    from openpyxl import load_workbook  # here: it takes a third of a second to load

    _, refused = archive_members(reading.path)
    if refused and refused[0][1].code != "reject.damaged":
        reading.rows.fault(None, refused[0][1])
        return
    try:
        book = load_workbook(_seekable(reading), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise SourceError("source.not_excel", file=reading.part.label, reason=reason_of(error)) from error
    names = book.sheetnames
    if reading.file.sheet and reading.file.sheet not in names:
        raise SourceError("source.no_sheet", file=reading.part.label, sheet=reading.file.sheet, found=names)
    sheet = book[reading.file.sheet] if reading.file.sheet else book[names[0]]
    # Some programs write a wrong extent of the sheet; then only its first cell would be read.
    sheet.reset_dimensions()
    yield from _sheet_rows(sheet.iter_rows(values_only=True), reading)
    book.close()


def _sheet_rows(rows: Iterator[tuple[Any, ...]], reading: Reading) -> Iterator[Numbered]:
    header_row = max(reading.file.header_row, 1)
    header: list[str] = []
    for number, row in enumerate(rows, 1):
        if number == header_row:
            header = ["" if value is None else str(value).strip() for value in row]
            places = reading.positions(header)
        elif number > header_row and any(value is not None for value in row):
            yield number, [row[place] if place < len(row) else None for place in places]
    if not any(header):
        reading.rows.reject(None, "reject.file_empty")
    reading.consumed = reading.part.n_bytes


def _seekable(reading: Reading) -> Any:
    """The file itself, or a member of an archive in memory (Parquet and Excel are read from their end)."""
    if member := member_of(reading.part):
        with zipfile.ZipFile(reading.path) as archive:
            return BytesIO(archive.read(member))
    return str(reading.path)
