"""Paragraphs that a page break cut in two: where they are, as edits that take the break out."""

from __future__ import annotations

import re

from unionclean.edits import Edit
from unionclean.outline.pieces import BREAK, BREAKS, SPACE
from unionclean.outline.scan import find_marks

_GAP = re.compile(rf"[{BREAK}][{SPACE}{BREAK}]*")
_UNFINISHED = re.compile(r"[，、,《“（(〈「『]$")
_IN_SENTENCE = re.compile(r"[\u3400-\u9fffA-Za-z0-9０-９％%]$")
_SENTENCE_END = re.compile(r"[。！？；!?;]")
_STARTS_ANEW = re.compile(rf"[\[［【(（—•●■#>]|[^，。；{BREAK}]{{1,12}}[:：]")


def find_joins(text: str) -> tuple[Edit, ...]:
    """Return edits that join the paragraphs which a page break cut inside a sentence.

    A line is cut when one sentence of it has ended and the next has not, or when it stops at a comma or behind an opening
    mark; and when the next line goes on without indent, marker or speaker.

    >>> [edit.before for edit in find_joins("(1)开展活动。推动\\n\\n工作落实。\\n(2)总结")]
    ['\\n\\n']
    >>> find_joins("一、工作情况\\n今年以来，进展顺利。\\n")
    ()
    """
    heads = {mark.begin for mark in find_marks(text) if not mark.run_in}
    joins = []
    begin, sentence_ended = 0, False
    for match in _GAP.finditer(text):
        end = begin + len(text[begin : match.start()].rstrip())
        after = match.end()
        sentence_ended = sentence_ended or _SENTENCE_END.search(text, begin, end) is not None
        if _is_cut(text, begin, end, sentence_ended) and _goes_on(text, match.start(), after, heads):
            joins.append(Edit(end, after, text[end:after], _glue(text, end, after), "page-break"))
        else:
            sentence_ended = False
        begin = after
    return tuple(joins)


def _is_cut(text: str, begin: int, end: int, sentence_ended: bool) -> bool:
    if begin >= end:
        return False
    last = text[end - 1]
    return _UNFINISHED.match(last) is not None or (sentence_ended and _IN_SENTENCE.match(last) is not None)


def _goes_on(text: str, gap: int, after: int, heads: set[int]) -> bool:
    line = after
    while line > gap and text[line - 1] not in BREAKS:
        line -= 1
    return after < len(text) and after - line < 2 and line not in heads and not _STARTS_ANEW.match(text, after)


def _glue(text: str, end: int, after: int) -> str:
    """Latin words keep a space between them; Chinese needs none."""
    return " " if (text[end - 1] + text[after]).isascii() and (text[end - 1] + text[after]).isalnum() else ""
