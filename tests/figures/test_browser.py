"""Pictures in Chromium under a policy without unsafe-eval."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jialing.atlas import Atlas, Scope
from jialing.figures import kinds, spec, vega_bundle
from tests.atlas.conftest import every_answer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'"
PAGE = "<!doctype html><meta charset=utf-8><body><script src=vega.js></script><script src=draw.js></script>"
DRAW = """
window.failed = [];
fetch('specs.json').then(found => found.json()).then(async specs => {
  for (const [name, spec] of Object.entries(specs)) {
    const figure = document.createElement('figure');
    figure.id = name;
    document.body.append(figure);
    try { await vegaEmbed(figure, spec, {ast: true, actions: false, renderer: 'svg'}); }
    catch (error) { window.failed.push(name + ': ' + error); }
  }
  document.body.dataset.done = 'yes';
});
"""


class _Strict(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def address(tmp_path: Path, atlas: Atlas, scope: Scope) -> Iterator[str]:
    """A strict little server with one page that draws each kind of picture."""
    first = {kind: answer for answer in every_answer(atlas, scope) for kind in kinds(answer)}
    drawn = {kind: spec(answer, kind=kind) for kind, answer in first.items()}
    (tmp_path / "specs.json").write_text(json.dumps(drawn), encoding="utf-8")
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "draw.js").write_text(DRAW, encoding="utf-8")
    (tmp_path / "vega.js").write_text(vega_bundle(), encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Strict, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [375, 1200])
def test_pictures_run_without_unsafe_eval(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    page.wait_for_selector("body[data-done]", state="attached", timeout=60_000)
    failed = page.evaluate("window.failed")
    n_drawn = page.evaluate("document.querySelectorAll('figure svg .mark-rect path, figure svg path').length")
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert (failed, overflow) == ([], 0)
    assert n_drawn > 50
