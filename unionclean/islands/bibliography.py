"""Entries of a bibliography, whose marks are a format (GB/T 7714-2015): ``[1]张三,李四.题名[J].期刊,2020,12(3):45-67.``"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.masking import Span
from unionclean.patterns import lazy

_KINDS = ("M", "C", "G", "N", "J", "D", "R", "S", "P", "A", "Z", "DB", "CP", "EB", "CM", "DS")
"""The letters for books, papers, newspapers, theses, standards, patents and the other kinds (GB/T 7714-2015, table B.1)."""
HINTS = tuple(f"[{kind}{end}" for kind in _KINDS for end in "]/")
_KIND = lazy(rf"\[(?:{'|'.join(_KINDS)})(?:/(?:OL|CD|MT|DK))?\](?= ?[.．,:：]|//|[ \t]*$)", re.MULTILINE)
_REACH = 300
"""Characters on either side of the kind that an entry has at most."""
_BEFORE_TITLE, _NOT_IN_TITLE, _LONGEST_TITLE = ".．:：", ".．\n", 120
_NUMBER = lazy(r"\[[0-9]{1,3}\]")
_YEAR = lazy(r"(?<![0-9])(?:1[89]|20)[0-9]{2}(?![0-9])")
_END = lazy(r"[。\n]")


def find_entries(text: str) -> Iterator[Span]:
    """Yield entries of a bibliography: author, title, the letter of a kind of document in brackets, and a year.

    >>> text = "见[1]。\\n[1]张三,李四.题名[J].期刊,2020,12(3):45-67.\\n选项[A],甲"
    >>> [text[start:end] for start, end in find_entries(text)]
    ['[1]张三,李四.题名[J].期刊,2020,12(3):45-67.']
    """
    position = 0
    for kind in _KIND.finditer(text):
        if kind.start() < position:
            continue
        start = _start(text, position, kind.start())
        end = _end(text, kind.end())
        if _has_title(text, start, kind.start()) and _YEAR.search(text, start, end):
            yield start, end
            position = end


def _start(text: str, position: int, kind: int) -> int:
    """Return where the entry begins: at its number, or behind the sentence or the line before it."""
    first = max(position, kind - _REACH)
    start = max(text.rfind(sign, first, kind) + 1 for sign in "\n。") or first
    numbers = list(_NUMBER.finditer(text, start, kind))
    return numbers[-1].start() if numbers else start


def _has_title(text: str, start: int, kind: int) -> bool:
    """Return whether a title of two characters or more stands before the kind, behind the mark that ends the authors."""
    first = max(start, kind - _LONGEST_TITLE)
    if any(character in _NOT_IN_TITLE for character in text[kind - 2 : kind]):
        return False
    return max(text.rfind(sign, first, kind - 2) for sign in _BEFORE_TITLE) >= 0


def _end(text: str, kind: int) -> int:
    stop = _END.search(text, kind, kind + _REACH)
    return stop.start() if stop else min(len(text), kind + _REACH)
