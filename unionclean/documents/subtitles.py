"""Subtitles, SubRip and WebVTT: the lines below each timing, up to a blank one."""

from __future__ import annotations

import re

from unionclean.documents.spans import matches, subtract_spans
from unionclean.masking import Span
from unionclean.patterns import lazy

_CUE = lazy(r"^[ \t]*[\d:.,]+[ \t]*-->[^\n]*\n((?:[^\n]*\S[^\n]*(?:\n|\Z))*)", re.M)
_CLOSED = lazy(r"<[^<>\n]*>|\{[^{}\n]*\}|&\w+;|\\N")


def read_subtitles(text: str) -> list[Span]:
    """Return the lines of subtitles.

    >>> text = "1\\n00:00:01,000 --> 00:00:02,000\\n甲,乙\\n\\n2\\n"
    >>> [text[start:end] for start, end in read_subtitles(text)]
    ['甲,乙\\n']
    """
    prose = [match.span(1) for match in _CUE.finditer(text) if match[1]]
    return subtract_spans(prose, matches(_CLOSED, text, prose))
