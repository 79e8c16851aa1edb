"""The language model of one page: what the page itself says, on top of what the model knows.

Names and terms that no general model has are all over their own page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log

from unionclean.encoding.models.log_space import IMPOSSIBLE, log_add, steps, whole_log
from unionclean.encoding.models.trigram import BITS, MEMO, NEWLINE, CandidateSet, TrigramModel

CACHE_WEIGHT = 0.02
"""This part of every probability goes to what is common on the page, wherever it stands there."""
WEIGHT, KEPT = steps(log(CACHE_WEIGHT)), steps(log(1 - CACHE_WEIGHT))
"""The logarithms of that part and of what it leaves."""
GAP = -1
"""Stands in the page's symbols where something was cut out."""

CONCENTRATION_BIGRAM, CONCENTRATION_TRIGRAM = 10, 6
"""How many occurrences on the page weigh as much as the model itself, for each different character that the page has after this context."""


def adapt(model: TrigramModel, text: str) -> PageModel:
    """Return a model that also knows ``text``, the undamaged part of a page; ``model`` stays as it is.

    U+FFFD in ``text`` marks a gap: nothing is counted across it.
    Linear in the text; about 2 ms for a page of 50 kB.

    >>> from unionclean.encoding.models.trigram import load
    >>> model = load()
    >>> page = adapt(model, "褚时健与红塔山。褚时健说。")
    >>> page.score("健", left="褚时") > model.score("健", left="褚时")
    True
    """
    page = [GAP]
    for piece in text.split("\ufffd"):
        page += model.encode(piece)
        page.append(GAP)
    return PageModel(model, page)


class _ContextCounts:
    """What follows one context on the page: ln of what each symbol gains there, and of the part that is left to the model."""

    __slots__ = ("gains", "kept")

    def __init__(self, following: list[int], concentration: int) -> None:
        counts = Counter(following)
        left = concentration * len(counts)
        total = whole_log(len(following) + left)
        self.gains = {symbol: whole_log(number) - total for symbol, number in counts.items()}
        self.kept = whole_log(left) - total


class PageModel:
    """A model with the counts of one page on top (after Witten and Bell): the oftener the page has a context, the more it says there.

    A context that the page does not have is left to the model, so no context gains by being unseen.  What follows a symbol is counted when it is
    first asked for, with all that follows the bigrams that end in it: most symbols are never asked for.
    """

    def __init__(self, base: TrigramModel, page: list[int]) -> None:
        self.encode = base.encode
        self._base = base
        self._page = page
        self._memo: dict[int, int] = {}
        self._places: defaultdict[int, list[int]] = defaultdict(list)
        for place, symbol in enumerate(page):
            self._places[symbol].append(place)
        size = whole_log(len(page))
        self._anywhere = {symbol: WEIGHT + whole_log(len(places)) - size for symbol, places in self._places.items()}
        self._after: dict[int, _ContextCounts | None] = {}
        self._behind: defaultdict[int, list[int]] = defaultdict(list)
        self._after_bigram: dict[int, _ContextCounts] = {}

    def log_prob(self, a: int, b: int, c: int) -> int:
        """Return ln p(c | a b) on this page, in steps."""
        key = (a << BITS | b) << BITS | c
        known = self._memo.get(key)
        if known is None:
            if len(self._memo) >= MEMO:
                self._memo.clear()
            known = self._memo[key] = self._log_prob(a, b, c)
        return known

    def _log_prob(self, a: int, b: int, c: int) -> int:
        p = self._base.log_prob(a, b, c)
        counts = self._counts_after(b)
        if counts is not None:
            p = _corrected(p, c, counts)
            counts = self._counts_after_bigram(a, b)
            if counts is not None:
                p = _corrected(p, c, counts)
        return log_add(KEPT + p, self._anywhere.get(c, IMPOSSIBLE))

    def score(self, text: str, left: str = "") -> int:
        """Return ln p(text | left) on this page, in steps, as :meth:`TrigramModel.score` does."""
        symbols = [NEWLINE, NEWLINE, *self.encode(left[-2:] + text)]
        symbols = symbols[min(len(left), 2) :]
        return sum(map(self.log_prob, symbols, symbols[1:], symbols[2:]))

    def top_k(self, a: int, b: int, candidates: CandidateSet, least: int = IMPOSSIBLE) -> dict[int, int]:
        """Return the symbols of a set that are likeliest after ``a b`` on this page, those at most as likely as ``least`` mostly left out."""
        again: dict[int, int] = {}
        kept = KEPT
        counts = self._counts_after(b)
        if counts is not None:
            again = counts.gains
            kept += counts.kept
            counts = self._counts_after_bigram(a, b)
            if counts is not None:
                kept += counts.kept
        # What the page does not have here, it thins out alike; the rest is a few symbols.
        base, anywhere, wanted = self._base, self._anywhere, candidates.symbols
        at = base.bigram_index(a, b)
        weight = kept + base.backoff(at)
        found: dict[int, int] = {}
        for symbol, p in base.likeliest_after(b, candidates):
            p += weight
            if symbol in anywhere:
                p = log_add(p, anywhere[symbol])
            if p > least:
                found[symbol] = p
        for symbol, p in base.seen_after(at, candidates):
            p += kept
            if symbol in anywhere:
                p = log_add(p, anywhere[symbol])
            if p > least or symbol in found:
                found[symbol] = p
        for symbol in again:
            if symbol in wanted:
                found[symbol] = self.log_prob(a, b, symbol)
        return found

    def _counts_after(self, b: int) -> _ContextCounts | None:
        """Return what follows ``b`` on the page."""
        if b not in self._after:
            self._after[b] = self._count(b)
        return self._after[b]

    def _count(self, b: int) -> _ContextCounts | None:
        """Count what follows ``b``, and put what follows each bigram that ends in ``b`` aside."""
        page, following = self._page, []
        for place in self._places.get(b, ()):
            a, c = page[place - 1], page[place + 1]
            if c != GAP:
                following.append(c)
                if a != GAP:
                    self._behind[a << BITS | b].append(c)
        return _ContextCounts(following, CONCENTRATION_BIGRAM) if following else None

    def _counts_after_bigram(self, a: int, b: int) -> _ContextCounts | None:
        """Return what follows ``a b`` on the page; what follows ``b`` has been asked before."""
        bigram = a << BITS | b
        counts = self._after_bigram.get(bigram)
        if counts is None and bigram in self._behind:
            counts = self._after_bigram[bigram] = _ContextCounts(self._behind[bigram], CONCENTRATION_TRIGRAM)
        return counts


def _corrected(p: int, symbol: int, counts: _ContextCounts) -> int:
    """Return the log probability ``p`` of a symbol after a context, as the page corrects it."""
    gain = counts.gains.get(symbol)
    return counts.kept + p if gain is None else log_add(counts.kept + p, gain)
