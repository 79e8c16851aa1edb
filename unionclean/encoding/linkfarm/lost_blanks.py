"""No-break blanks: GBK has no code for one, and the machine wrote ``?``: ``R473.2? ? ? [文獻``, ``??? 本報訊``, ``目的? 觀察``.

Editors write several blanks as a no-break one and a plain one in turn, and indent lines by no-break ones.  A row of question marks with blanks between
them, or some of them before a blank where a paragraph begins, is no writer's on a page that the machine converted, nor is one ``?`` at the beginning of several
lines.  Where a page has such a row, a ``?`` before a blank was one as well, if nothing before it asks.
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

SURE = 0.95
"""The confidence that such a ``?`` was a blank."""

_INDENT = rf"\?(?<![^\n].)(?: ?\?)+ +(?=[{HAN_BMP}A-Za-z“（(])"
_FIRST = rf"\?(?<![^\n].)(?=[{HAN_BMP}“《—])"
"""One before the first word of a line."""
LINES = 3
"""So many lines, at least, begin so."""

_ROW = lazy(rf"\?(?<![?？！!].)(?: \?){{2,}}(?![?？!！])|{_INDENT}")
"""Three or more with a blank between them, or two or more before a blank at the beginning of a line."""

_FIRSTS = lazy(_FIRST)
_ALIKE = lazy(rf"{_INDENT}|{_FIRST}|\?(?<![?？！!].)(?:(?: \?)+(?![?？!！])|(?= [^ ?？!！\n]))")
"""What else may be no-break blanks where the page has a row: also two, and one before a blank."""

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
    if not any(row in text for row in ("? ?", "?? ", "\n?")) or not (_has_row(text) and _was_converted(text)):
        return NOTHING
    rows = [row for row in _ALIKE.finditer(text) if len(row[0]) > 1 or not _asks(text, row.start())]
    return Found([_blanks(row) for row in rows])


def _has_row(text: str) -> bool:
    return _ROW.search(text) is not None or len(_FIRSTS.findall(text)) >= LINES


def _was_converted(text: str) -> bool:
    return (may_hold_annotations(text) and find_evidence(text) is not None) or is_unmarked(text)


def _blanks(row: re.Match[str]) -> Edit:
    return Edit(row.start(), row.end(), row[0], row[0].replace("?", BLANK), "lost-blank", "probable", confidence=SURE)


def _asks(text: str, place: int) -> bool:
    """Return whether the clause before the ``?`` at ``place`` may be a question."""
    clause = _READING.sub("", text[max(0, place - _CLAUSE) : place])
    last = _MARK.split(clause)[-1]
    return asks(last) or _LATIN.search(last) is not None
