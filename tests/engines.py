"""Both engines give the same bytes: what the installed package makes of seeds, cases, damaged pages and hostile text.

    python -m tests.engines record FILE     write what the engine that runs makes of all texts
    python -m tests.engines compare FILE FILE

``.ci/run`` records once with ``UNIONCLEAN_PURE=1`` and once without, in an environment with the compiled wheel, and compares.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import unionclean
from benchmarks.one_to_one import to_traditional
from tests.machine import FOLD, damage
from unionclean import DEFAULT_STEPS, clean, repair_encoding
from unionclean.encoding.linkfarm.annotations import annotated_characters, times_seen
from unionclean.guards import Guards, compile_guards
from unionclean.signs import Scan

ROOT = Path(__file__).parents[1]
SEED = 20201128
PAGES, PAGE = 300, 1200
"""So many damaged pages of so many characters."""

HOSTILE = {
    "annotations": "國(guó)",
    "broken annotations": "國?guó)",
    "cuts": "，中。!",
    "question marks": "中?",
    "rows of question marks": "中????。",
    "garbage": "國(guó)慶!拔逡弧眹",
    "unassigned": "國(guó)\ufffd疽匕",
    "private use": "國(guó)\ue4c6\ue815\uf8ff;",
    "the last codes": "國(guó)\u9fff龥黙;ｖ",
    "brackets": "國(guó)（“‘(",
    "indents": "國(guó)。\n　　；一",
    "what no code page has": "國(guó)\U0010ffff\ud800\x00\x80€?",
}
"""Pieces that are repeated to texts that are made to be slow, or that reach a limit of the search."""


def texts() -> Iterator[str]:
    """Yield all texts, the same every time."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    yield from seeds
    for path in sorted((ROOT / "tests" / "cases").glob("*.json")):
        yield from _strings(json.loads(path.read_text(encoding="utf-8")))
    draw = random.Random(SEED)
    pages = list(_damaged_pages(draw, [to_traditional(clean(seed)) for seed in seeds]))
    yield from pages
    yield from (_spoilt(page, draw) for page in pages[::4])
    for piece in HOSTILE.values():
        yield piece * (4000 // len(piece))
        yield pages[0] + piece * (1500 // len(piece)) + pages[1]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _damaged_pages(draw: random.Random, sources: Sequence[str]) -> Iterator[str]:
    characters = sorted(times_seen())
    for _ in range(PAGES):
        source = draw.choice(sources)
        start = draw.randrange(max(1, len(source) - PAGE))
        table = {
            c: min(annotated_characters()[c])
            for c in draw.sample(characters, draw.randrange(min(200, len(characters))))
        }
        page = source[start : start + PAGE]
        yield damage(
            page.translate(FOLD) if draw.random() < 0.1 else page,
            table,
            flavour=draw.choice(["Q", "D"]),
            fold=draw.random() < 0.5,
            keep_private=draw.random() < 0.5,
        )


def _spoilt(page: str, draw: random.Random) -> str:
    """Return ``page`` with characters overwritten by what the search looks at."""
    characters = list(page)
    for _ in range(len(page) // 25):
        characters[draw.randrange(len(page))] = draw.choice('?，。、；！"(（)”\n\ufffd龘①A1\ue000€')
    return "".join(characters)


def record(file: Path) -> None:
    """Write the name of the engine, and a line for each text: its repair with every edit and note, the clean text, and where the guards stand."""
    with file.open("w", encoding="utf-8") as out:
        print(unionclean.__engine__, file=out)
        for text in texts():
            print(json.dumps([repair_encoding.explain(text).to_dict(), clean(text), _stops(text)]), file=out)


def _stops(text: str) -> list[Any]:
    """Return every stop of every step, and which steps all of them wake."""
    stops = [[*guards.finditer(text)] for guards in _guards()]
    return [stops, sorted(_scan().awake(text, range(len(DEFAULT_STEPS))))]


@cache
def _scan() -> Scan:
    return Scan(DEFAULT_STEPS)


@cache
def _guards() -> list[Guards]:
    return [compile_guards(*kind.guards) for step in DEFAULT_STEPS for kind in step.signs().kinds()]


def compare(one: Path, other: Path) -> int:
    """Return how many texts two engines treat differently."""
    with one.open(encoding="utf-8") as first, other.open(encoding="utf-8") as second:
        engines = {next(first).strip(), next(second).strip()}
        if engines != {"compiled", "python"}:
            raise SystemExit(f"compare a record of each engine, not of {' and '.join(sorted(engines))} alone")
        pairs = list(zip_longest(first, second))
    different = [number for number, (left, right) in enumerate(pairs) if left != right]
    edits = sum(len(change["edits"]) for line, _ in pairs for change in json.loads(line)[0]["changes"])
    print(
        f"{len(pairs)} texts, {edits} edits, {len(different)} different{': ' if different else ''}{different[:10] or ''}"
    )
    return len(different)


def main(argv: Sequence[str] | None = None) -> int:
    """Record or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["record", "compare"])
    parser.add_argument("files", nargs="+", type=Path)
    arguments = parser.parse_args(argv)
    if arguments.do == "compare":
        return bool(compare(*arguments.files))
    record(*arguments.files)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
