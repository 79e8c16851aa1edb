"""Edits in one frame, again and again, are no prose: ``difficulty:简单`` a hundred times, each in a section of its own.

People repeat what they do with a mark, but between words of their own.  Where a mark touches a number, a Latin word or a sign, and what
stands around it is of one kind every time, a program wrote the lines, or reads them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from unionclean.edits import Edit
from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.patterns import lazy

FEWEST = 12
_LEAST_SHARE = 0.4
"""So many edits, and so many of all of their mark, must be alike."""

_MARKS = frozenset(",:;!?")
_WIDTH = 3
_LINE_END = "\n"
_KINDS = (
    (lazy(f"[{HAN_BMP}]"), "中"),
    (lazy("[A-Za-z]"), "a"),
    (lazy("[0-9]"), "0"),
    (lazy(r"[^\S\n]"), " "),
)
_ORDINARY = frozenset(" 中\n*_<>`\"'“”‘’「」『』()（）[]【】《》、，。：；！？")
"""What a mark of a sentence may touch: a word, a blank, the end of the line, a bracket, markup, or another mark in full width."""


def alike_lines(text: str, edits: Iterable[Edit]) -> Iterator[Span]:
    """Yield the lines of ``text`` on which one of ``edits`` would change a mark in a frame in which many do.

    >>> from unionclean import normalize_punctuation
    >>> text = "\\n\\n".join(f"level:{name}；{name}的事,很好" for name in "甲乙丙丁戊己庚辛壬癸子丑")
    >>> lines = list(alike_lines(text, normalize_punctuation.explain(text).edits))
    >>> len(lines), text[slice(*lines[0])]
    (12, 'level:甲；甲的事,很好')
    """
    frames: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for edit in edits:
        if edit.before in _MARKS:
            frames[edit.before].append((_frame(text, edit.start, edit.end), edit.start))
    for placed in frames.values():
        counts = Counter(frame for frame, _ in placed)
        fewest = max(FEWEST, _LEAST_SHARE * len(placed))
        end = -1
        for frame, start in placed:
            if start > end and counts[frame] >= fewest and not _is_ordinary(frame):
                end = text.find(_LINE_END, start) % (len(text) + 1)  # -1 is the end of the text
                yield text.rfind(_LINE_END, 0, start) + 1, end


def _is_ordinary(frame: str) -> bool:
    return _ORDINARY.issuperset(frame[_WIDTH - 1 : _WIDTH + 1])


def _frame(text: str, start: int, end: int) -> str:
    """Return the kinds of the characters on both sides of a mark, on its line.

    >>> _frame("第2题:难", 3, 4)
    '中0中中\\n\\n'
    """
    left = text[max(0, start - _WIDTH) : start].rpartition(_LINE_END)[2].rjust(_WIDTH, _LINE_END)
    right = text[end : end + _WIDTH].partition(_LINE_END)[0].ljust(_WIDTH, _LINE_END)
    frame = left + right
    for kind, sign in _KINDS:
        frame = kind.sub(sign, frame)
    return frame
