"""What a guard is: a class of characters, with a condition for what stands beside one of them.

A bare class of characters is the fastest search that ``re`` knows and compiles quickly, but sound text has a rare character now and then.  A guard is such a
class with a condition that is asked only at a character of the class.  Conditions are compiled when they are first asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from unionclean.patterns import lazy

NEAR = 3
"""Characters on either side that a condition over letters sees."""

_NEAR = NEAR
"""The same, which is a number of C where this module is compiled."""

_PLANE = 0x10000
"""Characters of the Basic Multilingual Plane."""

FREQUENT = "。：（…\u3000司户财博彩覆著"
"""Characters of guards that sound Chinese text has often, beside printable ASCII: a search asks there for the condition at once.  No guard over letters stands at one."""


_OUTSIDE, _OTHER, _LINE_BREAK = range(3)
"""Numbers beside those of letters: nothing stands there, a character of no class, a line break."""
_DIGIT = 4  # bits of a number

_REMEMBERED = 4096
"""So many rows of letters are remembered: garbage that is made to be slow has more than text."""


class Letters:
    r"""Letters that stand for classes of characters, for conditions that are written over letters.

    What stands around a place is a number of few digits, so a condition is asked once for each of them, and not at each place.

    >>> letters = Letters({"甲": "x", "乙": "y"})
    >>> letters.spelled(letters.around("甲\n丙乙", 2))
    ('x\n.y', 3)
    """

    __slots__ = ("_names", "_numbers", "of")

    def __init__(self, of: Mapping[str, str]) -> None:
        self.of = of
        """The letter of each character; of those beyond the BMP there is none."""
        self._names = ["", ".", "\n", *sorted(set(of.values()))]
        self._numbers = b""

    def around(self, text: str, place: int) -> int:
        """Return the letters of the characters at ``place`` and near it, as the digits of a number."""
        if not self._numbers:
            self._number()
        numbers, row = self._numbers, 0
        for at in range(place - _NEAR, place + _NEAR + 1):
            row <<= _DIGIT
            if 0 <= at < len(text):
                code = ord(text[at])
                row |= numbers[code] if code < _PLANE else _OTHER
        return row

    def spelled(self, row: int) -> tuple[str, int]:
        """Return such a number as a text of letters, and the place behind the character that it was made for."""
        digits = [row >> _DIGIT * digit & (1 << _DIGIT) - 1 for digit in reversed(range(2 * NEAR + 1))]
        return "".join([self._names[digit] for digit in digits]), sum(digit != _OUTSIDE for digit in digits[: NEAR + 1])

    def _number(self) -> None:
        """Make the table of the digits, when it is first needed."""
        numbers = bytearray([_OTHER]) * _PLANE
        numbers[ord("\n")] = _LINE_BREAK
        digits = {name: digit for digit, name in enumerate(self._names)}
        for character, letter in self.of.items():
            numbers[ord(character)] = digits[letter]
        self._numbers = bytes(numbers)


class Guard(NamedTuple):
    """``characters`` is a piece for a ``re`` class, of the BMP; ``condition`` the source of a pattern that matches right behind one.

    ``beside`` are pairs of classes, of which one holds the characters before and behind wherever the condition is met, ``""`` being any; without a condition they are
    the condition.  A ``literal`` stands wherever the guard does, at a character that text is full of.

    A condition that asks for members of large classes is written over ``letters``, which stand for the classes: a class of thousands of characters
    would be compiled anew wherever the condition names it.  Characters of no class are ``.``, and it is met only beside one of a class.  Printable ASCII or
    line breaks and other characters are never in one guard.  Where each character has a condition of its own, ``at`` names them, and they are the condition.  ``only_chinese`` says that a guard stands nowhere in a text
    without Chinese characters (:func:`unionclean.han.may_be_chinese`).
    """

    name: str
    characters: str
    condition: str = ""
    letters: Letters | None = None
    only_chinese: bool = False
    beside: tuple[tuple[str, str], ...] = ()
    literal: str = ""
    at: tuple[tuple[str, str], ...] = ()

    @property
    def pattern(self) -> str:
        """The source of the condition.

        >>> Guard("date", "0-9", beside=(("", "年月"), ("第", ""))).pattern
        '(?=[年月])|(?<=[第](?s:.))'
        """
        if self.at:
            return "|".join(f"(?<={re.escape(character)}){condition}" for character, condition in self.at)
        return self.condition or "|".join(_standing_between(before, behind) for before, behind in self.beside)

    def pattern_at(self, character: str) -> str:
        """Return the source of what the condition is at ``character``.

        >>> guard = Guard("code", "%=", at=(("%", "(?=20)"), ("=", "(?=3D)")))
        >>> guard.pattern_at("="), guard.pattern
        ('(?=3D)', '(?<=%)(?=20)|(?<==)(?=3D)')
        """
        return dict(self.at).get(character, self.pattern)


def _standing_between(before: str, behind: str) -> str:
    return (f"(?<=[{before}](?s:.))" if before else "") + (f"(?=[{behind}])" if behind else "")


class Stop(NamedTuple):
    """Where a guard stands, and which one."""

    name: str
    start: int
    end: int


class Condition:
    """One guard, compiled as far as it has been asked."""

    __slots__ = ("_known", "_members", "_pattern", "guard", "name")

    def __init__(self, guard: Guard) -> None:
        self.name = guard.name
        self.guard = guard
        self._pattern: re.Pattern[str] | None = None
        self._members: re.Pattern[str] | None = None
        self._known: dict[int, bool] = {}
        """What the condition says of the letters around a place, each of which it is asked once."""

    def is_about(self, character: str) -> bool:
        """Return whether the guard stands at ``character``."""
        members = self.guard.characters
        if "-" not in members and "\\" not in members:  # a plain list, which may be long
            return character in members
        if self._members is None:
            self._members = lazy(f"[{members}]")
        return self._members.match(character) is not None

    def ends(self, text: str, place: int) -> int:
        """Return where what the condition matches behind ``place`` ends, or -1."""
        if self._pattern is None:
            self._pattern = lazy(self.guard.pattern)
        letters = self.guard.letters
        if letters is None:
            match = self._pattern.match(text, place + 1)
            return match.end() if match else -1
        if text[place + 1 : place + 2] not in letters.of and (not place or text[place - 1] not in letters.of):
            return -1
        around = letters.around(text, place)
        known = self._known.get(around)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[around] = self._pattern.match(*letters.spelled(around)) is not None
        return place + 1 if known else -1
