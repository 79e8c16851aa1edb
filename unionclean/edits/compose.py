"""Two sequences of edits, made one after the other, as one sequence.

Three texts are in play: the original, the middle text that the first sequence makes of it, and the end.  Edits that do not
touch each other in the middle text only move; those that do become one edit of the original.
"""

from __future__ import annotations

from collections.abc import Sequence

from unionclean.edits.model import Certainty, Edit, apply_edits
from unionclean.rules import join_rules


def compose_edits(first: Sequence[Edit], second: Sequence[Edit], text: str) -> tuple[Edit, ...]:
    """Return the edits that do at once what ``first`` and then ``second`` do to ``text``.

    Edits of both that touch the same place become one edit, with both rules (``"annotation + t2s"``), both details (joined by
    ``"; "``), and the lesser certainty and confidence; edits that cancel out vanish.

    >>> compose_edits([Edit(1, 6, "(guó)", "", "annotation")], [Edit(0, 1, "國", "国", "t2s")], "國(guó)")
    (Edit(start=0, end=1, before='國', after='国', rule='t2s', certainty='certain'), \
Edit(start=1, end=6, before='(guó)', after='', rule='annotation', certainty='certain'))
    """
    if not first or not second:
        return tuple(first or second)
    composed: list[Edit] = []
    shift = 0  # (offset in the middle text) - (offset in the original), left of the two edits that are compared
    i = j = 0
    while i < len(first) and j < len(second):
        one, other = first[i], second[j]
        start = one.start + shift
        end = start + len(one.after)
        same_place = start == end == other.start == other.end  # two empty spans have no order of their own
        if end <= other.start and not same_place:
            composed.append(one)
            shift += len(one.after) - len(one.before)
            i += 1
        elif other.end <= start and not same_place:
            composed.append(_moved(other, -shift))
            j += 1
        else:
            group = _Group(first, second, i, j, shift)
            edit = group.merged(text)
            if edit.before != edit.after:
                composed.append(edit)
            i, j, shift = group.i, group.j, group.shift
    composed += first[i:]
    composed += [_moved(edit, -shift) for edit in second[j:]]
    return tuple(composed)


class _Group:
    """Edits of both sequences, from ``first[i]`` and ``second[j]`` on, whose spans overlap in the middle text.

    ``i`` and ``j`` become the numbers of the first edits behind the group, ``shift`` the shift there.
    """

    def __init__(self, first: Sequence[Edit], second: Sequence[Edit], i: int, j: int, shift: int) -> None:
        start = first[i].start + shift
        self.start, self.end = min(start, second[j].start), max(start + len(first[i].after), second[j].end)
        self.shift_before, self.shift = shift, shift + len(first[i].after) - len(first[i].before)
        self.i, self.j = i + 1, j + 1
        while self._takes_first(first) or self._takes_second(second):
            pass
        self.firsts, self.seconds = first[i : self.i], second[j : self.j]

    def _takes_first(self, first: Sequence[Edit]) -> bool:
        if self.i == len(first) or first[self.i].start + self.shift >= self.end:
            return False
        edit = first[self.i]
        self.end = max(self.end, edit.start + self.shift + len(edit.after))
        self.shift += len(edit.after) - len(edit.before)
        self.i += 1
        return True

    def _takes_second(self, second: Sequence[Edit]) -> bool:
        if self.j == len(second) or second[self.j].start >= self.end:
            return False
        self.end = max(self.end, second[self.j].end)
        self.j += 1
        return True

    def merged(self, text: str) -> Edit:
        """Return the group as one edit of ``text``, the original."""
        start, end = self.start - self.shift_before, self.end - self.shift
        before = text[start:end]
        middle = apply_edits(before, [_moved(edit, -start) for edit in self.firsts])
        after = apply_edits(middle, [_moved(edit, -self.start) for edit in self.seconds])
        return _joined([*self.firsts, *self.seconds], start, end, before, after)


def _joined(members: Sequence[Edit], start: int, end: int, before: str, after: str) -> Edit:
    rule = join_rules(tuple(edit.rule for edit in members))
    certainty: Certainty = "probable" if any(edit.certainty == "probable" for edit in members) else "certain"
    detail = "; ".join(dict.fromkeys(edit.detail for edit in members if edit.detail))
    return Edit(start, end, before, after, rule, certainty, detail, min(edit.confidence for edit in members))


def _moved(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, *edit[2:]) if by else edit
