"""What script a place of a text is in, by the evidence around it.

The nearest evidence counts: a few characters either side, then the line, then more of the text, then all of it.  So a Simplified
list under a Traditional body, a quotation and a name are each judged by their own surroundings.  Every window is bounded, and the
count of the whole text is made once, so the cost is linear in the text.
"""

from __future__ import annotations

import functools

from unionclean.script.characters import patterns

_TOUCHING, _NEAR, _LINE, _FAR = 2, 8, 60, 240
_SPLIT_OLD, _SPLIT_NEW = "於後並", "于后并"


class Passages:
    """The passages of one text, which must hold nothing but Chinese (other scripts blanked out).

    ``pure`` says that it is known to hold no Simplified.
    """

    def __init__(self, text: str, *, pure: bool = False) -> None:
        self._text = text
        self._clear = (0, -1)
        classes = patterns()
        self._old, self._new = classes.evidence, classes.simplified
        has_old = self._old.search(text) is not None
        has_new = not pure and self._new.search(text) is not None
        self.has_evidence = has_old or has_new
        self.all_traditional = has_old and not has_new

    @functools.cached_property
    def _balance(self) -> int:
        return len(self._old.findall(self._text)) - len(self._new.findall(self._text))

    @functools.cached_property
    def by_machine(self) -> bool:
        """Whether a one-to-one converter wrote the Traditional of this text.

        It leaves 于后并 as they are, where a writer of Traditional has 於後並.
        """
        left = sum(self._text.count(character) for character in _SPLIT_NEW if character in self._text)
        return left > 0 and left > sum(map(self._text.count, _SPLIT_OLD))

    def is_traditional(self, start: int, end: int) -> bool:
        """Whether the passage around ``[start, end)`` is in Traditional script."""
        if self.all_traditional:
            return True
        low, high = max(0, start - _FAR), end + _FAR
        if self._is_clear(low, high) and self._old.search(self._text, low, high) is not None:
            return True
        return self._lean(start, end) > 0

    def _is_clear(self, low: int, high: int) -> bool:
        """Whether ``[low, high)`` is free of Simplified; remembers how far, so that a walk through the text looks once."""
        if not self._clear[0] <= low <= self._clear[1]:
            found = self._new.search(self._text, low)
            self._clear = (low, found.start() if found else len(self._text) + _FAR)
        return high <= self._clear[1]

    def _lean(self, start: int, end: int) -> int:
        line = self._text.rfind("\n", max(0, start - _LINE), start) + 1
        line_end = self._text.find("\n", end, end + _LINE)
        low, high = line or max(0, start - _LINE), line_end if line_end >= 0 else end + _LINE
        for left, right in (
            (max(low, start - _TOUCHING), min(high, end + _TOUCHING)),
            (max(low, start - _NEAR), min(high, end + _NEAR)),
            (low, high),
            (max(0, start - _FAR), end + _FAR),
        ):
            lean = self._count(left, start, end, right)
            if lean:
                return lean
        return self._balance

    def _count(self, left: int, start: int, end: int, right: int) -> int:
        old = len(self._old.findall(self._text, left, start)) + len(self._old.findall(self._text, end, right))
        new = len(self._new.findall(self._text, left, start)) + len(self._new.findall(self._text, end, right))
        return old - new
