"""Question marks that stand for what an encoding could not write: a character, or a no-break blank.

Abstracts and papers are full of them: 溶胶?凝胶 was 溶胶–凝胶, 21%?60% was 21%～60%.  What stood there is not known, so the mark
stays as it came.  A question has a word that asks; a mark without one is taken for a loss only where the text shows more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.han import HAN, HAN_BMP
from unionclean.lines import find_lines_with
from unionclean.masking import Span
from unionclean.patterns import lazy
from unionclean.questions import asks, asks_before, is_doubtful

_NO_QUESTION = lazy(r"(?<![吗嗎呢吧么麼])\?")
_LOST_IN_LABEL = lazy(f"^[ \t\u3000]*[{HAN}](\\?(?: ?\\?)*) ?[{HAN}](?=[:：])", re.MULTILINE)
"""A label of two characters with blanks between them: 摘? 要:."""
_LOST_BLANKS = lazy(r"(?<!\?)\?(?: \?){2}(?!\?)")

_MARK = lazy(f"\\?(?<=[{HAN_BMP}0-9A-Za-z%°℃‰\u0391-\u03c9）)”》]\\?)")
_BEFORE_MARK = lazy("\\?[、，。；：]")
_BEFORE_COMMA = lazy(f"\\?(?=[，、][{HAN_BMP}])")
_BEHIND_MARK = lazy(f"\\?(?<=[,，、;；:：。]\\?)\\??(?=[{HAN_BMP}])")
_BEFORE_INDENT = lazy("\\?\u3000{2,}(?=[^\\s,，。])")
"""A mark with the indent of a paragraph behind it, whose line end was lost as well."""
_CLAUSE_END, _LONGEST_CLAUSE = lazy("[，、,。！？!?；;…\n]"), 40
_FULL, _HALF = lazy("[，：；！？]"), lazy(f"[,:;!](?:(?<=[{HAN_BMP}].)|(?=[{HAN_BMP}]))")
_OF_TWO_WORDS = lazy(f"\\?(?<=[“‘《][{HAN_BMP}]\\?)(?=[{HAN_BMP}]{{1,4}}[”’》])")
"""A mark in a quotation of two words: “语?图”."""


def find_lost_blanks(text: str) -> Iterator[Span]:
    """Yield every ``?`` but those of questions, in a text in which some stand for no-break blanks that an encoding lost; or a label with one.

    Nobody writes ``? ? ?``: it was a run of no-break and plain blanks in turn, as web pages set them for width.  On such a page a
    ``?`` between words may be one more of them, and its text alone does not tell.

    >>> list(find_lost_blanks("文章编号:R47? ? ? A\\n目的? 观察"))
    [(8, 9), (10, 11), (12, 13), (18, 19)]
    >>> list(find_lost_blanks("摘? 要:甲? 乙"))
    [(1, 2)]
    >>> list(find_lost_blanks("真的吗? 真的? 我不信"))
    []
    """
    if _LOST_BLANKS.search(text):
        for mark in _NO_QUESTION.finditer(text):
            yield mark.span()
        return
    for label in _LOST_IN_LABEL.finditer(text):
        yield label.span(1)


def find_lost_characters(text: str) -> Iterator[Span]:
    """Yield every ``?`` that stands for a lost character: none of those behind a word that asks.

    No question ends behind a comma or a stop, and one that is the last of its paragraph has no indent behind it (which stays with it).  On a line where one stands before a comma or a stop, as no question does, that is each behind a word.  Else it is each between
    words, on a line that writes all its other marks full-width.  Where marks are half-width anyway, a question may end so.

    >>> text = "李?、王?\\n采用溶胶?凝胶法，效果好\\n他是谁?我不知道，走了\\n涨价了?专家:不会,放心"
    >>> [text[start - 1 : end + 1] for start, end in sorted(find_lost_characters(text))]
    ['李?、', '王?\\n', '胶?凝']
    """
    yield from (mark.span() for mark in _BEHIND_MARK.finditer(text))
    yield from (mark.span() for mark in _BEFORE_INDENT.finditer(text) if not asks_before(text, mark.start()))
    for start, end in find_lines_with(_MARK, text):
        places = [mark.start() for mark in _MARK.finditer(text, start, end)]
        marks = [mark for mark in places if not asks_before(text, mark) or _ends_no_clause(text, mark)]
        if not any(_BEFORE_MARK.match(text, mark) for mark in marks):
            marks = [mark for mark in places if is_doubtful(text, mark)]
            if not marks or not _shows_loss(text, start, end, marks):
                continue
        yield from ((mark, mark + 1) for mark in marks)


def _ends_no_clause(text: str, mark: int) -> bool:
    """Return whether a mark before a comma ends a clause that does not ask, whatever the clauses before it do.

    >>> _ends_no_clause("岂不知乎，载云?，揜群雅", 7), _ends_no_clause("好了吗?，我走", 3)
    (True, False)
    """
    if not _BEFORE_COMMA.match(text, mark):
        return False
    return not asks(_CLAUSE_END.split(text[max(0, mark - _LONGEST_CLAUSE) : mark])[-1])


def _shows_loss(text: str, start: int, end: int, marks: list[int]) -> bool:
    """Return whether a line writes its other marks full-width, or one of its ``marks`` stands in a quotation of two words."""
    if _FULL.search(text, start, end) and not _HALF.search(text, start, end):
        return True
    return any(_OF_TWO_WORDS.match(text, mark) for mark in marks)
