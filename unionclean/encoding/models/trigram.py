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
from array import array
from collections.abc import Iterable, Sequence

from unionclean import tables
from unionclean.encoding.models.log_space import IMPOSSIBLE, steps
from unionclean.encoding.models.ngrams import BITS, MEMO, UNKNOWN, CandidateSet, Memo, Symbols, Trie

OTHER, NEWLINE, SPACE, DIGIT, LATIN, RARE = range(6)
FIRST_CHARACTER = 6
"""Symbols below are classes of characters; the alphabet follows."""

TABLE = "language.bin"
LOG_STEP = 1 / 4
"""A stored code ``n`` means the natural logarithm ``-n * LOG_STEP``."""
_STEPS_OF_CODE = steps(LOG_STEP)
BACK_STEP, BACK_TOP = 1 / 6, 1.0
"""A stored code ``n`` means the back-off weight ``BACK_TOP - n * BACK_STEP``, a natural logarithm too."""

_BREAK = NEWLINE
"""The same, which is a number of C where this module is compiled."""


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


class TrigramModel:
    """The model.  Probabilities are logarithms in whole steps (:mod:`unionclean.encoding.models.log_space`); :meth:`encode` turns text into symbols."""

    def __init__(
        self, symbols: Symbols, unigram: Sequence[int], back: Sequence[int], bigrams: Trie, trigrams: Trie
    ) -> None:
        self._symbols = symbols
        self._log = array("i", [steps(-code * LOG_STEP) for code in range(256)])
        self._weight = array("i", [steps(BACK_TOP - code * BACK_STEP) for code in range(256)])
        self._unigram = array("i", [self._log[code] for code in unigram])
        self._back = array("i", [self._weight[code] for code in back])
        self._bigrams, self._trigrams = bigrams, trigrams
        self._log_probs, self._backoffs, self._trigram_log_probs = (
            bigrams.log_probs,
            bigrams.backoffs,
            trigrams.log_probs,
        )
        self._memo = Memo()
        self._cached: dict[int, list[tuple[int, int]]] = {}
        self._ranked: dict[int, list[int]] = {}
        self.size = len(unigram)

    def encode(self, text: str) -> list[int]:
        """Return one symbol for every character of ``text``.

        >>> model = load()
        >>> model.encode("國，") == model.encode("国,")
        True
        """
        return list(map(self._symbols.__getitem__, text))

    def alphabet(self) -> list[str]:
        """Return the characters that the model knows one by one, and those that count as one of them.

        >>> {"国", "國"} <= set(load().alphabet()), "☂" in load().alphabet()
        (True, False)
        """
        return [character for character, symbol in self._symbols.items() if symbol >= FIRST_CHARACTER]

    def row(self, text: str) -> array[int]:
        """Return the same for a long text."""
        return self._symbols.row(text)

    def log_prob(self, a: int, b: int, c: int) -> int:
        """Return ln p(c | a b) for three symbols, in steps.  After a line break only the break counts: what ended the line before does not.

        >>> model = load()
        >>> model.log_prob(*model.encode("中华人")) > model.log_prob(*model.encode("中华入"))
        True
        """
        key = a << BITS | b  # in two steps, or C would make an int of it
        key = key << BITS | c
        known = self._memo.get(key, UNKNOWN)
        if known == UNKNOWN:
            if len(self._memo) >= MEMO:
                self._memo.clear()
            known = self._memo.setdefault(key, self.trigram_log_prob(self._bigram_index(a, b), b, c))
        return known

    def unigram_log_prob(self, c: int) -> int:
        """Return ln p(c) in steps, whatever stands before it.

        >>> model = load()
        >>> model.unigram_log_prob(model.encode("的")[0]) > model.unigram_log_prob(model.encode("祝")[0])
        True
        """
        return self._unigram[c]

    def sequence_log_probs(self, a: int, b: int, symbols: Iterable[int]) -> list[int]:
        """Return the log probability of each of ``symbols``, the first of which follows ``a b``."""
        found = []
        for c in symbols:
            found.append(self.log_prob(a, b, c))
            a, b = b, c
        return found

    def score(self, text: str, left: str = "") -> int:
        """Return ln p(text | left) in steps: the sum over its characters.  Without ``left`` the text begins a line.

        >>> model = load()
        >>> model.score("祝“五一”国际劳动节", left="庆") > model.score("希“五一”国际劳动节", left="庆")
        True
        >>> model.score("")
        0
        """
        before = [NEWLINE, NEWLINE, *self.encode(left[-2:])]
        return sum(self.sequence_log_probs(before[-2], before[-1], self.encode(text)))

    def top_k(self, a: int, b: int, candidates: CandidateSet, least: int = IMPOSSIBLE) -> dict[int, int]:
        """Return the symbols of a set that are likeliest after ``a b`` and likelier than ``least``, with ln p in steps: those seen there, and some others.

        >>> model = load()
        >>> a, b, *symbols = model.encode("中华人入")
        >>> found = model.top_k(a, b, CandidateSet(symbols))
        >>> found[symbols[0]] == model.log_prob(a, b, symbols[0])
        True
        """
        at, weight = self.context(a, b)
        found = {}
        for symbol, p in self.likeliest_after(b, candidates):
            if weight + p <= least:
                break
            found[symbol] = weight + p
        for symbol, p in self.seen_after(at, candidates, least, found):
            if p > least:
                found[symbol] = p
            elif symbol in found:
                del found[symbol]
        return found

    def context(self, a: int, b: int) -> tuple[int, int]:
        """Return where the bigram ``a b`` stands, or -1, and what a symbol loses that was not seen after it; behind an unseen bigram nothing is lost."""
        at = self._bigram_index(a, b)
        return at, self._weight[self._backoffs[at]] if at >= 0 else 0

    def _bigram_index(self, a: int, b: int) -> int:
        """Return where the bigram ``a b`` stands as a context, or -1."""
        return self._bigrams.find(_BREAK if b == _BREAK else a, b)

    def trigram_log_prob(self, at: int, b: int, c: int) -> int:
        """Return ln p(c | a b), where ``a b`` stands at ``at``."""
        if at < 0:
            return self._bigram_log_prob(b, c)
        found = self._trigrams.find(at, c)
        if found >= 0:
            return self._log[self._trigram_log_probs[found]]
        return self._weight[self._backoffs[at]] + self._bigram_log_prob(b, c)

    def _bigram_log_prob(self, b: int, c: int) -> int:
        at = self._bigrams.find(b, c)
        return self._log[self._log_probs[at]] if at >= 0 else self._back[b] + self._unigram[c]

    def likeliest_after(self, b: int, candidates: CandidateSet) -> list[tuple[int, int]]:
        """Return the likeliest of a set after the one symbol ``b``, best first; of equals the commoner, whose number is smaller."""
        key = candidates.number << BITS | b
        known = self._cached.get(key)
        if known is None:
            if len(self._cached) >= MEMO >> 2:
                self._cached.clear()
            known = self._cached[key] = self._rank_after(b, candidates)
        return known

    def _rank_after(self, b: int, candidates: CandidateSet) -> list[tuple[int, int]]:
        """Return the likeliest of a set after ``b``: of those that were seen there, and of the commonest others."""
        log, unigram, back = self._log, self._unigram, self._back[b]
        seen = dict(self._bigrams.after(b, candidates))
        scored = [(log[code], -symbol) for symbol, code in seen.items()]
        common = self._commonest(candidates)[: candidates.kept + len(seen)]
        scored += [(back + unigram[symbol], -symbol) for symbol in common if symbol not in seen]
        scored.sort(reverse=True)
        return [(-negative, p) for p, negative in scored[: candidates.kept]]

    def _commonest(self, candidates: CandidateSet) -> list[int]:
        """Return the symbols of a set, the commonest first."""
        ranked = self._ranked.get(candidates.number)
        if ranked is None:
            pairs = sorted([(-self._unigram[symbol], symbol) for symbol in candidates.ordered])
            ranked = self._ranked[candidates.number] = [symbol for _, symbol in pairs]
        return ranked

    def seen_after(self, at: int, candidates: CandidateSet, least: int, asked: Iterable[int]) -> list[tuple[int, int]]:
        """Return those of a set that were seen after the bigram at ``at``, with ln p in steps: at least those likelier than ``least``, and those ``asked``."""
        log, most = self._log, (-1 - least) // _STEPS_OF_CODE
        return (
            [(symbol, log[code]) for symbol, code in self._trigrams.after(at, candidates, most, asked)]
            if at >= 0
            else []
        )


