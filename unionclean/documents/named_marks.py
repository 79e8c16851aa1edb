"""Whoever names a mark speaks of marks, in one line at least: 冒号(:)后面."""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.patterns import lazy

MARK = lazy(r"(?<![ \t])[ \t]*[,:;!?()\[\]{}\"'.~\-，：；！？（）“”‘’０-９Ａ-Ｚａ-ｚ．。]+[ \t]*")

_NAMES = {
    "逗[号號]|[顿頓][号號]": ",，、",
    "分[号號]": ";；",
    "冒[号號]": ":：",
    "[问問][号號]": "?？",
    "[叹嘆][号號]": "!！",
    "句[号號]": ".。．",
    "引[号號]": "\"'“”‘’",
    "括[号號弧]": "()（）[]{}",
}
"""The names of marks, and how they are written."""

_NAME = lazy("|".join(f"({name})" for name in _NAMES))
_WRITTEN = tuple(_NAMES.values())
_MANY = lazy("破折[号號]|省略[号號]|[标標][点點]|分隔符|[全半][角形宽寬]|[Ff]ull-?[Ww]idth|[Hh]alf-?[Ww]idth")
_NAME_OF_ANY = lazy(f"{_NAME.pattern}|{_MANY.pattern}")

_ORDINARY = lazy(rf"(?<=[{HAN_BMP}])[,:;!?](?=[ ]?(?:[{HAN_BMP}]|$))")
_UNSURE = lazy(r"[,:;!?()\[\]{}\"'~０-９Ａ-Ｚａ-ｚ]|\.{2}|--")


def named_marks(text: str) -> Iterator[Span]:
    """Yield the marks of every line that names one: of this kind alone, if every other mark stands in a sentence.

    >>> list(named_marks("要加引号,不要逗号")), list(named_marks("要加引号,这样才对"))
    ([(4, 5)], [])
    >>> list(named_marks("冒号(:)前面,不要空格"))
    [(2, 5), (7, 8)]
    """
    position = 0
    while found := _NAME_OF_ANY.search(text, position):
        start = text.rfind("\n", 0, found.start()) + 1
        position = text.find("\n", found.end())
        position = len(text) if position < 0 else position
        named = _named_on(text[start:position])
        for mark in MARK.finditer(text, start, position):
            if named is None or not named.isdisjoint(mark[0]):
                yield mark.span()


def _named_on(line: str) -> frozenset[str] | None:
    """Return the marks that a line speaks of; ``None`` if that may be any."""
    if _MANY.search(line):
        return None
    named = frozenset("".join(_WRITTEN[name.lastindex - 1] for name in _NAME.finditer(line) if name.lastindex))
    others = (mark for mark in _UNSURE.finditer(line) if mark[0][0] not in named)
    return named if all(_ORDINARY.match(line, mark.start()) for mark in others) else None
