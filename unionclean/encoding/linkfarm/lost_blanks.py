"""No-break blanks: GBK has no code for one, and the machine wrote ``?``: ``R473.2? ? ? [文獻``, ``??? 本報訊``, ``目的? 觀察``.

Editors write several blanks as a no-break one and a plain one in turn, indent lines by no-break ones, and leave one where a paragraph ends or is empty.  A row of question
marks with blanks between them, or some of them before a blank where a paragraph begins, is no writer's on a page that the machine converted, nor is one ``?`` at the beginning
of several lines, behind the 。 that ends several lines, between a blank and Han several times, or alone on a line.  Where a page has any of these, a ``?`` in such a place or
before a blank was a no-break blank as well, if nothing before it asks.
"""

from __future__ import annotations

import re

from unionclean.edits import Edit
from unionclean.encoding.linkfarm.annotations import WHOLE, may_hold_annotations
from unionclean.encoding.linkfarm.evidence import find_evidence
from unionclean.encoding.linkfarm.repair import is_unmarked
from unionclean.han import HAN_BMP
from unionclean.patterns import lazy
from unionclean.questions import asks
from unionclean.steps import NOTHING, Found

BLANK = "\u00a0"

_SIGNS = ("? ?", "?? ", "\n?", " ?", "。?", "\t?")
"""One of these stands where a page shows such blanks."""

SURE = 0.95
"""The confidence that such a ``?`` was a blank."""

_INDENT = rf"\?(?<![^\n].)(?: ?\?)+ +(?=[{HAN_BMP}A-Za-z“（(])"
_FIRST = rf"\?(?<![^\n].)(?=[{HAN_BMP}“《—])"
"""One before the first word of a line."""
LINES = 3
"""So many lines, at least, begin so."""

_ROW = lazy(rf"\?(?<![?？！!].)(?: \?){{2,}}(?![?？!！])|{_INDENT}")
"""Three or more with a blank between them, or two or more before a blank at the beginning of a line."""

_BEFORE_HAN = rf"\?(?<=[^ \n] \?)(?=[{HAN_BMP}])"
"""One between a blank and a word."""
TIMES = 2
"""So many of these, at least, are no writer's."""

_FIRSTS = lazy(_FIRST)
_LONE = lazy(r"(?m)^[ \t]*\?(?=[ \t]*$)")
"""One alone on a line: an empty paragraph."""
_AFTER_STOP = lazy(r"(?m)\?(?<=。\?)(?=[ \t]*$)")
_INNER = lazy(_BEFORE_HAN)
_ALIKE = lazy(rf"{_INDENT}|{_FIRST}|{_BEFORE_HAN}|\?(?<![?？!！].)(?:(?: \?)+(?![?？!！])|(?= [^ ?？!！\n]))")
"""What else may be no-break blanks where the page has a row: also two, and one before a blank."""
_LAST = lazy(r"(?m)(?<![?？!！) \t\n])\?(?=[ \t]*$)")
"""One at the end of a line: a blank only where several stand behind 。, as a broken byte leaves one too."""

_LATIN = lazy(r"[A-Za-z]\Z")
"""A sentence in Latin letters may be a question."""
_READING = lazy(WHOLE)
_CLAUSE = 40
"""Characters before ``?`` that are looked at, the readings among them counted."""
_MARK = lazy("[。，,；;：:！!?？\\n]")


def find_lost_blanks(text: str) -> Found:
    """Return the edits that write the blanks again, if the page was in the machine; nothing otherwise.

    >>> from unionclean.edits import apply_edits
    >>> page = "中國(guó)工會(huì)新聞發(fā)布? ? ? 編輯:王明? 來(lái)源:本報"
    >>> apply_edits(page, find_lost_blanks(page).edits)[13:]
    ')新聞發(fā)布\\xa0 \\xa0 \\xa0 編輯:王明\\xa0 來(lái)源:本報'
    >>> find_lost_blanks("国国国? ? ? 什么？") is NOTHING
    True
    """
    if not any(row in text for row in _SIGNS) or not (_has_row(text) and _was_converted(text)):
        return NOTHING
    patterns = (_ALIKE, _LONE, _LAST) if _ends_lines(text) else (_ALIKE, _LONE)
    rows = [row for pattern in patterns for row in pattern.finditer(text)]
    return Found(sorted(_blanks(row) for row in rows if len(row[0]) > 1 or not _asks(text, row.start())))


def _has_row(text: str) -> bool:
    if _ROW.search(text) is not None or _LONE.search(text) is not None or _ends_lines(text):
        return True
    return len(_FIRSTS.findall(text)) >= LINES or len(_INNER.findall(text)) >= TIMES


def _ends_lines(text: str) -> bool:
    return len(_AFTER_STOP.findall(text)) >= LINES


def _was_converted(text: str) -> bool:
    return (may_hold_annotations(text) and find_evidence(text) is not None) or is_unmarked(text)


def _blanks(row: re.Match[str]) -> Edit:
    return Edit(row.start(), row.end(), row[0], row[0].replace("?", BLANK), "lost-blank", "probable", confidence=SURE)


def _asks(text: str, place: int) -> bool:
    """Return whether the clause before the ``?`` at ``place`` may be a question."""
    clause = _READING.sub("", text[max(0, place - _CLAUSE) : place])
    last = _MARK.split(clause)[-1]
    return asks(last) or _LATIN.search(last) is not None
