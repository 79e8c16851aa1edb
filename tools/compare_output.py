"""Show that a change of form is no change of output: write what the library says of many texts, and compare later.

    python -m tools.compare_output write before.txt [--pages 2000] [--source NAME ...] [--data ../shared/data]
    python -m tools.compare_output check before.txt [--pages 2000] [--source NAME ...] [--data ../shared/data]

The texts: the seeds, every string of the test cases, and pages of a source of :mod:`tools.corpora` (laws, if no other is named) damaged by the forward
machine of the tests (all its settings, tables of any size, sound and damaged lines mixed).  Of each text the edits and notes of ``repair_encoding.explain`` are hashed; ``check``
names the texts whose hash is another one.  A text that only one of the two runs knows is not compared.  One seed draws everything.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.one_to_one import to_traditional
from tests.case_files import texts_of_all_cases
from tests.machine import damage
from tools import corpora
from unionclean import repair_encoding
from unionclean.tables import read_rows

SEED = 20261128
ROOT = Path(__file__).resolve().parents[1]
LONGEST_PAGE = 900
"""Characters of a drawn page at most: short pages show more kinds in the same time."""


def texts(pages: int, sources: list[str], data: Path) -> Iterator[tuple[str, str]]:
    """Yield every text with a name: seeds, cases, damaged pages."""
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield f"seed {path.name}", path.read_text("utf-8")
    for name, text in texts_of_all_cases():
        yield f"case {name}", text
    for source in sources:
        for number, text in enumerate(damaged_pages(pages, source, data)):
            yield f"page {source} {number}", text


def damaged_pages(number: int, source: str, data: Path) -> Iterator[str]:
    """Yield ``number`` pages of ``source`` as the machine leaves them."""
    draw = random.Random(SEED)
    lines = [line for text in corpora.load(source, data=data) for line in text.split("\n") if line.strip()]
    readings = {character: own.split()[0] for character, own, times in read_rows("annotations.tsv") if times != "0"}
    for _ in range(number):
        start, size = draw.randrange(len(lines)), draw.randint(60, LONGEST_PAGE)
        page = to_traditional("\n".join(lines[start : start + 30])[:size])
        table = {c: readings[c] for c in draw.sample(sorted(readings), draw.randint(5, len(readings)))}
        damaged = damage(
            page,
            table,
            flavour=draw.choice("QD"),
            fold=draw.random() < 0.6,
            keep_private=draw.random() < 0.5,
            cut=draw.random() < 0.9,
        )
        yield damaged if draw.random() < 0.9 else page[: size // 2] + "\n" + damaged


def digest(text: str) -> str:
    """Return a hash of the text itself and one of what is found in it."""
    found = repair_encoding.explain(text)
    said = (
        [[e.start, e.end, e.before, e.after, e.rule, e.certainty] for e in found.edits],
        [[n.kind, *n.span] for n in found.notes],
    )
    return f"{_hash(text)} {_hash(json.dumps(said))}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def main(arguments: list[str] | None = None) -> int:
    """Write or check a file of hashes; 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=["write", "check"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--source", action="append", metavar="NAME")
    parser.add_argument("--data", type=Path, default=corpora.DATA)
    chosen = parser.parse_args(arguments)
    now = {digest(text): name for name, text in texts(chosen.pages, chosen.source or ["laws_tw"], chosen.data)}
    if chosen.action == "write":
        chosen.file.write_text("".join(f"{line} {name}\n" for line, name in now.items()), "utf-8")
        print(f"{len(now):,} texts written")
        return 0
    before = dict(line.split(" ", 2)[:2] for line in chosen.file.read_text("utf-8").splitlines())
    known = [(name, *line.split()) for line, name in now.items() if line.split()[0] in before]
    different = [name for name, text, found in known if before[text] != found]
    print(*different, f"{len(known):,} texts compared, {len(different):,} differ", sep="\n")
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())
