"""Pictures of atlas answers, the same in a notebook, on a page and in a report."""

from jialing.figures.drawing import (
    FORMATS,
    TABLES,
    area_spec,
    chart,
    kinds,
    rendered,
    save,
    spec,
    spots_spec,
    vega_bundle,
)
from jialing.figures.fonts import has_chinese_font
from jialing.figures.picture import CONTEXT_ROW, ROW
from jialing.figures.sheets import add_sheet, answer_xlsx
from jialing.figures.spots import Dot
from jialing.figures.tables import answer_csv, csv_text
from jialing.figures.theme import THEMES, Theme

__all__ = [
    "CONTEXT_ROW",
    "FORMATS",
    "ROW",
    "TABLES",
    "THEMES",
    "Dot",
    "Theme",
    "add_sheet",
    "answer_csv",
    "answer_xlsx",
    "area_spec",
    "chart",
    "csv_text",
    "has_chinese_font",
    "kinds",
    "rendered",
    "save",
    "spec",
    "spots_spec",
    "vega_bundle",
]
