"""What a model looks up: its symbols, its n-grams, what it has computed, and sets of symbols to choose from.

This is the Python of it.  A wheel may hold the same compiled, from ``ngrams.pyx``, with typed memory over the same arrays and a bit for each symbol of a set.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import count

BITS = 13
"""Symbols have so many bits."""

MEMO = 1 << 16
"""So many logarithms are kept in mind."""

UNKNOWN = 1 << 30
"""What stands for no logarithm."""

CACHED = 16
"""So many of a set are kept in mind after a symbol."""

FEW, MANY = 24, 6
"""A row of so few symbols is read through; in one of so many for each that is wanted, these are looked up."""

_numbers = count()


class Symbols(dict[str, int]):
    """Characters to symbols; a character met for the first time is classed by ``classify`` and remembered."""

    def __init__(self, symbols: Iterable[tuple[str, int]], classify: Callable[[str], int]) -> None:
        super().__init__(symbols)
        self._classify = classify

    def __missing__(self, char: str) -> int:
        symbol = self[char] = self._classify(char)
        return symbol

    def row(self, text: str) -> array[int]:
        """Return the symbols of ``text``.

        >>> Symbols([("a", 7)], classify=len).row("aba")
        array('h', [7, 1, 7])
        """
        return array("h", list(map(self.__getitem__, text)))


class Memo(dict[int, int]):
    """Whole numbers that were computed, by whole numbers of 63 bits; of a dictionary ``get``, ``setdefault``, ``clear`` and ``len``."""

    def put(self, key: int, value: int, default: int) -> int:
        """Keep ``value`` in mind for ``key``; return what was known before, or ``default``."""
        known = self.get(key, default)
        self[key] = value
        return known


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

    def after(self, context: int, candidates: CandidateSet) -> list[tuple[int, int]]:
        """Return those of a set that were seen after ``context``, with the code of each."""
        ids, log_probs, wanted = self.ids, self.log_probs, candidates.symbols
        start, end = self.offsets[context], self.offsets[context + 1]
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
