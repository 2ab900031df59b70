"""How long until the first figure is seen: `python -m benchmarks first_figure`.

Chromium with an empty cache opens a page; the time runs from the beginning of navigation until the first picture is
drawn (the mark that portal.js sets). Also how much the page jumped while loading. Writes
benchmarks/results/first_figure.json.
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.portal_server import machine, served

RESULT = Path(__file__).parent / "results" / "first_figure.json"
REACH_S = 1.5
SHIFTS = """window.shifts = 0; new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({type: 'layout-shift', buffered: true});"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def looked(browser: Browser, url: str) -> dict[str, float]:
    """One look with an empty cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    page.goto(url)
    page.wait_for_function("() => performance.getEntriesByName('jialing:drawn').length > 0")
    drawn = page.evaluate("performance.getEntriesByName('jialing:drawn')[0].startTime")
    page.wait_for_timeout(400)
    found = {"drawn_s": drawn / 1000, "paint_s": page.evaluate(PAINT) / 1000, "shift": page.evaluate("window.shifts")}
    context.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="first_figure", description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--times", type=int, default=9)
    asked = parser.parse_args()
    with served(asked.data, asked.scale) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        looks = {
            address: [looked(browser, f"{server.url}{address}") for _ in range(asked.times)]
            for address in ("/en/", "/zh/flows", "/en/network")
        }
        browser.close()
        result = {
            "command": "python -m benchmarks first_figure",
            "machine": machine(),
            "version": server.version,
            "n_works": server.n_works,
            "reach_s": REACH_S,
            "seconds_from_start_of_server_to_first_page": round(server.seconds_to_first_page, 2),
            "pages": {address: summary(of) for address, of in looks.items()},
        }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    for address, row in result["pages"].items():
        print(
            f"{address:<14} first figure {row['drawn_median_s']:.2f} s (slowest {row['drawn_max_s']:.2f} s), ", end=""
        )
        print(f"first paint {row['paint_median_s']:.2f} s, layout shift {row['shift_max']:.3f}")
    print(
        f"server started and answered in {result['seconds_from_start_of_server_to_first_page']} s; reach <= {REACH_S} s"
    )


def summary(looks: list[dict[str, float]]) -> dict[str, float]:
    """Median and worst of the looks."""
    drawn = [look["drawn_s"] for look in looks]
    return {
        "drawn_median_s": round(statistics.median(drawn), 3),
        "drawn_max_s": round(max(drawn), 3),
        "paint_median_s": round(statistics.median(look["paint_s"] for look in looks), 3),
        "shift_max": round(max(look["shift"] for look in looks), 4),
    }


if __name__ == "__main__":
    main()
