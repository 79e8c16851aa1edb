"""What a list is: marks of one kind whose numbers follow one another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from unionclean.outline.marks import Mark
from unionclean.outline.pieces import BREAK

REACH = 4000
"""How far, in characters, a weak mark may stand behind the item before it."""

Kind = tuple[str, str]
Key = tuple[tuple[int, ...], int, int]


@dataclass(slots=True)
class Items:
    """One list: its marks in order, as indices, and its kind; its last mark, and the keys that may come next."""

    kind: Kind
    last: Mark
    members: list[int] = field(default_factory=list)
    expected: tuple[Key, ...] = ()


def runs_on(last: Mark, mark: Mark) -> bool:
    """Is ``mark`` the next item behind ``last``?"""
    if last.prefix != mark.prefix:
        return False
    if mark.sub:
        return (last.number, last.sub + 1) == (mark.number, mark.sub)
    return last.number + 1 == mark.number


_PARAGRAPH = re.compile(f"[{BREAK}]")


def in_one_paragraph(first: Mark, second: Mark, text: str) -> bool:
    """Do two items stand in one paragraph, not far from each other?"""
    return second.at - first.end < REACH and _PARAGRAPH.search(text, first.end, second.at) is None
