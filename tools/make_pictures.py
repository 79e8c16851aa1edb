"""Makes the pictures of the documentation: ``python -m tools.make_pictures [--chromium PATH]``.

``docs/images/report.png`` is the HTML report of the first seed in a headless Chromium; ``docs/images/explain.png`` is what ``unionclean
explain`` writes to a terminal, recorded by rich.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from rich.terminal_theme import MONOKAI

import unionclean
from unionclean.report import render_html, render_terminal

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SEED = ROOT / "seeds" / "000_5ee5f2bfc6c90649.txt"
LINES = 2
TERMINAL = "padding: 1em; font: 15px/1.5 Noto Sans Mono CJK SC, monospace; white-space: pre-wrap"


def take_screenshot(chromium: str, page: str, target: Path, size: str) -> Path:
    """Write a picture of an HTML page and return its path."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(page, encoding="utf-8")
        command = [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--window-size={size}",
        ]
        subprocess.run([*command, f"--screenshot={target}", file.as_uri()], check=True, capture_output=True)
    return target


def report_page() -> str:
    """Return the report of the first seed."""
    return render_html([(SEED.name, unionclean.explain(SEED.read_text("utf-8")))])


def terminal_page() -> str:
    """Return what ``explain`` shows of two damaged lines, as a page that looks like a terminal."""
    from rich.console import Console
    from rich.text import Text

    lines = [line for line in SEED.read_text("utf-8").split("\n") if "?" in line and "(" in line and len(line) < 400]
    shown = render_terminal(unionclean.explain("\n".join(lines[:LINES])), colour=True)
    console = Console(record=True, width=100, file=io.StringIO())
    console.print(Text.from_ansi(shown))
    page = console.export_html(theme=MONOKAI, inline_styles=True)
    return page.replace("<pre", f"<pre data-terminal style='{TERMINAL}'", 1)


def main(arguments: list[str] | None = None) -> int:
    """Make the pictures and print where they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    found = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    parser.add_argument("--chromium", default=found, help="the browser (default: %(default)s)")
    options = parser.parse_args(arguments)
    IMAGES.mkdir(exist_ok=True)
    print(take_screenshot(options.chromium, report_page(), IMAGES / "report.png", "1280,720"))
    print(take_screenshot(options.chromium, terminal_page(), IMAGES / "explain.png", "1000,560"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
