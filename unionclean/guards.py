"""Where a finder has anything to look at: at a character of its own, if what stands beside it is right as well.

A text is searched at the speed of a class of characters and seldom stops anywhere (:mod:`unionclean.conditions`, :mod:`unionclean.walk`).  Many guards make one search: one
scan of a text tells whether any finder is needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.conditions import Condition, Guard, Letters, Stop
from unionclean.walk import Walk

__all__ = ["Guard", "Guards", "Letters", "Stop", "compile_guards"]


class Guards:
    """A search for the places of some guards."""

    def __init__(self, guards: tuple[Guard, ...]) -> None:
        self._walk = Walk({0: [Condition(guard) for guard in guards]})

    def search(self, text: str, position: int = 0) -> Stop | None:
        """Return the first place from ``position`` on, of the first guard that stands there."""
        for place, at in self._walk.stops(text, _ALONE, position):
            for condition in at[0]:
                end = condition.ends(text, place)
                if end >= 0:
                    return Stop(condition.name, place, end)
        return None

    def finditer(self, text: str) -> Iterator[Stop]:
        """Yield every place, from left to right."""
        stop = self.search(text)
        while stop is not None:
            yield stop
            stop = self.search(text, stop.end)


_ALONE = frozenset({0})


def compile_guards(*guards: Guard) -> Guards:
    """Return a search that finds the places of all ``guards``, the first guard first where several stand.

    >>> digits = compile_guards(Guard("date", "0-9", "(?=年)"), Guard("clock", "0-9", ":"))
    >>> digits.search("3个，2020年，10:00"), digits.search("3个，2020年，10:00", 7)
    (Stop(name='date', start=6, end=7), Stop(name='clock', start=10, end=12))
    >>> compile_guards(Guard("pair", "甲乙", "(?=x)", Letters({"甲": "x", "乙": "x"}))).search("甲。甲乙").start
    2
    """
    return Guards(guards)
