"""How exact and how fast ``to_simplified`` is, beside OpenCC alone, zhconv and hanziconv.

``python -m benchmarks.script [--data PATH] [--quick] [--list]``: the texts come from ``tools.corpora``; ``--list`` prints every change to
Simplified text and every kind of difference from OpenCC on Traditional text.  Peers that are not installed are left out.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import opencc

from tools import corpora
from tools.build_script import read_dictionary
from unionclean import to_simplified
from unionclean.han import KANA
from unionclean.script.characters import patterns

Convert = Callable[[str], str]
STAYS = "后于里并系制只范采布干"
"""One-to-many characters that the machine leaves Simplified, as seen on its pages."""
ROUND_TRIP = ("laws_cn", "news", "news_late", "reviews_good", "reviews_bad", "office_cn", "handbook_cn", "manpages_cn")
TRADITIONAL = ("laws_tw", "office_tw", "handbook_tw", "reference_tw")
KANA_CLASS = re.compile(f"[{KANA}]")
QUICK = 40


def peers() -> dict[str, Convert]:
    """Return the converters that are installed, ours first."""
    found: dict[str, Convert] = {"unionclean": to_simplified, "opencc t2s": opencc.OpenCC("t2s").convert}
    makers: dict[str, Callable[..., Convert]] = {
        "zhconv": lambda module: lambda text: module.convert(text, "zh-hans"),
        "hanziconv": lambda module: module.HanziConv.toSimplified,
    }
    for name, make in makers.items():
        if importlib.util.find_spec(name) is None:
            print(f"{name} is not installed: left out")
        else:
            found[name] = make(importlib.import_module(name))
    return found


def forward_tables() -> dict[str, dict[int, str]]:
    """Return the machine's table, Simplified to Traditional one to one, in three readings of what it does to one-to-many ones."""
    with tempfile.TemporaryDirectory() as folder:
        forward = read_dictionary("STCharacters", Path(folder))
    readings = {
        "single forms only": {old: new[0] for old, new in forward.items() if len(new) == 1},
        "first form, listed stay": {old: new[0] for old, new in forward.items() if old not in STAYS},
        "first form always": {old: new[0] for old, new in forward.items()},
    }
    return {name: str.maketrans(table | {"着": "著"}) for name, table in readings.items()}


