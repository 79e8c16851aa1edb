"""The lines of a text with what a page shows of them: where they are, how wide, how far indented."""

from __future__ import annotations

from typing import NamedTuple

_BLANKS = " \t\u3000\u00a0\r\f"


class Line(NamedTuple):
    """A line: the span of its words, without the blanks around them, and their width and indent in cells.

    A cell is the width of a Latin letter; a Chinese character has two.
    """

    start: int
    end: int
    words: str
    width: int
    indent: int


def cells(text: str) -> int:
    """Return the width of ``text`` in cells; what GBK does not have counts as one.

    >>> cells("中文 abc")
    8
    """
    return len(text.encode("gbk", "replace"))


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text``; an empty line has no words.

    >>> [(line.words, line.width, line.indent) for line in split_lines("　　中文\\n\\nabc ")]
    [('中文', 4, 4), ('', 0, 0), ('abc', 3, 0)]
    """
    lines, position = [], 0
    for raw in text.split("\n"):
        words = raw.strip(_BLANKS)
        start = position + (raw.find(words) if words else 0)
        lines.append(Line(start, start + len(words), words, cells(words), cells(raw[: start - position])))
        position += len(raw) + 1
    return lines
