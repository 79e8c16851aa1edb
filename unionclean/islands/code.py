"""Code between backticks."""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.masking import Span
from unionclean.patterns import lazy

_FACES = lazy("`[^`()（）\r\n]{0,3}[)）][^`\r\n]*[(（][^`()（）\r\n]{0,6}`[^`()（）\\s]{0,3}[)）]")
_FACE_BEGINS = lazy("[(（][^`()（）\\s]{0,6}\\Z")
"""From the eye of one emoticon to that of the next: (´Д`)甲(;′⌒`)."""
_TICKS = lazy("`+|[\r\n]")


def find_code_spans(text: str) -> Iterator[Span]:
    """Yield code between runs of as many backticks on one line (CommonMark 6.1).

    TeX's quotation marks are none: two backticks, closed by two apostrophes.

    >>> list(find_code_spans("用`變數`和``甲`乙``"))
    [(1, 5), (6, 13)]
    >>> list(find_code_spans("``甲''和``乙''"))
    []
    >>> list(find_code_spans("好热(´Д`)啊,真的(;′⌒`)"))  # emoticons
    []
    """
    opened: dict[int, int] = {}
    end = 0
    for match in _TICKS.finditer(text):
        if match[0] in "\r\n":
            opened.clear()
            continue
        length = len(match[0])
        start = opened.pop(length, None)
        if (
            start is None
            or start < end
            or (length == 2 and text.find("''", start, match.start()) >= 0)
            or (
                length == 1
                and _FACES.match(text, start, match.end() + 4)
                and _FACE_BEGINS.search(text, max(0, start - 8), start)
            )
        ):
            opened[length] = match.start()
        else:
            end = match.end()
            yield start, end
