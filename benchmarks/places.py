"""How well ``strip_place_spam`` tells link-farm blocks from real lists.

    python -m benchmarks.places [--data ../shared/data] [--quick]

Prints recall by shape of block, lists removed wrongly by kind of list, and speed.  Bodies are the laws of the data folder
(Simplified and Traditional); blocks and lists are drawn from ``areacodes.csv`` with a fixed seed.  The generators know nothing
of the model: they use the raw list of divisions, not the package's table.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import opencc

from benchmarks.places_lists import KINDS, in_page
from benchmarks.places_spam import SHAPES, Page
from unionclean import strip_place_spam
from unionclean.places import _blocks
from unionclean.places.evidence import weigh


class World:
    """The raw material: divisions alive about 2010 and today, and bodies of real text."""

    def __init__(self, data: Path, bodies: int) -> None:
        with (data / "areacodes.csv").open(encoding="utf-8-sig", newline="") as file:
            self.rows = list(csv.DictReader(file))
        self.in_2010 = sorted({r["名称"] for r in self.rows if alive(r, 2010)})
        self.today = [r for r in self.rows if alive(r, 2025) and r["级别"] == "县级"]
        self.counties_2010 = [r for r in self.rows if alive(r, 2010) and r["级别"] == "县级"]
        self.cities = [r for r in self.rows if alive(r, 2025) and r["级别"] == "地级" and r["名称"].endswith("市")]
        self.provinces = [r for r in self.rows if alive(r, 2025) and r["级别"] == "省级"]
        self.traditional = opencc.OpenCC("s2t").convert
        self.simplified_bodies = read_laws(data / "laws_cn.jsonl.xz", bodies)
        self.traditional_bodies = read_laws(data / "laws_tw.jsonl.xz", bodies)


def alive(row: dict[str, str], year: int) -> bool:
    """Whether a division existed in ``year``."""
    end = row["变更/弃用时间"]
    return int(row["启用时间"]) <= year and (not end or int(end) > year)


def read_laws(path: Path, most: int | None = None) -> list[str]:
    """Return up to ``most`` laws as plain text, evenly spread over the file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        laws = [_plain(json.loads(line)) for line in lines]
    step = max(1, len(laws) // most) if most else 1
    return laws[::step]


def _plain(law: dict[str, object]) -> str:
    if "markdown" in law:
        lines = str(law["markdown"]).split("\n")
        return "\n".join(line.lstrip("# ") for line in lines if not line.startswith("<!--")).strip()
    return "\n".join(_strings(law))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [string for part in parts for string in _strings(part)]


def same(result: str, wanted: str) -> bool:
    """Whether two texts differ at most in blank lines and blanks at line ends."""
    return [line.rstrip() for line in result.split("\n") if line.strip()] == [
        line.rstrip() for line in wanted.split("\n") if line.strip()
    ]


def measure_recall(world: World, pages: int, rng: random.Random, show: int) -> None:
    """Print, by shape, the share of pages that come back as they were before the block."""
    print(f"\n{'blocks removed exactly':32}{'12+ names':>12}{'8-11 names':>12}")
    totals: Counter[bool] = Counter()
    for shape, make in SHAPES.items():
        shares = []
        for small in (False, True):
            right = 0
            for _ in range(pages):
                page = make(world, rng, small)
                good = same(strip_place_spam(page.text), page.clean)
                right += good
                if not good and show > 0:
                    show -= 1
                    _show_miss(shape, page)
            totals[small] += right
            shares.append(100 * right / pages)
        print(f"{shape:32}{shares[0]:11.2f}%{shares[1]:11.2f}%")
    asked = pages * len(SHAPES)
    print(f"{'all':32}{100 * totals[False] / asked:11.2f}%{100 * totals[True] / asked:11.2f}%")


def _show_miss(shape: str, page: Page) -> None:
    cleaned = strip_place_spam.explain(page.text)
    print(
        f"--- missed: {shape}\n{page.text[-400:]!r}\n    gone: {[e.before for e in cleaned.edits]!r}\n    wanted: {page.clean[-40:]!r}"
    )
    for block in _blocks(page.text):
        print(
            {k: round(v, 1) for k, v in weigh(page.text, block).items() if v},
            repr(page.text[max(0, block.start - 40) : block.start]),
        )


def measure_false_removals(world: World, lists: int, rng: random.Random, show: int) -> int:
    """Print, by kind, how many real lists were touched."""
    print(f"\n{'real lists':40}{'made':>9}{'touched':>9}")
    total = 0
    for kind, make in KINDS.items():
        touched = 0
        for _ in range(lists):
            page = in_page(world, rng, make(world, rng))
            edits = strip_place_spam.explain(page).edits
            touched += bool(edits)
            if edits and show > 0:
                show -= 1
                print(
                    f"--- touched: {kind}\n{edits[0].rule}: {edits[0].before[:200]!r} behind {page[max(0, edits[0].start - 80) : edits[0].start]!r}"
                )
        total += touched
        print(f"{kind:40}{lists:9}{touched:9}")
    print(f"{'all':40}{lists * len(KINDS):9}{total:9}")
    return total


def megabytes_per_second(function: Callable[[str], str], texts: list[str]) -> float:
    """Return the best of five runs over ``texts``, in MB of UTF-8 per second of processor time."""
    best = min(_seconds(function, texts) for _ in range(5))
    return sum(len(text.encode()) for text in texts) / 1e6 / best


def _seconds(function: Callable[[str], str], texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        function(text)
    return time.process_time() - start


def main() -> None:
    """Run the benchmark and print its tables."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data")
    parser.add_argument("--quick", action="store_true", help="a tenth of the pages")
    parser.add_argument("--pages", type=int, help="pages per shape and kind")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--show", type=int, default=0, help="print so many of the misses")
    arguments = parser.parse_args()
    pages = arguments.pages or (200 if arguments.quick else 2000)
    world = World(arguments.data, 100)
    rng = random.Random(arguments.seed)
    measure_recall(world, pages, rng, arguments.show)
    measure_false_removals(world, pages * 3, rng, arguments.show)
    measure_speed(arguments.data)


def measure_speed(data: Path) -> None:
    """Print what the laws lose (nothing) and how fast they pass."""
    print(f"\n{'untouched text':40}{'MB/s':>9}{'touched':>9}")
    for name in ("laws_cn.jsonl.xz", "laws_tw.jsonl.xz"):
        laws = read_laws(data / name)
        touched = sum(strip_place_spam(law) is not law for law in laws)
        print(f"{name:40}{megabytes_per_second(strip_place_spam, laws):9.0f}{touched:9}")


if __name__ == "__main__":
    main()
