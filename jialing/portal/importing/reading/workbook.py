"""Excel workbooks: values only, merged cells filled, never a formula run, never an archive unpacked that is a bomb."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from jialing.errors import InputError
from jialing.portal.importing.limits import LARGEST_UNPACKED, MOST_COLUMNS
from jialing.portal.importing.reading.cells import text_of_cell
from jialing.portal.registry.rules.contents import inspected

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MOST_MERGED = 20_000
_CHUNK = 1 << 20
_FAULTS = (
    zipfile.BadZipFile,
    SyntaxError,  # of either parser of XML
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
)


class Workbook:
    """An open workbook."""

    def __init__(self, content: bytes) -> None:
        """Raises InputError ``document.bad_archive`` (reason), ``document.not_what_it_says``, ``import.unreadable``."""
        from openpyxl import load_workbook  # here: it takes a third of a second to load

        inspected("import.xlsx", len(content), io.BytesIO(content))
        self._content = content
        _require_small(content)
        try:
            self._book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            self.names = tuple(str(sheet.title) for sheet in self._book.worksheets if sheet.sheet_state == "visible")
        except _FAULTS as fault:
            raise InputError("import.unreadable") from fault
        if not self.names:
            raise InputError("import.no_sheet")

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each row. Raises InputError ``import.unreadable``."""
        sheet = self._book[name]
        try:
            filled = _Filled(self._merged(sheet))
            for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_width(sheet)), 1):
                yield number, filled.row(number, [text_of_cell(value) for value in row])
        except _FAULTS as fault:
            raise InputError("import.unreadable") from fault

    def _merged(self, sheet: Any) -> list[tuple[int, int, int, int]]:
        """First row, first column (0 is the first), last row, last column of each merged range."""
        found = []
        with zipfile.ZipFile(io.BytesIO(self._content)) as archive, archive.open(sheet._worksheet_path) as stream:
            tail = b""
            while piece := stream.read(_CHUNK):
                found += _MERGED.findall(tail + piece)
                tail = (tail + piece)[-200:].rpartition(b"<")[2]
                tail = b"<" + tail
                if len(found) > _MOST_MERGED:
                    raise InputError("import.too_many_merged", most=_MOST_MERGED)
        return [(int(r1), _column(c1), int(r2), _column(c2)) for c1, r1, c2, r2 in dict.fromkeys(found)]


class _Filled:
    """Gives every cell of a merged range the value of its first one."""

    def __init__(self, ranges: list[tuple[int, int, int, int]]) -> None:
        self._starting: dict[int, list[tuple[int, int, int, int]]] = {}
        for one in ranges:
            if one[1] < MOST_COLUMNS:
                self._starting.setdefault(one[0], []).append(one)
        self._open: list[tuple[tuple[int, int, int, int], str]] = []

    def row(self, number: int, cells: list[str]) -> list[str]:
        for one in self._starting.get(number, ()):
            self._open.append((one, cells[one[1]] if one[1] < len(cells) else ""))
        if self._open:
            self._open = [(one, text) for one, text in self._open if one[2] >= number]
            for (_, first, _, last), text in self._open:
                for at in range(first, min(last + 1, len(cells))):
                    cells[at] = cells[at] or text
        return cells


def _require_small(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise InputError("document.bad_archive", reason="bomb")


def _width(sheet: Any) -> int:
    return min(MOST_COLUMNS, sheet.max_column or MOST_COLUMNS)


def _column(letters: Any) -> int:
    n = 0
    for letter in letters:
        n = n * 26 + letter - 64
    return n - 1
