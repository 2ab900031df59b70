"""Text with separators: encoding and separator are found from the content."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from jialing.errors import InputError
from jialing.portal.importing.limits import MOST_COLUMNS
from jialing.portal.importing.reading.cells import plain

SEPARATORS = (",", ";", "\t", "|", "，", "；")
_LOOKED_AT = 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes) -> str:
    """The text: by its mark; by zeros in every second byte (UTF-16 without mark); else UTF-8, else GB18030.

    Raises InputError ``import.encoding`` where none of them fits.
    """
    for encoding in _tried(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError("import.encoding")


def _tried(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    head = content[:4000]
    if b"\x00" in head:
        is_little = head[1::2].count(0) >= head[0::2].count(0)
        return ("utf-16-le", "utf-16-be") if is_little else ("utf-16-be", "utf-16-le")
    return ("utf-8", "gb18030")


def separator(text: str) -> str:
    """The mark that separates the columns: the one that the first lines have most often and most alike."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_LOOKED_AT]
    counts = {mark: Counter(_outside_quotes(line).count(mark) for line in lines) for mark in SEPARATORS}
    best = {
        mark: max(((times, n) for n, times in found.items() if n), default=(0, 0)) for mark, found in counts.items()
    }
    return max(SEPARATORS, key=lambda mark: best[mark])


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def rows_of_text(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Line number (of the row, as spreadsheets count) and cells. Raises InputError as :func:`decoded`."""
    text = decoded(content)
    mark = separator(text)
    if text.startswith("sep=") and len(text) > 5:  # Excel's own way to name the separator
        mark, text = text[4], "\n" + text.partition("\n")[2]
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1):
        yield number, [plain(cell) for cell in row[:MOST_COLUMNS]]
