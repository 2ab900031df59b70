"""The positioning brief: what stands in it, how each figure is made again, both files."""

from __future__ import annotations

import io
import shlex
import sys
from pathlib import Path

import openpyxl
import pytest

from jialing.atlas import PAGES, Atlas, Scope
from jialing.cli.answering import Asked, written
from jialing.errors import InputError, WrongState
from jialing.figures import brief, fonts
from jialing.figures.brief.typesetting import typeset
from jialing.figures.brief.workbook import workbook
from tests.atlas.factory import CIRCLE, PAPERS


def _answers(atlas: Atlas, scope: Scope) -> list:  # type: ignore[type-arg]
    return [answer for part in brief.parts_of(atlas, scope) for answer in part.answers]


def test_brief_holds_the_chapters_whose_pages_there_are(atlas: Atlas, scope: Scope) -> None:
    names = [part.name for part in brief.parts_of(atlas, scope)]
    known = ("targets", "circle", "capability", "position", "joint", "ties", "layout", "what_if")
    assert names == [n for n in known if n in {"circle", "ties"} or n in PAGES]


def test_every_answer_is_of_one_version(atlas: Atlas, scope: Scope) -> None:
    assert {a.version for a in _answers(atlas, scope)} == {atlas.version}


def test_every_figure_is_made_again_by_its_command(atlas: Atlas, scope: Scope, tmp_path: Path) -> None:
    for answer in _answers(atlas, scope):
        if answer.refusal is None and answer.rows_table:
            words = shlex.split(brief.command_for(answer))
            given = [words[i + 1] for i, w in enumerate(words) if w == "--about"]
            at = {w: words[i + 1] for i, w in enumerate(words) if w.startswith("--") and w != "--about"}
            asked = Asked(
                name=at["--answer"],
                about=tuple(given),
                circle=at["--circle"],
                population=at["--population"],
                first_year=int(at["--from"]),
                last_year=int(at["--to"]),
                counting=at["--counting"],
                field=at.get("--field", ""),
            )
            made = written(atlas, asked, tmp_path, at["--format"])
            assert (answer.question, len(answer.rows_table)) in [(q, n) for q, _, n in made.files]


def test_spreadsheet_holds_every_row(atlas: Atlas, scope: Scope) -> None:
    parts = brief.parts_of(atlas, scope)
    book = openpyxl.load_workbook(io.BytesIO(workbook(parts)))
    shown = [a for part in parts for a in part.answers if a.refusal is None]
    assert len(book.sheetnames) == 1 + len(shown)
    for sheet, answer in zip(book.worksheets[1:], shown, strict=True):
        assert sheet.max_row >= 2 + len(answer.rows_table)


def test_spreadsheet_names_version_and_command_of_each(atlas: Atlas, scope: Scope) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(brief.parts_of(atlas, scope))))
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert all(row[3] == atlas.version and str(row[4]).startswith("jialing export --answer ") for row in rows)


@pytest.mark.fonts
def test_brief_is_written_as_pdf_and_spreadsheet(atlas: Atlas, scope: Scope, tmp_path: Path) -> None:
    made = brief.write_brief(atlas, scope, tmp_path / "out")
    assert (made.pdf.read_bytes()[:5], made.xlsx.read_bytes()[:2]) == (b"%PDF-", b"PK")
    assert made.pdf.name == f"jialing-brief-{CIRCLE}.pdf"


@pytest.mark.fonts
def test_the_same_version_gives_the_same_pdf(atlas: Atlas, scope: Scope) -> None:
    parts = brief.parts_of(atlas, scope)
    assert typeset(parts[:1], atlas, scope) == typeset(parts[:1], atlas, scope)


@pytest.mark.fonts
def test_a_population_that_refuses_still_gives_a_brief(atlas: Atlas, tmp_path: Path) -> None:
    made = brief.write_brief(atlas, atlas.default_scope(population=PAPERS), tmp_path)
    assert made.n_refused > 0


@pytest.mark.fonts
def test_without_typst_the_command_to_install_is_named(
    atlas: Atlas, scope: Scope, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(WrongState) as raised:
        brief.write_brief(atlas, scope, tmp_path)
    assert raised.value.code == "brief.no_typst"


def test_without_a_chinese_font_the_package_is_named(
    atlas: Atlas, scope: Scope, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "has_chinese_font", lambda: False)
    with pytest.raises(InputError) as raised:
        brief.write_brief(atlas, scope, tmp_path)
    assert (raised.value.code, "fonts-noto-cjk" in str(raised.value.params)) == ("figures.no_chinese_font", True)


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    from jialing.figures.brief.making import _written

    (tmp_path / "taken").write_text("a file, no folder")
    with pytest.raises(WrongState) as raised:
        _written(tmp_path / "taken" / "brief.pdf", b"")
    assert raised.value.code == "figures.not_written"
