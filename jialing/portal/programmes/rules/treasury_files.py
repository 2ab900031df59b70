"""The treasury's statements as files: CSV (UTF-8 or GB18030) and XLSX, with heads in English or Chinese."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jialing.errors import InputError
from jialing.portal.programmes.rules.currencies import digits_of, smallest_units

COLUMNS = ("voucher", "on", "order", "payee", "amount")
HEADS: Mapping[str, str] = {
    "voucher": "voucher", "凭证号": "voucher", "支付凭证号": "voucher",
    "on": "on", "date": "on", "paid on": "on", "日期": "on", "支付日期": "on",
    "order": "order", "指令编号": "order", "支付指令编号": "order",
    "payee": "payee", "收款人": "payee", "收款人名称": "payee",
    "amount": "amount", "金额": "amount", "支付金额": "amount",
}  # fmt: skip
"""Heads of columns, folded to lower case, and what they mean."""
MOST_ROWS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes of a workbook once unpacked: a statement of 5,000 rows takes less than one hundredth."""
_FAULTS = (
    zipfile.BadZipFile, SyntaxError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError,
)  # fmt: skip


@dataclass(frozen=True)
class StatementRow:
    """A payment as the treasury tells it; ``voucher`` is its own number, ``order`` our order's, ``units`` smallest."""

    number: int
    voucher: str
    on: date
    order: str
    payee: str
    units: int


def read_statement(content: bytes, currency: str) -> list[StatementRow]:
    """The rows of a file with the columns ``voucher, on, order, payee, amount`` (or their Chinese heads).

    Raises InputError ``ledger.statement_unreadable``, ``ledger.columns_missing`` (names), ``ledger.row_wrong``
    (number), ``ledger.too_many_rows`` (most): nothing is entered of a file with a wrong row.
    """
    lines = _workbook_lines(content) if content.startswith(b"PK") else _text_lines(content)
    heads = [HEADS.get(_folded(cell), "") for cell in next(lines, [])]
    missing = [name for name in COLUMNS if name not in heads]
    if missing:
        raise InputError("ledger.columns_missing", names=", ".join(missing))
    at = {name: heads.index(name) for name in COLUMNS}
    rows = [_row(number, line, at, currency) for number, line in enumerate(lines, 2) if any(map(_is_filled, line))]
    if not rows:
        raise InputError("ledger.columns_missing", names=", ".join(COLUMNS))
    return rows


def _text_lines(content: bytes) -> Iterator[list[Any]]:
    for number, line in enumerate(csv.reader(io.StringIO(_text(content)))):
        _require_few(number)
        yield list(line)


def _workbook_lines(content: bytes) -> Iterator[list[Any]]:
    from openpyxl import load_workbook  # here: it takes a third of a second to load

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise InputError("ledger.statement_unreadable")
        book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for number, line in enumerate(book.worksheets[0].iter_rows(values_only=True, max_col=50)):
            _require_few(number)
            yield list(line)
    except _FAULTS as fault:
        raise InputError("ledger.statement_unreadable") from fault


def _require_few(number: int) -> None:
    if number > MOST_ROWS:
        raise InputError("ledger.too_many_rows", most=MOST_ROWS)


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("ledger.statement_unreadable")


def _folded(cell: Any) -> str:
    return unicodedata.normalize("NFKC", str(cell or "")).strip().casefold()


def _is_filled(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""


def _row(number: int, line: list[Any], at: Mapping[str, int], currency: str) -> StatementRow:
    cells = {name: line[place] if place < len(line) else None for name, place in at.items()}
    try:
        on = _day(cells["on"])
        units = smallest_units(_amount(cells["amount"], currency), currency)
    except (ValueError, InputError):
        raise InputError("ledger.row_wrong", number=number) from None
    voucher, order, payee = (_as_text(cells[name]) for name in ("voucher", "order", "payee"))
    if not voucher or units <= 0:
        raise InputError("ledger.row_wrong", number=number)
    return StatementRow(number, voucher[:60], on, order[:20], payee, units)


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else date.fromisoformat(_as_text(cell).replace("/", "-"))


def _amount(cell: Any, currency: str) -> Decimal | str:
    """A workbook holds amounts as binary fractions: 12.34 is taken for what it is written as."""
    if isinstance(cell, float):
        return Decimal(repr(round(cell, digits_of(currency))) if _is_near(cell, currency) else repr(cell))
    return _as_text(cell).replace("¥", "").replace("￥", "")


def _is_near(cell: float, currency: str) -> bool:
    return abs(cell - round(cell, digits_of(currency))) < 1e-6


def _as_text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else unicodedata.normalize("NFKC", str(cell)).strip()
