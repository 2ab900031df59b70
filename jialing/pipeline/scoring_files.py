"""From profiles, texts and pairs in JSON files to a score with reasons for each pair."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from jialing.base.phrases import phrase
from jialing.base.progress import SILENT, Progress
from jialing.errors import InputError
from jialing.lake import whole_file
from jialing.match.expertise import Expertise, Text, corpus, expertise
from jialing.schema import field_names

T = TypeVar("T")
Id = str | int


class GivenText(msgspec.Struct, frozen=True):
    """A text as the file has it; anything may be missing."""

    title: str | None = None
    abstract: str | None = None
    year: int | float | str | None = None
    language: str | None = None


@dataclass(frozen=True)
class ExpertiseReport:
    """Pairs scored and not, experts and texts read, works named in profiles that no text is of."""

    n_pairs: int
    n_scored: int
    n_unknown: int
    n_experts: int
    n_texts: int
    n_lacking: int


def score_expertise(
    profiles: Path, texts: Path, pairs: Path, out: Path, *, bilingual: Path | None = None, progress: Progress = SILENT
) -> ExpertiseReport:
    """Score every pair of expert and text, and write the scores with their reasons.

    Parameters
    ----------
    profiles : JSON, expert -> list of text ids
    texts : JSON, id -> ``title``, ``abstract``, ``year``, ``language``
    pairs : JSON, list of [expert, text id]
    out : JSON: ``pairs``, in the order of ``pairs``, each ``expert``, ``text``, ``score`` (null where nothing is
        known), ``why`` (null, or the code of why not), and ``reasons`` (the works that count: ``text``, ``similarity``,
        ``shared`` words, and a sentence in ``en`` and ``zh``)
    bilingual : JSON, list of [English, Chinese] titles of the same works; the names of fields are always added

    Raises
    ------
    InputError
        ``expertise.no_file``, ``expertise.unreadable`` (reason), ``expertise.no_texts``.
    WrongState
        ``lake.disk_full``, ``lake.no_permission``.
    """
    held = {str(name): works for name, works in _read(profiles, dict[Id, list[Id]]).items()}
    works = {str(name): _text(text) for name, text in _read(texts, dict[Id, GivenText]).items()}
    asked = [(str(expert), str(name)) for expert, name in _read(pairs, list[tuple[Id, Id]])]
    titles = _read(bilingual, list[tuple[str, str]]) if bilingual is not None else []
    if not works:
        raise InputError("expertise.no_texts", file=texts.name)
    progress.start("step.expertise_read", 0, "unit.rounds")
    known = corpus(works, [*titles, *_fields()])
    progress.finish()
    named = {expert: [str(name) for name in names] for expert, names in held.items()}
    found = {(one.expert, one.text_id): one for one in expertise(named, asked, known, progress=progress)}
    with whole_file(out) as file:
        file.write(msgspec.json.encode({"pairs": [_written(found[pair]) for pair in asked]}))
    scored = sum(found[pair].score is not None for pair in asked)
    lacking = {name for names in named.values() for name in names} - set(works)
    return ExpertiseReport(len(asked), scored, len(asked) - scored, len(named), len(works), len(lacking))


def _read(file: Path, kind: type[T]) -> T:
    if not file.is_file():
        raise InputError("expertise.no_file", file=file)
    try:
        return msgspec.json.decode(file.read_bytes().removeprefix(codecs.BOM_UTF8), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError("expertise.unreadable", file=file.name, reason=str(error)) from error
    except OSError as error:
        raise InputError("expertise.unreadable", file=file.name, reason=error.strerror or str(error)) from error


def _text(given: GivenText) -> Text:
    year = int(given.year) if isinstance(given.year, int | float) else None
    return Text(given.title or "", given.abstract or "", year, given.language or "")


def _fields() -> Iterator[tuple[str, str]]:
    """Names of fields in both languages: a thin bridge where no bilingual titles are given."""
    return ((one.name_en, one.name_zh) for one in field_names().values())


def _written(found: Expertise) -> dict[str, object]:
    reasons = [
        {
            "text": one.text_id,
            "similarity": one.similarity,
            "shared": list(one.shared),
            **{lang: _sentence(lang, one.text_id, one.shared, is_across=one.is_across) for lang in ("en", "zh")},
        }
        for one in found.because
    ]
    return {
        "expert": found.expert,
        "text": found.text_id,
        "score": found.score,
        "why": found.why or None,
        "lacking": found.lacking,
        "reasons": reasons,
    }


def _sentence(lang: str, text_id: str, shared: tuple[str, ...], *, is_across: bool) -> str:
    if shared:
        return phrase("expertise.because.words", lang, text=text_id, words=phrase("expertise.list", lang).join(shared))
    return phrase("expertise.because.across" if is_across else "expertise.because.little", lang, text=text_id)
