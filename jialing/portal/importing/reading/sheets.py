"""A spreadsheet of any kind that is taken, by its content: its name proves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jialing.errors import InputError
from jialing.portal.importing.limits import LARGEST, MOST_ROWS
from jialing.portal.importing.reading.delimited import rows_of_text
from jialing.portal.importing.reading.workbook import Workbook

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (b"%PDF-", b"MZ", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8", b"\x7fELF")


@dataclass(frozen=True)
class Sheet:
    """A spreadsheet that can be read: names of its sheets ('' for text, which has one)."""

    names: tuple[str, ...]
    _book: Workbook | None
    _content: bytes

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """Number, as the spreadsheet counts, and cells of every row, empty ones included.

        Raises InputError ``import.no_such_sheet`` (given), ``import.unreadable``, ``import.encoding``.
        """
        if name not in self.names:
            raise InputError("import.no_such_sheet", given=name[:50])
        return self._book.rows(name) if self._book else rows_of_text(self._content)

    def filled_below(self, name: str, header_row: int) -> Iterator[tuple[int, list[str]]]:
        """Rows below the header that hold something.

        Raises InputError ``import.too_many_rows`` (most) besides what :meth:`rows` raises.
        """
        n = 0
        for number, cells in self.rows(name):
            if number > header_row and any(cells):
                n += 1
                if n > MOST_ROWS:
                    raise InputError("import.too_many_rows", most=MOST_ROWS)
                yield number, cells


def opened(content: bytes) -> Sheet:
    """Open a workbook (XLSX) or text (CSV and its kin).

    Raises InputError ``import.empty``, ``import.too_large`` (most, MB), ``import.old_excel``, ``import.not_a_table``,
    ``document.bad_archive`` (reason), ``document.not_what_it_says``, ``import.unreadable``, ``import.encoding``.
    """
    if not content.strip():
        raise InputError("import.empty")
    if len(content) > LARGEST:
        raise InputError("import.too_large", most=LARGEST // 1024 // 1024)
    if content.startswith(_OLD_EXCEL):
        raise InputError("import.old_excel")
    if content.startswith(_OTHERS):
        raise InputError("import.not_a_table")
    if content.startswith(b"PK"):
        book = Workbook(content)
        return Sheet(book.names, book, content)
    return Sheet(("",), None, content)
