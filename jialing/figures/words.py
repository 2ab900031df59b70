"""What stands around a picture: the finding, what is counted, how much is known, where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jialing.atlas import Answer, say
from jialing.atlas.say import say_cell, say_code
from jialing.base import numbers
from jialing.base.phrases import phrase
from jialing.figures.picture import ROW

WIDE = 0x2E80
"""Characters from here on (Chinese, Japanese, Korean) are as wide as the type size; others about half."""


@dataclass(frozen=True)
class Told:
    """An answer in one language: the words that a picture needs."""

    answer: Answer
    lang: str

    def name(self, thing: object) -> str:
        return self.answer.name(thing, self.lang)

    def cell(self, row: tuple[object, ...], column: str) -> str:
        """A cell in words."""
        at = [c.name for c in self.answer.columns].index(column)
        return say_cell(self.answer, self.answer.columns[at], row[at], self.lang)

    def head(self, column: str) -> str:
        """A column's title."""
        found = next(c for c in self.answer.columns if c.name == column)
        return phrase(found.title, self.lang)

    def word(self, code: str, **params: object) -> str:
        return phrase(code, self.lang, **params)

    def records(self) -> list[dict[str, Any]]:
        """Rows as mappings, values plain, each with its number under ``row``."""
        names = [c.name for c in self.answer.columns]
        rows = self.answer.rows_table
        return [{**dict(zip(names, row, strict=True)), ROW: number} for number, row in enumerate(rows)]

    @property
    def unit(self) -> str:
        return say_code(self.answer.unit, self.lang)

    @property
    def title(self) -> str:
        return self.answer.say(self.lang)

    @property
    def about(self) -> str:
        """Unit, period, counting, population in one line."""
        scope = self.answer.scope
        span = "figures.year" if scope.first_year == scope.last_year else "figures.period"
        period = phrase(span, self.lang, first=scope.first_year, last=scope.last_year)
        method = phrase(self.answer.method, self.lang)
        field = [self.name(scope.field)] if scope.field else []
        parts = [phrase("figures.unit", self.lang, unit=self.unit), period, method, self.name(scope.population), *field]
        return phrase("figures.joint", self.lang).join(parts)

    @property
    def footer(self) -> list[str]:
        """Coverage, source and version; notes; the mark of invented data."""
        answer = self.answer
        coverage = answer.coverage
        known = say(coverage.finding, self.lang, {})
        placed = numbers.share(coverage.n_works_placed / coverage.n_works if coverage.n_works else None, self.lang)
        source = phrase("figures.source", self.lang, source=answer.source.in_lang(self.lang), version=answer.version)
        known = phrase("figures.coverage", self.lang, known=known, placed=placed)
        notes = [say(note, self.lang, answer.names) for note in answer.notes]
        invented = [phrase("figures.invented", self.lang)] if answer.is_invented else []
        return [phrase("figures.joint", self.lang).join([known, source]), *notes, *invented]


def width_of(text: str, size: float) -> float:
    """About how many pixels a text takes; close enough to break lines and keep labels apart."""
    return sum(size if ord(c) >= WIDE else size * 0.54 for c in text)


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Lines of at most ``width`` pixels; Chinese breaks between characters, other scripts between words."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width_of(line + piece.rstrip(), size) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def shortened(text: str, size: float, width: float) -> str:
    """The text, or its beginning with an ellipsis where it is longer than ``width`` pixels."""
    if width_of(text, size) <= width:
        return text
    kept = ""
    for c in text:
        if width_of(kept + c + "…", size) > width:
            break
        kept += c
    return kept.rstrip() + "…"


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    word = ""
    for c in text:
        if ord(c) >= WIDE:
            if c in "，。；：、）”" and (word or pieces):
                # closing marks never begin a line
                if word:
                    word += c
                else:
                    pieces[-1] += c
                continue
            pieces.extend([word, c] if word else [c])
            word = ""
        else:
            word += c
            if c == " ":
                pieces.append(word)
                word = ""
    return [*pieces, word] if word else pieces
