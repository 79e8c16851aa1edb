"""A sieve for text that is mostly ASCII: whether any guard may stand in it, told without a look at every character.

``re`` looks at each character of a text in turn.  To delete the harmless bytes of ASCII from its UTF-8 takes a fifth of that, and of English next to
nothing is left; a printable character with a condition is found by a pattern that begins with it, as quickly as by ``in``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from unionclean.conditions import Condition, Guard
from unionclean.patterns import lazy

_PRINTABLE = "".join(map(chr, range(0x20, 0x7F))) + "\n"
_ASCII = "".join(map(chr, range(0x80)))


NOTHING, RARE, ANY = range(3)
"""What a sieve holds of a text: no guard may stand in it, none but at a character beyond printable ASCII, any."""


class Sieve:
    """A sieve for some ``guards``, and for the characters of the class ``end``.

    >>> sieve = Sieve([Guard("hex", "%", "(?=[0-9A-F]{2})"), Guard("accent", "à-ÿ")], end="一-鿿")
    >>> [sieve.holds(text) for text in ("100% “sure”", "100%20", "café", "100 元, 中")] == [NOTHING, ANY, RARE, ANY]
    True
    """

    def __init__(self, guards: Iterable[Guard], end: str) -> None:
        conditions = [Condition(guard) for guard in guards]
        rare = [condition.guard.characters for condition in conditions if not _is_printable(condition.guard)]
        self.rare = re.compile(f"[{end}{''.join(dict.fromkeys(rare))}]")
        """Finds the characters beyond printable ASCII where a guard may stand."""
        self._end = lazy(f"[{end}]")
        self._harmless = "".join(character for character in _ASCII if not self.rare.match(character)).encode()
        at = {
            character: [each.guard.pattern_at(character) for each in conditions if each.is_about(character)]
            for character in _PRINTABLE
        }
        self._at = [
            (character, lazy(f"{re.escape(character)}(?:{'|'.join(patterns)})"))
            for character, patterns in at.items()
            if patterns
        ]

    def holds(self, text: str) -> int:
        """Return what the sieve holds of ``text``; a character of the class ``end`` or beyond the Basic Multilingual Plane counts as any."""
        left = text.encode("utf-8", "surrogatepass").translate(None, self._harmless)
        rare = left.decode("utf-8", "surrogatepass") if left else ""
        if rare and (_BEYOND.search(left) or self._end.search(rare)):
            return ANY
        if any(_stands_at(character, at, text) for character, at in self._at):
            return ANY
        return RARE if self.rare.search(rare) else NOTHING


_BEYOND = lazy(b"[\xf0-\xf4]")
"""The first byte of a character beyond the Basic Multilingual Plane, in UTF-8."""

_SPARSE = 400
"""Where a character stands once in so many, its places are found faster one by one: `str.find` goes by words of memory, and `re` by characters."""


def _stands_at(character: str, at: re.Pattern[str], text: str) -> bool:
    """Return whether ``at``, a pattern that begins with ``character``, matches anywhere in ``text``."""
    place = text.find(character)
    expected = -_SPARSE  # the first few may stand together
    while place >= 0:
        if place < expected:
            return at.search(text, place) is not None
        if at.match(text, place):
            return True
        place = text.find(character, place + 1)
        expected += _SPARSE
    return False


def _is_printable(guard: Guard) -> bool:
    """Return whether ``guard`` is one of printable ASCII and line breaks; others hold none of these."""
    return guard.characters[0] in _PRINTABLE
