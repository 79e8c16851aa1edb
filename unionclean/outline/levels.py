"""Infer the levels: which list stands inside which item.

No style has a fixed level.  A list that begins between two neighbouring items of another list is inside the first of them:
that is evidence, and it is counted for every pair of kinds.  Where a document gives none, the units of law (编 章 节 款 目 条)
and the order that GB/T 9704-2012 gives official documents (一、 （一） 1. （1） ①) decide, and at last what came first.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from unionclean.outline.items import Items, Kind
from unionclean.outline.labels import ANNEXES
from unionclean.outline.marks import Mark
from unionclean.outline.order import Order
from unionclean.outline.parents import names
from unionclean.outline.pieces import BREAK, SPACE
from unionclean.outline.section import MOST_LEVELS

_LONGEST_HEADING = 60
_BODY = re.compile(f"[{BREAK}][{SPACE}]*[^{SPACE}{BREAK}]")
_HEADS = frozenset(("han", "arabic"))
_IN_BRACKETS = frozenset(("paren_han", "paren_arabic"))
_LEADS_IN = re.compile(
    rf"(?:[^{BREAK}]{{0,99}}(?:(?<![。；;！!？?])[{BREAK}]+|[{BREAK}]+(?=[^{BREAK}]{{12}})))?[^{BREAK}]{{0,400}}[：:][{BREAK}{SPACE}|]*"
)
"""Words that end in a colon; not 注意事项： on a line of its own, behind an item that has ended."""
_LABEL_ABOVE = re.compile(
    rf"[{BREAK}][{SPACE}]{{0,20}}【[^】{BREAK}]{{1,12}}】[：:]?[{SPACE}]{{0,20}}[{BREAK}]{{1,4}}\Z"
)
_INDENT = 4  # by how many characters more a list of the same kind is indented to be inside
_HEADINGS_BETWEEN = frozenset(("section", "han"))


def nest(marks: list[Mark], lists: list[Items], text: str, headings: Sequence[tuple[int, int]] = ()) -> list[int]:
    """Return for every mark the index of its parent, or -1 at the top.

    ``headings`` are offset and level of the headings without a number, in order.

    >>> from unionclean.outline.scan import find_marks
    >>> from unionclean.outline.lists import thread
    >>> text = "一、甲\\n1.子\\n2.丑\\n二、乙\\n1.寅\\n"
    >>> nest(*thread(find_marks(text), text), text)
    [-1, 0, 0, -1, 3]
    """
    return _Nester(marks, lists, text).run(deque(headings))


class _Nester:
    """The state of one pass: the open sections from the top down, as indices of marks."""

    def __init__(self, marks: list[Mark], lists: list[Items], text: str) -> None:
        self.marks, self.lists, self.text = marks, lists, text
        self.list_of = [0] * len(marks)
        self.following = [-1] * len(marks)  # the next item of the same list
        self.previous = [-1] * len(marks)
        for number, items in enumerate(lists):
            for index in items.members:
                self.list_of[index] = number
            for index, after in zip(items.members, items.members[1:], strict=False):
                self.following[index], self.previous[after] = after, index
        self.order = Order(marks, lists, self.list_of, self.following)
        self.parent = [-1] * len(marks)
        self.path: list[int] = []
        self.on_path = [False] * len(marks)
        self.home: dict[int, int] = {}  # list -> depth of the deepest section that holds all of it so far
        self.latest: dict[Kind, int] = {}  # kind -> its list that moved last

    def run(self, headings: deque[tuple[int, int]]) -> list[int]:
        for index in range(len(self.marks)):
            while headings and headings[0][0] < self.marks[index].begin:
                self._close_below(headings.popleft()[1])
            before = self.previous[index]
            if before >= 0 and self.on_path[before]:
                self._close_to(self.parent[before])
            else:
                self._close_for(index, before)
            self._open(index, before)
        return self.parent

    def _close_below(self, level: int) -> None:
        """Close what a heading without a number ends: all items, and the headings that are no higher."""
        while self.path and (not self.marks[self.path[-1]].depth or self.marks[self.path[-1]].depth >= level):
            self.on_path[self.path.pop()] = False

    def _close_to(self, parent: int) -> None:
        while self.path and self.path[-1] != parent:
            self.on_path[self.path.pop()] = False

    def _close_for(self, index: int, before: int) -> None:
        """Close the sections that a mark which starts a list, or takes one up again, cannot stand in."""
        kind = self.lists[self.list_of[index]].kind
        parent = self._named_parent(index)
        if parent >= 0:
            self._close_to(self._heading_below(parent, index, kind) if before < 0 else parent)
            return
        if before < 0:
            self._close_what_ran_across(kind, index)
            self._close_what_is_lower(kind, index)
        while self.path and not self._may_hold(self.path[-1], index, kind):
            self.on_path[self.path.pop()] = False
        del_to = MOST_LEVELS - 1
        while len(self.path) > del_to:
            self.on_path[self.path.pop()] = False

    def _named_parent(self, index: int) -> int:
        """Return the open section that a dotted number names, or -1."""
        mark = self.marks[index]
        if mark.prefix:
            for open_ in reversed(self.path):
                if names(mark, self.marks[open_]):
                    return open_
        return -1

    def _heading_below(self, parent: int, index: int, kind: Kind) -> int:
        """Return the open heading below the named parent in which a first item stands: 第一章 > 二、 > 1.1."""
        for open_ in self.path[self.path.index(parent) + 1 :]:
            if self.marks[open_].style not in _HEADINGS_BETWEEN or not self._may_hold(open_, index, kind):
                break
            parent = open_
        return parent

    def _close_what_is_lower(self, kind: Kind, index: int) -> None:
        """Close the open section that the document elsewhere shows inside this kind, and so all that stands in it."""
        for depth, open_ in enumerate(self.path):
            if self.order.proves(kind, self.lists[self.list_of[open_]].kind) and not self._may_hold(open_, index, kind):
                while len(self.path) > depth:
                    self.on_path[self.path.pop()] = False
                return

    def _close_what_ran_across(self, kind: Kind, index: int) -> None:
        """Numbers that ran on from chapter to chapter and now begin anew begin a new document, not a part of the last chapter."""
        earlier = self.latest.get(kind)
        if earlier is None or self.marks[index].run_in or not any(self._is_of(open_, earlier) for open_ in self.path):
            return
        last = next(open_ for open_ in self.path if self._is_of(open_, earlier))
        if self._goes_on_around(last, index) or self._restarts_inside(last, index):
            return
        while len(self.path) > self.home[earlier]:
            self.on_path[self.path.pop()] = False

    def _is_of(self, index: int, number: int) -> bool:
        return self.list_of[index] == number

    def _may_hold(self, open_: int, index: int, kind: Kind) -> bool:
        open_kind = self.lists[self.list_of[open_]].kind
        above, mark = self.marks[open_], self.marks[index]
        if open_kind == kind:
            return (
                self._goes_on_around(open_, index)
                or self._stood_inside(open_, index)
                or self._restarts_inside(open_, index)
            )
        if above.depth or mark.depth:  # a heading is in no item; what is no heading is in the heading above it
            return above.depth > 0 and (mark.depth == 0 or mark.depth > above.depth)
        if self.order.by_unit(kind, open_kind):
            return False
        if self._stands_below_label(open_, index) and not self.order.proves(open_kind, kind):
            return False
        if _is_annex(mark) and not _is_annex(above):
            return self.following[open_] >= 0
        if self.order.is_new(open_kind, kind) and self._takes_place_of_words(open_, index):
            return True
        if _is_annex(above):
            return self.previous[index] < 0
        if self._contains(open_, index) or self._is_coarser(open_, index):
            return True
        if self._introduces(open_, index, open_kind, kind):
            return True
        if self.order.is_beside(open_kind, kind) and self.following[open_] < 0:
            return False
        if self.order(kind, open_kind):
            return False
        return not self._is_over(above, mark) or (above.style in _HEADS and self.order.proves(open_kind, kind))

    def _restarts_inside(self, open_: int, index: int) -> bool:
        """Does a list begin anew inside an item of its own kind: run in on its line, indented, or in place of its words?"""
        above, mark = self.marks[open_], self.marks[index]
        if self.previous[index] >= 0 or above.run_in or mark.weak:
            return False
        if mark.run_in:
            return mark.line == above.line
        return mark.indent - above.indent >= _INDENT or self._takes_place_of_words(open_, index)

    def _stands_below_label(self, open_: int, index: int) -> bool:
        """Does a list begin behind the last item of another one, below a line like 【小贴士】?"""
        if self.previous[index] >= 0 or self.following[open_] >= 0:
            return False
        mark = self.marks[index]
        begin = max(self.marks[open_].end, mark.begin - _LONGEST_HEADING)
        return _LABEL_ABOVE.search(self.text, begin, mark.begin) is not None

    def _introduces(self, open_: int, index: int, open_kind: Kind, kind: Kind) -> bool:
        """Does an item end in a colon, so that the list in brackets right behind it is its own?"""
        if kind[0] not in _IN_BRACKETS or open_ != index - 1 or self.marks[index].number != 1:
            return False
        above, mark = self.marks[open_], self.marks[index]
        if self._is_over(above, mark) or self.following[index] < 0 or self.order.proves(kind, open_kind):
            return False
        return _LEADS_IN.fullmatch(self.text, above.end, mark.begin) is not None

    def _takes_place_of_words(self, open_: int, index: int) -> bool:
        """Does a list begin right behind a heading that would be empty otherwise, as the one before it is not?"""
        before = self.previous[open_]
        at_once = self.marks[index].number == 1 and open_ == index - 1 and before >= 0
        return at_once and self._is_bare(open_) and not self._is_bare(before)

    def _is_bare(self, index: int) -> bool:
        """Does no more than its heading stand behind a mark, up to the next one?"""
        begin, end = self.marks[index].end, self.marks[index + 1].begin
        return end - begin <= _LONGEST_HEADING and not _BODY.search(self.text, begin, end)

    @staticmethod
    def _is_over(open_: Mark, mark: Mark) -> bool:
        """A turn of a conversation ends what was begun in it; a paragraph ends what was run in."""
        return open_.turn != mark.turn or (open_.run_in and (open_.line != mark.line or not mark.run_in))

    def _contains(self, open_: int, index: int) -> bool:
        """Does the list of ``index`` begin behind ``open_``, and end before the list of ``open_`` goes on?"""
        members = self.lists[self.list_of[index]].members
        return open_ < members[0] and members[-1] < self.following[open_]

    def _is_coarser(self, open_: int, index: int) -> bool:
        """Do two items in a row of the list of ``index`` stand between ``open_`` and the item after it?"""
        return 0 <= self.following[index] < self.following[open_]

    def _goes_on_around(self, open_: int, index: int) -> bool:
        """Is the list of ``index`` another one of the same kind, quoted inside the list of ``open_``?"""
        outer, inner = self.lists[self.list_of[open_]].members, self.lists[self.list_of[index]].members
        return self.following[open_] > index and outer[0] < inner[0]

    def _stood_inside(self, open_: int, index: int) -> bool:
        """Did the list of ``index`` stand inside the list of ``open_`` so far?"""
        before = self.previous[index]
        return before >= 0 and self.parent[before] >= 0 and self._is_of(self.parent[before], self.list_of[open_])

    def _open(self, index: int, before: int) -> None:
        number = self.list_of[index]
        self.parent[index] = self.path[-1] if self.path else -1
        depth = len(self.path)
        if before < 0:
            self.home[number] = depth
        elif self.parent[index] != self.parent[before]:
            self.home[number] = min(self.home[number], self._common_depth(index, before))
        self.latest[self.lists[number].kind] = number
        self.path.append(index)
        self.on_path[index] = True

    def _common_depth(self, index: int, before: int) -> int:
        ancestors = set()
        while before >= 0:
            before = self.parent[before]
            ancestors.add(before)
        for depth in range(len(self.path), 0, -1):
            if self.path[depth - 1] in ancestors:
                return depth
        return 0


def _is_annex(mark: Mark) -> bool:
    return mark.annexed or mark.shape in ANNEXES
