"""The lines of a text in which something stands, without a look at the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.masking import Span
from unionclean.patterns import lazy

_BREAKS = "\r\n\u2028\u2029"
_BREAK = lazy(f"[{_BREAKS}]")


def find_lines_with(sign: re.Pattern[str], text: str) -> Iterator[Span]:
    """Yield the lines of ``text`` in which ``sign`` matches, without their ends.

    >>> list(find_lines_with(re.compile("'"), "甲\\n乙'丙'\\r\\n丁"))
    [(2, 6)]
    """
    end = 0
    while found := sign.search(text, end):
        start = max([text.rfind(line_break, end, found.start()) for line_break in _BREAKS]) + 1 or end
        line_end = _BREAK.search(text, found.end())
        end = line_end.start() if line_end else len(text)
        yield start, end


def line_start(text: str, place: int, most: int) -> int | None:
    """Return where the line of ``place`` begins, ``None`` if that is more than ``most`` characters before it: a line may be a book.

    >>> line_start("甲乙\\n丙丁", 4, 5), line_start("甲乙丙丁", 3, 2)
    (3, None)
    """
    first = max(0, place - most)
    start = text.rfind("\n", first, place) + 1
    return start if start or not first else None
