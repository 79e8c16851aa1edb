"""Thread marks into lists: which ``三、`` follows which ``二、``.

Numbering must run on, so every list knows what it expects next, and a mark goes to the list that expects it, the one that
moved last if there are several.  A first number opens a list.  What no list expects is a repeat, a gap, a list that begins
in the middle, or, where the mark is too weak for that, no marker at all.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from unionclean.edits import Note
from unionclean.outline.marks import BREAK, LAST, LONE, ONE, PARENT, RUN, SPACE, Mark

_NEAR = 256  # how many marks to look ahead for the number that seems to be missing
_MIXED = frozenset((style, stop) for style in ("han", "arabic") for stop in "、. ")  # mixed in one list: 1. 2、 3.
_WIDEST_GAP = {ONE: 4, RUN: 1}  # how many numbers may be missing before a mark that needs company
_REACH = 4000  # how far, in characters, a weak mark may stand behind the item before it
_PARAGRAPH = re.compile(f"[{BREAK}]")
_PARAGRAPHS = re.compile(f"[{BREAK}][{BREAK}{SPACE}]*")

Kind = tuple[str, str]
Key = tuple[tuple[int, ...], int, int]


@dataclass(slots=True)
class Items:
    """One list: its marks in order, as indices, and its kind."""

    kind: Kind
    members: list[int] = field(default_factory=list)
    ended: bool = False


def thread(marks: list[Mark], text: str) -> tuple[list[Mark], list[Items]]:
    """Return the marks that belong to a list, and the lists, whose members are indices of these marks.

    >>> from unionclean.outline.scan import find_marks
    >>> text = "一、甲\\n1.子\\n二、乙\\n1.丑\\n2.寅"
    >>> [items.members for items in thread(find_marks(text), text)[1]]
    [[0, 2], [1], [3, 4]]
    """
    threader = _Threader(marks, text)
    for index in range(len(marks)):
        threader.place(index)
    kept = [items for items in threader.lists if _stands([marks[i] for i in items.members[:2]], marks, items, text)]
    order = sorted(index for items in kept for index in items.members)
    position = {index: new for new, index in enumerate(order)}
    for items in kept:
        items.members = [position[index] for index in items.members]
    return [marks[index] for index in order], kept


class _Threader:
    """The state of one pass over the marks."""

    def __init__(self, marks: list[Mark], text: str) -> None:
        self.marks = marks
        self.text = text
        self.lists: list[Items] = []
        self.recent: dict[Kind, Items] = {}
        self.expecting: dict[tuple[Kind | str, Key], list[Items]] = defaultdict(list)
        self.numbered: set[Key] = set()  # the keys of arabic marks so far

    def place(self, index: int) -> None:
        mark = self.marks[index]
        if mark.other is not None:
            mark = self.marks[index] = self._reading(mark, mark.other)
        if mark.style == "arabic":
            self._see_arabic(mark)
        items = self._expected(mark) or self._tolerated(index, mark)
        if items is None:
            items = Items(mark.kind)
            self.lists.append(items)
        self._append(items, index, mark)

    def _reading(self, roman: Mark, latin: Mark) -> Mark:
        """Decide between ``i)`` the Roman one and ``i)`` the letter behind ``h)``."""
        if self._waiting((latin.kind, latin.key), latin):
            return latin
        return roman if roman.number == 1 or self._waiting((roman.kind, roman.key), roman) else latin

    def _see_arabic(self, mark: Mark) -> None:
        """Believe 2.1 where there was a 2."""
        if mark.prefix and mark.number == 1 and (mark.prefix[:-1], mark.prefix[-1], 0) in self.numbered:
            mark.needs = ONE
        self.numbered.add(mark.key)

    def _expected(self, mark: Mark) -> Items | None:
        """Return the list that goes on with ``mark``: one of its kind, or else of its style (``1.`` ``2、``)."""
        if mark.number == LAST:
            return None
        same_kind = self._waiting((mark.kind, mark.key), mark)
        return same_kind or (
            self._waiting((mark.style, mark.key), mark) if mark.kind in _MIXED and mark.shape != "," else None
        )

    def _waiting(self, claim: tuple[Kind | str, Key], mark: Mark) -> Items | None:
        candidates = self.expecting.get(claim)
        while candidates:
            items = candidates[-1]
            last = self.marks[items.members[-1]]
            if not items.ended and _runs_on(last, mark) and self._in_reach(last, mark):
                return items
            candidates.pop()
        return None

    def _in_reach(self, last: Mark, mark: Mark) -> bool:
        """A first item run in without a boundary before it counts in its own paragraph only."""
        return not last.same_line or last.number != 1 or _in_one_paragraph(last, mark, self.text)

    def _tolerated(self, index: int, mark: Mark) -> Items | None:
        """Return the list in which ``mark`` is the last item, a repeat, or comes after a gap."""
        items = self.recent.get(mark.kind)
        if items is None or items.ended:
            return None
        last = self.marks[items.members[-1]]
        if mark.needs <= RUN and (mark.needs == PARENT or mark.at - last.at > _REACH):
            return None
        if mark.number == LAST:
            return items if last.number > 0 and _breaks_between(self.text, last, mark) < 2 else None
        if mark.number <= 1 or last.prefix != mark.prefix:
            return None
        if (last.number, last.sub) == (mark.number, mark.sub):
            return items
        missing = mark.number - last.number - 1
        if missing < 0:
            return items if missing == -1 and mark.sub > last.sub else None
        within = mark.needs == LONE or missing <= _WIDEST_GAP[mark.needs]
        return items if within and not self._comes_later(index, last) else None

    def _comes_later(self, index: int, last: Mark) -> bool:
        """Does the number that seems to be missing come soon, in the same list?  Then the mark belongs to another one."""
        following = self._next(index, last.kind, (last.prefix, last.number + 1, 0))
        if following is None or following - index > _NEAR:
            return False
        restart = self._next(index, last.kind, (last.prefix, 1, 0))
        return restart is None or following < restart

    def _next(self, index: int, kind: Kind, key: Key) -> int | None:
        places = self._where.get((kind, key), [])
        slot = bisect_right(places, index)
        return places[slot] if slot < len(places) else None

    @functools.cached_property
    def _where(self) -> dict[tuple[Kind, Key], list[int]]:
        where: dict[tuple[Kind, Key], list[int]] = defaultdict(list)
        for index, mark in enumerate(self.marks):
            where[mark.kind, mark.key].append(index)
        return where

    def _append(self, items: Items, index: int, mark: Mark) -> None:
        items.members.append(index)
        self.recent[mark.kind] = items
        if mark.number == LAST:
            items.ended = True
            return
        following = (mark.prefix, mark.number + 1, 0)
        self.expecting[mark.kind, following].append(items)
        if mark.kind in _MIXED:
            self.expecting[mark.style, following].append(items)
        elif mark.style == "article":
            self.expecting[mark.kind, (mark.prefix, mark.number, mark.sub + 1)].append(items)


def _runs_on(last: Mark, mark: Mark) -> bool:
    if last.prefix != mark.prefix:
        return False
    if mark.sub:
        return (last.number, last.sub + 1) == (mark.number, mark.sub)
    return last.number + 1 == mark.number


def _stands(first_two: list[Mark], marks: list[Mark], items: Items, text: str) -> bool:
    """Is there enough of this list to believe in it?"""
    first = first_two[0]
    needs = max(marks[index].needs for index in items.members)
    if first.same_line and not (len(first_two) == 2 and _in_one_paragraph(first, first_two[1], text)):
        return False
    if needs in (LONE, PARENT):
        return needs == LONE
    if len(items.members) == 1:
        return needs == ONE and first.number <= 1
    if needs == ONE or 0 <= first.number <= 1:
        return True
    return first.number != LAST and not first.run_in and first.shape not in (" ", ":", ",", "·")


def _in_one_paragraph(first: Mark, second: Mark, text: str) -> bool:
    return second.at - first.end < _REACH and _PARAGRAPH.search(text, first.end, second.at) is None


def _breaks_between(text: str, first: Mark, second: Mark) -> int:
    """Count the paragraph breaks between two marks."""
    return len(_PARAGRAPHS.findall(text, first.end, second.at))


def numbering_notes(marks: list[Mark], lists: list[Items]) -> list[Note]:
    """Return a note for every gap and repeat, and for every list that does not begin at one."""
    notes = []
    for items in lists:
        last: Mark | None = None
        for index in items.members:
            mark = marks[index]
            why = _remark(last, mark)
            if why:
                notes.append(Note(why[0], (mark.at, mark.end), why[1]))
            last = mark
    return sorted(notes, key=lambda note: note.span)


def _remark(last: Mark | None, mark: Mark) -> tuple[str, str] | None:
    if mark.number == LAST:
        return None
    if last is None:
        return ("gap", f"the list begins at {mark.number}") if mark.number > 1 else None
    if _runs_on(last, mark):
        return None
    if (last.number, last.sub) == (mark.number, mark.sub):
        return "repeat", f"number {mark.number} comes twice"
    if mark.number == last.number:
        return "gap", f"from {last.number}-{last.sub} to {mark.number}-{mark.sub}"
    return "gap", f"from {last.number} to {mark.number}"
