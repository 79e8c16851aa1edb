"""Where a finder has anything to look at: at a character of its own, if what stands beside it is right as well.

A bare class of characters is the fastest search that ``re`` knows and compiles quickly, but sound text has a rare character now and then.  A guard is such a
class with a condition that is asked only at a character of the class: a text is searched at the speed of the class and seldom stops anywhere.  Conditions are
compiled when they are first asked; those at printable ASCII and at line breaks, of which English, markup and verse are full, are part of the search.
Many guards make one search: one
scan of a text tells whether any finder is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from unionclean.patterns import lazy

NEAR = 3
"""Characters on either side that a condition over letters sees."""


class Guard(NamedTuple):
    """``characters`` is a piece for a ``re`` class, of the BMP; ``condition`` the source of a pattern that matches right behind one.

    A condition that asks for members of large classes is written over ``letters``, which stand for the classes: a class of thousands of characters
    would be compiled anew wherever the condition names it.  Characters of no class are ``.``.  Printable ASCII or
    line breaks and other characters are never in one guard.  ``only_chinese`` says that a guard stands nowhere in a text
    without Chinese characters (:func:`unionclean.han.may_be_chinese`).
    """

    name: str
    characters: str
    condition: str = ""
    letters: Mapping[str, str] | None = None
    only_chinese: bool = False


class Stop(NamedTuple):
    """Where a guard stands, and which one."""

    name: str
    start: int
    end: int


def anywhere(guards: Sequence[Guard]) -> str:
    """Return a pattern for the characters of ``guards``, which at printable ASCII and at line breaks asks the conditions as well."""
    characters = "".join(dict.fromkeys(guard.characters for guard in guards))
    asked = sorted([guard for guard in guards if guard.characters.isascii()], key=lambda guard: guard.characters)
    return rf"[{characters}](?:(?<![\n -~])|{_halves(asked)})" if asked else f"[{characters}]"


def _asked(guards: list[Guard]) -> str:
    """Return the conditions of ``guards`` behind their characters."""
    return f"(?<=[{''.join(guard.characters for guard in guards)}])(?:{_halves(guards)})"


def _halves(guards: list[Guard]) -> str:
    """Return the conditions of ``guards`` by halves, so that few of them are asked at a character that is not theirs."""
    middle = len(guards) // 2
    return f"{_asked(guards[:middle])}|{_asked(guards[middle:])}" if middle else guards[0].condition


class Guards:
    """A search for the places of some guards."""

    def __init__(self, guards: tuple[Guard, ...]) -> None:
        self._class = lazy(anywhere(guards))
        self._conditions = [Condition(guard) for guard in guards]
        self._at: dict[str, list[Condition]] = {}

    def search(self, text: str, position: int = 0) -> Stop | None:
        """Return the first place from ``position`` on, of the first guard that stands there."""
        for match in self._class.finditer(text, position):
            place = match.start()
            conditions = self._at.get(text[place])
            if conditions is None:
                conditions = self._at[text[place]] = [c for c in self._conditions if c.is_about(text[place])]
            for condition in conditions:
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


class Condition:
    """One guard, compiled as far as it has been asked."""

    def __init__(self, guard: Guard) -> None:
        self.name = guard.name
        self._guard = guard

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return lazy(self._guard.condition)

    @cached_property
    def _members(self) -> re.Pattern[str]:
        return lazy(f"[{self._guard.characters}]")

    def is_about(self, character: str) -> bool:
        """Return whether the guard stands at ``character``."""
        members = self._guard.characters
        if "-" not in members and "\\" not in members:  # a plain list, which may be long
            return character in members
        return self._members.match(character) is not None

    def ends(self, text: str, place: int) -> int:
        """Return where what the condition matches behind ``place`` ends, or -1."""
        letters = self._guard.letters
        if letters is None:
            match = self._pattern.match(text, place + 1)
            return match.end() if match else -1
        start = max(0, place - NEAR)
        near = text[start : place + NEAR + 1]
        coded = "".join([letters.get(character, "\n" if character == "\n" else ".") for character in near])
        return place + 1 if self._pattern.match(coded, place - start + 1) else -1


def compile_guards(*guards: Guard) -> Guards:
    """Return a search that finds the places of all ``guards``, the first guard first where several stand.

    >>> digits = compile_guards(Guard("date", "0-9", "(?=年)"), Guard("clock", "0-9", ":"))
    >>> digits.search("3个，2020年，10:00"), digits.search("3个，2020年，10:00", 7)
    (Stop(name='date', start=6, end=7), Stop(name='clock', start=10, end=12))
    >>> compile_guards(Guard("pair", "甲乙", "(?=x)", {"甲": "x", "乙": "x"})).search("甲。甲乙").start
    2
    """
    return Guards(guards)
