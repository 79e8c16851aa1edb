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
