"""Pictures of every answer: valid, worded, kept, saved, refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import altair
import pytest
import vl_convert

from jialing.atlas import Answer, Atlas, Scope, open_atlas
from jialing.errors import InputError
from jialing.figures import chart, fonts, kinds, rendered, save, spec, vega_bundle
from jialing.figures.drawing import VEGA_LITE
from tests.atlas.conftest import every_answer
from tests.atlas.factory import PAPERS, PUBLICATIONS, small_version


def _pictures(atlas: Atlas, scope: Scope) -> list[tuple[Answer, str]]:
    return [(answer, kind) for answer in every_answer(atlas, scope) for kind in kinds(answer)]


def _flows(atlas: Atlas, scope: Scope) -> Answer:
    return atlas.flows(scope).pairs


def test_every_kind_of_picture_compiles(atlas: Atlas, scope: Scope) -> None:
    seen: set[tuple[str, str]] = set()
    for answer, kind in _pictures(atlas, scope):
        for is_framed in (False, True):
            vl_convert.vegalite_to_vega(spec(answer, kind=kind, is_framed=is_framed), vl_version=VEGA_LITE)
        seen.add((answer.question, kind))
    kinds = {
        "lines",
        "bars",
        "map",
        "matrix",
        "network",
        "heat",
        "dots",
        "scatter",
        "intervals",
        "strengths",
        "sites",
        "beside",
        "progress",
    }
    assert {kind for _, kind in seen} == kinds


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["lines", "bars", "map", "matrix", "network", "heat", "dots"])
def test_altair_accepts_each_kind(atlas: Atlas, scope: Scope, kind: str) -> None:
    answer = next(a for a, k in _pictures(atlas, scope) if k == kind)
    assert isinstance(chart(answer, kind=kind), altair.TopLevelMixin)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_framed_picture_says_what_it_is(atlas: Atlas, scope: Scope, lang: str, theme: str) -> None:
    answer = atlas.overview(scope).trend
    text = json.dumps(spec(answer, lang=lang, theme=theme, is_framed=True), ensure_ascii=False).replace('", "', " ")
    said = {
        "en": ["in 2018–2023", "unit: works", "full counting", "coverage: 9", "version 2024", "are invented"],
        "zh": ["2018—2023 年", "单位：项成果", "整数计数", "覆盖：9", "版本 2024", "均为虚构"],
    }[lang]
    assert [words for words in said if words not in text] == []


def test_picture_on_a_page_takes_the_room_it_has(atlas: Atlas, scope: Scope) -> None:
    assert {spec(answer, kind=kind)["width"] for answer, kind in _pictures(atlas, scope)} == {"container"}


def test_specs_are_plain_json_and_need_no_network(atlas: Atlas, scope: Scope) -> None:
    for answer, kind in _pictures(atlas, scope):
        found = spec(answer, kind=kind)
        assert json.loads(json.dumps(found, allow_nan=False)) == found
        assert '"url"' not in json.dumps(found)


def test_specs_are_kept(atlas: Atlas, scope: Scope) -> None:
    answer = _flows(atlas, scope)
    assert spec(answer) is spec(answer)
    assert spec(answer) is not spec(answer, lang="zh")


def test_map_draws_every_city(atlas: Atlas, scope: Scope) -> None:
    answer = _flows(atlas, scope)
    circles = next(layer for layer in spec(answer)["layer"] if layer["mark"]["type"] == "circle")
    assert len(circles["data"]["values"]) == len(answer.context[0].rows_table)


def test_low_coverage_is_drawn_grey(tmp_path: Path) -> None:
    small_version(tmp_path, n_works=60, floor_breaker=True)
    atlas = open_atlas(tmp_path)
    page = atlas.overview(atlas.default_scope(population=PUBLICATIONS))
    drawn = json.dumps(spec(page.trend)["layer"])
    assert "#0b6e80" not in drawn
    assert "#0b6e80" in json.dumps(spec(page.platforms)["layer"])


@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("pdf", b"%PDF")])
def test_saved_file_is_what_its_name_says(
    atlas: Atlas, scope: Scope, tmp_path: Path, ending: str, start: bytes
) -> None:
    path = save(atlas.overview(scope).trend, tmp_path / f"trend.{ending}")
    assert path.read_bytes().startswith(start)


@pytest.mark.fonts
def test_chinese_picture_is_drawn_with_a_chinese_font(atlas: Atlas, scope: Scope) -> None:
    assert rendered(atlas.overview(scope).top_pairs, "png", lang="zh").startswith(b"\x89PNG")


def test_chinese_png_without_a_chinese_font_is_refused(
    atlas: Atlas, scope: Scope, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", ())
    for name in ("HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS"):
        monkeypatch.setenv(name, str(tmp_path))
    fonts.has_chinese_font.cache_clear()
    try:
        with pytest.raises(InputError) as raised:
            save(atlas.overview(scope).trend, tmp_path / "trend.png", lang="zh")
        svg = save(atlas.overview(scope).trend, tmp_path / "trend.svg", lang="zh")
    finally:
        fonts.has_chinese_font.cache_clear()
    assert (raised.value.code, raised.value.params["command"]) == (
        "figures.no_chinese_font",
        "apt-get install fonts-noto-cjk",
    )
    assert "成渝" in svg.read_text(encoding="utf-8")


def _refusals(atlas: Atlas, scope: Scope) -> list[tuple[Any, dict[str, Any]]]:
    page = atlas.overview(scope)
    refused = atlas.field_heat(atlas.default_scope(population=PAPERS)).heat
    return [(page.statistics, {}), (refused, {}), (page.trend, {"kind": "pie"}), (page.trend, {"theme": "sepia"})]


def test_what_cannot_be_drawn_is_refused(atlas: Atlas, scope: Scope) -> None:
    codes = []
    for answer, options in _refusals(atlas, scope):
        with pytest.raises(InputError) as raised:
            spec(answer, **options)
        codes.append(raised.value.code)
    assert codes == ["figures.no_picture", "figures.refused", "figures.unknown_kind", "figures.unknown_theme"]


def test_unknown_format_is_refused(atlas: Atlas, scope: Scope, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        save(atlas.overview(scope).trend, tmp_path / "trend.bmp")
    assert raised.value.code == "figures.unknown_format"


def test_refused_and_empty_answers_have_no_kinds(atlas: Atlas) -> None:
    assert kinds(atlas.overview(atlas.default_scope(population=PAPERS)).trend) == ()


@pytest.mark.slow
def test_bundle_is_one_ascii_script_that_keeps_its_names_to_itself() -> None:
    bundle = vega_bundle()
    assert bundle.isascii()
    assert bundle.startswith("(function () {")
    assert "window.vegaEmbed" in bundle
