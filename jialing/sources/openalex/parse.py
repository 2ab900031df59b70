"""OpenAlex snapshot parts (JSON Lines, plain or gzip) -> batches; one line at a time, each validated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from jialing.schema.rows import Batch, Part
from jialing.sources.batches import Rows, collector_at_rest
from jialing.sources.files import LINE_LIMIT, ByteStream, Overlong, read_lines
from jialing.sources.openalex import institutions, works
from jialing.sources.openalex.records import Institution, Topic, Work
from jialing.sources.text import without_lone_surrogates

Add = Callable[[Any, Rows, int, bytes], None]


def parse(part: Part) -> Iterator[Batch]:
    """Batches of a part; ``part.options['entity']`` is works, institutions or topics."""
    entity = str(part.options["entity"])
    if entity == "works":
        return _parse(part, Work, _work_adder(int(str(part.options["year_to"]))), works.TABLES)
    if entity == "institutions":
        return _parse(part, Institution, _add_institution, institutions.TABLES)
    return _parse(part, Topic, _topic_adder(), ("fields",))


def _parse(part: Part, record: type[Any], add: Add, tables: tuple[str, ...]) -> Iterator[Batch]:
    stream = ByteStream(Path(part.path), str(part.options.get("member", "")))
    decoder = msgspec.json.Decoder(record)
    rows, number, gathered, is_empty = Rows(part, tables), 0, 0, True
    for lines in read_lines(stream):
        for piece in _pieces(lines):
            with collector_at_rest():
                is_empty = not _add_lines(decoder, add, piece, rows, number) and is_empty
            number += len(piece)
            gathered += sum(map(len, piece))
            if rows.is_full(gathered):
                yield rows.flush(stream.consumed)
                gathered = 0
    if stream.fault is not None:
        rows.fault(number + 1, stream.fault)
    elif is_empty:
        rows.reject(None, "reject.file_empty")
    yield rows.flush(stream.consumed)


def _pieces(lines: list[bytes]) -> Iterator[list[bytes]]:
    """Short stretches, so that a block of very short lines does not overfill a batch."""
    return (lines[start : start + 500] for start in range(0, len(lines), 500))


def _add_lines(decoder: msgspec.json.Decoder[Any], add: Add, lines: list[bytes], rows: Rows, before: int) -> bool:
    """Add each line; whether there was a record among them. ``before``: lines of the part before these."""
    decode, is_found = decoder.decode, False
    for number, line in enumerate(lines, before + 1):
        try:
            parsed = decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            if not line or line.isspace():
                continue
            parsed = _mended(decoder, line, rows, number, error)
        is_found = True
        if parsed is not None:
            add(parsed, rows, number, line)
    return is_found


def _mended(decoder: msgspec.json.Decoder[Any], line: bytes, rows: Rows, number: int, error: Exception) -> Any | None:
    """The record after the one rule that mends broken text; else None, and the line is set aside with the reason."""
    if isinstance(line, Overlong):
        rows.reject(number, "reject.line_too_long", line, limit=LINE_LIMIT)
        return None
    mended = without_lone_surrogates(line)
    if mended != line:
        try:
            parsed = decoder.decode(mended)
        except (msgspec.DecodeError, RecursionError) as second:
            error = second
        else:
            rows.repairs["repair.broken_characters"] += 1
            return parsed
    if isinstance(error, msgspec.ValidationError):
        rows.reject(number, "reject.field_invalid", line, reason=str(error))
    else:
        rows.reject(number, "reject.json_invalid", line, reason=str(error))
    return None


def _work_adder(year_to: int) -> Add:
    seen: set[str] = set()

    def add(work: Work, rows: Rows, number: int, line: bytes) -> None:
        if not work.id:
            rows.reject(number, "reject.no_id", line)
            return
        year = work.publication_year
        if year is None:
            published = works.date_of(work.publication_date)
            if published is None:
                rows.reject(number, "reject.no_year", line)
                return
            year = published.year
        if not works.YEAR_FROM <= year <= year_to:
            rows.reject(number, "reject.year_impossible", line, year=year, first=works.YEAR_FROM, last=year_to)
            return
        works.add_work(work, rows, seen, year)
        rows.keep()

    return add


def _add_institution(institution: Institution, rows: Rows, number: int, line: bytes) -> None:
    if not institution.id or not institution.display_name:
        rows.reject(number, "reject.no_id", line)
        return
    institutions.add_institution(institution, rows)
    rows.keep()


def _topic_adder() -> Add:
    seen: set[str] = set()

    def add(topic: Topic, rows: Rows, number: int, line: bytes) -> None:
        if not topic.id or not topic.display_name:
            rows.reject(number, "reject.no_id", line)
            return
        works.add_topic(topic, rows.rows["fields"], seen)
        rows.keep()

    return add
