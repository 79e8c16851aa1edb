"""An outline as Markdown and as a tree for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from unionclean.outline.section import Piece, Section

_LONGEST_HEADING = 60  # a longer title is a sentence of the text, not a heading
_HEADING_LEVELS = 6  # Markdown has no more
_LINE_BEGINNING = re.compile(r"^[ \t\u00a0\u3000]*#{1,6}[ \t]*|^[ \t\u00a0\u3000]+")
_HEADING_END = re.compile(r"[。！？；!?;]?[*_》]{0,3}")


def to_markdown(text: str, pieces: Iterable[Piece], *, only_true: bool = False) -> str:
    """See :meth:`Outline.to_markdown`."""
    blocks: list[str] = []
    for piece in pieces:
        section = piece.path[-1] if piece.path else None
        if section is None or (only_true and not _is_heading(text, section)):
            blocks.append(piece.text)
        else:
            blocks += _blocks(text, section, piece.start, piece.end, only_true)
    return "\n\n".join(block.strip("\r\n") for block in blocks if block.strip()) + ("\n" if blocks else "")


_UNITS = frozenset(("part", "volume", "chapter", "section", "subsection", "article", "appendix"))
_ITEMS = frozenset(("circled", "latin", "ordinal", "inline_ordinal"))
_LINE_END = re.compile(r"[ \t\u3000*_]*(?:[\r\n]|\Z)")


def _is_heading(text: str, section: Section) -> bool:
    """Is this a heading by itself: a unit of law, or a short line of its own that is no sentence?"""
    if (section.style in _UNITS and section.begin in (0, section.at)) or _begins_line(text, section):
        return section.style in _UNITS or (section.style not in _ITEMS and _stands_alone(text, section))
    return False


def _begins_line(text: str, section: Section) -> bool:
    return text[section.begin - 1 : section.begin] in ("", "\n", "\r")


def _stands_alone(text: str, section: Section) -> bool:
    """Is the title all that is on its line?"""
    if not section.title or len(section.title) > _LONGEST_HEADING:
        return False
    at = text.find(section.title, section.at + len(section.marker)) + len(section.title)
    return _LINE_END.match(text, at) is not None


def _blocks(text: str, section: Section, start: int, end: int, only_true: bool) -> Iterator[str]:
    """Yield the words before the marker on its line, the heading, and the words behind it."""
    before = _LINE_BEGINNING.sub("", text[start : section.at]).strip()
    if any(map(str.isalnum, before)):
        yield before
        before = ""
    heading_end = section.at + len(section.marker)
    if len(section.title) <= _LONGEST_HEADING and not (only_true and not _stands_alone(text, section)):
        found = text.find(section.title, heading_end, end)
        if found >= 0:  # part of a title may be a section of its own
            heading_end = found + len(section.title)
        stop = _HEADING_END.match(text, heading_end, end)
        heading_end = stop.end() if stop else heading_end
    heading = " ".join(text[section.at : heading_end].split())
    yield "#" * min(section.level, _HEADING_LEVELS) + f" {before}{heading}"
    yield text[heading_end:end]


def to_tree(sections: Sequence[Section]) -> str:
    """See :meth:`Outline.to_tree`."""
    lines: list[str] = []
    ahead = [(section, "", "") for section in reversed(sections)]
    while ahead:
        section, here, below = ahead.pop()
        lines.append(f"{here}{section.marker} {_shortened(section.title)}".rstrip())
        last = len(section.children) - 1
        for number in range(last, -1, -1):
            branch, rest = ("└── ", "    ") if number == last else ("├── ", "│   ")
            ahead.append((section.children[number], below + branch, below + rest))
    return "\n".join(lines)


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_HEADING else title[: _LONGEST_HEADING - 1] + "…"
