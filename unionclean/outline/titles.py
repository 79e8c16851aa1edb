"""Headings without a number that the caller names: 附则, 附錄."""

from __future__ import annotations

import re
from collections.abc import Collection

from unionclean.outline.marks import BREAK, LAST, LONE, SPACE, Mark
from unionclean.outline.named import UNITS
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
    found = []
    for match in _pattern(titles).finditer(text):
        style, unit = _unit_before(marks, match.start(1))
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


def _unit_before(marks: list[Mark], at: int) -> tuple[Style, str]:
    units = {mark.kind for mark in marks if mark.at < at and mark.style in _HIGH and mark.needs == LONE}
    known = [kind for kind in units if kind[1] in UNITS]
    return min(known, key=lambda kind: UNITS.index(kind[1]), default=("chapter", "章"))


_HIGH = frozenset(("part", "volume", "chapter"))
