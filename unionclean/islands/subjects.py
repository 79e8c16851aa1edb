"""Marks that the text speaks of: several joined by a word, the signs of regular expressions, and marks that stand for lost characters."""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.masking import Span
from unionclean.patterns import lazy

_SIGNS = "[,:;!?&|=<>+*%^~-]"
_JOINTS = "和或与與及、"
_MAY_JOIN = lazy(f"[{_JOINTS}](?:(?<={_SIGNS}.)|(?<={_SIGNS} .)) ?{_SIGNS}")
"""Without this, a joint between two signs, there is nothing joined; a joint is rarer than a sign."""
_JOINED = lazy(f"{_SIGNS}{{1,3}}(?<!{_SIGNS}{{4}})(?: ?[{_JOINTS}] ?{_SIGNS}{{1,3}}(?!{_SIGNS}))+")
_QUERY = lazy("\\?(?=[A-Za-z_][0-9A-Za-z_]{0,30}=)")
_GROUP = lazy("\\(\\?(?:[aimsuxL-]{1,7}[:)]|[:=!>]|<[=!A-Za-z])")
_DOTS = lazy("\\.\\.\\.(?<=[用以如]\\.\\.\\.)(?=表示|来|來|作为|作為|代替|省略|开头|開頭|结尾|結尾|的|这)")
_LOST = lazy(f"\\?(?<=[{HAN}]\\?)(?=、)")
_MAY_BE_LOST = lazy(f"\\?(?<=[{HAN}]\\?)(?<![吗嗎呢吧么麼]\\?)")


def find_subjects(text: str) -> Iterator[Span]:
    """Yield marks joined by a word, the beginnings of queries and of groups in regular expressions, and three dots that are named.

    >>> text = "不能有:和?，分隔符为 , 或 ;，用...表示，(?i)忽略，加上?a=1"
    >>> [text[start:end] for start, end in sorted(find_subjects(text))]
    [':和?', ', 或 ;', '...', '(?i)', '?']
    """
    for pattern in (_JOINED, _QUERY, _GROUP, _DOTS) if _MAY_JOIN.search(text) else (_QUERY, _GROUP, _DOTS):
        yield from (match.span() for match in pattern.finditer(text))


def find_lost_characters(text: str) -> Iterator[Span]:
    """Yield every ``?`` behind a Han character on a line where one stands before a comma of a list, as no question does.

    >>> list(find_lost_characters("李?、王?\\n真的?"))
    [(1, 2), (4, 5)]
    """
    end = 0
    for lost in _LOST.finditer(text):
        if lost.start() >= end:
            start = text.rfind("\n", end, lost.start()) + 1
            end = text.find("\n", lost.start())
            end = len(text) if end < 0 else end
            yield from (mark.span() for mark in _MAY_BE_LOST.finditer(text, start, end))
