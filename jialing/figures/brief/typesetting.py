"""The brief as a PDF: what is said goes into JSON, how it looks stands in brief.typ, typst sets it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from jialing.atlas import Answer, Atlas, Scope, say
from jialing.atlas.say import say_cell
from jialing.base.phrases import LANGUAGES, phrase
from jialing.errors import InputError, WrongState
from jialing.figures import drawing, fonts
from jialing.figures.brief.contents import Part
from jialing.figures.brief.rebuilding import command_for
from jialing.figures.words import Told

N_ROWS = 10
HIDDEN = ("lat", "lng", "x", "y")
HIDDEN_WHERE_UNKNOWN = frozenset({"rank", "against"})
"""Left out where no row has one: the note below says that the order does not hold, or what was tried."""
WIDTH = 780
FIRST = ("zh", "en")
"""Chinese first: who the brief is for reads it so; the English part holds the same figures."""


def typeset(parts: Sequence[Part], atlas: Atlas, scope: Scope) -> bytes:
    """The PDF.

    Raises
    ------
    InputError
        ``figures.no_chinese_font`` where no Chinese font is installed.
    WrongState
        ``brief.not_typeset`` (reason) where typst warns or fails: a brief with a missing letter is no brief.
        ``brief.no_typst`` where typst is not installed.
    """
    if not fonts.has_chinese_font():
        raise InputError("figures.no_chinese_font", command=fonts.COMMAND)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        said = [_language_part(parts, atlas, scope, lang, place) for lang in FIRST]
        (place / "brief.json").write_text(json.dumps({"parts": said}, ensure_ascii=False), encoding="utf-8")
        template = files("jialing.figures.brief").joinpath("brief.typ").read_text(encoding="utf-8")
        (place / "brief.typ").write_text(template, encoding="utf-8")
        return _compiled(place / "brief.typ")


def _compiled(source: Path) -> bytes:
    try:
        import typst
    except ModuleNotFoundError as error:
        raise WrongState("brief.no_typst") from error
    try:
        made, warnings = typst.compile_with_warnings(str(source), format="pdf")
    except typst.TypstError as error:
        raise WrongState("brief.not_typeset", reason=_first_line(error)) from error
    if warnings:
        raise WrongState("brief.not_typeset", reason=_first_line(warnings[0]))
    return bytes(made)


def _first_line(error: object) -> str:
    return str(getattr(error, "message", error)).splitlines()[0]


def _language_part(parts: Sequence[Part], atlas: Atlas, scope: Scope, lang: str, place: Path) -> dict[str, Any]:
    assert lang in LANGUAGES
    circle, population = atlas.name(scope.circle), atlas.name(scope.population)
    words = {"first": scope.first_year, "last": scope.last_year, "population": population.in_lang(lang)}
    return {
        "lang": lang,
        "title": phrase("brief.title", lang, circle=circle.in_lang(lang)),
        "scope": phrase("brief.scope", lang, **words),
        "version": phrase("brief.version", lang, version=atlas.version),
        "rebuild": phrase("brief.rebuild", lang),
        "invented": phrase("figures.invented", lang) if atlas.is_invented else "",
        "footer": phrase("brief.footer", lang, version=atlas.version),
        "again": phrase("brief.again", lang),
        "refused": phrase("brief.refused", lang),
        "chapters": [_chapter(part, lang, place) for part in parts],
    }


def _chapter(part: Part, lang: str, place: Path) -> dict[str, Any]:
    shown = [_figure(answer, lang, place) for answer in part.answers if answer.refusal is None]
    refusals = dict.fromkeys(answer.say(lang) for answer in part.answers if answer.refusal is not None)
    return {"head": phrase(f"brief.part.{part.name}", lang), "figures": shown, "refusals": list(refusals)}


def _figure(answer: Answer, lang: str, place: Path) -> dict[str, Any]:
    told = Told(answer, lang)
    has_picture = bool(drawing.kinds(answer))
    heads, rows = ([], []) if has_picture else _table(answer, lang)
    return {
        "finding": told.title,
        "about": told.about,
        "picture": _picture(answer, lang, place) if has_picture else "",
        "heads": heads,
        "rows": rows,
        "more": phrase("brief.more", lang, n=len(answer.rows_table) - len(rows))
        if rows and len(rows) < len(answer.rows_table)
        else "",
        "notes": [_known(answer, lang), *(say(note, lang, answer.names) for note in answer.notes)],
        "command": command_for(answer),
    }


def _known(answer: Answer, lang: str) -> str:
    """Source and, where it is made of works, coverage."""
    source = phrase("figures.source", lang, source=answer.source.in_lang(lang), version=answer.version)
    if answer.rows_behind is None or answer.coverage.share is None:
        return source
    return phrase("figures.joint", lang).join([say(answer.coverage.finding, lang, {}), source])


def _picture(answer: Answer, lang: str, place: Path) -> str:
    """The picture without title and footer, which the page says, as an SVG file beside the source."""
    name = f"{answer.question}-{len(list(place.glob('*.svg')))}-{lang}.svg"
    (place / name).write_bytes(drawing.bare_svg(answer, lang=lang, width=WIDTH))
    return name


def _table(answer: Answer, lang: str) -> tuple[list[dict[str, Any]], list[list[str]]]:
    shown = [i for i, column in enumerate(answer.columns) if _is_shown(answer, i, column.name)]
    heads = [
        {"text": phrase(answer.columns[i].title, lang), "number": answer.columns[i].role in _NUMBERS} for i in shown
    ]
    rows = [[say_cell(answer, answer.columns[i], row[i], lang) for i in shown] for row in answer.rows_table[:N_ROWS]]
    return heads, rows


_NUMBERS = frozenset({"count", "share", "index", "year", "number"})


def _is_shown(answer: Answer, number: int, name: str) -> bool:
    if name in HIDDEN_WHERE_UNKNOWN:
        return any(row[number] is not None for row in answer.rows_table[:N_ROWS])
    return name not in HIDDEN
