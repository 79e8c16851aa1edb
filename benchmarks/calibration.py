"""Whether an edit is right as often as it says: ``Edit.confidence`` against held-out pages.

    python -m benchmarks.calibration [--quick] [--data ../shared/data] [--cache DIR] [--only linkfarm,mojibake]

Clean text that trained nothing is damaged, repaired and compared.  The probable edits are sorted into bins by the confidence
that they state; a bin is well calibrated when the share of right edits in it is within three points of what they state.  The
last lines are the certain edits, rule by rule.
"""

from __future__ import annotations

import argparse
import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple

from benchmarks import mojibake, recovery
from tests.machine import damage
from tools import corpora
from unionclean import repair_encoding
from unionclean.edits import Cleaned
from unionclean.rules import RULES, split_rule

SEED = 20201129
BORDERS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)
"""Where one bin ends and the next begins."""
ENOUGH = 50
"""Edits without which a bin says nothing."""


class Judged(NamedTuple):
    """An edit that was compared with the truth."""

    rule: str
    confidence: float
    right: bool


def judge(cleaned: Cleaned, truth: str, kinds: set[str]) -> Iterator[Judged]:
    """Yield every edit of the ``kinds`` of damage: right if what it wrote stands in ``truth``; a removal, if the truth lacks it."""
    wrong = recovery._wrong_places(truth, cleaned.text)
    shift = 0
    for edit in cleaned.edits:
        start, end = edit.start + shift, edit.start + shift + len(edit.after)
        shift += len(edit.after) - len(edit.before)
        if kinds.isdisjoint(RULES[name].kind for name in split_rule(edit.rule)):
            continue
        right = wrong.isdisjoint(range(start, end)) if edit.after else edit.before not in truth
        yield Judged(edit.rule, edit.confidence, right)


def linkfarm(sources: Iterable[tuple[str, list[str]]], quick: bool) -> Iterator[Judged]:
    """Yield the edits of pages that the forward machine damaged, in every setting."""
    draw = random.Random(SEED)
    for _, documents in sources:
        for setting in recovery.SETTINGS:
            for page in recovery.pages(documents, 4 if quick else 40):
                text = recovery.to_traditional(page)
                table = recovery.draw_table(draw)
                damaged = damage(
                    text, table, flavour=setting.flavour, fold=setting.fold, keep_private=setting.keep_private
                )
                truth = damage(text, {}, fold=setting.fold, cut=False)
                yield from judge(repair_encoding.explain(damaged), truth, {"shifted bytes", "inserted annotations"})


def misread(sources: Iterable[tuple[str, list[str]]], quick: bool) -> Iterator[Judged]:
    """Yield the edits of small pages of which some lines were read in the wrong code page, in every way that is known.

    Lines are cut to lengths from two characters on, as short ones decide what a confidence is worth.
    """
    draw = random.Random(SEED)
    for _, documents in sources:
        lines = _pieces(documents, draw)
        for right, wrong in mojibake.LOSSY:
            for start in islice(range(0, len(lines), max(mojibake.PAGE, len(lines) // 40)), 4 if quick else 40):
                page = [line.encode(right, "ignore").decode(right) for line in lines[start : start + mojibake.PAGE]]
                share = draw.choice((0.1, 0.5, 1.0))
                damaged = [
                    mojibake.misread_with_losses(line, right, wrong) if draw.random() < share else line for line in page
                ]
                yield from judge_lines(repair_encoding.explain("\n".join(damaged)), page)


def _pieces(documents: Iterable[str], draw: random.Random) -> list[str]:
    lines = [line.strip() for document in documents for line in document.split("\n") if line.strip()]
    starts = (draw.randrange(max(1, len(line) - 4)) for line in lines)
    pieces = [line[at : at + draw.choice(mojibake.LENGTHS[1:])] for line, at in zip(lines, starts, strict=True)]
    return [piece for piece in pieces if not piece.isascii() and len(piece.splitlines()) == 1]


def judge_lines(cleaned: Cleaned, truth: Sequence[str]) -> Iterator[Judged]:
    """Yield every edit that undoes mojibake; only the lines with edits that differ from ``truth`` are compared character by character."""
    lines = cleaned.text.split("\n")
    if len(lines) != len(truth):
        lines = [cleaned.text]
        truth = ["\n".join(truth)]
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    wrong: dict[int, set[int]] = {}
    shift = 0
    for edit in cleaned.edits:
        start = edit.start + shift
        shift += len(edit.after) - len(edit.before)
        if all(RULES[name].kind != "mojibake" for name in split_rule(edit.rule)):
            continue
        number = bisect_right(starts, start) - 1
        if number not in wrong:
            wrong[number] = _wrong_places(truth[number], lines[number])
        place = start - starts[number]
        yield Judged(edit.rule, edit.confidence, wrong[number].isdisjoint(range(place, place + len(edit.after))))


def _wrong_places(truth: str, line: str) -> set[int]:
    """Return the offsets in ``line`` at which it is not ``truth``; U+FFFD is never wrong, nor are more or fewer of them than characters lost."""
    places: set[int] = set()
    if truth == line:
        return places
    for tag, first, last, start, end in SequenceMatcher(None, truth, line, autojunk=False).get_opcodes():
        if tag != "equal":
            places.update(place for place in range(start, end) if line[place] != "\ufffd")
        if first < last and start == end and "\ufffd" not in line[max(0, start - 1) : start + 1]:
            places.update((start - 1, start))
    return places


DAMAGES: dict[str, Callable[[Iterable[tuple[str, list[str]]], bool], Iterator[Judged]]] = {
    "linkfarm": linkfarm,
    "mojibake": misread,
}


def print_table(name: str, edits: Sequence[Judged]) -> None:
    """Print a line for each bin of probable edits, and one for each rule of the certain ones."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    certain: dict[str, list[Judged]] = defaultdict(list)
    for edit in edits:
        if edit.confidence < 1:
            bins[bisect_right(BORDERS, edit.confidence)].append(edit)
        else:
            certain[edit.rule].append(edit)
    print(f"\n{name:34}{'edits':>8}{'stated':>9}{'right':>9}{'off by':>9}")
    for number in sorted(bins):
        low, high = (0, *BORDERS)[number], (*BORDERS, 1)[number]
        print(_line(f"probable, {low:.2f} to {high:.2f}", bins[number]))
    for rule, judged in sorted(certain.items()):
        print(_line(f"certain, {rule}", judged))


def _line(label: str, edits: Sequence[Judged]) -> str:
    stated = sum(edit.confidence for edit in edits) / len(edits)
    right = sum(edit.right for edit in edits) / len(edits)
    few = "   (few)" if len(edits) < ENOUGH else ""
    return f"{label:34}{len(edits):8}{stated:9.1%}{right:9.1%}{right - stated:+9.1%}{few}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=corpora.DATA)
    parser.add_argument("--cache", type=Path, default=corpora.CACHE)
    parser.add_argument("--quick", action="store_true", help="a tenth of the pages")
    parser.add_argument("--only", default=",".join(DAMAGES), help="kinds of damage, with commas between them")
    arguments = parser.parse_args()
    held_out = [source.name for source in corpora.SOURCES if source.held_out]
    for name in arguments.only.split(","):
        sources = corpora.reachable(held_out, data=arguments.data, cache=arguments.cache)
        print_table(name, list(DAMAGES[name](sources, arguments.quick)))


if __name__ == "__main__":
    main()