class Corpora:
    """The texts, loaded when first asked for; a part of them when quick."""

    def __init__(self, data: Path, quick: bool) -> None:
        self._data, self._quick = data, quick

    def load(self, name: str) -> list[str]:
        """Return the documents of one source."""
        return self._part(corpora.load(name, data=self._data))

    def simplified(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the sources in Simplified."""
        names = [source.name for source in corpora.SOURCES if source.script == "simplified"]
        for name, documents in corpora.reachable(names, data=self._data):
            yield name, self._part(documents)

    def _part(self, documents: list[str]) -> list[str]:
        return documents[:: max(1, len(documents) // QUICK)] if self._quick else documents


def differing(one: str, other: str) -> int:
    """Return how many characters of two texts of one length differ."""
    return 0 if one == other else sum(a != b for a, b in zip(one, other, strict=True))


def round_trip(texts: Corpora, converters: dict[str, Convert]) -> None:
    """Print the share of characters that come back after the machine's table."""
    print("\nSimplified > the machine's table > Simplified: characters right, %")
    print(
        "(documents that hold Traditional characters themselves are left out: they should not come back as they were)"
    )
    for reading, table in forward_tables().items():
        print(f"\n{reading:<24}{'characters':>12}" + "".join(f"{name:>14}" for name in converters))
        for name in ROUND_TRIP:
            documents = [text for text in texts.load(name) if to_simplified(text) is text]
            total = sum(map(len, documents))
            row = f"  {name:<22}{total:>12,}"
            for convert in converters.values():
                wrong = sum(differing(text, convert(text.translate(table))) for text in documents)
                row += f"{100 - 100 * wrong / total:>14.4f}"
            print(row)


def untouched(texts: Corpora, converters: dict[str, Convert], show: bool) -> None:
    """Print how many characters of Simplified text each converter changes."""
    print(f"\n{'Simplified text: characters changed':<36}" + "".join(f"{name:>14}" for name in converters))
    for name, documents in texts.simplified():
        row = f"  {name:<20}{sum(map(len, documents)):>14,}"
        for convert in converters.values():
            results = ((text, convert(text)) for text in documents)
            changed = sum(differing(a, b) if len(a) == len(b) else abs(len(a) - len(b)) or 1 for a, b in results)
            row += f"{changed:>14,}"
        print(row)
        if show:
            show_changes((text, to_simplified(text)) for text in documents)


def show_changes(pairs: Iterator[tuple[str, str]]) -> None:
    """Print each kind of difference between two texts with its number and an example."""
    kinds: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for before, after in pairs:
        if before == after:
            continue
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                kinds[f"{old} > {new}"] += 1
                examples.setdefault(f"{old} > {new}", before[max(0, index - 6) : index + 7].replace("\n", " "))
    for kind, number in kinds.most_common(60):
        print(f"      {kind}  {number:>5}  {examples[kind]}")


def departures(texts: Corpora, show: bool) -> None:
    """Print how often ours differs from OpenCC on genuine Traditional text, and what is left."""
    raw = opencc.OpenCC("t2s").convert
    print(
        f"\n{'Traditional text':<20}{'characters':>14}{'differ from t2s':>18}{'second pass':>14}{'evidence left':>16}"
    )
    for name in TRADITIONAL:
        documents = texts.load(name)
        ours = [to_simplified(text) for text in documents]
        differ = sum(differing(raw(text), our) for text, our in zip(documents, ours, strict=True))
        again = sum(to_simplified(text) is not text for text in ours)
        left = sum(len(patterns().evidence.findall(text)) for text in ours)
        print(f"  {name:<18}{sum(map(len, documents)):>14,}{differ:>18,}{again:>14,}{left:>16,}")
        if show:
            show_changes((raw(text), our) for text, our in zip(documents, ours, strict=True))


def japanese(data: Path, converters: dict[str, Convert], quick: bool) -> None:
    """Print how many lines of Japanese each converter changes: the manual pages, every different line with kana."""
    folder = corpora._fetch("deb:manpages-ja", data, corpora.CACHE)
    texts = (gzip.decompress(path.read_bytes()).decode("utf-8", "ignore") for path in sorted(folder.rglob("man*/*.gz")))
    lines = sorted({line for text in texts for line in text.split("\n") if KANA_CLASS.search(line)})[
        :: 20 if quick else 1
    ]
    print(f"\n{'Japanese lines changed':<24}{'lines':>8}" + "".join(f"{name:>14}" for name in converters))
    changed = (sum(convert(line) != line for line in lines) for convert in converters.values())
    print(f"  {'manual pages':<22}{len(lines):>8,}" + "".join(f"{number:>14,}" for number in changed))


def seconds(convert: Convert, documents: list[str], rounds: int) -> float:
    """Return the least processor time of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for text in documents:
            convert(text)
        best = min(best, time.process_time() - start)
    return best


def speed(texts: Corpora, converters: dict[str, Convert], quick: bool) -> None:
    """Print MB/s of UTF-8, each document a call, and the ratio of ours to OpenCC."""
    table = forward_tables()["first form, listed stay"]
    sets = {
        "Simplified laws": texts.load("laws_cn")[:300],
        "Simplified news": texts.load("news")[:600],
        "Traditional laws": texts.load("laws_tw")[:600],
        "the same as one text": ["\n".join(texts.load("laws_tw")[:600])],
        "one-to-one laws": [text.translate(table) for text in texts.load("laws_cn")[:150]],
        "one-to-one news": [text.translate(table) for text in texts.load("news")[:600]],
        "Traditional manual": texts.load("office_tw")[:600],
    }
    print(f"\n{'MB/s':<24}{'MB':>8}" + "".join(f"{name:>14}" for name in converters) + f"{'ours / t2s':>14}")
    for name, documents in sets.items():
        size = sum(len(text.encode()) for text in documents) / 1e6
        times = {}
        for peer, convert in converters.items():
            rounds = (3 if quick else 7) if peer in ("unionclean", "opencc t2s") else 1
            times[peer] = seconds(convert, documents, rounds)
        row = "".join(f"{size / elapsed:>14.1f}" for elapsed in times.values())
        print(f"  {name:<22}{size:>8.2f}{row}{times['opencc t2s'] / times['unionclean']:>14.2f}")


def main() -> int:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=corpora.DATA, help="folder of the law corpora (default: %(default)s)"
    )
    parser.add_argument("--quick", action="store_true", help="a part of each source, under a minute")
    parser.add_argument("--list", action="store_true", help="list every kind of change")
    options = parser.parse_args()
    texts, converters = Corpora(options.data, options.quick), peers()
    round_trip(
        texts, {name: converters[name] for name in ("unionclean", "opencc t2s")} if options.quick else converters
    )
    untouched(texts, converters, options.list)
    departures(texts, options.list)
    japanese(options.data, converters, options.quick)
    speed(texts, converters, options.quick)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
