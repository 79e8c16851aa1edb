"""Lines of one shape are rows: what a program prints again and again, or the records of a list; people write one line after another otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from unionclean.documents.spans import pieces_by_line
from unionclean.han import HAN_BMP
from unionclean.masking import CLOSED, Span
from unionclean.patterns import lazy

_FEWEST = 3
"""Two lines may be alike by chance."""

_VALUE = lazy(r"[A-Za-z0-9_](?:[\w.%@#<>/+-]*[A-Za-z0-9_%>])?", re.ASCII)
_WORDS = lazy(f"[{HAN_BMP}]+")
_LONG = lazy(f"[{HAN_BMP}]{{11}}")
"""What is printed again and again has no words that are so long."""

_BLANKS = lazy(r"[ \t]+")
_ITEM = lazy(r"^(?:[-*+] |[0-9]{1,4}[、.)] ?)+")
_LABEL = lazy(f"[{HAN_BMP}]{{1,8}}: ?(?={CLOSED})")
_SEPARATOR, _STOP = lazy(" ?[,;] ?"), lazy("[，。；：！？、（）“”]")

_DOUBLED = lazy("[,;] ?[,;]")
"""An empty field, or words that are lost: no sentence has two of these in a row."""


class _Line(NamedTuple):
    """The prose of a line, and where it is."""

    prose: str
    pieces: list[Span]


def find_rows(text: str, prose: Iterable[Span]) -> Iterator[Span]:
    """Yield the lines of ``prose`` that are rows: the same words or label with other values, or fields between the same commas, and those with an empty field.

    >>> text = "线程:1 开始\\n线程:2 开始\\n线程:3 开始\\n甲乙, 丙, 丁\\n戊, 己庚, 2\\n辛, 壬, 3\\n你好,世界\\n树;;栈"
    >>> [text[start:end] for start, end in sorted(set(find_rows(text, [(0, len(text))])))]
    ['线程:1 开始', '线程:2 开始', '线程:3 开始', '甲乙, 丙, 丁', '戊, 己庚, 2', '辛, 壬, 3', '树;;栈']
    """
    for block in _blocks(text, prose):
        rows = [line for line in block if _DOUBLED.search(line.prose)]
        if len(block) >= _FEWEST:
            rows += [*_alike(block, _words), *_alike(block, _label), *_records(block)]
        for row in rows:
            yield from row.pieces


def _blocks(text: str, prose: Iterable[Span]) -> Iterator[list[_Line]]:
    """Yield the lines that stand below each other with no other between, but for cells of tables, which are sentences more often."""
    block: list[_Line] = []
    for pieces in pieces_by_line(text, prose):
        if block and text.count("\n", block[-1].pieces[-1][1], pieces[0][0]) > 1:
            yield block
            block = []
        if not text.startswith("|", text.rfind("\n", 0, pieces[0][0]) + 1):
            block.append(_Line(CLOSED.join(text[start:end] for start, end in pieces), pieces))
    yield block


def _alike(block: list[_Line], shape_of: Callable[[str], str]) -> Iterator[_Line]:
    for shape, group in groupby(block, lambda line: shape_of(line.prose)):
        rows = list(group)
        if shape and len(rows) >= _FEWEST:
            yield from rows


def _records(block: list[_Line]) -> Iterator[_Line]:
    """Yield rows of fields of which the same are values, and the head above them, which has as many fields."""
    start = 0
    for shape, group in groupby(block, lambda line: _values_among(_fields(line.prose))):
        end = start + len(list(group))
        has_head = shape and start > 0 and len(_fields(block[start - 1].prose)) == len(shape)
        first = start - 1 if has_head else start
        if shape and end - first >= _FEWEST:
            yield from block[first:end]
        start = end


def _words(line: str) -> str:
    """Return the words and marks of a line with signs for its values.

    >>> _words("线程 t-1 用时:25ms") == "线程 \ufffc 用时:\ufffc", _words("没有值:丙")
    (True, '')
    """
    words = _without_values(line)
    return words if CLOSED in words and words.strip(f"{CLOSED} ") and not _LONG.search(words) else ""


def _label(line: str) -> str:
    """Return the label of the value with which a line begins.

    >>> _label("任务:1 开始"), _label("任务1:开始")
    ('任务:', '')
    """
    label = _LABEL.match(_without_values(line))
    return label[0] if label else ""


def _without_values(line: str) -> str:
    return "" if line.isascii() else _BLANKS.sub(" ", _VALUE.sub(CLOSED, line)).strip()


def _fields(line: str) -> list[str]:
    """Return what stands between the commas of a line, if these can separate fields.

    >>> _fields("1. 甲乙, 丙, 1;"), _fields("甲，乙, 丙, 丁")
    (['甲乙', '丙', '1'], [])
    """
    fields = _SEPARATOR.split(_ITEM.sub("", line.strip()).rstrip(",; "))
    return fields if len(fields) > 2 and not _STOP.search("".join(fields)) else []


def _values_among(fields: list[str]) -> tuple[bool, ...]:
    """Return which of the fields are values; of fields that are all words, or none, nothing.

    >>> _values_among(["甲", "1"]), _values_among(["甲", "乙"])
    ((False, True), ())
    """
    shape = tuple(not _WORDS.search(field) for field in fields)
    return shape if any(shape) and not all(shape) else ()
