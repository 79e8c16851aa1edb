"""What ``unionclean fix`` would do to checkouts of repositories: edits by rule, the structure law, speed by kind of file.

    python -m benchmarks.repositories CHECKOUT... [--sample N] [--rule NAME] [--kind KIND] [--seed N]

Every file is read as the hook reads it, nothing is written.  ``--sample`` prints as many edits of every rule, drawn at random, for
a person to judge.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from unionclean.cli.fix import FIX_STEPS, without_mojibake
from unionclean.documents import DocumentCleaner, kind_of_document
from unionclean.files.errors import FileError, LeftError
from unionclean.files.kinds import kind_of
from unionclean.files.reserved import why_generated, why_reserved
from unionclean.files.texts import TextFile, fixed_bytes, read_text
from unionclean.settings import Settings

CLEANER = without_mojibake(Settings()).cleaner(FIX_STEPS)


class Sample(NamedTuple):
    """An edit for a person to judge: where it is, and the line with the edit marked."""

    place: str
    line: str


@dataclass
class Kind:
    """What was measured on the files of one kind."""

    files: int = 0
    size: int = 0
    seconds: float = 0.0
    changed: int = 0
    edits: int = 0


@dataclass
class Figures:
    """What was measured on all files."""

    kinds: dict[str, Kind] = field(default_factory=lambda: defaultdict(Kind))
    rules: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    samples: dict[str, list[Sample]] = field(default_factory=lambda: defaultdict(list))


def files_below(root: Path) -> Iterator[Path]:
    """Yield the regular files of a checkout, without what git keeps for itself."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != ".git")
        yield from (path for name in sorted(names) if (path := Path(folder, name)).is_file() and not path.is_symlink())


def measure(path: Path, root: Path, figures: Figures, only: str | None) -> None:
    """Fix one file of the checkout ``root`` in memory and count what happened."""
    name = kind_of_document(path.name).tag
    if kind_of(path).shape != "text" or (only and name != only):
        return
    if why := why_reserved(path.relative_to(root)):
        figures.left[why] += 1
        return
    started = time.process_time()
    source = problem = None
    try:
        source = read_text(path)
        kind = kind_of_document(path.name, source.text)
        if why := why_generated(source.text):
            raise LeftError(path, why)
        fixed = source.data if kind.why else fixed_bytes(CLEANER, path, source)
    except LeftError as error:
        figures.left[error.why] += 1
        return
    except FileError as error:
        problem = error
    seconds = time.process_time() - started
    if source is None or (problem is None and kind.why):
        figures.left[str(problem.why if problem else kind.why).split(" (")[0]] += 1
        return
    label = kind.tag if not source.text.isascii() else f"{kind.tag} without Chinese"
    row = figures.kinds[label]
    row.files, row.size, row.seconds = row.files + 1, row.size + len(source.data), row.seconds + seconds
    if problem:
        figures.faults.append(str(problem))
    elif fixed != source.data:
        row.changed += 1
        row.edits += _count_edits(path, source, figures)


def _count_edits(path: Path, source: TextFile, figures: Figures) -> int:
    edits = DocumentCleaner(CLEANER, path.name, in_place=True).explain(source.text).edits
    for edit in edits:
        figures.rules[edit.rule] += 1
        start = source.text.rfind("\n", 0, edit.start) + 1
        end = source.text.find("\n", edit.end)
        end = len(source.text) if end < 0 else end
        before, after = (
            source.text[max(start, edit.start - 60) : edit.start],
            source.text[edit.end : min(end, edit.end + 60)],
        )
        line = f"{before}⟦{edit.before}→{edit.after}⟧{after}".replace("\n", "⏎")
        figures.samples[edit.rule].append(Sample(f"{path}:{source.text.count(chr(10), 0, edit.start) + 1}", line))
    return len(edits)


def report(figures: Figures, sample: int, rule: str | None, seed: int) -> None:
    """Print the figures, and the samples that were asked for."""
    print(f"{'kind':34}{'files':>7}{'MB':>9}{'MB/s':>8}{'changed':>9}{'edits':>8}{'edits/MB':>10}")
    for name, row in sorted(figures.kinds.items(), key=lambda item: -item[1].size):
        size = row.size / 1e6
        speed = size / row.seconds if row.seconds else 0.0
        print(
            f"{name:34}{row.files:7}{size:9.2f}{speed:8.1f}{row.changed:9}{row.edits:8}{row.edits / size if size else 0:10.1f}"
        )
    print("\nedits by rule: " + ", ".join(f"{name} {number}" for name, number in figures.rules.most_common()))
    print("left alone: " + ", ".join(f"{why} {number}" for why, number in figures.left.most_common()))
    print(f"the structure law and the second pass: {len(figures.faults)} files at fault")
    for fault in figures.faults:
        print(f"  {fault}")
    draw = random.Random(seed)
    for name, samples in sorted(figures.samples.items()):
        if sample and rule in (None, name):
            print(f"\n== {name} ({len(samples)})")
            for place, line in draw.sample(samples, min(sample, len(samples))):
                print(f"{place}\n    {line}")


def main() -> None:
    """Run the benchmark on the checkouts of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("checkouts", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="edits of every rule to print")
    parser.add_argument("--rule", help="print samples of this rule only")
    parser.add_argument("--kind", help="read files of this kind only, by the tag of identify")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    figures = Figures()
    for checkout in arguments.checkouts:
        for path in files_below(checkout):
            measure(path, checkout, figures, arguments.kind)
    report(figures, arguments.sample, arguments.rule, arguments.seed)


if __name__ == "__main__":
    main()
