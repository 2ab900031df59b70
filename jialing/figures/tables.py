"""An answer's rows as a file for other programs: CSV, JSON; each says how the numbers were counted."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from jialing.atlas import Answer, frame, say, say_cell
from jialing.base.phrases import phrase
from jialing.base.sheet_cells import safe_cell


def answer_csv(answer: Answer, lang: str) -> str:
    """Rows with heads in a language; numbers unformatted, unknown empty. Ends with how it was counted."""
    heads, rows = _table(answer, lang)
    return csv_text([heads, *rows, [], *_said(answer, lang)])


def csv_text(lines: Iterable[Sequence[object]]) -> str:
    """Lines as CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([safe_cell(value) for value in line] for line in lines)
    return out.getvalue()


def answer_json(answer: Answer, lang: str) -> str:
    """One object: finding or refusal, scope, coverage, notes, columns, and rows with ids and their names beside."""
    coverage = answer.coverage
    columns = [{"name": c.name, "role": c.role, "title": phrase(c.title, lang)} for c in answer.columns]
    said: dict[str, Any] = {
        "question": answer.question,
        "about": list(answer.about),
        "finding": answer.say(lang),
        "refused": answer.refusal is not None,
        "scope": vars(answer.scope),
        "unit": phrase(answer.unit, lang),
        "method": phrase(answer.method, lang),
        "coverage": {
            "share": coverage.share,
            "of": coverage.of,
            "floor": coverage.floor,
            "words": _known(answer, lang),
        },
        "source": answer.source.in_lang(lang),
        "version": answer.version,
        "is_invented": answer.is_invented,
        "notes": [say(note, lang, answer.names) for note in answer.notes],
        "columns": columns,
        "rows": [_record(answer, row, lang) for row in answer.rows_table],
        "grey_cells": sorted([row, answer.columns[column].name] for row, column in answer.grey_cells),
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _table(answer: Answer, lang: str) -> tuple[list[str], list[list[object]]]:
    made = frame(answer, lang)
    return list(made.columns), [list(row) for row in made.itertuples(index=False)]


def _said(answer: Answer, lang: str) -> list[list[object]]:
    attrs = frame(answer, lang).attrs
    notes = [["note", say(note, lang, answer.names)] for note in answer.notes]
    return [*([name, value] for name, value in attrs.items()), ["coverage_of", _known(answer, lang)], *notes]


def _known(answer: Answer, lang: str) -> str:
    return say(answer.coverage.finding, lang, {}) if answer.coverage.share is not None else ""


def _record(answer: Answer, row: Sequence[object], lang: str) -> dict[str, object]:
    record: dict[str, object] = {}
    for column, value in zip(answer.columns, row, strict=True):
        is_plain = value is None or isinstance(value, bool | int | float | str)
        record[column.name] = value if is_plain else say_cell(answer, column, value, lang)
        if isinstance(value, str) and (said := say_cell(answer, column, value, lang)) != value:
            record[f"{column.name}_name"] = said
    return record
