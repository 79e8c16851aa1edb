"""The widths at which the lines of a page were broken, and where its paragraphs begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from itertools import pairwise
from typing import NamedTuple

from unionclean.layout.cohesion import weigh
from unionclean.layout.edges import ends_sentence, is_full, is_no_prose, looseness, may_run_on, reach
from unionclean.layout.lines import Line

_SLACK = 3
"""Cells by which a full line may be narrower: a mark or a letter did not fit."""
_LEAST_WIDTH = 18
_LEAST_BREAKS = 3
_MOST_WIDTHS = 3
"""Body, notes and abstract are set in types of their own."""
_SIMILAR = 1.12
"""Widths that differ by less are the same: notes are set smaller than that."""
_NARROWER = 0.6
"""What is narrower, in parts of the usual width, is a cell of a table."""
_ENOUGH = 4.0
"""Evidence, in nats, that the text runs on over its line breaks."""
INDENT = 4
"""Cells of the indent of a paragraph, two characters; extractors drop it, and the first line looks narrower."""

Pair = tuple[int, int]
"""The indexes of two lines that follow each other."""


class Setting(NamedTuple):
    """How a page was set: the widths of its lines, and what shows where a paragraph begins."""

    widths: list[int]
    margin: int
    shows_paragraphs: bool
    """An empty or an indented line stands before each."""
    has_lost_indents: bool
    """Their first lines are narrower by an indent."""


def find_setting(lines: list[Line], rows: list[int], pairs: list[Pair]) -> Setting | None:
    """Return how a page was set, or none if its lines were not broken at fixed widths.

    ``rows`` are the lines with words, ``pairs`` those of them between which nothing stands.
    """
    open_breaks = [(i, j) for i, j in pairs if may_run_on(lines[i], lines[j])]
    before = {j: i for i, j in pairwise(rows)}
    widths, full = _find_widths(lines, open_breaks, before)
    if not widths:
        return None
    usual, widest = widths[0], max(widths)
    starts = [(i, j) for i, j in open_breaks if _begins_paragraph(lines, before.get(i), usual)]
    narrower = [is_full(lines[i], lines[j], usual - INDENT) for i, j in starts]
    first = sum(narrower)
    others = sum(
        is_full(lines[i], lines[j], usual) for (i, j), is_first in zip(starts, narrower, strict=True) if not is_first
    )
    has_lost_indents = 2 <= first >= 3 * others
    long = sum(10 * reach(lines[i]) >= 6 * widest for i, _ in open_breaks)
    if 2 * (full + first) < long:
        return None
    wider = sum(reach(lines[i]) > max(widest * 5 // 4, widest + INDENT) and not is_no_prose(lines[i]) for i in rows)
    if 5 * wider > full:
        return None
    margin = min(lines[i].indent for i in rows)
    shown = _shows_paragraphs(lines, rows, set(pairs), widths, margin)
    return Setting(sorted(widths), margin, shown, has_lost_indents)


def _find_widths(lines: list[Line], open_breaks: list[Pair], before: dict[int, int]) -> tuple[list[int], int]:
    """Return the widths at which enough lines are full and the text runs on over their ends, and the number of such lines.

    The first is that of most text; ``before`` tells the line before a line.
    """
    found: list[int] = []
    count, rest = 0, open_breaks
    while len(found) < _MOST_WIDTHS and len(rest) >= _LEAST_BREAKS:
        width = _commonest(reach(lines[i]) for i, _ in rest)
        full = [(i, j) for i, j in rest if is_full(lines[i], lines[j], width)]
        if width < _LEAST_WIDTH or len(full) < _LEAST_BREAKS * (2 if found else 1):
            break
        first = [
            (i, j)
            for i, j in rest
            if is_full(lines[i], lines[j], width - INDENT)
            and not is_full(lines[i], lines[j], width)
            and _begins_paragraph(lines, before.get(i), width)
        ]
        if not runs_on(lines, [*full, *first]):
            break
        found.append(width)
        count += len(full)
        rest = [(i, j) for i, j in rest if _is_of_another_width(lines[i], found[0])]
    return found, count


def _is_of_another_width(line: Line, usual: int) -> bool:
    """Return whether a line may be set in another type than lines of the ``usual`` width, and not just be full of Latin letters or short."""
    share = reach(line) / usual
    return (_NARROWER < share < 1 / _SIMILAR or share > _SIMILAR) and looseness(line) * 32 < line.width


def _commonest(reaches: Iterable[int]) -> int:
    """Return the width at which, or one cell below which, most text ends: Chinese characters are two cells wide."""
    widths = Counter(reaches)
    return max(widths, key=lambda width: ((widths[width] + widths[width - 1]) * width, -width))


def runs_on(lines: list[Line], breaks: list[Pair]) -> bool:
    """Return whether the text runs on over ``breaks``, taken together."""
    evidence = sum(weigh(lines[i].words[-2:], lines[j].words[:1]) for i, j in breaks)
    return evidence > _ENOUGH and 3 * evidence > len(breaks)


def _begins_paragraph(lines: list[Line], before: int | None, width: int) -> bool:
    """Return whether a paragraph surely begins behind the line ``before``: it ends a sentence, far from the edge."""
    return before is not None and ends_sentence(lines[before]) and reach(lines[before]) < width - INDENT - _SLACK


def _shows_paragraphs(lines: list[Line], rows: list[int], pairs: Set[Pair], widths: list[int], margin: int) -> bool:
    """Return whether nearly every line that surely ends a paragraph has an empty line behind it, or an indented one."""
    ends = [
        (i, j)
        for i, j in pairwise(rows)
        if ends_sentence(lines[i]) and not any(is_full(lines[i], lines[j], width) for width in widths)
    ]
    shown = sum((i, j) not in pairs or lines[j].indent >= margin + 2 for i, j in ends)
    return len(ends) >= 2 and 10 * shown >= 9 * len(ends)
