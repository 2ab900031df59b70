"""One palette and one typography for every picture; the pages use the same colours.

The categories begin from Okabe & Ito (2008), darkened or lightened for the ground they stand on;
``tests/figures/test_theme.py`` holds them apart under simulated colour blindness (Machado et al. 2009).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from jialing.errors import InputError

FONT = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", "PingFang SC", '
    '"Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
)
STATIC_FONTS = MappingProxyType(
    {
        "en": "Liberation Sans, Noto Sans, DejaVu Sans, Noto Sans CJK SC, sans-serif",
        "zh": "Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, PingFang SC, Microsoft YaHei, sans-serif",
    }
)
"""For PNG and PDF: the renderer takes the first that is installed."""


@dataclass(frozen=True)
class Theme:
    """Colours of one theme: ground, ink, lines, accents; categories; a sequential and a diverging ramp."""

    name: str
    paper: str
    surface: str
    wash: str
    ink: str
    quiet: str
    line: str
    river: str
    hill: str
    unknown: str
    categories: tuple[str, ...]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]


THEMES = MappingProxyType(
    {
        "light": Theme(
            name="light",
            paper="#fbfaf7",
            surface="#ffffff",
            wash="#f2efe8",
            ink="#1b262c",
            quiet="#56636b",
            line="#dfdad0",
            river="#0b6e80",
            hill="#b4420e",
            unknown="#d5d3cd",
            categories=("#0b6e80", "#d55e00", "#56b4e9", "#e0a100", "#d17fae", "#27325e", "#8fa34a", "#9a9da0"),
            sequential=("#eef5f4", "#cfe5e5", "#9fccd0", "#64abb4", "#2b8594", "#0b6071", "#083f4d"),
            diverging=("#8f3408", "#c9642b", "#e9a77d", "#f4efe8", "#8fc3cb", "#3a8c9b", "#0b5565"),
        ),
        "dark": Theme(
            name="dark",
            paper="#11181c",
            surface="#172025",
            wash="#1c272d",
            ink="#e9e6df",
            quiet="#a3b0b8",
            line="#2d3a42",
            river="#5cc3d2",
            hill="#f0945d",
            unknown="#3c474e",
            categories=("#4fc0cf", "#f08a4b", "#a9d8f7", "#e8bd3f", "#d983ae", "#6f83d8", "#b3c96b", "#8c959b"),
            sequential=("#1b2a30", "#1f4149", "#215b66", "#277a87", "#3b9dab", "#6fc4cf", "#b9ebef"),
            diverging=("#f5a673", "#c96a33", "#7d4527", "#2a343a", "#23606b", "#3596a5", "#8fdde7"),
        ),
    }
)


def theme_of(name: str) -> Theme:
    """A theme by name. InputError ``figures.unknown_theme``."""
    if name not in THEMES:
        raise InputError("figures.unknown_theme", theme=name)
    return THEMES[name]


def greyed(theme: Theme) -> Theme:
    """The theme without its colours: for a picture whose coverage lies under the floor."""
    ramp = (theme.wash, theme.line, theme.unknown, theme.quiet)
    greys = (theme.quiet, theme.unknown) * 4
    even = (theme.quiet, theme.unknown, theme.wash, theme.unknown, theme.quiet)
    return replace(theme, river=theme.unknown, hill=theme.quiet, categories=greys, sequential=ramp, diverging=even)


def config(theme: Theme, *, lang: str, is_static: bool) -> dict[str, Any]:
    """Vega-Lite's ``config`` of a theme."""
    return {
        "font": STATIC_FONTS[lang] if is_static else FONT,
        "background": theme.surface if is_static else "transparent",
        "view": {"stroke": None},
        "axis": _axis(theme),
        "axisX": {"grid": False},
        "axisY": {"domain": False, "ticks": False},
        "legend": {**_quiet(theme), "labelLimit": 260, "orient": "top"},
        "title": _title(theme),
        "text": {"color": theme.ink, "fontSize": 12},
        "range": {
            "category": list(theme.categories),
            "ramp": list(theme.sequential),
            "heatmap": list(theme.sequential),
        },
    }


def _quiet(theme: Theme) -> dict[str, Any]:
    """Words of axes and legends: small and quiet."""
    colours = {"labelColor": theme.quiet, "titleColor": theme.quiet}
    return {**colours, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}


def _axis(theme: Theme) -> dict[str, Any]:
    lines = {"domainColor": theme.line, "tickColor": theme.line, "gridColor": theme.line}
    return {**_quiet(theme), **lines, "labelFontWeight": "normal", "labelLimit": 220, "labelPadding": 6}


def _title(theme: Theme) -> dict[str, Any]:
    return {
        "color": theme.ink,
        "subtitleColor": theme.quiet,
        "anchor": "start",
        "fontSize": 17,
        "fontWeight": 600,
        "subtitleFontSize": 12,
        "subtitlePadding": 6,
        "lineHeight": 22,
        "offset": 14,
    }
