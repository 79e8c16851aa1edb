"""Headings without a number that the caller names: 附则, 附錄."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from itertools import accumulate

from unionclean.outline.marks import LAST, LONE, Mark
from unionclean.outline.named import UNITS
from unionclean.outline.pieces import BREAK, SPACE
from unionclean.outline.section import Style


def find_titles(text: str, titles: Collection[str], marks: list[Mark]) -> list[Mark]:
    """Return a mark for every line that says one of ``titles`` and nothing else; blanks inside it do not count.

    Such a heading is the last one of the coarsest unit that stands before it among ``marks``: of the 编 if there are any, else
    of the 章.

    >>> [(mark.at, mark.end, mark.style) for mark in find_titles("第一章 总则\\n甲。\\n附　则\\n附则另定。", ["附则"], [])]
    [(10, 13, 'chapter')]
    """
    if not titles:
        return []
    units = [mark for mark in marks if mark.style in _HIGH and mark.shape in UNITS and mark.needs == LONE]
    coarsest = list(accumulate(units, _coarser))
    found = []
    for match in _pattern(titles).finditer(text):
        before = bisect_left(units, match.start(), key=lambda unit: unit.at)
        style, unit = (coarsest[before - 1].style, coarsest[before - 1].shape) if before else _CHAPTER
        mark = Mark(match.start(1), match.end(1), style, unit, LAST, LONE)
        mark.begin = match.start()
        found.append(mark)
    return found


def _pattern(titles: Collection[str]) -> re.Pattern[str]:
    """Compile a pattern of whole lines."""
    if isinstance(titles, str):
        raise TypeError(f"titles is a collection of headings, not one str: write [{titles!r}]")
    words = [f"[{SPACE}]*".join(map(re.escape, "".join(title.split()))) for title in titles]
    if not all(words):
        raise ValueError("a title without a character names no heading")
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?:(?<=[{BREAK}])|\A)[{SPACE}#*]*({'|'.join(longest_first)})(?=[{SPACE}*]*(?:[{BREAK}]|\Z))")


_HIGH = frozenset(("part", "volume", "chapter"))
_CHAPTER: tuple[Style, str] = "chapter", "章"


def _coarser(above: Mark, mark: Mark) -> Mark:
    return mark if UNITS.index(mark.shape) < UNITS.index(above.shape) else above