def _numbers(typecode: str, data: bytes) -> array[int]:
    """Return the numbers that are stored with their lowest byte first."""
    numbers = array(typecode)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _symbols(chars: str, folded: str, targets: str) -> Symbols:
    symbols = Symbols(zip(chars, range(FIRST_CHARACTER, FIRST_CHARACTER + len(chars)), strict=True), class_of)
    for char, target in zip(folded, targets, strict=True):
        symbols[char] = symbols[target]
    return symbols


def read(data: bytes) -> TrigramModel:
    """Return the model in the bytes of a table file: a line of JSON that names its parts, then the parts.

    They are not compressed: a wheel is, and a new process reads them in a tenth of the time.
    """
    start = data.index(b"\n") + 1
    line, part = data[:start], {}
    for name, size in json.loads(line)["parts"]:
        part[name] = data[start : start + size]
        start += size
    symbols = _symbols(*(part[name].decode("utf-8") for name in ("chars", "folded", "targets")))
    bigrams, trigrams = (
        Trie(
            _numbers("I", part[f"{name}_offsets"]),
            _numbers("H", part[f"{name}_symbols"]),
            part[f"{name}_codes"],
            part.get(f"{name}_back", b""),
        )
        for name in ("pair", "triple")
    )
    return TrigramModel(symbols, part["unigram"], part["back"], bigrams, trigrams)


@functools.cache
def load() -> TrigramModel:
    """Return the model of this library, read once."""
    return read(tables.read_bytes(TABLE))
