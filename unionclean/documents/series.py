"""A series changes as a whole or not at all: 甲, ID, 乙 stays where one of its commas would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from unionclean.documents.document import Document
from unionclean.han import HAN_BMP
from unionclean.masking import Span, mask

_MARKS = {
    "，": re.compile(rf"[{HAN_BMP}A-Za-z)）] ?, ?[{HAN_BMP}]|[{HAN_BMP}] ?, ?[A-Za-z]"),
    "；": re.compile(rf"[{HAN_BMP}A-Za-z)）] ?; ?[{HAN_BMP}]|[{HAN_BMP}] ?; ?[A-Za-z]"),
}
"""A mark of a series, and the half-width one beside Chinese."""


def lines_of_half_changed_series(before: Document, after: Document) -> Iterator[Span]:
    """Yield the lines of ``before`` on which a mark changes and another such mark stays in the prose of ``after``.

    >>> before = Document("", "甲, ID, 乙\\n丙, 丁", ((0, 15),))
    >>> after = Document("", "甲，ID, 乙\\n丙，丁", ((0, 13),))
    >>> list(lines_of_half_changed_series(before, after))
    [(0, 8)]
    """
    lines, others = before.text.split("\n"), after.text.split("\n")
    if len(lines) != len(others):
        return
    left = mask(after.text, after.closed).split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    for start, line, other, rest in zip(starts, lines, others, left, strict=False):
        if line == other:
            continue
        if any(other.count(mark) > line.count(mark) and half.search(rest) for mark, half in _MARKS.items()):
            yield start, start + len(line)
