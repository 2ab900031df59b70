"""Pictures of atlas answers, the same in a notebook, on a page and in a report."""

from jialing.figures.drawing import chart, kinds, rendered, save, spec, vega_bundle
from jialing.figures.fonts import has_chinese_font
from jialing.figures.picture import CONTEXT_ROW, ROW
from jialing.figures.theme import THEMES, Theme

__all__ = [
    "CONTEXT_ROW",
    "ROW",
    "THEMES",
    "Theme",
    "chart",
    "has_chinese_font",
    "kinds",
    "rendered",
    "save",
    "spec",
    "vega_bundle",
]
