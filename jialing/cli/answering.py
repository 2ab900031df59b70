"""Answers asked for at the prompt: from words to a scope, from answers to files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jialing.base.phrases import phrase
from jialing.errors import InputError

if TYPE_CHECKING:
    from jialing.atlas import Answer, Atlas, Scope

KIND_OF = {"place": "place", "pair": "place", "organisation": "org", "field": "field"}
"""What each page is about, as the search calls it; a question of the page is about the same."""


AS_TYPED = {"layout": 4, "what_if": 1}
"""How many of the first words that a page is about are choices, not names of things."""


@dataclass(frozen=True)
class Asked:
    """What was typed; '' and None mean the default of the atlas."""

    name: str
    about: tuple[str, ...] = ()
    circle: str = ""
    population: str = ""
    first_year: int | None = None
    last_year: int | None = None
    counting: str = ""
    field: str = ""
    lang: str = "en"
    theme: str = "light"


@dataclass(frozen=True)
class Written:
    """Files written as (question, file, rows), and questions left out with the reason in words."""

    files: tuple[tuple[str, Path, int], ...]
    left_out: tuple[tuple[str, str], ...]


def written(atlas: Atlas, asked: Asked, out: Path, form: str) -> Written:
    """Write the answers asked for into a folder, one file each, named by question.

    What is refused, or has no picture, is left out with the reason.

    Raises
    ------
    InputError
        ``figures.unknown_format``, ``figures.nothing_written`` (reasons) where all are left out, ``cli.not_found``
        (text) for a name that nothing bears, and what :func:`jialing.atlas.answers` and
        :func:`jialing.figures.save` raise.
    """
    from jialing import figures
    from jialing.atlas import answers

    if form not in figures.FORMATS:
        raise InputError("figures.unknown_format", path=form)
    found = answers(atlas, asked.name, scope_of(atlas, asked), _about(atlas, asked))
    reasons = [(answer, why) for answer in found if (why := _left_out(answer, form, asked.lang))]
    left = {id(answer) for answer, _ in reasons}
    if len(left) == len(found):
        raise InputError("figures.nothing_written", reasons="; ".join(dict.fromkeys(why for _, why in reasons)))
    files = [_save(answer, out, form, asked) for answer in found if id(answer) not in left]
    return Written(tuple(files), tuple((answer.question, why) for answer, why in reasons))


def scope_of(atlas: Atlas, asked: Asked) -> Scope:
    """The scope that was typed, on top of the atlas' default for its circle and population."""
    scope = atlas.default_scope(asked.circle, asked.population)
    given = {
        "first_year": asked.first_year,
        "last_year": asked.last_year,
        "counting": asked.counting or None,
        "field": _id(atlas, asked.field, "field", asked.lang) if asked.field else None,
    }
    return replace(scope, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def _about(atlas: Atlas, asked: Asked) -> tuple[str, ...]:
    page = asked.name if asked.name in KIND_OF else asked.name.partition("_")[0]
    kind = KIND_OF.get(page, "place")
    plain = next((n for name, n in AS_TYPED.items() if asked.name.startswith(name)), 0)
    things = (_id(atlas, text, kind, asked.lang) for text in asked.about[plain:])
    return (*asked.about[:plain], *things)


def _id(atlas: Atlas, text: str, kind: str, lang: str) -> str:
    """An id as it is, else the id of what bears the name best."""
    if atlas.name(text) != (text, text):
        return text
    hits = [hit for hit in atlas.search(text, lang) if hit.kind == kind and not hit.is_near]
    if not hits:
        raise InputError("cli.not_found", text=text)
    return hits[0].id


def _left_out(answer: Answer, form: str, lang: str) -> str:
    from jialing import figures

    if answer.refusal is not None:
        return answer.say(lang)
    if form in figures.TABLES or figures.kinds(answer):
        return ""
    code = "error.figures.no_picture" if answer.rows_table else "cli.empty"
    return phrase(code, lang, question=answer.question)


def _save(answer: Answer, out: Path, form: str, asked: Asked) -> tuple[str, Path, int]:
    from jialing import figures

    path = figures.save(answer, out / f"{answer.question}.{form}", lang=asked.lang, theme=asked.theme)
    return answer.question, path, len(answer.rows_table)
