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

from unionclean.outline.belief import believed
from unionclean.outline.items import REACH, Items, Key, Kind, in_one_paragraph, runs_on
from unionclean.outline.marks import LAST, LONE, ONE, PARENT, RUN, Mark
from unionclean.outline.parents import COUNTED, NamedParents
from unionclean.outline.pieces import BREAK, SPACE

_HEADING_STYLES = frozenset(("volume", "part", "chapter"))
_NEAR = 256  # how many marks to look ahead for the number that seems to be missing
_MIXED = frozenset([("arabic", "·"), *((style, stop) for style in ("han", "arabic") for stop in "、. ")])  # 1. 2、 3·
_SWAPPED = [2, 1, 3]
_IN_BRACKETS = frozenset(("paren_han", "paren_arabic"))
_ENDS_SENTENCE = frozenset("。！？!?.．）)”」")
_WIDEST_GAP = {ONE: 4, RUN: 1}  # how many numbers may be missing before a mark that needs company
_PARAGRAPHS = re.compile(f"[{BREAK}][{BREAK}{SPACE}]*")


def thread(marks: list[Mark], text: str, *, lost: bool = False) -> tuple[list[Mark], list[Items]]:
    """Return the marks that belong to a list, and the lists, whose members are indices of these marks.

    ``lost``: the text is known to have lost line breaks, so that less proves a list inside a line.

    >>> from unionclean.outline.scan import find_marks
    >>> text = "一、甲\\n1.子\\n二、乙\\n1.丑\\n2.寅"
    >>> [items.members for items in thread(find_marks(text), text)[1]]
    [[0, 2], [1], [3, 4]]
    """
    threader = _Threader(marks, text)
    for index in range(len(marks)):
        threader.place(index)
    kept = believed(threader.lists, marks, text, lost)
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
        self.expecting: dict[Kind | str, dict[Key, list[Items]]] = defaultdict(lambda: defaultdict(list))
        self.named = NamedParents()

    def place(self, index: int) -> None:
        mark = self.marks[index]
        if mark.others:
            mark = self.marks[index] = self._reading(index, mark)
        if mark.prefix or mark.style in COUNTED:
            self.named.see(index, mark)
        if mark.style in _HEADING_STYLES and self._is_said_again(index, mark):
            self.recent[mark.kind].last.needs = LONE
            return
        items = self._expected(mark)
        if items is None:
            self._append_unexpected(index, mark)
        elif not mark.weak or not (self._comes_stronger(index, mark) or self._is_glued_to(items, mark)):
            self._append(items, index, mark)

    def _append_unexpected(self, index: int, mark: Mark) -> None:
        items = self._tolerated(index, mark)
        if items is not None:
            last = items.last
            step = 1 if self._steps_behind(index, last) == _SWAPPED else 2
            corrected = (mark.prefix, last.number + step, 0)  # if this one is misprinted: 3 4 9 6
            self._append(items, index, mark, corrected)
        elif not mark.weak or mark.number <= 1:
            items = Items(mark.kind, mark)
            self.lists.append(items)
            self._append(items, index, mark)

    def _reading(self, index: int, mark: Mark) -> Mark:
        """Decide between readings: the one that a list waits for, else one that begins a list (``i)`` the Roman one)."""
        readings = mark.readings()
        if mark.style == "appendix" and self._begins_choices(index):
            return readings[-1]
        waited_for = (r for r in readings if self._waiting(r.kind, r) and not self._is_in_place(index, mark, r))
        first = sorted((r for r in readings if r.number == 1), key=lambda r: not self.named.knows_parent_of(r))
        return next(waited_for, None) or next(iter(first), mark)

    def _begins_choices(self, index: int) -> bool:
        """Is this A.1 the first choice, as B.2 follows?"""
        mark, following = self.marks[index], self.marks[index + 1 : index + 2]
        choice = mark.readings()[-1]
        return (
            choice is not mark
            and not self.named.knows_parent_of(mark)
            and any((r.kind, r.number) == (choice.kind, choice.number + 1) for f in following for r in f.readings())
        )

    def _is_in_place(self, index: int, mark: Mark, reading: Mark) -> bool:
        """Does 2） begin no list, where the （2） that was waited for comes later?"""
        return reading.style in _IN_BRACKETS and reading is not mark and self._comes_stronger(index, reading)

    def _is_said_again(self, index: int, mark: Mark) -> bool:
        """Is this 第一卷 初入江湖 said before each of its chapters, on their line?"""
        following = self.marks[index + 1] if index + 1 < len(self.marks) else None
        items = self.recent.get(mark.kind)
        if items is None or following is None or following.line != mark.line or following.style not in _HEADING_STYLES:
            return False
        last = items.last
        title = self.text[mark.end : following.begin].strip()
        return last.key == mark.key and self.text[last.end : last.end + 80].lstrip().startswith(title)

    def _expected(self, mark: Mark) -> Items | None:
        """Return the list that goes on with ``mark``: one of its kind, or else of its style (``1.`` ``2、``)."""
        if mark.number == LAST:
            return None
        if mark.sub and mark.style != "article":
            return self._before_inserted(mark)
        same_kind = self._waiting(mark.kind, mark)
        return same_kind or (self._waiting(mark.style, mark) if mark.kind in _MIXED else None)

    def _before_inserted(self, mark: Mark) -> Items | None:
        """Return the list into which ``(1A)`` was put behind ``(1)``."""
        items = self.recent.get(mark.kind)
        return items if items and items.expected and runs_on(items.last, mark) else None

    def _waiting(self, kind: Kind | str, mark: Mark) -> Items | None:
        """Return the list of this kind, or of this style, that expects ``mark``: the one that moved last."""
        candidates = self.expecting[kind].get(mark.key)
        while candidates:
            items = candidates[-1]
            if mark.key in items.expected and self._in_reach(items.last, mark):
                if (items.last.weak and not mark.weak) or (items.last.run_in and self._begins_paragraph(mark)):
                    return self._stronger(candidates, mark)
                return items
            candidates.pop()
        return None

    def _stronger(self, candidates: list[Items], mark: Mark) -> Items:
        """Prefer the list that a line began to one that was found inside a line, or that runs in: 3.条件：1.甲；2.乙；3.丙。 before 4."""
        found = candidates[-1]
        for items in reversed(candidates[-4:]):
            if items.last.weak or mark.key not in items.expected or not self._in_reach(items.last, mark):
                continue
            if not items.last.run_in or mark.run_in:
                return items
            found = items if found.last.weak else found
        return found

    def _begins_paragraph(self, mark: Mark) -> bool:
        """Does ``mark`` begin a line, and does the line before say that its sentence has ended there?"""
        return not mark.run_in and self.text[max(0, mark.begin - 8) : mark.begin].rstrip()[-1:] in _ENDS_SENTENCE

    def _is_glued_to(self, items: Items, mark: Mark) -> bool:
        """Would a heading without its space, 3应急, stand in a list whose items have one?"""
        return mark.needs == PARENT and not items.last.weak

    def _comes_stronger(self, index: int, mark: Mark) -> bool:
        """Does a marker that leaves no doubt take the number of this weak one, before its list begins anew?"""
        following = self._next(index, mark.kind, mark.key)
        restart = self._next(index, mark.kind, (mark.prefix, 1, 0))
        return following is not None and (restart is None or following < restart)

    def _in_reach(self, last: Mark, mark: Mark) -> bool:
        """A first item run in without a boundary before it counts in its own paragraph only."""
        return not last.same_line or last.number != 1 or in_one_paragraph(last, mark, self.text)

    def _tolerated(self, index: int, mark: Mark) -> Items | None:
        """Return the list in which ``mark`` is the last item, a repeat, or comes after a gap."""
        items = self.recent.get(mark.kind)
        if items is None or not items.expected or mark.weak:
            return None
        last = items.last
        if mark.needs <= RUN and (mark.needs == PARENT or mark.at - last.at > REACH):
            return None
        if mark.number == LAST:
            in_reach = mark.style != "ordinal" or _breaks_between(self.text, last, mark) < 2
            return items if last.number > 0 and in_reach else None
        if mark.number <= 1 or last.prefix != mark.prefix:
            return items if mark.number == last.number and self._is_translated(index, last) else None
        if (last.number, last.sub) == (mark.number, mark.sub):
            return None if mark.run_in else items
        missing = mark.number - last.number - 1
        if missing < 0:
            return items if missing == -1 and mark.sub > last.sub else None
        steps = self._steps_behind(index, last)
        if steps[1:2] == [2] or steps == _SWAPPED:
            return items
        within = mark.needs == LONE or missing <= _WIDEST_GAP[mark.needs]
        return items if within and not self._comes_later(index, last) else None

    def _is_translated(self, index: int, last: Mark) -> bool:
        """Does a page say each item in two languages: 第一条, Article 1, 第二条, Article 2?"""
        if self._steps_behind(index, last) != [0, 1, 1]:
            return False
        members = self._of_kind[last.kind]
        slot = bisect_right(members, index)
        languages = [_is_chinese(self.text, self.marks[i]) for i in members[slot - 2 : slot + 2]]
        return languages in ([True, False] * 2, [False, True] * 2)

    def _steps_behind(self, index: int, last: Mark) -> list[int]:
        """Return by how much a mark and the two after it are above the last item, if no other of their kind stands between.

        A misprint shows in them: 2 33 4, where the second is right again, and 2 4 3 5, where two have changed places.
        """
        members = self._of_kind[last.kind]
        slot = bisect_right(members, index)
        if slot < 2 or members[slot - 1] != index or self.marks[members[slot - 2]] is not last:
            return []
        return [self.marks[i].number - last.number for i in members[slot - 1 : slot + 2]]

    @functools.cached_property
    def _of_kind(self) -> dict[Kind, list[int]]:
        """The marks of each kind that leave no doubt, in order."""
        of_kind: dict[Kind, list[int]] = defaultdict(list)
        for index, mark in enumerate(self.marks):
            if not (mark.weak or mark.run_in):
                of_kind[mark.kind].append(index)
        return of_kind

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
            if not mark.weak:
                where[mark.kind, mark.key].append(index)
        return where

    def _append(self, items: Items, index: int, mark: Mark, *more: Key) -> None:
        kind = mark.kind
        items.members.append(index)
        items.last = mark
        self.recent[kind] = items
        if mark.number == LAST:
            items.expected = ()
            return
        following = (mark.prefix, mark.number + 1, 0)
        if mark.style == "article":
            more = (*more, (mark.prefix, mark.number, mark.sub + 1))
        items.expected = (following, *more)
        expecting = self.expecting[kind]
        for key in items.expected:
            expecting[key].append(items)
        if kind in _MIXED:
            self.expecting[mark.style][following].append(items)


_CHINESE = re.compile(rf"[^{BREAK}\u3400-\u9fff]{{0,60}}[\u3400-\u9fff]")


def _is_chinese(text: str, mark: Mark) -> bool:
    """Has the line of a mark a Han character soon behind it, or in it?"""
    return _CHINESE.match(text, mark.end) is not None or _CHINESE.match(text, mark.at, mark.end) is not None


def _breaks_between(text: str, first: Mark, second: Mark) -> int:
    """Count the paragraph breaks between two marks."""
    return len(_PARAGRAPHS.findall(text, first.end, second.at))
