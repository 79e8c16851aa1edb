"""Letters for characters: those that stand in the same classes share one, so that a search by table needs rows for letters alone.

A text has thousands of different characters, the guards tell a few dozen kinds of them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from unionclean.conditions import Guard
from unionclean.patterns import lazy

BITS, LETTERS, SIZE = 64, 256, 0x10000
"""Ways in a word of a row, letters in a byte, characters of the Basic Multilingual Plane."""

_ALL = (1 << BITS) - 1
_ITEM = lazy(r"(?s)\\?(.)(?:-\\?(.))?")
"""A character of a class, or a range."""


class Way(NamedTuple):
    """Classes of a character and of those before and behind it; ``""`` beside it is any character."""

    here: str
    before: str = ""
    behind: str = ""


def ways_of(guards: Iterable[Guard]) -> list[Way]:
    """Return in which ways one of ``guards`` may stand; those with the same classes beside them are one.

    >>> ways_of([Guard("date", "0-9", beside=(("", "年"), ("第", ""))), Guard("year", "〇", beside=(("", "年"),)), Guard("sign", "甲")])
    [Way(here='0-9〇', before='', behind='年'), Way(here='0-9', before='第', behind=''), Way(here='甲', before='', behind='')]
    """
    here: dict[tuple[str, str], str] = {}
    for guard in guards:
        for beside in guard.beside or (("", ""),):
            here[beside] = here.get(beside, "") + guard.characters
    return [Way(characters, *beside) for beside, characters in here.items()]


class Alphabet(NamedTuple):
    """The ``letter`` of each character, and by letter the ways that have it, as bits: of way 0 the lowest.

    Letter 0 is what no class has to know: characters beyond the plane, and the ends of a text.  It stands beside any way.
    """

    letter: bytes
    here: Sequence[int]
    before: Sequence[int]
    behind: Sequence[int]


def spans(piece: str) -> Iterator[tuple[int, int]]:
    r"""Yield the ranges of code points in a piece for a ``re`` class, as far as the plane goes: apart from one another, without their ends.

    >>> list(spans(r"b0-97a\]")), list(spans("甲-一𠀀"))
    ([(48, 58), (93, 94), (97, 99)], [])
    """
    start = end = 0
    for first, last in sorted(_ranges(piece)):
        if first > end:
            if end > start:
                yield start, end
            start = first
        end = max(end, last + 1)
    if end > start:
        yield start, end


def _ranges(piece: str) -> Iterable[tuple[int, int]]:
    if "-" not in piece and "\\" not in piece:  # a plain list, which may be long
        codes = [code for code in map(ord, piece) if code < SIZE]
        return zip(codes, codes, strict=True)
    found = ((ord(item[1]), ord(item[2] or item[1])) for item in _ITEM.finditer(piece))
    return ((first, min(last, SIZE - 1)) for first, last in found if first < SIZE)


def build_alphabet(ways: Sequence[Way]) -> Alphabet:
    """Return the letters for ``ways``.  Those beyond :data:`BITS` share a bit, letters beyond :data:`LETTERS` one letter: then more is asked than need be.

    >>> made = build_alphabet([Way("0-9", behind="年"), Way("甲乙")])
    >>> made.letter[ord("0")] == made.letter[ord("7")] != made.letter[ord("年")], len(made.here)
    (True, 5)
    >>> [made.here[made.letter[ord(character)]] for character in "5甲年"], made.behind[made.letter[ord("年")]]
    ([1, 2, 0], 3)
    """
    classes, anything = _bits_by_class(ways)
    rows = [_ALL << BITS | _ALL << 2 * BITS]
    number: dict[int, int] = {}
    letters: list[bytes] = []
    for mask, length in _stretches(classes):
        place = number.get(mask)
        if place is None:
            place = number[mask] = min(len(number) + 1, LETTERS - 1)
            if place == len(rows):
                rows.append(0)
            rows[place] |= mask | anything
        letters.append(bytes([place]) * length)
    here, before, behind = ([row >> BITS * side & _ALL for row in rows] for side in range(3))
    return Alphabet(b"".join(letters), here, before, behind)


def _bits_by_class(ways: Sequence[Way]) -> tuple[dict[str, int], int]:
    """Return the bits of each class, and those that every character has; a way has three, :data:`BITS` apart."""
    if len(ways) > BITS:
        ways = [*ways[: BITS - 1], Way("".join(way.here for way in ways[BITS - 1 :]))]
    classes: defaultdict[str, int] = defaultdict(int)
    for number, way in enumerate(ways):
        for side, piece in enumerate(way):
            classes[piece] |= 1 << BITS * side + number
    return classes, classes.pop("", 0)


def _stretches(classes: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Yield the bits of neighbouring characters that have the same, and how many they are, over the whole plane."""
    turns: defaultdict[int, int] = defaultdict(int, {0: 0, SIZE: 0})
    for piece, bits in classes.items():
        for start, end in spans(piece):
            turns[start] ^= bits
            turns[end] ^= bits
    mask = 0
    for start, end in pairwise(sorted(turns)):
        mask ^= turns[start]
        yield mask, end - start
