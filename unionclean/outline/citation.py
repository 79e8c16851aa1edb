"""How a section is cited: 第三条第二款第（一）项, 第二章第一节, 一、（二）3., 4.2.1."""

from __future__ import annotations

import re

from unionclean.outline.marks import Mark
from unionclean.outline.named import UNITS
from unionclean.outline.numerals import write_han
from unionclean.outline.pieces import BREAK, SPACE

_PARAGRAPH_END = re.compile(f"[{BREAK}]+[{SPACE}{BREAK}]*")
_STOPS = "、，．。.:：,·"


class Citations:
    """The citations of all sections of one outline, worked out when the first is asked for.

    Sections share one object, which takes no part when they are compared.
    """

    __slots__ = ("_by_at", "_marks", "_parents", "_text")

    def __init__(self, text: str, marks: list[Mark], parents: list[int]) -> None:
        self._text, self._marks, self._parents = text, marks, parents
        self._by_at: dict[int, str] | None = None

    def of(self, at: int) -> str:
        """Return the citation of the section whose marker stands at ``at``."""
        return self.by_at().get(at, "")

    def by_at(self) -> dict[int, str]:
        """Return all citations by the offset of the marker."""
        if self._by_at is None:
            self._by_at = _cite_all(self._text, self._marks, self._parents)
        return self._by_at

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Citations)

    def __hash__(self) -> int:
        return hash(Citations)

    def __repr__(self) -> str:
        return "…"

    def __getstate__(self) -> dict[int, str]:
        return self.by_at()

    def __setstate__(self, by_at: dict[int, str]) -> None:
        self._by_at = by_at


def _cite_all(text: str, marks: list[Mark], parents: list[int]) -> dict[int, str]:
    """Cite every section; where a citation comes twice, the later ones end in [2], [3]."""
    own = [_own_name(text, mark) for mark in marks]
    counts: dict[str, int] = {}
    for index, mark in enumerate(marks):
        if mark.style == "article":
            counts[own[index]] = counts.get(own[index], 0) + 1
    ends = _ends(marks, parents, len(text))
    cited: list[str] = []
    seen: dict[str, int] = {}
    by_at = {}
    for index, mark in enumerate(marks):
        parent = parents[index]
        above = cited[parent] if parent >= 0 else ""
        unique = mark.style == "article" and counts[own[index]] == 1
        if unique or mark.prefix or parent < 0:
            name = own[index]
        elif marks[parent].style == "article" and mark.style not in ("article",):
            name = above + _paragraph(text, marks[parent], ends[parent], mark) + _item(mark, own[index])
        else:
            name = above + own[index]
        by_at[mark.at] = _made_unique(name, seen)
        cited.append(by_at[mark.at])
    return by_at


def _made_unique(name: str, seen: dict[str, int]) -> str:
    unique = name
    while unique in seen:
        seen[name] += 1
        unique = f"{name}[{seen[name]}]"
    seen[unique] = 1
    return unique


def _own_name(text: str, mark: Mark) -> str:
    written = "".join(text[mark.at : mark.end].split())
    return written.rstrip(_STOPS) if mark.shape in UNITS or mark.prefix else written


def _ends(marks: list[Mark], parents: list[int], length: int) -> list[int]:
    """Return for each section where it ends: where the next one begins that does not stand in it."""
    ends = [length] * len(marks)
    open_: list[int] = []
    for index, parent in enumerate(parents):
        while open_ and open_[-1] != parent:
            ends[open_.pop()] = marks[index].begin
        open_.append(index)
    return ends


def _item(mark: Mark, name: str) -> str:
    """Name an item of an article as laws do: 第（一）项."""
    return f"第{name}项" if mark.style in ("paren_han", "paren_arabic") else name


def _paragraph(text: str, article: Mark, end: int, item: Mark) -> str:
    """Name the paragraph of an article that an item belongs to, if the article has more than one."""
    number = len(paragraphs(text, article.end, item.begin))
    rest = paragraphs(text, item.begin, end)
    only = number <= 1 and not any(_is_paragraph(text, start) for start, _ in rest[1:])
    return "" if only else f"第{write_han(max(1, number))}款"


_ITEM = re.compile(rf"[{SPACE}]*(?:[（(]|[0-9０-９一二三四五六七八九十]{{1,3}}[、.．)）]|[①-⑳])")
_FINISHED = tuple("。：；！？:;!?」”")


def _is_paragraph(text: str, start: int) -> bool:
    return _ITEM.match(text, start) is None


def paragraphs(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the paragraphs of a stretch of text that hold anything, items left out.

    A line that stops inside a sentence goes on in the next one.

    >>> paragraphs("甲。\\n乙：\\n（一）丙；\\n（二）丁。\\n戊\\n己。", 0, 24)
    [(0, 3), (3, 6), (18, 24)]
    """
    found = []
    at = begin
    for match in _PARAGRAPH_END.finditer(text, begin, end):
        if text[at : match.start()].rstrip().endswith(_FINISHED) or not text[at : match.start()].strip():
            found.append((at, match.end()))
            at = match.end()
    found.append((at, end))
    return [(a, b) for a, b in found if text[a:b].strip() and _is_paragraph(text, a)]
