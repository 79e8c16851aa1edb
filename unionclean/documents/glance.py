"""A cheap look at a file before a parser reads it: may any of the edits that the steps want be in its prose?

The parts around the edits are read on their own.  A part can look otherwise on its own than in its file.  If it looks like
prose, the whole file is read; if it does not, the edit is not made, which is harmless.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from unionclean.documents.kinds import Kind
from unionclean.documents.reading import read_prose
from unionclean.edits import Edit
from unionclean.masking import Span

MOST_PARTS = 64
"""To read more parts than that costs as much as to read the file."""

_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})", re.MULTILINE)
_BLOCK_COMMENTS = (("/*", "*/"), ('"""', '"""'), ("'''", "'''"), ("<!--", "-->"), ("--[", "]]"), ("(*", "*)"), ("{-", "-}"), ("=begin", "=end"))  # fmt: skip


def may_change(name: str, kind: Kind, text: str, edits: Iterable[Edit]) -> bool:
    """Return whether one of ``edits`` may lie in the prose of a file of this ``name`` and ``kind``.

    >>> edit = Edit(5, 6, ",", "，", "comma")
    >>> may_change("a.md", Kind("markdown"), "```\\n甲,乙\\n```\\n", [edit])
    False
    >>> may_change("a.md", Kind("markdown"), "甲甲甲甲甲,乙\\n", [edit])
    True
    """
    if kind.lexer in ("php", "vue"):  # of which a line does not tell which language it is in
        return True
    if kind.lexer:
        parts = _lines(text, edits)
    elif kind.tag in ("markdown", "mdx"):
        parts = _paragraphs(text, edits)
    else:
        return True
    for number, (part, places) in enumerate(parts):
        if number == MOST_PARTS or not part or _is_open(read_prose(name, part).prose, places):
            return True
    return False


_Part = tuple[str, list[Span]]


def _is_open(prose: Sequence[Span], places: Sequence[Span]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in prose for place in places)


def _lines(text: str, edits: Iterable[Edit]) -> Iterator[_Part]:
    """Yield the lines with edits; an empty part for one in what may be a comment of several lines."""
    blocks = [(opening, closing) for opening, closing in _BLOCK_COMMENTS if opening in text]
    for start, end, places in _grouped(text, edits, "\n"):
        inside = any(text.rfind(opening, 0, end) > text.rfind(closing, 0, start) for opening, closing in blocks)
        yield ("" if inside else text[start:end]), places


def _paragraphs(text: str, edits: Iterable[Edit]) -> Iterator[_Part]:
    """Yield the paragraphs with edits outside of what looks like fences, without their indent."""
    fences = [match.start() for match in _FENCE.finditer(text)]
    outside = (edit for edit in edits if bisect_right(fences, edit.start) % 2 == 0)
    for start, end, places in _grouped(text, outside, "\n\n"):
        part = text[start:end]
        indent = len(part) - len(part.lstrip(" "))
        margin = " " * indent
        if indent and all(line.startswith(margin) for line in part.split("\n")):
            yield _without_margin(part, indent, places)
        else:
            yield part, places


def _without_margin(part: str, indent: int, places: Sequence[Span]) -> _Part:
    moved = []
    for start, end in places:
        by = indent * (part.count("\n", 0, start) + 1)
        moved.append((start - by, end - by))
    return "\n".join(line[indent:] for line in part.split("\n")), moved


def _grouped(text: str, edits: Iterable[Edit], border: str) -> Iterator[tuple[int, int, list[Span]]]:
    """Yield the parts of ``text`` between borders that hold edits, with the places of the edits in them."""
    start, end = 0, -1
    places: list[Span] = []
    for edit in edits:
        if edit.start > end:
            if places:
                yield start, end, places
            start = text.rfind(border, 0, edit.start) + len(border) if border in text[: edit.start] else 0
            end = text.find(border, edit.end)
            end = len(text) if end < 0 else end
            places = []
        places.append((edit.start - start, edit.end - start))
    if places:
        yield start, end, places
