"""Lines of one shape are rows: what a program prints again and again, or the records of a list; people write one line after another otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from unionclean.documents.spans import pieces_by_line
from unionclean.han import HAN_BMP
from unionclean.masking import Span

_FEWEST = 3
"""Two lines may be alike by chance."""

_VALUE = re.compile(r"[A-Za-z0-9_](?:[\w.%@#<>/+-]*[A-Za-z0-9_%>])?", re.ASCII)
_WORDS = re.compile(f"[{HAN_BMP}]+")
_LONG = re.compile(f"[{HAN_BMP}]{{11}}")
"""What is printed again and again has no words that are so long."""

_BLANKS = re.compile(r"[ \t]+")
_ITEM = re.compile(r"^(?:[-*+] |[0-9]{1,4}[、.)] ?)+")
_LABEL = re.compile(f"[{HAN_BMP}]{{1,8}}: ?(?=值)")
_SEPARATOR, _STOP = re.compile(" ?[,;] ?"), re.compile("[，。；：！？、（）“”]")

_DOUBLED = re.compile("[,;]{2}")
"""An empty field: no sentence has two of these in a row."""


def find_rows(text: str, prose: Iterable[Span]) -> Iterator[Span]:
    """Yield the lines of ``prose`` that are rows: the same words or label with other values, or fields between the same commas, and those with an empty field.

    >>> text = "线程:1 开始\\n线程:2 开始\\n线程:3 开始\\n甲乙, 丙, 1\\n丁, 戊己, 2\\n庚, 辛, 3\\n你好,世界\\n树;;栈"
    >>> [text[start:end] for start, end in sorted(set(find_rows(text, [(0, len(text))])))]
    ['线程:1 开始', '线程:2 开始', '线程:3 开始', '甲乙, 丙, 1', '丁, 戊己, 2', '庚, 辛, 3', '树;;栈']
    """
    alike: dict[str, list[list[Span]]] = {}
    above = -1
    for pieces in pieces_by_line(text, prose):
        line = "值".join(text[start:end] for start, end in pieces)
        if _DOUBLED.search(line):
            yield from pieces
        is_cell = text.startswith("|", text.rfind("\n", 0, pieces[0][0]) + 1)
        shapes = () if line.isascii() or is_cell else tuple(_shapes(line))
        is_next = text.count("\n", above, pieces[0][0]) == 1 if above >= 0 else True
        for shape in alike.keys() if not is_next else alike.keys() - set(shapes):
            yield from _enough(alike[shape])
        alike = {shape: [*(alike.get(shape, []) if is_next else []), pieces] for shape in shapes}
        above = pieces[-1][1]
    for rows in alike.values():
        yield from _enough(rows)


def _enough(rows: list[list[Span]]) -> Iterator[Span]:
    if len(rows) >= _FEWEST:
        for pieces in rows:
            yield from pieces


def _shapes(line: str) -> Iterator[str]:
    """Yield what a row of the same shape as ``line`` has, too: its words and marks, the label of its first value, and which fields are values.

    >>> list(_shapes("线程:1 开始")), list(_shapes("- 甲乙, 丙, 1;"))
    (['线程:值 开始', '线程:'], ['- 甲乙, 丙, 值;', '字,字,值'])
    """
    values = _BLANKS.sub(" ", _VALUE.sub("值", line)).strip()
    if "值" in values and values.strip("值 ") and not _LONG.search(values):
        yield values
    if label := _LABEL.match(values):
        yield label[0]
    fields = _SEPARATOR.split(_ITEM.sub("", line.strip()).rstrip(",; "))
    if len(fields) > 2 and not _STOP.search("".join(fields)):
        shape = ["字" if _WORDS.search(field) else "值" for field in fields]
        if "值" in shape and "字" in shape:
            yield ",".join(shape)
