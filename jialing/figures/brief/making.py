"""Both files of the brief."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jialing.atlas import Atlas, Scope
from jialing.errors import WrongState
from jialing.figures.brief.contents import parts_of
from jialing.figures.brief.typesetting import typeset
from jialing.figures.brief.workbook import workbook


@dataclass(frozen=True)
class Brief:
    """What was written, and how many figures it holds and leaves out because they are refused."""

    pdf: Path
    xlsx: Path
    n_figures: int
    n_refused: int


def write_brief(atlas: Atlas, scope: Scope, out: Path) -> Brief:
    """Write the positioning brief of a scope's circle into a folder: PDF (both languages) and XLSX (all rows).

    Raises
    ------
    InputError
        ``figures.no_chinese_font`` (command), and what the atlas raises for the scope.
    WrongState
        ``brief.no_typst``, ``brief.not_typeset`` (reason), ``figures.not_written`` (path, reason).
    """
    parts = parts_of(atlas, scope)
    found = [answer for part in parts for answer in part.answers]
    n_refused = sum(1 for answer in found if answer.refusal is not None)
    stem = f"jialing-brief-{scope.circle}"
    files = {f"{stem}.pdf": typeset(parts, atlas, scope), f"{stem}.xlsx": workbook(parts)}
    pdf, xlsx = (_written(out / name, content) for name, content in files.items())
    return Brief(pdf, xlsx, len(found) - n_refused, n_refused)


def _written(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise WrongState("figures.not_written", path=str(path), reason=error.strerror or str(error)) from error
    return path
