"""Paragraphs as a .docx file in the form of an official document (GB/T 9704-2012).

A4, margins 37/35/28/26 mm, text in 16 pt FangSong at 28 pt a line, title in 22 pt Song, number in brackets 〔〕. Fonts
are named, never embedded; the table of fonts gives each one a fallback, so that a machine without FangSong_GB2312 shows
FangSong and one without either a serif font.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from jialing.base.phrases import phrase

FANGSONG, SONG, HEI, LATIN = "仿宋_GB2312", "宋体", "黑体", "Times New Roman"
FALLBACKS = {
    FANGSONG: "仿宋,FangSong,STFangsong",
    SONG: "SimSun,Songti SC,Noto Serif CJK SC",
    HEI: "SimHei,Noto Sans CJK SC",
}
RED = RGBColor(0xC0, 0x00, 0x00)
SEAL = Mm(42)
"""The diameter of a department's round seal (国发〔1999〕25号)."""
_LEFT, _CENTRE, _RIGHT, _BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True)
class Written:
    """A block with its values in: its style, its text in one language; of a table, heads and rows."""

    style: str
    text: str
    lang: str
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Look:
    """How a style looks: font for Chinese, size in points, place, whether bold, red, indented by two characters."""

    font: str
    size: float
    place: Any
    is_bold: bool = False
    is_red: bool = False
    is_indented: bool = False


LOOKS = {
    "authority": Look(SONG, 26, _CENTRE, is_bold=True, is_red=True),
    "number": Look(FANGSONG, 16, _CENTRE),
    "title": Look(SONG, 22, _CENTRE, is_bold=True),
    "addressee": Look(FANGSONG, 16, _LEFT),
    "heading": Look(HEI, 16, _LEFT, is_indented=True),
    "body": Look(FANGSONG, 16, _BOTH, is_indented=True),
    "item": Look(FANGSONG, 16, _LEFT, is_indented=True),
    "signature": Look(FANGSONG, 16, _RIGHT),
    "date": Look(FANGSONG, 16, _RIGHT),
    "note": Look(FANGSONG, 14, _LEFT),
    "cell": Look(SONG, 10.5, _LEFT),
    "head": Look(HEI, 10.5, _LEFT),
    "mark": Look(HEI, 9, _CENTRE),
}


def document(blocks: Sequence[Written], *, title: str, mark: str, code: str, on: date) -> bytes:
    """The file. ``mark`` stands on top of every page ('' for none), ``code`` in its properties."""
    made = Document()
    _page(made, mark)
    _fonts(made)
    for block in blocks:
        _WRITERS.get(block.style, _paragraph)(made, block)
    about = made.core_properties
    about.title, about.author, about.last_modified_by, about.identifier = title, "", "", code
    about.created = about.modified = datetime(on.year, on.month, on.day)
    about.comments = mark
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _page(made: Any, mark: str) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _named_font(made.styles["Normal"].font, LOOKS["body"], made.styles["Normal"].element)
    if mark:
        _written(section.header.paragraphs[0], Written("mark", mark, "zh"), LOOKS["mark"])
    _page_number(section.footer.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = _CENTRE
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _paragraph(made: Any, block: Written) -> None:
    for line in block.text.split("\n"):
        _written(made.add_paragraph(), Written(block.style, line, block.lang), LOOKS[block.style])


def _written(paragraph: Any, block: Written, look: Look) -> None:
    paragraph.alignment = look.place
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    if look.size > 12:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(28)
    if look.is_indented:
        form.first_line_indent = Pt(look.size * 2)
    run = paragraph.add_run(_clean(block.text))
    _named_font(run.font, look, run._r)


def _named_font(font: Any, look: Look, element: Any) -> None:
    """Latin letters and Chinese characters each have their font: Word takes the second from ``w:eastAsia`` alone."""
    font.name, font.size, font.bold = LATIN, Pt(look.size), look.is_bold
    if look.is_red:
        font.color.rgb = RED
    element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), look.font)


def _table(made: Any, block: Written) -> None:
    heads, *rows = block.cells
    table = made.add_table(rows=0, cols=len(heads))
    table.style = "Table Grid"
    for at, row in enumerate((heads, *rows)):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            _written(cell.paragraphs[0], Written("cell", text, block.lang), LOOKS["cell" if at else "head"])
    _repeat_head(table.rows[0])
    made.add_paragraph()


def _repeat_head(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _seal(made: Any, block: Written) -> None:
    """An empty square where the seal goes, with a word in it."""
    table = made.add_table(rows=1, cols=1)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.RIGHT, False
    table.rows[0].height, table.columns[0].width = SEAL, SEAL
    cell = table.rows[0].cells[0]
    cell.width = SEAL
    _dashed(cell._tc.get_or_add_tcPr())
    text = block.text or phrase("paper.seal", block.lang)
    for at, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
        _written(paragraph, Written("note", line, block.lang), Look(FANGSONG, 12, _CENTRE))


def _dashed(properties: Any) -> None:
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "dashed"), ("sz", "4"), ("color", "999999")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    properties.append(borders)


def _fonts(made: Any) -> None:
    """The table of fonts: each Chinese font with what may stand in for it (``w:altName``)."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{space}">{fonts}</w:fonts>'
    for part in made.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = text.encode()


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(one for one in text if one in "\t\n" or ord(one) >= 32).replace("\ufffe", "").replace("\uffff", "")


_WRITERS = {"table": _table, "seal": _seal}
