"""What is only noted: page furniture, two columns read across, passages that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from unionclean.edits import Note
from unionclean.han import HAN_BMP
from unionclean.layout.cohesion import weigh
from unionclean.layout.lines import Line

_GUTTER = re.compile("[ \u3000]{3,}")
_HALF = re.compile(f"[{HAN_BMP}]")
_LONG_HALF = 6
"""Characters of a half that no cell of a short word has."""
_LEAST_ROWS = 4
_ENOUGH = 4.0
_LONG = 20
"""Characters of a line that does not stand twice by chance."""


_WIDE_BLANKS = re.compile(f"[{HAN_BMP}，、。；][ \u3000]{{3,}}[{HAN_BMP}“（]")


def may_have_columns(text: str) -> bool:
    """Return whether so many lines have a wide blank between Chinese characters."""
    if "   " not in text and "\u3000\u3000\u3000" not in text:
        return False
    return len(list(islice(_WIDE_BLANKS.finditer(text), _LEAST_ROWS))) == _LEAST_ROWS


def find_columns(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines in which two columns were read across: their halves run on downwards.

    A table looks the same, but its cells do not run on.  A paragraph that ends in one column leaves a short half.
    """
    start, halves = 0, []
    for index, line in enumerate([*lines, Line(0, 0, "", 0, 0)]):
        half = _split_at_gutter(line)
        if half:
            halves.append(half)
            continue
        if sum(min(map(len, both)) >= _LONG_HALF for both in halves) >= _LEAST_ROWS and _runs_down(halves):
            yield start, index
        start, halves = index + 1, []


def _split_at_gutter(line: Line) -> tuple[str, str] | None:
    """Return the two halves of a line that a wide blank parts, each with a Chinese character."""
    if "   " not in line.words and "\u3000\u3000\u3000" not in line.words:
        return None
    halves = _GUTTER.split(line.words)
    if len(halves) != 2 or len(halves[0]) < _LONG_HALF or not all(map(_HALF.search, halves)):
        return None
    return halves[0], halves[1]


def _runs_down(halves: list[tuple[str, str]]) -> bool:
    return all(
        sum(weigh(above[side][-2:], below[side][:1]) for above, below in pairwise(halves)) > _ENOUGH for side in (0, 1)
    )


def find_doubles(text: str) -> Iterator[Note]:
    """Yield a note for each long line that stands twice, one below the other."""
    position = 0
    for line, following in pairwise(text.split("\n")):
        position += len(line) + 1
        if line == following and len(line) >= _LONG:
            yield Note("doubled", (position, position + len(following)), "this line stands twice; it was left")
