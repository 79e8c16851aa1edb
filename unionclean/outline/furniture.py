"""What stands in a text and is no part of it: page numbers, code, and the parts into which a document site cuts a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from unionclean.outline.marks import Mark
from unionclean.outline.pieces import BREAK, SPACE


class Aside(NamedTuple):
    """A stretch of a text that is not its body: its kind, and where it begins and ends."""

    kind: Literal["page number", "page part", "code"]
    start: int
    end: int


def find_asides(text: str, marks: list[Mark]) -> Iterator[Aside]:
    """Yield what is not the body of ``text``, and what stands in code but once; ``marks`` are all candidates.

    >>> [(aside.kind, aside.start, aside.end) for aside in find_asides("甲\\n- 1 -\\n```\\n1. x\\n```\\n", [])]
    [('code', 8, 20), ('page number', 2, 7)]
    """
    code = [Aside("code", begin, end) for begin, end in _code(text)]
    starts = [aside.start for aside in code]
    parts = page_parts(marks, text)
    others = [Aside("page part", mark.at, mark.end) for mark in marks if mark.at in parts]
    others += (Aside("page number", begin, end) for begin, end in _page_numbers(text))
    yield from code
    for aside in others:
        slot = bisect_right(starts, aside.start)
        if not slot or code[slot - 1].end <= aside.start:
            yield aside


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of fenced code; a fence without an end goes on to the end of ``text``."""
    fences = list(FENCE.finditer(text))
    for index in range(0, len(fences), 2):
        end = fences[index + 1].end() if index + 1 < len(fences) else len(text)
        yield fences[index].start(), end


FENCE = re.compile(r"^[ \t]{0,3}(```+|~~~+)[^\n]*$", re.M)
"""Where fenced code begins and, every second time, ends."""

_LONG = 120  # a part of a page is at least this long
_FINISHED = tuple("。！？；：.!?;:”」）)|")
_LIST_INSIDE = re.compile("一、|[^0-9]1[、.．](?![0-9])")
_BREAK = re.compile(f"[{BREAK}]")


def page_parts(marks: list[Mark], text: str) -> set[int]:
    """Return the offsets of the marks that count the parts of a page: 1、 2、 3、 put into the middle of sentences.

    >>> from unionclean.outline.scan import find_marks
    >>> text = "1、" + "年度报告的编制" * 20 + "\\n2、" + "与披露。" * 20
    >>> sorted(page_parts(find_marks(text), text))
    [0, 143]
    >>> page_parts(find_marks("1、甲\\n2、乙"), "1、甲\\n2、乙")
    set()
    """
    counted = {mark.at for mark in marks if _may_count_parts(mark) and _cuts_sentence(text, mark)}
    first = next((mark for mark in marks if _may_count_parts(mark)), None)
    if first is not None and first.number == 1 and _opens_page(text, first, bool(counted)):
        counted.add(first.at)
    return counted


def _may_count_parts(mark: Mark) -> bool:
    return mark.style == "arabic" and mark.shape == "、" and not mark.run_in


def _cuts_sentence(text: str, mark: Mark) -> bool:
    """Does the line before stop in the middle of a long sentence?"""
    line = text[max(0, mark.begin - _LONG - 2) : mark.begin].rstrip(SPACE + "\r\n")
    return len(line) >= _LONG and _BREAK.search(line) is None and not line.endswith(_FINISHED)


def _opens_page(text: str, first: Mark, counted: bool) -> bool:
    """Is this 1、 the first part: before all else, in front of a text that has a list of its own?"""
    end = _BREAK.search(text, first.at)
    line = text[first.end : end.start() if end else len(text)]
    opens = not text[: first.at].strip()
    return len(line) >= _LONG and (counted or (opens and _LIST_INSIDE.search(line) is not None))


_SURE = (
    r"[-—–―]{1,2}[ ]?\d{1,4}[ ]?[-—–―]{1,2}|[Pp]age[ ]\d{1,4}(?:[ ]of[ ]\d{1,4})?"
    r"|第[ ]?\d{1,4}[ ]?[页頁](?:[ ]?[,，/／]?[ ]?共[ ]?\d{1,4}[ ]?[页頁])?"
)
_PAGE_LINE = re.compile(
    rf"^[{SPACE}]*(?:(?P<sure>{_SURE})|(?P<plain>\d{{1,4}})(?:[ ]?[/／][ ]?\d{{1,4}})?)[{SPACE}\r]*$", re.M
)
_RUN = 3  # so many plain numbers that count on are page numbers


def _page_numbers(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines that are page numbers: — 1 —, 第1页 共5页, and 1 2 3 where they run on, with text between.

    >>> text = "甲\\n- 1 -\\n乙\\n第 2 页 共 3 页\\n丙\\n2022\\n丁"
    >>> [text[begin:end] for begin, end in _page_numbers(text)]
    ['- 1 -', '第 2 页 共 3 页']
    """
    found: list[tuple[int, int]] = []
    run: list[re.Match[str]] = []
    for match in _PAGE_LINE.finditer(text):
        if match["sure"]:
            found.append(match.span())
            continue
        goes_on = bool(run) and int(match["plain"]) == int(run[-1]["plain"]) + 1 and match.start() > run[-1].end() + 1
        run = [*run, match] if goes_on else [match]
        if len(run) >= _RUN:
            found += [page.span() for page in (run if len(run) == _RUN else run[-1:])]
    return sorted(found)
