"""Hard wraps: line breaks that a fixed width put into paragraphs.

Three things must come together: many lines are as wide as the text allows, the text runs on over their ends
(:mod:`unionclean.layout.cohesion`), and neither the end of a line nor the beginning of the next says that a paragraph is over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from itertools import pairwise
from typing import NamedTuple

from unionclean.han import HAN_BMP
from unionclean.layout.cohesion import weigh
from unionclean.layout.lines import Line, cells

_ENDS = re.compile(r"[。！？!?…；;：:][”’」』）)】》]*$")
"""What ends a sentence, or opens a list."""
_ORDINAL = "[一二三四五六七八九十百零〇]"
_BEGINS = re.compile(
    rf"[（(]?(?:{_ORDINAL}{{1,4}}|\d{{1,3}}|[a-zA-Z])[)）、.．]|第{_ORDINAL}+|第\d+[章节条款编]|[①-⑳⑴-⒇⒈-⒛ⅰ-ⅿ]|"
    r"[-*•●○■□◆◇▪▲△※★☆·>#|【《「『“]|\[\d+\]|附[件录表]|注[:：]|图\s*\d|表\s*\d|摘\s*要|关键词|参考文献|https?:"
)
"""What begins a paragraph, an item, a caption or a heading."""
_RUNS_ON = re.compile(f"[{HAN_BMP}A-Za-z0-9，、,”’）)》%％℃°-]$")
_TABLE = re.compile(r"\t|\S[ \u3000]{2,}\S.*[ \u3000]{2,}|[|｜│┃┊]")
_CODE = re.compile(r"[{};\\=]$|^(?:[$>#%]\s|[\w.]+\()|::|->|=>|</")
_SLACK = 3
"""Cells by which a full line may be narrower: a mark or a letter did not fit."""
_LEAST_WIDTH = 18
_LEAST_BREAKS = 3
_ENOUGH = 4.0
"""Evidence, in nats, that the text runs on over its line breaks."""
_WORD = re.compile(r"[A-Za-z]+-$")


_OPEN_END = re.compile(
    f"^([^\n]*[{HAN_BMP}A-Za-z0-9，、,”’）)》%％℃°-])[ \t]*\r?\n(?=[ \t\u3000]*[{HAN_BMP}A-Za-z0-9“‘（《])",
    re.MULTILINE,
)


def may_be_wrapped(text: str) -> bool:
    """Return whether several lines end without a stop and are about as wide as each other: a quick look that spares most texts the rest."""
    widths = Counter(cells(match[1].strip()) // _SLACK for match in _OPEN_END.finditer(text))
    return any(
        width * _SLACK >= _LEAST_WIDTH - 2 * _SLACK and count + widths[width + 1] >= _LEAST_BREAKS
        for width, count in widths.items()
    )


class Join(NamedTuple):
    """A break to be undone: what stands between the words of two lines, and what takes its place."""

    start: int
    end: int
    glue: str
    rule: str


def find_wraps(lines: list[Line], skipped: Set[int], dropped: Set[int] = frozenset()) -> list[Join]:
    """Return the line breaks that a fixed width made.

    ``skipped`` are lines that take no part, as two columns read across; a paragraph also goes on over lines that are ``dropped``,
    and over the empty ones beside them.
    """
    rows = [index for index, line in enumerate(lines) if line.words and index not in skipped and index not in dropped]
    pairs = [(i, j) for i, j in pairwise(rows) if j == i + 1 or _only_dropped(lines, i, j, dropped)]
    width = _wrap_width(lines, pairs)
    if width is None:
        return []
    margin = min(lines[i].indent for i in rows)
    shown = _shows_paragraphs(lines, width, margin)
    joins = [(i, j) for i, j in pairs if _is_wrapped(lines[i], lines[j], width, margin, ends_count=not shown)]
    return [join for i, j in joins if (join := _join(lines[i], lines[j])) is not None]


def _only_dropped(lines: list[Line], i: int, j: int, dropped: Set[int]) -> bool:
    between = range(i + 1, j)
    return any(k in dropped for k in between) and all(k in dropped or not lines[k].words for k in between)


def _may_run_on(line: Line, following: Line) -> bool:
    """Return whether nothing in the writing of two lines says that a paragraph ends between them."""
    return (
        _RUNS_ON.search(line.words) is not None
        and not _begins_anew(following)
        and not _is_no_prose(line)
        and not _is_no_prose(following)
    )


def _begins_anew(line: Line) -> bool:
    return _BEGINS.match(line.words) is not None


def _is_no_prose(line: Line) -> bool:
    return _TABLE.search(line.words) is not None or _CODE.search(line.words) is not None


def _wrap_width(lines: list[Line], pairs: list[tuple[int, int]]) -> int | None:
    """Return the width at which the text was wrapped, in cells, or none if it was not."""
    open_ends = [(i, j) for i, j in pairs if _may_run_on(lines[i], lines[j])]
    if len(open_ends) < _LEAST_BREAKS:
        return None
    widths = Counter(lines[i].width + lines[i].indent for i, _ in open_ends)
    width = max(widths, key=lambda w: (_within(widths, w), w))
    full = [(i, j) for i, j in open_ends if width - _SLACK <= lines[i].width + lines[i].indent <= width + 1]
    if width < _LEAST_WIDTH or len(full) < _LEAST_BREAKS or 2 * len(full) < len(open_ends):
        return None
    wider = sum(line.width + line.indent > width + _SLACK for line in lines)
    if 5 * wider > len(full):
        return None
    evidence = sum(weigh(lines[i].words[-2:], lines[j].words[:1]) for i, j in full)
    return width if evidence > _ENOUGH and 3 * evidence > len(full) else None


def _within(widths: Counter[int], width: int) -> int:
    return sum(widths[width - slack] for slack in range(_SLACK + 1))


def _shows_paragraphs(lines: list[Line], width: int, margin: int) -> bool:
    """Return whether the page shows where its paragraphs begin: behind nearly every short line stands an empty or an indented one."""
    short = [
        j
        for j, line in enumerate(lines[:-1], 1)
        if 0 < line.width + line.indent < width - _SLACK and _ENDS.search(line.words)
    ]
    shown = sum(not lines[j].words or lines[j].indent >= margin + 2 for j in short)
    return len(short) >= 2 and 10 * shown >= 9 * len(short)


def _is_wrapped(line: Line, following: Line, width: int, margin: int, *, ends_count: bool) -> bool:
    if following.indent >= margin + 2 and line.indent < following.indent:
        return False
    if not width - _SLACK <= line.width + line.indent <= width + 1:
        return False
    if _ENDS.search(line.words):
        return not ends_count and not _begins_anew(following) and not _is_no_prose(following)
    return _may_run_on(line, following)


def _join(line: Line, following: Line) -> Join | None:
    left, right = line.words[-1], following.words[0]
    if left.isdigit() and right.isdigit():
        return None  # one number or two: nobody can tell
    if _is_latin(left) and _is_latin(right):
        return Join(line.end, following.start, " ", "wrap")
    if left == "-" and _WORD.search(line.words) and right.islower():
        return Join(line.end - 1, following.start, "", "hyphen")
    return Join(line.end, following.start, "", "wrap")


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ",.)%")


def evidence_of(lines: list[Line]) -> Iterator[float]:
    """Yield what each line break counts for; for the benchmark."""
    for line, following in pairwise(lines):
        if line.words and following.words:
            yield weigh(line.words[-2:], following.words[:1])
