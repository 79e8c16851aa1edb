"""Garbage that a text speaks of: it stands in sound marks of quotation, where real garbage would have garbled the marks too."""

from __future__ import annotations

import re

from unionclean.edits import Note
from unionclean.han import HAN_BMP

_QUOTES = frozenset({"“”", "‘’", "「」", "『』"})
_STRAIGHT = frozenset({'""', "''", "``"})
_HAN = re.compile(f"[{HAN_BMP}]")


def is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` fills a pair of quotation marks; straight ones, which data has too, must stand beside Han.

    >>> is_quoted("所谓“ÄãºÃ”", 3, 7), is_quoted("ÄãºÃ", 0, 4), is_quoted('{"a": "ÄãºÃ"}', 7, 11)
    (True, False, False)
    """
    if start == 0:
        return False
    marks = text[start - 1 : start] + text[end : end + 1]
    around = text[max(0, start - 2) : start - 1] + text[end + 1 : end + 2]
    return marks in _QUOTES or (marks in _STRAIGHT and _HAN.search(around) is not None)


def quoted_note(start: int, end: int) -> Note:
    """Return the note on garbage that was left for being quoted."""
    return Note("quoted-mojibake", (start, end), "quoted, as if the text spoke of it: left as it is")
