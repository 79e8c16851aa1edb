"""Count how often a repair crosses from one module of the package into another: ``python -m tools.crossings [FILE]``.

A call is a crossing when the caller and the called function are in different modules of ``unionclean.encoding``.  Counted are one damaged line and one damaged
page (``FILE``, or the largest seed); tables and caches are warm.  The fewer, the less a reader has to jump.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

from unionclean import repair_encoding

ROOT = Path(__file__).resolve().parents[1]
ROOM = str(ROOT / "unionclean" / "encoding")
LINE = "中國(guó)工會(huì)發(fā)布,慶!拔逡弧眹(guó)際勞動(dòng)節。"
SHOWN = 12


def count_crossings(text: str) -> Counter[tuple[str, str]]:
    """Return how often each pair of modules is crossed while ``text`` is repaired."""
    repair_encoding(text)
    crossings: Counter[tuple[str, str]] = Counter()

    def trace(frame: FrameType, event: str, _: Any) -> None:
        if event != "call" or frame.f_back is None:
            return
        caller, called = frame.f_back.f_code.co_filename, frame.f_code.co_filename
        if caller != called and caller.startswith(ROOM) and called.startswith(ROOM):
            crossings[_module(caller), _module(called)] += 1

    sys.setprofile(trace)
    try:
        repair_encoding(text)
    finally:
        sys.setprofile(None)
    return crossings


def _module(filename: str) -> str:
    return str(Path(filename).relative_to(ROOM).with_suffix(""))


def main(arguments: list[str] | None = None) -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", help="the page (default: the largest seed)")
    page = parser.parse_args(arguments).file or max((ROOT / "seeds").glob("*.txt"), key=lambda p: p.stat().st_size)
    for name, text in (("line", LINE), (page.name, page.read_text("utf-8"))):
        crossings = count_crossings(text)
        print(f"{crossings.total():>9,} {name}")
        for (caller, called), number in crossings.most_common(SHOWN):
            print(f"{number:>13,} {caller} → {called}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
