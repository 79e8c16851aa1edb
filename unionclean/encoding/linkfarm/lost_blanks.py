"""No-break blanks: GBK has no code for one, and the machine wrote ``?``: ``R473.2? ? ? [文獻``, ``??? 本報訊``, ``目的? 觀察``.

Editors write several blanks as a no-break one and a plain one in turn, indent lines by no-break ones, and leave one where a paragraph ends or is empty.  A row of question
marks with blanks between them, or some of them before a blank where a paragraph begins, is no writer's on a page that the machine converted, nor is one ``?`` at the beginning
of several lines, behind the 。 that ends several lines, between a blank and Han several times, or alone on a line.  Where a page has any of these, a ``?`` in such a place or
before a blank was a no-break blank as well, if nothing before it asks.
"""

from __future__ import annotations

from unionclean.converted import is_converted, traditional_share
from unionclean.edits import Edit
from unionclean.encoding.linkfarm.annotations import WHOLE, may_hold_annotations
from unionclean.encoding.linkfarm.evidence import find_evidence
from unionclean.encoding.linkfarm.repair import is_unmarked
from unionclean.guards import Guard
from unionclean.han import HAN_BMP
from unionclean.patterns import lazy
from unionclean.questions import asks
from unionclean.steps import NOTHING, Found

BLANK = "\u00a0"

TRADITIONAL = 0.75
"""The share of Traditional forms from which a page counts as Traditional."""

_SIGNS = ("? ?", "?? ", "\n?", " ?", "。?", "\t?")
"""One of these stands where a page shows such blanks."""

SURE = 0.95
"""The confidence that such a ``?`` was a blank."""

_INDENT = rf"\?(?<![^\n].)(?: ?\?)+ +(?=[{HAN_BMP}A-Za-z“（(])"
_FIRSTS = lazy(rf"(?m)^[ \t\u3000]*(\?{{1,4}})(?=[{HAN_BMP}0-9“《—（(])")
"""Some before the first word of a line."""
LINES = 3
"""So many lines, at least, begin so."""

_ROW = lazy(rf"\?(?<![?？！!].)(?: \?){{2,}}(?![?？!！])|{_INDENT}")
"""Three or more with a blank between them, or two or more before a blank at the beginning of a line."""

_BEFORE_HAN = rf"\?(?<=[^ \n] \?)(?=[{HAN_BMP}])"
"""One between a blank and a word."""
TIMES = 2
"""So many of these, at least, are no writer's."""

_LONE = lazy(r"(?m)^[ \t]*(\?)(?=[ \t]*$)")
"""One alone on a line: an empty paragraph."""
_AFTER_STOP = lazy(r"(?m)\?(?<=。\?)(?=[ \t]*$)")
_INNER = lazy(_BEFORE_HAN)
_ALIKE = lazy(rf"{_INDENT}|{_BEFORE_HAN}|\?(?<![?？!！].)(?:(?: \?)+(?![?？!！])|(?= [^ ?？!！\n]))")
"""What else may be no-break blanks where the page has a row: also two, and one before a blank."""
_LAST = lazy(r"(?m)(?<![?？!！) \t\n])\?(?=[ \t]*$)")
"""One at the end of a line: a blank only where several stand behind 。, as a broken byte leaves one too."""

_BEHIND = f"?0-9{HAN_BMP}“《—（("
GUARD = Guard(
    "lost blank",
    "?",
    rf"(?= \?)|(?<![^\n\t ?\u3000]\?)(?=[{_BEHIND}]| +[{HAN_BMP}A-Za-z“（(])",
    only_chinese=True,
    beside=(("", f" {_BEHIND}"),),
)
"""A ``?`` of a row, or one that may begin a line: all that counts on a page that was converted, but shows no damage."""

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
    if not any(row in text for row in _SIGNS) or not _was_lost(text):
        return NOTHING
    patterns = (_ALIKE, _FIRSTS, _LONE, _LAST) if _ends_lines(text) else (_ALIKE, _FIRSTS, _LONE)
    spans = {row.span(row.lastindex or 0) for pattern in patterns for row in pattern.finditer(text)}
    return Found([_blanks(text, *span) for span in sorted(spans) if span[1] - span[0] > 1 or not _asks(text, span[0])])


def _has_row(text: str) -> bool:
    """Return whether question marks stand as no writer of any page puts them."""
    return _ROW.search(text) is not None or len(_FIRSTS.findall(text)) >= LINES


def _has_any_row(text: str) -> bool:
    """Return whether they stand so on a page of the machine."""
    return _has_row(text) or _LONE.search(text) is not None or _ends_lines(text) or len(_INNER.findall(text)) >= TIMES


def _ends_lines(text: str) -> bool:
    return len(_AFTER_STOP.findall(text)) >= LINES


def _was_lost(text: str) -> bool:
    """Return whether the question marks of ``text`` were blanks: the less shows the page to be of the farms, the more of them it takes."""
    if not _has_any_row(text):
        return False
    if (may_hold_annotations(text) and find_evidence(text) is not None) or is_unmarked(text):
        return True
    return _has_row(text) and (traditional_share(text) or 0) > TRADITIONAL and is_converted(text)


def _blanks(text: str, start: int, end: int) -> Edit:
    before = text[start:end]
    return Edit(start, end, before, before.replace("?", BLANK), "lost-blank", "probable", confidence=SURE)


def _asks(text: str, place: int) -> bool:
    """Return whether the clause before the ``?`` at ``place`` may be a question."""
    clause = _READING.sub("", text[max(0, place - _CLAUSE) : place])
    last = _MARK.split(clause)[-1]
    return asks(last) or _LATIN.search(last) is not None
