"""Hard wraps: line breaks that a fixed width put into paragraphs.

Three things must come together: many lines are as wide as the page allows (:mod:`unionclean.layout.widths`), the text runs on over their
ends (:mod:`unionclean.layout.cohesion`), and neither the end of a line nor the beginning of the next says that a paragraph is over
(:mod:`unionclean.layout.edges`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Set
from itertools import pairwise
from typing import NamedTuple

from unionclean.layout.edges import begins_anew, ends_sentence, is_full, is_no_prose, looseness, may_run_on, reach
from unionclean.layout.lines import Line, cells
from unionclean.layout.widths import INDENT, Pair, Setting, find_setting, runs_on

_STOPS = frozenset("。！？!?…；;：:")
_NARROWEST = 12
_WIDEST_STEP = 2
"""Lines from one to the next on a page with double spacing."""
_BIN = 4


def may_be_wrapped(text: str) -> bool:
    """Return whether several lines end without a stop and are about as wide as each other, and few are far wider.

    A quick look that spares most texts the rest.
    """
    rows = [row for line in text.split("\n") if (row := line.strip())]
    widths = Counter(cells(row) // _BIN for row in rows if row[-1] not in _STOPS)
    count, lengths = widths.total(), sorted(map(len, rows))
    for width in widths:
        if width * _BIN >= _NARROWEST and sum(widths[width + step] for step in range(3)) >= 3:
            wider = len(lengths) - bisect_right(lengths, (width + 4) * _BIN * 9 // 8)
            if 5 * wider <= count:
                return True
    return False


_LEAST_APART = 3
"""So many lines must go on behind an empty one."""


class Join(NamedTuple):
    """A break to be undone: what stands between the words of two lines, and what takes its place."""

    start: int
    end: int
    glue: str
    rule: str


def find_wraps(lines: list[Line], skipped: Set[int], dropped: Set[int] = frozenset()) -> list[Join]:
    """Return the line breaks that a fixed width made.

    ``skipped`` are lines that take no part, as two columns read across; a paragraph also goes on over lines that are ``dropped``,
    and over the empty ones beside them.  On a page with an empty line behind every line these say nothing.
    """
    rows = [index for index, line in enumerate(lines) if line.words and index not in skipped and index not in dropped]
    pairs = _find_pairs(lines, rows, dropped)
    setting = find_setting(lines, rows, pairs)
    if setting is None:
        return []
    followers = dict(pairs)
    joined: set[int] = set()
    found = []
    for i, j in pairs:
        if _is_wrapped(lines, i, j, followers.get(j), setting, is_first=i not in joined):
            joined.add(j)
            if (join := _join(lines[i], lines[j])) is not None:
                found.append(join)
    return found


def _find_pairs(lines: list[Line], rows: list[int], dropped: Set[int]) -> list[Pair]:
    """Return the lines that follow each other, but for what is dropped and for empty lines that say nothing.

    Such are those of a page with double spacing, and those over which the text runs on: recognition puts some into paragraphs.
    """
    steps = Counter(j - i for i, j in pairwise(rows))
    usual = _WIDEST_STEP if steps[2] > 4 * steps[1] else 1
    apart = {(i, j) for i, j in pairwise(rows) if j - i == _WIDEST_STEP and may_run_on(lines[i], lines[j])}
    if len(apart) < _LEAST_APART or not runs_on(lines, sorted(apart)):
        apart = set()
    return [
        (i, j) for i, j in pairwise(rows) if j - i <= usual or (i, j) in apart or _only_dropped(lines, i, j, dropped)
    ]


def _only_dropped(lines: list[Line], i: int, j: int, dropped: Set[int]) -> bool:
    between = range(i + 1, j)
    return any(k in dropped for k in between) and all(k in dropped or not lines[k].words for k in between)


def _is_wrapped(lines: list[Line], i: int, j: int, after: int | None, setting: Setting, *, is_first: bool) -> bool:
    line, following = lines[i], lines[j]
    if following.indent >= setting.margin + 2 and line.indent < following.indent:
        return False
    width = _width_here(lines, i, setting.widths)
    widths = [width, width - INDENT] if is_first and setting.has_lost_indents else [width]
    if not any(is_full(line, following, width) for width in widths):
        return False
    if may_run_on(line, following):
        return True
    if begins_anew(following) or is_no_prose(line) or is_no_prose(following):
        return False
    if setting.shows_paragraphs and j - i <= _WIDEST_STEP:
        return True  # over a page break, an empty line may have gone with the furniture
    return setting.has_lost_indents and after is not None and _is_inside(following, lines[after], width)


def _width_here(lines: list[Line], i: int, widths: list[int]) -> int:
    """Return the width of the page around a line: the narrowest that its neighbours do not exceed."""
    if len(widths) == 1:
        return widths[0]
    around = max(reach(line) - looseness(line) for line in lines[max(0, i - 2) : i + 3] if line.words)
    return next((width for width in widths if around <= width + 1), widths[-1])


def _is_inside(line: Line, following: Line, width: int) -> bool:
    """Return whether ``line`` is too wide for the first of a paragraph, on a page where these are narrower by an indent."""
    return reach(line) > width - INDENT + 2 and not ends_sentence(line) and is_full(line, following, width)


def _join(line: Line, following: Line) -> Join | None:
    left, right = line.words[-1], following.words[0]
    if left.isdigit() and right.isdigit():
        return None  # one number or two: nobody can tell
    if _is_latin(left) and _is_latin_start(right):
        return Join(line.end, following.start, " ", "wrap")
    if left == "-" and _WORD.search(line.words) and right.islower():
        return Join(line.end - 1, following.start, "", "hyphen")
    return Join(line.end, following.start, "", "wrap")


_WORD = re.compile("[A-Za-z]-$")


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ",.;:)%\"'")


def _is_latin_start(character: str) -> bool:
    return character.isascii() and character not in ",.;:)]}%!?/"
