"""How fast everything is, beside what people write today, the peers and the floor of reading and writing.

    python -m benchmarks.speed [--quick] [--data ../shared/data] [--cache DIR] [--rounds 5] [--texts SFTWEPMD] [--only NAME,…]
    python -m benchmarks.speed --process     import, first call, memory
    python -m benchmarks.speed --growth      one text from 1 to 64 MB
    python -m benchmarks.speed --hostile     texts that are made to be slow

All contenders run in turn in one process, round after round, and CPU time is counted.  A ratio compares two contenders of the
same round; the median is printed with the lowest and highest.  ``--quick`` takes less text and fails when a ratio has fallen
below a generous bound.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import product
from pathlib import Path

import unionclean
from benchmarks import speed_corpora, speed_growth, speed_process
from benchmarks.speed_peers import contenders
from tools import corpora
from unionclean import clean

AIMS = (
    ("clean", "S", "usual", 60.0),
    ("clean", "S=", "floor", 0.4),
    ("clean", "F", "usual", 10.0),
    ("clean", "T", "usual", 12.0),
    ("clean", "W", "usual", 15.0),
    ("clean", "E", "usual", 100.0),
    ("clean", "D", "usual", 0.35),
    ("clean", "M", "usual", 2.0),
    ("explain", "T", "clean", 0.5),
    ("explain", "D", "clean", 0.5),
)
"""Contender, text, what it is compared with, and the ratio that is aimed at."""

QUICK_SHARE = 0.25
"""``--quick`` fails below this share of what was last measured (:data:`MEASURED`): machines differ, and nobody shall lose it again."""

MEASURED = {"S": 7.7, "F": 2.6, "T": 2.2, "W": 6.9, "E": 51.0, "D": 0.26}
"""The speed of ``clean`` as a ratio to the usual pipeline, as measured for this version; M is S and D, and of few pages mostly D."""

_LEAST = 0.05  # seconds of CPU that one measurement takes at least, by repetition

Ratios = dict[tuple[str, str], list[float]]
"""Bytes a second by contender and text, one for each round."""


def measure(function: Callable[[str], object], pages: Sequence[str]) -> float:
    """Return the seconds of CPU that ``function`` takes for all ``pages``."""
    seconds, times = 0.0, 0
    while seconds < _LEAST:
        start = time.process_time()
        for page in pages:
            function(page)
        seconds += time.process_time() - start
        times += 1
    return seconds / times


def run_rounds(
    functions: Mapping[str, Callable[[str], object]], texts: Mapping[str, Sequence[str]], rounds: int
) -> Ratios:
    """Return the speeds of all ``functions`` on all ``texts``; within a round they take turns."""
    speeds: Ratios = {(name, letter): [] for name in functions for letter in texts}
    sizes = {letter: sum(len(page.encode("utf-8", "replace")) for page in pages) for letter, pages in texts.items()}
    for function, pages in product(functions.values(), texts.values()):
        function(pages[0])
    for number in range(rounds):
        for letter, pages in texts.items():
            for name, function in functions.items():
                speeds[name, letter].append(sizes[letter] / measure(function, pages))
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    return speeds


def ratio(speeds: Ratios, name: str, other: str, letter: str) -> tuple[float, float, float]:
    """Return the median, lowest and highest ratio of the speeds of two contenders."""
    pairs = zip(speeds[name, letter], speeds[other, letter], strict=True)
    ratios = [one / two for one, two in pairs]
    return statistics.median(ratios), min(ratios), max(ratios)


def print_speeds(speeds: Ratios, names: Sequence[str], letters: Sequence[str]) -> None:
    """Print MB/s and, where the usual pipeline was measured, the ratio to it."""
    print(f"\n{'MB/s (ratio to usual)':28}" + "".join(f"{letter:>18}" for letter in letters))
    for name in names:
        cells = []
        for letter in letters:
            cell = f"{statistics.median(speeds[name, letter]) / 1e6:.2f}"
            if "usual" in names:
                cell += f" ({ratio(speeds, name, 'usual', letter)[0]:.2f})"
            cells.append(f"{cell:>18}")
        print(f"{name:28}" + "".join(cells))


def print_aims(speeds: Ratios, names: Sequence[str], letters: Sequence[str]) -> None:
    """Print every ratio that is aimed at, as measured, with its spread."""
    print(f"\n{'':30}{'aim':>8}{'measured':>10}{'lowest':>10}{'highest':>10}")
    for name, letter, other, aim in AIMS:
        if letter in letters and {name, other} <= set(names):
            middle, low, high = ratio(speeds, name, other, letter)
            print(f"{f'{name} on {letter} / {other}':30}{aim:8.2f}{middle:10.3f}{low:10.3f}{high:10.3f}")


def lost(speeds: Ratios, letters: Collection[str]) -> list[str]:
    """Return what has become far slower than it was."""
    found = []
    for letter in sorted(MEASURED.keys() & letters):
        now = ratio(speeds, "clean", "usual", letter)[0]
        if now < QUICK_SHARE * MEASURED[letter]:
            found.append(f"clean on {letter} is {now:.2f} × usual; it was {MEASURED[letter]:.2f} ×")
    return found


def describe(texts: Mapping[str, Sequence[str]]) -> None:
    """Print what each text is, and how many of its pages ``clean`` changes."""
    for letter, pages in texts.items():
        size = sum(len(page.encode("utf-8", "replace")) for page in pages)
        changed = sum(clean(page) is not page for page in pages)
        meaning = speed_corpora.MEANING[letter[0]] + (", pages that need nothing" if letter.endswith("=") else "")
        print(f"{letter:3}{meaning}: {len(pages)} pages, {size / 1e6:.2f} MB, {changed} changed")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the part of the benchmark that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=corpora.DATA)
    parser.add_argument("--cache", type=Path, default=corpora.CACHE)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--texts", default="".join(speed_corpora.MEANING), help="letters of the texts to measure")
    parser.add_argument("--only", default="", help="names of contenders, with commas between them")
    for part in ("process", "growth", "hostile"):
        parser.add_argument(f"--{part}", action="store_true")
    arguments = parser.parse_args(argv)

    size, damaged = (100_000, 60_000) if arguments.quick else (1_000_000, 400_000)
    texts = speed_corpora.build(size, damaged, data=arguments.data, cache=arguments.cache)
    if arguments.process or arguments.growth or arguments.hostile:
        if arguments.process:
            speed_process.report(texts, rounds=arguments.rounds or 10)
        if arguments.growth:
            speed_growth.report_growth(texts)
        if arguments.hostile:
            speed_growth.report_hostile(texts["D"], quick=arguments.quick)
        return 0
    texts = {letter: texts[letter] for letter in arguments.texts}
    if "S" in texts:
        texts = {"S=": [page for page in texts["S"] if clean(page) is page], **texts}
    print(f"engine: {unionclean.__engine__}")
    functions, missing = contenders()
    if arguments.only:
        functions = {name: functions[name] for name in arguments.only.split(",")}
    describe(texts)
    print("".join(f"not installed, not measured: {name}\n" for name in missing), end="")
    speeds = run_rounds(functions, texts, arguments.rounds or (3 if arguments.quick else 5))
    print_speeds(speeds, list(functions), list(texts))
    print_aims(speeds, list(functions), list(texts))
    comparable = set(arguments.texts) - set(speed_corpora.stand_ins(arguments.cache))
    found = lost(speeds, comparable) if arguments.quick and not arguments.only else []
    print("".join(f"far slower than before: {one}\n" for one in found), end="")
    return bool(found)


if __name__ == "__main__":
    raise SystemExit(main())
