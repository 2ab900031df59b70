"""An analyst looks around: first picture, language, theme, scope, rows, search, lasting link, phone, keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("seen")]
DRAWN = ".drawing.is-drawn svg"
PAGES = ["", "flows", "network", "fields", "comparison", "data", "about", "places/CN-510100", "position"]
NARROW = """() => [...document.querySelectorAll('body *')].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.right > innerWidth + 1 && !e.closest('.scroll, .pages, .unseen, .commands, svg *');
}).map((e) => e.tagName + '.' + e.className)"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_first_picture_is_drawn(page: Page, live_server: LiveServer, lang: str) -> None:
    page.goto(f"{live_server.url}/{lang}/")
    page.wait_for_selector(f"#trend {DRAWN}")
    assert page.locator("#trend .drawing path").count() > 0


@pytest.mark.parametrize("address", PAGES)
def test_every_picture_of_a_page_is_drawn(page: Page, live_server: LiveServer, address: str) -> None:
    page.goto(f"{live_server.url}/en/{address}")
    for drawing in page.locator(".drawing").all():
        drawing.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelectorAll('.drawing:not(.is-drawn)').length === 0")
    assert page.locator(".is-failed").count() == 0


def test_pictures_take_the_room_that_was_reserved(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/")
    before = page.locator("#trend .drawing").bounding_box()
    page.wait_for_selector(f"#trend {DRAWN}")
    assert page.locator("#trend .drawing").bounding_box() == before


def test_language_switch_stays_on_the_page(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/flows?from=2019")
    page.click("[data-language]")
    page.wait_for_url("**/zh/flows?from=2019")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_theme_switch_redraws_and_is_remembered(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/")
    page.wait_for_selector(f"#trend {DRAWN}")
    with page.expect_response(lambda r: "theme=dark" in r.url):
        page.click("[data-theme-switch] button")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_dark_device_gets_a_dark_page(page: Page, live_server: LiveServer) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{live_server.url}/en/")
    page.wait_for_selector(f"#trend {DRAWN}")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(17, 24, 28)"


def test_scope_changes_without_a_reload(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/")
    page.evaluate("window.stillHere = true")
    page.select_option("#scope-from", "2020")
    page.wait_for_url("**from=2020**")
    page.wait_for_selector(f"#trend {DRAWN}")
    facts = page.locator("#trend .facts").inner_text()
    assert ("2020–2023" in facts, page.evaluate("window.stillHere")) == (True, True)


def test_scope_of_another_population_changes_years_and_title(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/comparison?from=2020")
    page.select_option("#scope-of", "papers:conference")
    page.wait_for_url(lambda url: "papers" in url and "was=" not in url)
    page.wait_for_selector("h1 .only")
    assert "machine learning only" in page.locator("h1").inner_text()


def test_navigation_follows_the_changed_scope(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/")
    page.select_option("#scope-from", "2020")
    page.wait_for_selector(".pages a[href*='from=2020']")
    page.click(".pages a:has-text('Map')")
    page.wait_for_url("**/en/flows?from=2020")
    assert page.locator("#scope-from").input_value() == "2020"


def test_back_returns_to_the_scope_before(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/")
    page.select_option("#scope-from", "2020")
    page.wait_for_url("**from=2020**")
    page.go_back()
    page.wait_for_function("() => document.querySelector('#scope-from')?.value === '2018'")
    assert "from=" not in page.url


def test_whole_table_folds_out_of_a_picture(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/")
    page.click("#trend .as-table")
    page.wait_for_selector("#trend-rows table")
    opened = page.locator("#trend-rows tbody tr").count()
    page.click("#trend .as-table")
    assert (opened, page.locator("#trend-rows table").is_visible()) == (6, False)


def test_one_step_leads_from_figure_to_rows(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/")
    number = page.locator(".tile dd a").first.inner_text()
    page.locator(".tile dd a").first.click()
    page.wait_for_url("**/en/rows?**")
    assert number in page.locator("h1").inner_text()


@pytest.mark.parametrize(
    ("address", "mark", "leads_to"),
    [
        ("flows?from=2019", "#flows .mark-symbol.role-mark path", "**/en/places/CN-*?from=2019"),
        ("flows", "#flows-matrix .mark-rect.role-mark path", "**/en/pairs/CN-*/CN-*"),
        ("fields", "#field-heat .mark-rect.role-mark path", "**/en/rows?**"),
        ("network", "#network-edges .mark-symbol.role-mark path", "**/en/organisations/*"),
        ("", "#top-fields .mark-rect.role-mark path", "**/en/fields/**"),
    ],
)
def test_mark_of_a_picture_leads_on(
    page: Page, live_server: LiveServer, address: str, mark: str, leads_to: str
) -> None:
    page.goto(f"{live_server.url}/en/{address}")
    figure = page.locator(mark.split()[0])
    figure.scroll_into_view_if_needed()
    page.wait_for_selector(f"{mark.split()[0]} {DRAWN}")
    page.locator(mark).last.click(timeout=5_000)
    page.wait_for_url(leads_to)


def test_picture_of_a_phone_is_as_high_as_was_reserved(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    heights = {}
    for address, figure in (("flows", "#flows"), ("network", "#network-edges"), ("comparison", "#comparison-fields")):
        page.goto(f"{live_server.url}/en/{address}")
        page.locator(figure).scroll_into_view_if_needed()
        page.wait_for_selector(f"{figure} {DRAWN}")
        drawing = page.locator(f"{figure} .drawing")
        reserved = drawing.evaluate("drawing => parseFloat(getComputedStyle(drawing).minHeight)")
        heights[figure] = round(drawing.bounding_box()["height"] - reserved)
    assert heights == {"#flows": 0, "#network-edges": 0, "#comparison-fields": 0}


def test_every_picture_is_drawn_without_scrolling_so_that_paper_shows_it(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/")
    page.wait_for_function("() => !document.querySelector('.drawing[data-spec]:not(.is-drawn)')")
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize(("address", "lang"), [("", "en"), ("flows", "zh")])
def test_paper_shows_figures_whole_and_where_they_came_from(
    page: Page, live_server: LiveServer, address: str, lang: str
) -> None:
    page.goto(f"{live_server.url}/{lang}/{address}")
    page.wait_for_selector(DRAWN)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 1000})
    hidden = [page.locator(part).first.is_visible() for part in (".top", ".scope", ".ways", ".bottom")]
    wide = page.evaluate("Math.max(...[...document.querySelectorAll('.drawing svg')].map(s => s.clientWidth))")
    foot = page.locator(".on-paper").inner_text()
    assert (hidden, wide <= 690) == ([False] * 4, True)
    assert (f"{live_server.url}/{lang}/{address}?version=" in foot, page.locator(".invented").is_visible()) == (
        True,
        True,
    )


def test_wide_picture_is_drawn_as_wide_as_paper_and_back(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/")
    page.wait_for_selector(f"#trend {DRAWN}")
    width = "document.querySelector('#trend .drawing svg').viewBox.baseVal.width"
    before = page.evaluate(width)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function(f"() => {width} === 690")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_function(f"() => {width} === {before}")
    assert before > 690


def test_slash_searches_from_everywhere(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/zh/data")
    page.keyboard.press("/")
    page.keyboard.type("成都")
    page.wait_for_selector("#search-found .hits a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh/places/CN-510100**")
    assert "成都" in page.locator("h1").inner_text()


def test_lasting_link_restores_the_view(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/flows?from=2020")
    page.click("#flows .way[rel=nofollow]")
    page.click("form[method=post] .button")
    page.click(".is-short a")
    page.wait_for_url("**/en/flows?**version=**")
    assert page.locator("#scope-from").input_value() == "2020"


def test_skip_link_is_the_first_stop(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("address", [*PAGES, "rows?of=demo:publications&from=2018&to=2023"])
def test_nothing_sticks_out_of_a_narrow_page(page: Page, live_server: LiveServer, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{live_server.url}/zh/{address}")
    if page.locator(".drawing").count():
        page.wait_for_selector(DRAWN)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert (wide <= 0, page.evaluate(NARROW)) == (True, [])


def test_scope_folds_away_on_a_phone(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/en/")
    folded = page.locator("#scope-circle").is_visible()
    page.click(".scope summary")
    page.wait_for_selector("#scope-circle", state="visible")
    assert (folded, page.locator("#scope-circle").is_visible()) == (False, True)


def test_page_works_without_javascript(live_server: LiveServer, browser, seen) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/")
    page.select_option("#scope-from", "2020")
    page.click(".scope .apply")
    facts = page.locator("#trend .facts").inner_text()
    context.close()
    assert re.search("2020–2023", facts)
