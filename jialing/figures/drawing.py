"""From an answer to a picture: Vega-Lite for a page, an Altair chart for a notebook, a file for a report."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jialing.atlas import Answer
from jialing.errors import InputError, WrongState
from jialing.figures import (
    bars,
    beside,
    dots,
    fonts,
    geography,
    heat,
    intervals,
    lines,
    network,
    progress,
    scatter,
    sheets,
    sites,
    strengths,
    tables,
)
from jialing.figures.areas import area_map
from jialing.figures.picture import WIDTH, Picture
from jialing.figures.spots import Dot, spots_map
from jialing.figures.theme import Theme, config, greyed, theme_of
from jialing.figures.words import Told, wrapped

if TYPE_CHECKING:
    import altair

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
VEGA_LITE = "6.4"
KEPT = 500
SCALE = 2.0
"""Pixels of a PNG per pixel of the picture."""

Draw = Callable[[Told, Theme], Picture]
TABLES: Mapping[str, Callable[[Answer, str], bytes]] = MappingProxyType(
    {
        "csv": lambda answer, lang: tables.answer_csv(answer, lang).encode("utf-8-sig"),
        "json": lambda answer, lang: tables.answer_json(answer, lang).encode(),
        "xlsx": sheets.answer_xlsx,
    }
)
FORMATS = (*TABLES, "png", "svg", "pdf", "vega")
"""Endings of files that an answer can be written to: its rows, then its picture."""
BARS = {"bars": bars.bars}
PICTURES: Mapping[str, Mapping[str, Draw]] = MappingProxyType(
    {
        "trend": {"lines": lines.trend},
        "place_trend": {"lines": lines.trend},
        "pair_trend": {"lines": lines.trend},
        "organisation_trend": {"lines": lines.trend},
        "field_trend": {"lines": lines.trend},
        "flows": {"map": geography.flow_map, "matrix": heat.matrix, "bars": bars.bars},
        "layout_places": {"sites": sites.layout_map},
        "pair_expected": {"intervals": intervals.ratios},
        "network_edges": {"network": network.network},
        "field_heat": {"heat": heat.field_heat},
        "comparison": {"dots": dots.shares},
        "comparison_trend": {"lines": lines.indexed},
        "comparison_fields": {"dots": dots.fields},
        "targets": {"progress": progress.progress},
        "forces": {"beside": beside.forces},
        "capability_platforms": {"beside": beside.platforms},
        "capability_people": {"beside": beside.people},
        "capability_abroad": {"beside": beside.abroad},
        "capability_fields": {"beside": beside.by_field},
        "capability_areas": {"beside": beside.by_area},
        "position": {"scatter": scatter.positions},
        "joint_choice": {"scatter": scatter.choices},
        "position_cities": {"strengths": strengths.specialisations, "bars": bars.bars},
        "position_comparators": {"strengths": strengths.densities},
        **dict.fromkeys(
            (
                "partners",
                "countries",
                "top_pairs",
                "top_fields",
                "top_organisations",
                "platforms",
                "place_fields",
                "place_partners",
                "place_organisations",
                "leadership",
                "pair_fields",
                "pair_organisations",
                "pair_rank",
                "organisation_fields",
                "organisation_partners",
                "organisation_places",
                "field_places",
                "field_pairs",
                "field_organisations",
                "field_children",
                "position_carriers",
                "researcher_places",
                "researcher_fields",
                "talent_flows",
                "partner_groups",
            ),
            BARS,
        ),
    }
)

_kept: OrderedDict[tuple[object, ...], tuple[Answer, dict[str, Any]]] = OrderedDict()
_lock = Lock()


def kinds(answer: Answer) -> tuple[str, ...]:
    """The kinds of picture that an answer has, the usual one first; none where it is a table, refused or empty."""
    if answer.refusal is not None or not answer.rows_table:
        return ()
    return tuple(PICTURES.get(answer.question, ()))


def spec(
    answer: Answer, *, lang: str = "en", theme: str = "light", kind: str = "", is_framed: bool = False
) -> dict[str, Any]:
    """The picture in Vega-Lite 6, as plain JSON; treat it as frozen: it is kept and given out again.

    On a page (``is_framed`` False) it takes the width it is given and the page says title and footer; framed it has a
    fixed width and says them itself. ``usermeta.narrowHeight``, where given, is the height that suits a phone. Runs
    under a strict policy with ``vegaEmbed(el, spec, {ast: true})``.

    Raises
    ------
    InputError
        ``figures.no_picture``, ``figures.refused``, ``figures.unknown_kind``, ``figures.unknown_theme``.
    """
    key = (answer.key, lang, theme, kind, is_framed)
    with _lock:
        known = _kept.get(key)
        if known is not None and known[0] is answer:
            _kept.move_to_end(key)
            return known[1]
    made = _made(Told(answer, lang), theme_of(theme), _draw(answer, lang, kind), is_framed=is_framed)
    with _lock:
        _kept[key] = (answer, made)
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def spots_spec(dots: Sequence[Dot], title: str, *, lang: str = "en", theme: str = "light") -> dict[str, Any]:
    """A map of how many there are at each place, as :func:`spec` gives pictures of answers to a page.

    Raises InputError ``figures.unknown_theme``.
    """
    chosen = theme_of(theme)
    return _on_page(spots_map(dots, lang=lang, theme=chosen), config(chosen, lang=lang, is_static=False), title)


def area_spec(
    boundary: Mapping[str, Any], near: Sequence[Dot], title: str, *, lang: str = "en", theme: str = "light"
) -> dict[str, Any]:
    """A map of one area (a GeoJSON Polygon or MultiPolygon in WGS 84) with cities near it, as :func:`spots_spec`."""
    chosen = theme_of(theme)
    drawn = area_map(boundary, near, lang=lang, theme=chosen)
    return _on_page(drawn, config(chosen, lang=lang, is_static=False), title)


def chart(answer: Answer, *, lang: str = "en", theme: str = "light", kind: str = "") -> altair.TopLevelMixin:
    """The framed picture as an Altair chart (validated by Altair), for a notebook. Errors as :func:`spec`."""
    import altair

    found = spec(answer, lang=lang, theme=theme, kind=kind, is_framed=True)
    made: altair.TopLevelMixin = altair.Chart.from_dict(json.loads(json.dumps(found)))
    return made


def save(answer: Answer, path: str | Path, *, lang: str = "en", theme: str = "light", kind: str = "") -> Path:
    """Write an answer by the ending of ``path``: its framed picture as .png (two pixels per point), .svg, .pdf or
    .vega (Vega-Lite 6, JSON), or its rows as .csv, .json or .xlsx.

    Raises
    ------
    InputError
        As :func:`spec` (pictures only); ``figures.unknown_format``; ``figures.no_chinese_font`` for PNG and PDF where
        the words hold Chinese and no Chinese font is installed (an SVG uses the fonts of whoever opens it).
    WrongState
        ``figures.not_written`` (path, reason) where the file cannot be written.
    """
    target = Path(path)
    made = rendered(answer, target.suffix.lower().lstrip("."), lang=lang, theme=theme, kind=kind)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made)
    except OSError as error:
        raise WrongState("figures.not_written", path=str(target), reason=error.strerror or str(error)) from error
    return target


def rendered(answer: Answer, form: str, *, lang: str = "en", theme: str = "light", kind: str = "") -> bytes:
    """An answer as the bytes of one of ``FORMATS``. Errors as :func:`save`."""
    if form in TABLES:
        return TABLES[form](answer, lang)
    if form not in FORMATS:
        raise InputError("figures.unknown_format", path=f".{form}")
    found = spec(answer, lang=lang, theme=theme, kind=kind, is_framed=True)
    return json.dumps(found, ensure_ascii=False).encode() if form == "vega" else _drawn(found, form)


def bare_svg(answer: Answer, *, lang: str = "en", theme: str = "light", width: int = WIDTH) -> bytes:
    """The picture alone, without title and footer, for a document that says them itself. Errors as :func:`spec`."""
    told, chosen = Told(answer, lang), theme_of(theme)
    picture = _draw(answer, lang, "")(told, greyed(chosen) if _is_doubtful(answer) else chosen)
    top = {"$schema": SCHEMA, "config": config(chosen, lang=lang, is_static=True), "description": told.title}
    return _drawn({**top, "width": width, "padding": 2, "height": picture.height, **picture.spec}, "svg")


def _drawn(found: dict[str, Any], form: str) -> bytes:
    import vl_convert

    if form != "svg" and _holds_chinese(found) and not fonts.has_chinese_font():
        raise InputError("figures.no_chinese_font", command=fonts.COMMAND)
    if form == "svg":
        return str(vl_convert.vegalite_to_svg(found, vl_version=VEGA_LITE)).encode()
    if form == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(found, vl_version=VEGA_LITE))
    return bytes(vl_convert.vegalite_to_png(found, vl_version=VEGA_LITE, scale=SCALE))


@cache
def vega_bundle() -> str:
    """Vega, Vega-Lite and vegaEmbed in one script that sets ``window.vegaEmbed``; takes about two seconds to make.

    In a function of its own: the bundle's short names would else stand in the way of every other script of a page.
    """
    import vl_convert

    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=VEGA_LITE)
    return f"(function () {{\n{_ascii(bundle)}\n}})();\n"


def _ascii(script: str) -> str:
    """JavaScript without a letter that a server's missing charset could spoil (Vega's ellipsis)."""
    return re.sub(r"[^\x00-\x7f]", lambda found: json.dumps(found.group())[1:-1], script)


def _draw(answer: Answer, lang: str, kind: str) -> Draw:
    if answer.refusal is not None:
        raise InputError("figures.refused", why=answer.say(lang))
    known = PICTURES.get(answer.question)
    if known is None:
        raise InputError("figures.no_picture", question=answer.question)
    if kind and kind not in known:
        raise InputError("figures.unknown_kind", question=answer.question, kind=kind, kinds=", ".join(known))
    return known[kind or next(iter(known))]


def _made(told: Told, theme: Theme, draw: Draw, *, is_framed: bool) -> dict[str, Any]:
    picture = draw(told, greyed(theme) if _is_doubtful(told.answer) else theme)
    body: dict[str, Any] = {"height": picture.height, **picture.spec}
    look = config(theme, lang=told.lang, is_static=is_framed)
    if not is_framed:
        return _on_page(picture, look, told.title)
    top = {"$schema": SCHEMA, "config": look, "description": told.title}
    return {**top, **_framed(told, theme, picture, body)}


def _on_page(picture: Picture, look: dict[str, Any], title: str) -> dict[str, Any]:
    """A picture that takes the width it is given; the page says title and footer."""
    top = {"$schema": SCHEMA, "config": look, "description": title}
    fit = {"autosize": {"type": "fit-x", "contains": "padding"}, "width": "container", "padding": 4}
    hint = {"usermeta": {"narrowHeight": picture.narrow}} if picture.narrow else {}
    return {**top, **fit, **hint, "height": picture.height, **picture.spec}


def _is_doubtful(answer: Answer) -> bool:
    """Whether the picture is greyed; what is not made of works (platforms, statistics) has no coverage."""
    return answer.rows_behind is not None and answer.coverage.share is not None and not answer.coverage.is_enough


def _framed(told: Told, theme: Theme, picture: Picture, body: dict[str, Any]) -> dict[str, Any]:
    """Finding above; coverage, source, notes and the mark of invented data below.

    One view, not a concatenation: inside a concatenation Vega-Lite renames ``width``, which the pictures measure by.
    """
    height = body.pop("height")
    title = {"text": wrapped(told.title, 17, WIDTH), "subtitle": wrapped(told.about, 12, WIDTH)}
    layers = [body, _footer(told, theme, picture)]
    return {"title": title, "padding": 24, "width": WIDTH, "height": height, "layer": layers}


def _footer(told: Told, theme: Theme, picture: Picture) -> dict[str, Any]:
    first, *rest = told.footer
    notes = dict.fromkeys([first, *map(told.word, picture.notes), *rest])
    lines = [line for note in notes for line in wrapped(note, 11, WIDTH)]
    mark = {"type": "text", "align": "left", "baseline": "top", "lineHeight": 15, "fontSize": 11, "clip": False}
    below = {"expr": f"height + {picture.foot}"}
    return {
        "data": {"values": [{}]},
        "mark": {**mark, "color": theme.quiet, "text": lines},
        "encoding": {"x": {"value": 0}, "y": {"value": below}},
    }


def _holds_chinese(found: dict[str, Any]) -> bool:
    return any("\u2e80" <= c <= "\u9fff" for c in json.dumps(_words(found), ensure_ascii=False))


def _words(found: Any) -> Any:
    """The picture without its configuration, whose font names are no words."""
    return {k: v for k, v in found.items() if k != "config"} if isinstance(found, dict) else found
