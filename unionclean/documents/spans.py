"""Arithmetic of spans: sorted, not overlapping, half open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate

from unionclean.masking import Span, merge_spans
from unionclean.patterns import lazy

Lines = AbstractSet[int] | None
"""Numbers of lines; ``None`` for all."""


def subtract_spans(spans: Iterable[Span], closed: Iterable[Span]) -> list[Span]:
    """Return what is left of ``spans`` outside ``closed``.

    >>> subtract_spans([(0, 5), (6, 9)], [(2, 3), (4, 7)])
    [(0, 2), (3, 4), (7, 9)]
    """
    left: list[Span] = []
    holes = merge_spans(closed)
    first = 0
    for start, end in merge_spans(spans):
        while first < len(holes) and holes[first][1] <= start:
            first += 1
        index = first
        while index < len(holes) and holes[index][0] < end:
            if start < holes[index][0]:
                left.append((start, holes[index][0]))
            start = max(start, holes[index][1])
            index += 1
        if start < end:
            left.append((start, end))
    return left


def spans_within(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """Yield what lies of the sorted ``spans`` between ``start`` and ``end``.

    >>> list(spans_within([(0, 2), (3, 5), (6, 9)], 4, 7))
    [(4, 5), (6, 7)]
    """
    for index in range(bisect_right(spans, start, key=lambda span: span[1]), len(spans)):
        first, last = spans[index]
        if first >= end:
            return
        yield max(first, start), min(last, end)


def spans_on_lines(spans: Sequence[Span], text: str, lines: Lines) -> Sequence[Span]:
    """Return those of the sorted ``spans`` that touch one of the ``lines``.

    >>> spans_on_lines([(0, 1), (2, 5), (6, 7)], "甲\\n乙\\n丙\\n丁", {2})
    [(2, 5)]
    """
    if lines is None:
        return spans
    ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    return [
        (start, end)
        for start, end in spans
        if not lines.isdisjoint(range(bisect_right(ends, start), bisect_right(ends, max(start, end - 1)) + 1))
    ]


def numbers_of_lines(text: str, lines: Iterable[Span]) -> frozenset[int]:
    """Return the numbers of the ``lines``, in order, of which the spans are given.

    >>> sorted(numbers_of_lines("甲\\n乙\\n丙", [(0, 1), (4, 5)]))
    [0, 2]
    """
    number = place = 0
    found = set()
    for start, _ in lines:
        number += text.count("\n", place, start)
        place = start
        found.add(number)
    return frozenset(found)


def matches(pattern: re.Pattern[str], text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the matches of ``pattern`` inside each of ``spans``; ``^`` and ``\\b`` see the text around."""
    for start, end in spans:
        for match in pattern.finditer(text, start, end):
            yield match.span()


def marks_on_lines(text: str, pattern: re.Pattern[str], marks: re.Pattern[str]) -> Iterator[Span]:
    """Yield the ``marks`` of every line on which ``pattern`` is found.

    >>> list(marks_on_lines("a, b\\nc, d", lazy("d"), lazy(",")))
    [(6, 7)]
    """
    position = 0
    while found := pattern.search(text, position):
        start = text.rfind("\n", 0, found.start()) + 1
        position = text.find("\n", found.end())
        position = len(text) if position < 0 else position
        yield from (match.span() for match in marks.finditer(text, start, position))


def pieces_by_line(text: str, spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield the pieces of the sorted ``spans`` that stand on one line, of every line that has any.

    >>> list(pieces_by_line("甲乙丙\\n丁", [(0, 1), (2, 5)]))
    [[(0, 1), (2, 3)], [(4, 5)]]
    """
    pieces: list[Span] = []
    for span in spans:
        for piece in _ON_ONE_LINE.finditer(text, *span):
            if pieces and "\n" in text[pieces[-1][1] : piece.start()]:
                yield pieces
                pieces = []
            pieces.append(piece.span())
    if pieces:
        yield pieces


_ON_ONE_LINE = lazy("[^\n]+")


def delimited(text: str, opening: str, closing: str, most: int) -> Iterator[Span]:
    """Yield what stands from each ``opening`` to the next ``closing``, at most so many characters between them.

    Each closing is looked for once, so that openings which nothing closes take linear time.

    >>> text = "{{ a }} b {{ c"
    >>> [text[start:end] for start, end in delimited(text, "{{", "}}", 9)]
    ['{{ a }}']
    """
    end = -1
    start = text.find(opening)
    while start >= 0:
        inside = start + len(opening)
        if end < inside:
            end = text.find(closing, inside)
            if end < 0:
                return
        if end - inside <= most:
            inside = end + len(closing)
            yield start, inside
        start = text.find(opening, inside)


def trim_span(text: str, start: int, end: int, blanks: str = " \t\u3000\u00a0\r\n") -> Span:
    """Return the span without the blanks at its ends.

    >>> trim_span("  甲 ", 0, 4)
    (2, 3)
    """
    while start < end and text[start] in blanks:
        start += 1
    while start < end and text[end - 1] in blanks:
        end -= 1
    return start, end
