"""The brief as a spreadsheet: all rows of every answer, in both languages, with how each is made again."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import count

from jialing.atlas import Answer, frame, say
from jialing.base.phrases import LANGUAGES, phrase
from jialing.figures.brief.contents import Part
from jialing.figures.brief.rebuilding import command_for
from jialing.figures.sheets import add_sheet

LONGEST_TITLE = 31
"""Characters that the name of a sheet may have."""


def workbook(parts: Sequence[Part]) -> bytes:
    """An Excel file: a sheet of contents, then one sheet for each answer that is not refused."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    numbers = count(1)
    named = [(f"{next(numbers)} {a.question}"[:LONGEST_TITLE], a) for part in parts for a in part.answers]
    add_sheet(book, phrase("brief.sheet.contents", "zh"), _contents(named))
    for title, answer in named:
        if answer.refusal is None:
            add_sheet(book, title, _rows(answer))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _contents(named: Sequence[tuple[str, Answer]]) -> Iterable[list[object]]:
    yield [phrase(f"brief.sheet.{name}", "zh") for name in ("sheet", "chinese", "english", "version", "command")]
    for title, answer in named:
        shown = title if answer.refusal is None else ""
        yield [shown, answer.say("zh"), answer.say("en"), answer.version, command_for(answer)]


def _rows(answer: Answer) -> Iterable[Sequence[object]]:
    made = {lang: frame(answer, lang) for lang in LANGUAGES}
    yield list(made["en"].columns)
    yield list(made["zh"].columns)
    named = [i for i, column in enumerate(answer.columns) if column.role in ("place", "org", "field", "circle", "code")]
    for english, chinese in zip(*(made[lang].itertuples(index=False) for lang in LANGUAGES), strict=True):
        yield [_both(e, c) if i in named else e for i, (e, c) in enumerate(zip(english, chinese, strict=True))]
    yield []
    yield from ([say(note, lang, answer.names)] for note in answer.notes for lang in LANGUAGES)
    yield [command_for(answer)]


def _both(english: object, chinese: object) -> object:
    return english if english == chinese else f"{english} / {chinese}"
