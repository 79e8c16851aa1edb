"""What a guard is: a class of characters, with a condition for what stands beside one of them.

A bare class of characters is the fastest search that ``re`` knows and compiles quickly, but sound text has a rare character now and then.  A guard is such a
class with a condition that is asked only at a character of the class.  Conditions are compiled when they are first asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from unionclean.patterns import lazy

NEAR = 3
"""Characters on either side that a condition over letters sees."""


FREQUENT = "。：…\u3000司户财博彩覆著"
"""Characters of guards that sound Chinese text has often, beside printable ASCII: a search asks there for the condition at once.  No guard over letters stands at one."""


class Guard(NamedTuple):
    """``characters`` is a piece for a ``re`` class, of the BMP; ``condition`` the source of a pattern that matches right behind one.

    ``beside`` are pairs of classes, of which one holds the characters before and behind wherever the condition is met, ``""`` being any; without a condition they are
    the condition.  A ``literal`` stands wherever the guard does, at a character that text is full of.

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
    beside: tuple[tuple[str, str], ...] = ()
    literal: str = ""

    @property
    def pattern(self) -> str:
        """The source of the condition.

        >>> Guard("date", "0-9", beside=(("", "年月"), ("第", ""))).pattern
        '(?=[年月])|(?<=[第](?s:.))'
        """
        return self.condition or "|".join(_standing_between(before, behind) for before, behind in self.beside)


def _standing_between(before: str, behind: str) -> str:
    return (f"(?<=[{before}](?s:.))" if before else "") + (f"(?=[{behind}])" if behind else "")


class Stop(NamedTuple):
    """Where a guard stands, and which one."""

    name: str
    start: int
    end: int


class Condition:
    """One guard, compiled as far as it has been asked."""

    def __init__(self, guard: Guard) -> None:
        self.name = guard.name
        self.guard = guard

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return lazy(self.guard.pattern)

    @cached_property
    def _members(self) -> re.Pattern[str]:
        return lazy(f"[{self.guard.characters}]")

    def is_about(self, character: str) -> bool:
        """Return whether the guard stands at ``character``."""
        members = self.guard.characters
        if "-" not in members and "\\" not in members:  # a plain list, which may be long
            return character in members
        return self._members.match(character) is not None

    def ends(self, text: str, place: int) -> int:
        """Return where what the condition matches behind ``place`` ends, or -1."""
        letters = self.guard.letters
        if letters is None:
            match = self._pattern.match(text, place + 1)
            return match.end() if match else -1
        start = max(0, place - NEAR)
        near = text[start : place + NEAR + 1]
        coded = "".join([letters.get(character, "\n" if character == "\n" else ".") for character in near])
        return place + 1 if self._pattern.match(coded, place - start + 1) else -1
