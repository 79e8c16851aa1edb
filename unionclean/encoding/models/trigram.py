"""A small character language model: how likely is this character after the two before it?

The byte repair asks it which of the possible originals of a damaged place reads as Chinese.  The model is a trigram with modified Kneser-Ney discounts, where an
unseen context never outranks a seen one; ``tools/build_language.py`` counts it from clean text and writes ``tables/language.bin``.

It reads one alphabet: a Traditional character counts as its Simplified form, full-width ASCII as ASCII, a corner bracket as the quotation mark it stands
for.  Digits, Latin letters, blanks, rare Han and all other characters are one symbol each; a member of such a class has its share of the symbol's probability.
"""

from __future__ import annotations

import functools
import json
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import accumulate
from operator import itemgetter

from unionclean import tables

OTHER, NEWLINE, SPACE, DIGIT, LATIN, RARE = range(6)
FIRST_CHARACTER = 6
"""Symbols below are classes of characters; the alphabet follows."""

TABLE = "language.bin"
LOG_STEP = 1 / 4
"""A stored code ``n`` means the natural logarithm ``-n * LOG_STEP``."""
BACK_STEP, BACK_TOP = 1 / 6, 1.0
"""A stored code ``n`` means the back-off weight ``BACK_TOP - n * BACK_STEP``, a natural logarithm too."""

BITS = 13
_MEMO = 1 << 16


def class_of(char: str) -> int:
    """Return the class symbol of a character outside the alphabet.

    >>> [class_of(char) for char in "\\n　7ｘ龘☂"] == [NEWLINE, SPACE, DIGIT, LATIN, RARE, OTHER]
    True
    """
    if char == "\n":
        return NEWLINE
    if char.isspace():
        return SPACE
    if char.isdecimal():
        return DIGIT
    if char.isalpha() and (char < "\u2e80" or "\uff00" <= char <= "\uff5e"):
        return LATIN
    return RARE if "\u3400" <= char <= "\u9fff" or char >= "\U00020000" else OTHER


class _Symbols(dict[str, int]):
    """Characters to symbols; a character met for the first time is classed and remembered."""

    def __missing__(self, char: str) -> int:
        symbol = self[char] = class_of(char)
        return symbol


class _Trie:
    """The n-grams of one order, grouped by context: the symbols that follow it, sorted, and their codes."""

    __slots__ = ("back", "codes", "start", "symbols")

    def __init__(self, counts: Sequence[int], symbols: array[int], codes: bytes, back: bytes = b"") -> None:
        self.start = array("I", accumulate(counts, initial=0))
        self.symbols, self.codes, self.back = symbols, codes, back


CACHED = 16
"""So many of a choice are remembered after a symbol."""


class CandidateSet:
    """Symbols to choose from, as the question of :meth:`TrigramModel.top_k`; it remembers the ``head`` top_k after each symbol."""

    __slots__ = ("cached", "kept", "symbols")

    def __init__(self, symbols: Iterable[int], kept: int = CACHED) -> None:
        self.symbols, self.kept = frozenset(symbols), kept
        self.cached: dict[int, list[tuple[int, float]]] = {}


LONG = 100
"""A row of more symbols than this is searched, not read."""


