"""How long a filter change takes, from the click to the painted chart, in a real browser.

`./run bench redraw` starts the app with the collection that ships with it, and turns filters on and
off, fifty changes in all, by the Performance API: from the click on a facet's choice until the
frame after the chart was drawn has been painted. Prints JSON in milliseconds: the median and the
slowest tenth of all changes, those back to all events apart, the parts of the way, and when Plotly
had taken the server's drawing over (a mouse is on the page from the start). `load` says how busy
the machine was: a figure taken at more than its number of cores is of no use.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

from bench.screenshot import PATH, browser_path, served

CHANGES: Final = 50
WATCH: Final = """
window.times = {};
const finish = () => { if (times.painted && times.plotted) window.finished?.(); };
const mark = (name) => () => { times[name] = performance.now(); };
document.addEventListener("DOMContentLoaded", () => {
  document.addEventListener("htmx:beforeRequest", mark("asked"));
  document.addEventListener("htmx:beforeSwap", mark("answered"));
  document.addEventListener("chartdrawn", () => {
    mark("drawn")();
    requestAnimationFrame(() => {
      const channel = new MessageChannel(); // its message comes after the frame is painted
      channel.port1.onmessage = () => { mark("painted")(); finish(); };
      channel.port2.postMessage(0);
    });
  });
  document.addEventListener("chartplotted", () => { mark("plotted")(); finish(); });
});
"""
CHANGE: Final = """(id) => new Promise((resolve) => {
  window.finished = () => { window.finished = null; resolve({ ...times }); };
  times = { clicked: performance.now() };
  document.getElementById(id).click();
})"""
CHOICES: Final = """() => [...document.querySelectorAll("#facets input[type=checkbox]")]
  .map((box) => box.id).filter((id) => /^(category|modality|theme|source)-/.test(id))"""


def changes(page: Page) -> list[dict[str, float]]:
    """The moments of each change: every other one takes off what the one before put on."""
    choices = page.evaluate(CHOICES)
    found = []
    for number in range(CHANGES):
        found.append(page.evaluate(CHANGE, choices[number // 2 % len(choices)]))
        page.wait_for_timeout(50)
    return found


def report(found: list[dict[str, float]]) -> dict[str, Any]:
    """What the changes took, in milliseconds."""
    whole = [times["painted"] - times["clicked"] for times in found]
    parts = (("server", "asked", "answered"), ("swap and draw", "answered", "drawn"))

    def median(values: list[float]) -> float:
        return round(statistics.median(values), 1)

    return {
        "changes": len(found),
        "median": median(whole),
        "slowest tenth": round(sorted(whole)[-len(whole) // 10], 1),
        "until Plotly took over": median([t["plotted"] - t["clicked"] for t in found]),
        "to a selection": median(whole[::2]),
        "back to all": median(whole[1::2]),
        **{name: median([t[end] - t[start] for t in found]) for name, start, end in parts},
        "load": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count(),
    }


def main() -> None:
    """Measure, and print."""
    with served() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(WATCH)
        page.goto(origin + PATH, wait_until="networkidle")
        page.mouse.move(1, 1)
        page.mouse.move(3, 3)
        page.wait_for_selector("#chart-box.is-plotted", state="attached")
        page.evaluate(CHANGE, "milestones")  # the first one warms the server up
        page.evaluate(CHANGE, "milestones")
        sys.stdout.write(json.dumps(report(changes(page)), indent=1) + "\n")
        browser.close()


if __name__ == "__main__":
    main()
