"""What a model looks up: its symbols, its n-grams, what it has computed, and sets of symbols to choose from.

This is the Python of it.  A wheel may hold the same compiled, from ``ngrams.pyx``, with typed memory over the same arrays and a bit for each symbol of a set.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import count

BITS = 13
"""Symbols have so many bits."""

MEMO = 1 << 16
"""So many logarithms are kept in mind."""

UNKNOWN = 1 << 30
"""What stands for no logarithm."""

CACHED = 16
"""So many of a set are kept in mind after a symbol."""

LIKELY = 24
"""Codes below this are few in any row, and are looked for first."""

FEW, MANY = 24, 6
"""A row of so few symbols is read through; in one of so many for each that is wanted, these are looked up."""

GAP = (1 << BITS) - 1
"""Stands in the symbols of a page where something was cut out; no model has so many symbols."""

SEARCHES = 200
"""So many searches through a page take as long as to chain all places of it."""

SEARCHED = 4096
"""So many places of one symbol are searched through; more are put in groups."""

_UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
_GAP = chr(GAP)

_numbers = count()


def occurrences(text: str, characters: Iterable[str]) -> dict[str, int]:
    """Return how often each of ``characters`` stands in ``text``.

    >>> occurrences("甲乙甲", "甲丙")
    {'甲': 2, '丙': 0}
    """
    return {character: text.count(character) for character in characters}


class Symbols(dict[str, int]):
    """Characters to symbols; a character met for the first time is classed by ``classify`` and remembered."""

    def __init__(self, symbols: Iterable[tuple[str, int]], classify: Callable[[str], int]) -> None:
        super().__init__(symbols)
        self._classify = classify
        self._of_codes = _OfCodes(self)

    def __missing__(self, char: str) -> int:
        symbol = self[char] = self._classify(char)
        return symbol

    def row(self, text: str) -> array[int]:
        """Return the symbols of ``text``.

        >>> Symbols([("a", 7)], classify=len).row("aba")
        array('h', [7, 1, 7])
        """
        return array("h", text.translate(self._of_codes).encode(_UTF16))


class _OfCodes(dict[int, int]):
    """Code points to symbols, as ``str.translate`` takes them."""

    def __init__(self, symbols: Symbols) -> None:
        super().__init__()
        self._symbols = symbols

    def __missing__(self, code: int) -> int:
        symbol = self[code] = self._symbols[chr(code)]
        return symbol


class Page:
    """The symbols of a page, with a :data:`GAP` at both ends.

    >>> page = Page(array("h", [GAP, 7, 8, 7, 9, 8, 7, GAP]))
    >>> page.times() == {7: 3, 8: 2, 9: 1}, page.size
    (True, 8)
    >>> page.places(7).behind(), page.places(7).behind_after(8)
    ({8: 1, 9: 1}, {9: 1})
    """

    __slots__ = ("_last", "_previous", "_searches", "_text", "size")

    def __init__(self, symbols: array[int]) -> None:
        self.size = len(symbols)
        self._text = symbols.tobytes().decode(_UTF16)  # a search for one character is what Python does fastest
        self._searches = 0
        self._last: dict[str, int] = {}
        self._previous = array("i")

    def times(self) -> dict[int, int]:
        """Return how often each symbol stands there."""
        return _times(self._text)

    def places(self, symbol: int) -> Places:
        """Return the places of ``symbol``."""
        character = chr(symbol)
        self._searches += 1
        if self._searches > SEARCHES:
            return self._chained_places(character)
        pieces = [piece or character for piece in self._text.split(character)]
        return Places("".join([piece[-1] for piece in pieces[:-1]]), "".join([piece[0] for piece in pieces[1:]]))

    def _chained_places(self, character: str) -> Places:
        """Return the places of a symbol, in time that is linear in their number."""
        if not self._previous:
            self._chain()
        found, place = [], self._last.get(character, 0)
        while place:
            found.append(place)
            place = self._previous[place]
        text = self._text
        return Places("".join([text[place - 1] for place in found]), "".join([text[place + 1] for place in found]))

    def _chain(self) -> None:
        """Link each place to the one where its symbol stood before; a list of places for each symbol would take five times the memory."""
        last, previous = self._last, self._previous
        previous.frombytes(bytes(4 * self.size))
        for place, character in enumerate(self._text):
            previous[place] = last.get(character, 0)
            last[character] = place


class Places:
    """What stands beside each place of one symbol."""

    __slots__ = ("_before", "_behind", "_groups")

    def __init__(self, before: str, behind: str) -> None:
        self._before, self._behind = before, behind
        self._groups: dict[str, list[str]] = {}

    def behind(self) -> dict[int, int]:
        """Return how often each symbol stands behind it."""
        return _times(self._behind)

    def behind_after(self, symbol: int) -> dict[int, int]:
        """Return the same of the places that ``symbol`` stands before."""
        character, before = chr(symbol), self._before
        if len(before) > SEARCHED:
            return _times(self._grouped().get(character, ()))
        found = []
        place = before.find(character)
        while place >= 0:
            found.append(self._behind[place])
            place = before.find(character, place + 1)
        return _times(found)

    def _grouped(self) -> dict[str, list[str]]:
        """Return what stands behind, by what stands before."""
        if not self._groups:
            for one, other in zip(self._before, self._behind, strict=True):
                self._groups.setdefault(one, []).append(other)
        return self._groups


def _times(characters: Sequence[str]) -> dict[int, int]:
    if len(characters) == 1:
        return {} if characters[0] == _GAP else {ord(characters[0]): 1}
    return {ord(character): number for character, number in Counter(characters).items() if character != _GAP}


class Memo(dict[int, int]):
    """Whole numbers that were computed, by whole numbers of 63 bits; of a dictionary ``get``, ``setdefault``, ``clear`` and ``len``."""


class CandidateSet:
    """Symbols to choose from, as the question of :meth:`~unionclean.encoding.models.trigram.TrigramModel.top_k`; after a symbol its ``kept`` likeliest are kept in mind."""

    __slots__ = ("kept", "number", "ordered", "symbols")

    def __init__(self, symbols: Iterable[int], kept: int = CACHED) -> None:
        self.symbols, self.kept = frozenset(symbols), kept
        self.ordered = sorted(self.symbols)
        self.number = next(_numbers)


class Trie:
    """The n-grams of one order, grouped by context: those after context ``i`` stand at ``[offsets[i], offsets[i + 1])``, their symbols sorted.

    ``log_probs`` and ``backoffs`` are codes, as the table stores them: of the n-gram, and of the n-gram as a context.

    >>> trie = Trie(array("I", [0, 2, 3]), array("H", [5, 9, 7]), b"abc", b"")
    >>> trie.find(0, 9), trie.find(1, 9), trie.after(0, CandidateSet([7, 9]))
    (1, -1, [(9, 98)])
    """

    __slots__ = ("backoffs", "ids", "log_probs", "offsets")

    def __init__(self, offsets: array[int], ids: array[int], log_probs: bytes, backoffs: bytes) -> None:
        self.offsets, self.ids, self.log_probs, self.backoffs = offsets, ids, log_probs, backoffs

    def find(self, context: int, symbol: int) -> int:
        """Return where the n-gram of ``symbol`` after ``context`` stands, or -1."""
        ids, end = self.ids, self.offsets[context + 1]
        at = bisect_left(ids, symbol, self.offsets[context], end)
        return at if at < end and ids[at] == symbol else -1

    def after(
        self, context: int, candidates: CandidateSet, most: int = 255, asked: Iterable[int] = ()
    ) -> list[tuple[int, int]]:
        """Return those of a set that were seen after ``context``, with the code of each: at least those of no more than ``most``, and those ``asked``."""
        ids, log_probs, wanted = self.ids, self.log_probs, candidates.symbols
        start, end = self.offsets[context], self.offsets[context + 1]
        if most < LIKELY:
            places = [match.start() for match in _at_most(most).finditer(log_probs, start, end)] if most >= 0 else []
            places += [self.find(context, symbol) for symbol in asked]
            return [(ids[at], log_probs[at]) for at in places if at >= 0 and ids[at] in wanted]
        if end - start < FEW:
            pairs = zip(ids[start:end], log_probs[start:end], strict=True)
            return [(symbol, code) for symbol, code in pairs if symbol in wanted]
        is_long = end - start > MANY * len(candidates.ordered)
        found = []
        for symbol in candidates.ordered if is_long else wanted.intersection(ids[start:end]):
            at = bisect_left(ids, symbol, start, end)
            if at < end and ids[at] == symbol:
                found.append((symbol, log_probs[at]))
        return found


@cache
def _at_most(code: int) -> re.Pattern[bytes]:
    """Return a pattern for the codes up to ``code``."""
    return re.compile(b"[\\x00-" + re.escape(bytes([code])) + b"]")