class TrigramModel:
    """The model.  Probabilities are natural logarithms; texts are turned into symbols with :meth:`encode` first."""

    def __init__(
        self, symbols: dict[str, int], unigram: Sequence[int], back: Sequence[int], pairs: _Trie, triples: _Trie
    ) -> None:
        self._symbols = symbols
        self._log = [-code * LOG_STEP for code in range(256)]
        self._weight = [BACK_TOP - code * BACK_STEP for code in range(256)]
        self._unigram = [self._log[code] for code in unigram]
        self._back = [self._weight[code] for code in back]
        self._bigrams, self._trigrams = pairs, triples
        self._memo: dict[int, float] = {}
        self.size = len(unigram)

    def encode(self, text: str) -> list[int]:
        """Return one symbol for every character of ``text``.

        >>> model = load()
        >>> model.encode("國，") == model.encode("国,")
        True
        """
        return list(map(self._symbols.__getitem__, text))

    def log_prob(self, a: int, b: int, c: int) -> float:
        """Return ln p(c | a b) for three symbols.  After a line break only the break counts: what ended the line before does not.

        >>> model = load()
        >>> model.log_prob(*model.encode("中华人")) > model.log_prob(*model.encode("中华入"))
        True
        """
        key = (a << BITS | b) << BITS | c
        known = self._memo.get(key)
        if known is not None:
            return known
        if len(self._memo) >= _MEMO:
            self._memo.clear()
        value = self._memo[key] = self._trigram_log_prob(NEWLINE if b == NEWLINE else a, b, c)
        return value

    def top_k(self, a: int, b: int, choice: CandidateSet) -> dict[int, float]:
        """Return the symbols of ``choice`` that are likeliest after ``a b``, with ln p: those seen there, and some others.

        >>> model = load()
        >>> a, b, *symbols = model.encode("中华人入")
        >>> found = model.top_k(a, b, CandidateSet(symbols))
        >>> found[symbols[0]] == model.log_prob(a, b, symbols[0])
        True
        """
        cached = choice.cached.get(b)
        if cached is None:
            cached = choice.cached[b] = self._cached_after(b, choice)
        at = self._bigram_index(NEWLINE if b == NEWLINE else a, b)
        if at < 0:
            return dict(cached)
        weight = self._weight[self._bigrams.back[at]]
        found = {symbol: weight + p for symbol, p in cached}
        found.update(self._seen_after(at, choice.symbols))
        return found

    def _cached_after(self, b: int, choice: CandidateSet) -> list[tuple[int, float]]:
        """Return the likeliest symbols of ``choice`` after ``b``."""
        if len(choice.cached) >= _MEMO >> 2:
            choice.cached.clear()
        scored = [(symbol, self._bigram_log_prob(b, symbol)) for symbol in choice.symbols]
        return nlargest(choice.kept, scored, key=itemgetter(1))

    def _seen_after(self, at: int, wanted: frozenset[int]) -> Iterator[tuple[int, float]]:
        """Yield the ``wanted`` symbols that follow the pair at ``at``, with ln p."""
        symbols, codes, log = self._trigrams.symbols, self._trigrams.codes, self._log
        start, end = self._trigrams.start[at], self._trigrams.start[at + 1]
        if end - start < LONG:
            for place, symbol in enumerate(symbols[start:end], start):
                if symbol in wanted:
                    yield symbol, log[codes[place]]
            return
        for symbol in wanted:
            place = bisect_left(symbols, symbol, start, end)
            if place < end and symbols[place] == symbol:
                yield symbol, log[codes[place]]

    def _bigram_index(self, a: int, b: int) -> int:
        """Return where the pair ``a b`` stands, or -1."""
        pairs = self._bigrams
        end = pairs.start[a + 1]
        at = bisect_left(pairs.symbols, b, pairs.start[a], end)
        return at if at < end and pairs.symbols[at] == b else -1

    def _trigram_log_prob(self, a: int, b: int, c: int) -> float:
        pairs, at = self._bigrams, self._bigram_index(a, b)
        if at < 0:
            return self._bigram_log_prob(b, c)
        triples = self._trigrams
        end = triples.start[at + 1]
        found = bisect_left(triples.symbols, c, triples.start[at], end)
        if found < end and triples.symbols[found] == c:
            return self._log[triples.codes[found]]
        return self._weight[pairs.back[at]] + self._bigram_log_prob(b, c)

    def _bigram_log_prob(self, b: int, c: int) -> float:
        pairs = self._bigrams
        end = pairs.start[b + 1]
        at = bisect_left(pairs.symbols, c, pairs.start[b], end)
        if at < end and pairs.symbols[at] == c:
            return self._log[pairs.codes[at]]
        return self._back[b] + self._unigram[c]

    def score(self, text: str, left: str = "") -> float:
        """Return ln p(text | left): the sum over its characters.  Without ``left`` the text begins a line.

        >>> model = load()
        >>> model.score("祝“五一”国际劳动节", left="庆") > model.score("希“五一”国际劳动节", left="庆")
        True
        >>> model.score("")
        0.0
        """
        symbols = [NEWLINE, NEWLINE, *self.encode(left[-2:]), *self.encode(text)]
        triples = zip(symbols, symbols[1:], symbols[2:], strict=False)
        skipped = min(len(left), 2)
        return sum([self.log_prob(*triple) for triple in triples][skipped:], 0.0)


def _planes(data: bytes) -> array[int]:
    """Return the 16-bit numbers that are stored as all their low bytes, then all their high bytes."""
    half = len(data) // 2
    joined = bytearray(len(data))
    joined[0::2], joined[1::2] = data[:half], data[half:]
    numbers = array("H", joined)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _symbols(chars: str, folded: str, targets: str) -> _Symbols:
    symbols = _Symbols(zip(chars, range(FIRST_CHARACTER, FIRST_CHARACTER + len(chars)), strict=True))
    for char, target in zip(folded, targets, strict=True):
        symbols[char] = symbols[target]
    return symbols


def read(data: bytes) -> TrigramModel:
    """Return the model in the bytes of a table file: a line of JSON that names its parts, then the parts, compressed."""
    line, _, packed = data.partition(b"\n")
    body = zlib.decompress(packed)
    part, start = {}, 0
    for name, size in json.loads(line)["parts"]:
        part[name] = body[start : start + size]
        start += size
    symbols = _symbols(*(part[name].decode("utf-8") for name in ("chars", "folded", "targets")))
    pairs = _Trie(_planes(part["pair_counts"]), _planes(part["pair_symbols"]), part["pair_codes"], part["pair_back"])
    triples = _Trie(_planes(part["triple_counts"]), _planes(part["triple_symbols"]), part["triple_codes"])
    return TrigramModel(symbols, part["unigram"], part["back"], pairs, triples)


@functools.cache
def load() -> TrigramModel:
    """Return the model of this library, read once."""
    return read(tables.read_bytes(TABLE))
