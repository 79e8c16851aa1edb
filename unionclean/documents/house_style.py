"""Files whose marks are a choice or a subject: sentences in Chinese that end in ``.``, and pages on how to write marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unionclean.documents.spans import matches
from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.patterns import lazy

_POINT = lazy(
    rf"(?<=[{HAN_BMP}]{{3}})\.(?=\s|\Z|[{HAN_BMP}])|(?<=[{HAN_BMP}A-Za-z0-9][)）”」])\.(?=\s|\Z)|(?<=[^\s$]\$)\.(?= ?[{HAN_BMP}]|\n)"
)
"""A full stop behind Chinese, a bracket, or mathematics."""
_STOP = lazy("(?<!。)。(?!。)")
_FEWEST_POINTS = 3
"""Fewer than these may be slips: they count for their lines alone."""

_NAMES = lazy("[标標][点點]|[全半][角形]|句[号號]|[顿頓][号號]|破折[号號]|省略[号號]")
_FEWEST_NAMES, _TO_A_NAME = 5, 1_000
"""Programs speak of commas and colons; whoever names these so often, in so many characters, shows marks, wrong ones and right ones."""


def marks_on_purpose(text: str, prose: Sequence[Span]) -> Iterator[Span]:
    """Yield the ``prose`` that must stay as it is written, because its marks are a subject or a house style.

    >>> text = "全角标点不用半角,句号是。不是. 标点见此"
    >>> list(marks_on_purpose(text, [(0, len(text))])) == [(0, len(text))]
    True
    """
    if why_marks_stay(text, prose):
        yield from prose
    else:
        yield from half_width_lines(text, prose)


def why_marks_stay(text: str, prose: Sequence[Span]) -> str:
    """Return why all marks of a file stay as they are written, for a person; ``""`` if they need not.

    >>> why_marks_stay("看这里, 看那里. 请看下面. 谢谢大家. ", [(0, 22)])
    "its sentences end in '.', which is a house style"
    >>> why_marks_stay("看这里,看那里. 谢谢。", [(0, 12)])
    ''
    """
    names = sum(1 for _ in matches(_NAMES, text, prose))
    if names >= _FEWEST_NAMES and names * _TO_A_NAME >= sum(end - start for start, end in prose):
        return "it is about punctuation marks, which it shows"
    points = sum(1 for _ in matches(_POINT, text, prose))
    if points >= _FEWEST_POINTS and points > sum(1 for _ in matches(_STOP, text, prose)):
        return "its sentences end in '.', which is a house style"
    return ""


def half_width_lines(text: str, prose: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines on which all Chinese sentences end in ``.``.

    >>> text = "我们先看这里, 再看那里.\\n请看下面,谢谢\\n"
    >>> [text[start:end] for start, end in half_width_lines(text, [(0, len(text))])]
    ['我们先看这里, 再看那里.']
    >>> list(half_width_lines("我们先看这里, 再看那里. 谢谢。", [(0, 17)]))
    []
    """
    for point, _ in matches(_POINT, text, prose):
        start, end = text.rfind("\n", 0, point) + 1, text.find("\n", point)
        end = len(text) if end < 0 else end
        if "。" not in text[start:end]:
            yield start, end
