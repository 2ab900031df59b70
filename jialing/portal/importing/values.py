"""From the text of a cell to the value of a field; what cannot be is an InputError that says what to write instead."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from django.db import models

from jialing.errors import InputError
from jialing.portal.common.access import Viewer, declaration, model_of
from jialing.portal.importing.columns import columns_of, folded, values_of
from jialing.portal.registry.forms.values import place_named, value_of
from jialing.portal.registry.rules.identifiers import checked_uscc

_FIRST_DAY, _LAST_DAY = 10_000, 73_050  # 18 May 1927 and 31 December 2099 as Excel counts
_FIRST_YEAR, _LAST_YEAR = 900, 2100
_EXCEL = date(1899, 12, 30)
_MANGLED = re.compile(r"\s*\d(?:\.\d+)?[eE]\+?\d{2}\s*")
_DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_YEAR = re.compile(r"(\d{4})(?:\s*年?|[年./-].*)")
_YES = frozenset({"yes", "y", "true", "1", "是", "有", "√", "对"})
_NO = frozenset({"no", "n", "false", "0", "否", "无", "×", "不"})
_ROR = re.compile(r"(?:https?://)?(?:www\.)?ror\.org/(0[a-z0-9]{8})/?|(0[a-z0-9]{6}\d{2})", re.IGNORECASE)


def cell_value(kind: str, field: str, text: str, viewer: Viewer) -> Any:
    """The value of a field that is no reference to another record; ``text`` is not empty.

    Raises InputError ``import.*`` or ``form.*``.
    """
    if field == "uscc":
        return whole_uscc(text)
    if field == "lake_id":
        return ror_of(text)
    if field == "place_id":
        return place_named(text, within=viewer.jurisdictions("programme_officer"))
    if columns_of(kind)[field].codes:
        return _chosen(kind, field, text)
    column: Any = model_of(declaration().kinds[kind])._meta.get_field(field)
    return value_of(_written(text, column, field), column, viewer)


def whole_uscc(text: str) -> str:
    """The code, checked. Raises InputError ``import.uscc_mangled`` (given): a spreadsheet took it for a number."""
    if _MANGLED.fullmatch(text):
        raise InputError("import.uscc_mangled", given=text.strip()[:30])
    return checked_uscc(unicodedata.normalize("NFKC", text))


def ror_of(text: str) -> str:
    """The identifier as the evidence writes it. Raises InputError ``import.no_ror`` (given)."""
    found = _ROR.fullmatch(text.strip())
    if not found:
        raise InputError("import.no_ror", given=text[:60])
    return f"https://ror.org/{(found[1] or found[2]).lower()}"


def _chosen(kind: str, field: str, text: str) -> str:
    value = values_of(kind, field).get(folded(text))
    if value is None:
        raise InputError("import.no_choice", given=text[:50], kind=kind, field=field)
    return value


def _written(text: str, column: Any, field: str) -> str:
    """What people write in spreadsheets, as forms expect it."""
    if isinstance(column, models.DateField):
        return day_text(text)
    if field == "established":
        return _year_text(text)
    if isinstance(column, models.BooleanField):
        word = folded(text) or text.strip()
        return "yes" if word in _YES else "no" if word in _NO else _no_yes(text)
    return text


def _year_text(text: str) -> str:
    """The year of a year, a day, or Excel's count of days. Raises InputError ``import.no_year`` (given)."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not (found := _YEAR.fullmatch(plain)) and re.fullmatch(r"\d{5,8}(\.\d+)?", plain):
        found = _YEAR.fullmatch(day_text(plain))
    if not found or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        raise InputError("import.no_year", given=text[:30])
    return found[1]


def _no_yes(text: str) -> str:
    raise InputError("import.no_yes", given=text[:30])


def day_text(text: str) -> str:
    """A day as ``YYYY-MM-DD``, from 2023年3月8日, 20230308, or Excel's count of days.

    Raises InputError ``form.no_day`` (given), ``import.part_of_a_day`` (given) where month or day is left out.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _DAY.fullmatch(plain):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if plain.isdigit() and len(plain) == 8:
        return f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    if re.fullmatch(r"\d{5}(\.\d+)?", plain) and _FIRST_DAY <= float(plain) <= _LAST_DAY:
        return (_EXCEL + timedelta(days=int(float(plain)))).isoformat()
    if re.fullmatch(r"\d{4}(\s*[年./-]\s*\d{0,2}\s*月?)?", plain):
        raise InputError("import.part_of_a_day", given=plain[:30])
    raise InputError("form.no_day", given=text[:50])
