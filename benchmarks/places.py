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
from benchmarks.places_spam import PROSE_STYLES, SHAPES, Page, prose_page
from unionclean import strip_place_spam
from unionclean.places import candidates
from unionclean.places.judge import weighed_blocks


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
    """Print, by shape, the share of pages that come back as they were before the block, and the lower scores."""
    print(f"\n{'blocks removed exactly':32}{'12+ names':>12}{'8-11 names':>12}{'score, lowest 1 %':>20}")
    totals: Counter[bool] = Counter()
    for shape, make in SHAPES.items():
        shares, scores = [], []
        for small in (False, True):
            made = [make(world, rng, small) for _ in range(pages)]
            missed = [page for page in made if not same(strip_place_spam(page.text), page.clean)]
            scores += [best_score(page.text) for page in made]
            totals[small] += pages - len(missed)
            shares.append(100 - 100 * len(missed) / pages)
            for page in missed[:show]:
                _show_miss(shape, page)
        print(f"{shape:32}{shares[0]:11.2f}%{shares[1]:11.2f}%{sorted(scores)[len(scores) // 100]:20.1f}")
    asked = pages * len(SHAPES)
    print(f"{'all':32}{100 * totals[False] / asked:11.2f}%{100 * totals[True] / asked:11.2f}%")


def best_score(text: str) -> float:
    """Return the highest score of a list in ``text``, -99 if there is none."""
    return max((sum(weights.values()) for _, weights in weighed_blocks(text, candidates(text))), default=-99.0)


def _show_miss(shape: str, page: Page) -> None:
    cleaned = strip_place_spam.explain(page.text)
    print(
        f"--- missed: {shape}\n{page.text[-400:]!r}\n    gone: {[e.before for e in cleaned.edits]!r}\n    wanted: {page.clean[-40:]!r}"
    )
    for block, weights in weighed_blocks(page.text, candidates(page.text)):
        print(
            {name: round(weight, 1) for name, weight in weights.items() if weight},
            repr(page.text[max(0, block.start - 40) : block.start]),
        )


def measure_prose_recall(world: World, pages: int, rng: random.Random) -> None:
    """Print the recall with the separators of prose, where further evidence is asked for; there is no bar."""
    print(f"\n{'separators of prose, 12+ names':32}{'closed':>12}{'not closed':>12}")
    for name, style in PROSE_STYLES.items():
        shares = []
        for closed in (1.0, 0.0):
            made = [prose_page(world, rng, style, closed) for _ in range(pages)]
            shares.append(100 * sum(same(strip_place_spam(page.text), page.clean) for page in made) / pages)
        print(f"{name:32}{shares[0]:11.1f}%{shares[1]:11.1f}%")


def measure_false_removals(world: World, lists: int, rng: random.Random, show: int) -> None:
    """Print, by kind, how many real lists were touched, and the highest score."""
    print(f"\n{'real lists':40}{'made':>9}{'touched':>9}{'highest score':>15}")
    total = 0
    for kind, make in KINDS.items():
        made = [in_page(world, rng, make(world, rng)) for _ in range(lists)]
        touched = [page for page in made if strip_place_spam(page) is not page]
        total += len(touched)
        highest = max(map(best_score, made))
        print(
            f"{kind:40}{lists:9}{len(touched):9}" + (f"{highest:15.1f}" if highest > -99 else f"{'no candidate':>15}")
        )
        for page in touched[:show]:
            edit = strip_place_spam.explain(page).edits[0]
            print(f"--- touched: {edit.rule}: {page[max(0, edit.start - 80) : edit.end + 20]!r}")
    made_in_all = lists * len(KINDS)
    print(f"{'all':40}{made_in_all:9}{total:9}")
    if total == 0:
        print(f"with 95 % confidence at most 1 list in {made_in_all // 3:,} of these kinds is touched (rule of three)")


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
    measure_prose_recall(world, pages // 4, rng)
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
