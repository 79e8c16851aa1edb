"""Blanks inside words: `短期 负 荷 预 测`, as PDF extraction, justified text and OCR leave them.

No Chinese text has blanks between the characters of a sentence, but lists, verse, names set apart, forms and headings have.
So the page must show it: over all its blanks between characters the text runs on (:mod:`unionclean.layout.cohesion`), as it does
not over the blanks that somebody meant.  Then the blanks go from its sentences; a line without a sentence needs evidence of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Set
from itertools import islice
from typing import NamedTuple

from unionclean.han import HAN_BMP
from unionclean.layout.cohesion import weigh
from unionclean.layout.lines import Line

_STOPS = "，。、；：？！"
_OPENING, _CLOSING = "（《〈「『【“‘", "）》〉」』】”’"
GAP = re.compile(f"(?<=[{HAN_BMP}])[ \t\u00a0]+(?=[{HAN_BMP}])")
BEFORE_MARK = re.compile(f"(?<=[{HAN_BMP}A-Za-z0-9{_CLOSING}])[ \t\u00a0]+(?=[{_STOPS}{_CLOSING}])")
BEHIND_MARK = re.compile(f"(?<=[{_STOPS}{_OPENING}{_CLOSING}])[ \t\u00a0]+(?=[{HAN_BMP}A-Za-z0-9{_OPENING}])")
_SENTENCE = re.compile(f"[{_STOPS}]")
_NAME_APART = re.compile(rf"(?:^|[\s{_STOPS}])[{HAN_BMP}][ \t\u00a0\u3000]{{2,}}[{HAN_BMP}](?=$|[\s{_STOPS}])")
_FORM = re.compile("[年月日时分][ \t]|[ \t][年月日时分]")
_ENOUGH = 6.0
"""Evidence of a page, in nats, that blanks stand inside its words."""
_ENOUGH_ALONE = 4.0
"""Evidence of a line without a sentence on such a page."""
_LEAST_GAPS = 4
_REACH = 8
"""Characters to the left of a blank among which the two before it are found."""


class Gap(NamedTuple):
    """Blanks to remove: their span and the rule."""

    start: int
    end: int
    rule: str


def find_gaps(text: str, lines: list[Line], skipped: Set[int]) -> list[Gap]:
    """Return the blanks inside words and around marks that the page shows to be damage."""
    rows = {
        index: gaps
        for index, gaps in _by_line(GAP, text, lines).items()
        if index not in skipped and not _is_set_apart(lines[index])
    }
    scores = {index: sum(_weigh_gap(text, gap) for gap in gaps) for index, gaps in rows.items()}
    count, evidence = sum(map(len, rows.values())), sum(scores.values())
    is_damaged = count >= _LEAST_GAPS and evidence > _ENOUGH and 3 * evidence > count
    found: list[Gap] = []
    if is_damaged:
        widest = _usual_width(rows.values())
        for index, gaps in rows.items():
            if _is_sentence(lines[index]) or (len(gaps) >= _LEAST_GAPS and scores[index] > _ENOUGH_ALONE):
                found += [Gap(*gap.span(), "blank-in-word") for gap in gaps if len(gap[0]) <= widest]
    return sorted(found + _around_marks(text, lines, skipped, is_damaged=is_damaged))


def _by_line(pattern: re.Pattern[str], text: str, lines: list[Line]) -> dict[int, list[re.Match[str]]]:
    """Return the matches of ``pattern`` by the line they stand in."""
    starts = [line.start for line in lines]
    found: dict[int, list[re.Match[str]]] = {}
    for match in pattern.finditer(text):
        found.setdefault(bisect_right(starts, match.start()) - 1, []).append(match)
    return found


def may_have_gaps(text: str) -> bool:
    """Return whether ``text`` has enough blanks beside Chinese characters for a decision."""
    return _have(GAP, text) or _have(BEHIND_MARK, text) or _have(BEFORE_MARK, text)


def _have(pattern: re.Pattern[str], text: str) -> bool:
    return len(list(islice(pattern.finditer(text), _LEAST_GAPS))) == _LEAST_GAPS


def _weigh_gap(text: str, gap: re.Match[str]) -> float:
    left = text[max(0, gap.start() - _REACH) : gap.start()].rpartition("\n")[2]
    return weigh("".join(left.split()), text[gap.end()])


def _usual_width(rows: Iterable[list[re.Match[str]]]) -> int:
    """Return the width that most blanks of the page do not exceed; a wider one is meant to be seen."""
    widths = sorted(len(gap[0]) for gaps in rows for gap in gaps)
    return widths[len(widths) * 9 // 10]


def _is_set_apart(line: Line) -> bool:
    """Return whether the blanks of a line hold names apart, leave room in a date or form, or make columns."""
    if "\t" in line.words or _NAME_APART.search(line.words):
        return True
    return _FORM.search(line.words) is not None and not _is_sentence(line)


def _is_sentence(line: Line) -> bool:
    return _SENTENCE.search(line.words) is not None


def _around_marks(text: str, lines: list[Line], skipped: Set[int], *, is_damaged: bool) -> list[Gap]:
    """Return the blanks around full-width marks, if the page has blanks inside its words too, or at most of its marks."""
    found: list[Gap] = []
    marks = sum(map(text.count, _STOPS)) - sum(line.words[-1:] in _STOPS for line in lines if line.words)
    at_most_marks = False
    for pattern, rule in ((BEFORE_MARK, "blank-before-mark"), (BEHIND_MARK, "blank-behind-mark")):
        rows = _by_line(pattern, text, lines)
        gaps = [
            gap for index, row in rows.items() for gap in row if index not in skipped and _is_sentence(lines[index])
        ]
        at_most_marks = at_most_marks or (len(gaps) >= _LEAST_GAPS and 3 * len(gaps) > marks)
        found += [Gap(*gap.span(), rule) for gap in gaps]
    return found if is_damaged or at_most_marks else []
