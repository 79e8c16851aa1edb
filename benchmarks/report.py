"""How fast the HTML report of the five seeds is made and opened: ``python -m benchmarks.report [--quick] [--output FILE]``.

Needs Chromium and chromedriver for the second part.  Rendering is processor time, opening is wall time from the command to the
end of the load event, each the best of several.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import unionclean
from tests.integration.browser import browser, chromium
from unionclean.report import render_html, render_terminal

SEEDS = Path(__file__).parents[1] / "seeds"


def best(work: Callable[[], Any], times: int, clock: Callable[[], float]) -> float:
    """Return the least time that ``work`` took by ``clock``."""
    taken = []
    for _ in range(times):
        start = clock()
        work()
        taken.append(clock() - start)
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--quick", action="store_true", help="measure once")
    parser.add_argument("--output", type=Path, help="keep the report there")
    arguments = parser.parse_args()
    times = 1 if arguments.quick else 5
    pages = [(path.name, unionclean.explain(path.read_text("utf-8"))) for path in sorted(SEEDS.glob("*.txt"))]
    page = render_html(pages)
    print(f"edits                      {page.count('<ins '):9,}")
    print(f"report, MB                 {len(page.encode()) / 1e6:9.2f}")
    print(f"rendering as HTML, s       {best(lambda: render_html(pages), times, time.process_time):9.2f}")
    in_terminal = best(
        lambda: [render_terminal(cleaned, colour=True) for _, cleaned in pages], times, time.process_time
    )
    print(f"rendering for terminal, s  {in_terminal:9.2f}")
    if not chromium():
        print("Chromium is not installed: opening was not measured")
        return
    with tempfile.TemporaryDirectory() as folder, browser() as window:
        path = arguments.output or Path(folder, "report.html")
        path.write_text(page, "utf-8")
        print(f"opening in Chromium, s     {best(lambda: window.open(path.resolve()), times, time.monotonic):9.2f}")
        print(f"switching a filter, s      {best(lambda: _switch(window), times, time.monotonic):9.2f}")
        print(f"going to the next edit, s  {best(lambda: window.press('j'), times, time.monotonic):9.2f}")


def _switch(window: Any) -> None:
    window.run("document.querySelector('#f-s0').click(); return document.body.offsetHeight")


if __name__ == "__main__":
    main()
