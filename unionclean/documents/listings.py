"""Code that stands in a document without a fence: between a brace at the end of a line and one at the start of another, and what it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.masking import Span
from unionclean.patterns import lazy

_BRACE = lazy(r"^[ \t]*(?P<closing>\})|\{[ \t]*(?://[^\n]*)?$", re.MULTILINE)

_OUTPUT = lazy(
    r"^[ \t]*/\*[ \t]*\w{0,6}(?:输出|輸出|[Oo]utput)[:：][ \t]*$(?:\n(?![ \t]*\*/)[^\n]*){0,200}", re.MULTILINE
)

_COMMENT = lazy(r"^[ \t]*//[^\n]*$", re.MULTILINE)
"""A line of a comment is a line of code."""

LONGEST = 20_000
"""Braces so many characters apart do not belong together."""


def find_listings(text: str) -> Iterator[Span]:
    """Yield what stands from a line that ends in ``{`` to the line that begins with its ``}``, the innermost first, and comments with output.

    >>> text = "甲,乙\\n函数 丙(丁) {\\n  返回 戊;\\n}\\n己,庚 {\\n"
    >>> [text[start:end] for start, end in find_listings(text)]
    ['函数 丙(丁) {\\n  返回 戊;\\n}']
    """
    yield from (output.span() for output in _OUTPUT.finditer(text))
    yield from (comment.span() for comment in _COMMENT.finditer(text))
    openings: list[int] = []
    for brace in _BRACE.finditer(text):
        if not brace["closing"]:
            openings.append(brace.start())
        elif openings and brace.end() - (opening := openings.pop()) <= LONGEST:
            end = text.find("\n", brace.end())
            yield text.rfind("\n", 0, opening) + 1, len(text) if end < 0 else end
