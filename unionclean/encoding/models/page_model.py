"""The language model of one page: what the page itself says, on top of what the model knows.

Names and terms that no general model has are all over their own page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from math import exp, log

from unionclean.encoding.models.trigram import BITS, CandidateSet, TrigramModel

CACHE_WEIGHT = 0.02
"""This part of every probability goes to what is common on the page, wherever it stands there."""
GAP = -1
"""Stands in the page's symbols where something was cut out."""

CONCENTRATION_BIGRAM, CONCENTRATION_TRIGRAM = 10.0, 6.0
"""How many occurrences on the page weigh as much as the model itself, for each different character that the page has after this context."""


def adapt(model: TrigramModel, text: str) -> TrigramModel:
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
    """What follows one context on the page: the counts, what an occurrence adds, and the part that is left to the model."""

    __slots__ = ("counts", "gain", "kept")

    def __init__(self, following: Iterable[int], prior: float) -> None:
        self.counts = dict(Counter(following))
        left = prior * len(self.counts)
        total = sum(self.counts.values()) + left
        self.gain, self.kept = 1 / total, left / total

    def update(self, p: float, symbol: int) -> float:
        """Return the probability ``p`` of a symbol after the context, as the page corrects it."""
        return self.gain * self.counts.get(symbol, 0) + self.kept * p


class PageModel(TrigramModel):
    """A model with the counts of one page on top (after Witten and Bell): the oftener the page has a context, the more it says there.

    A context that the page does not have is left to the model, so no context gains by being unseen.  The rows of a symbol are counted
    when they are first asked for, all together: most are never asked for.
    """

    def __init__(self, base: TrigramModel, page: list[int]) -> None:
        self.__dict__.update(base.__dict__)
        self._memo = {}
        self._base = base
        self._page = page
        self._places: dict[int, list[int]] = {}
        for place, symbol in enumerate(page):
            self._places.setdefault(symbol, []).append(place)
        self._topic = {symbol: CACHE_WEIGHT * len(places) / len(page) for symbol, places in self._places.items()}
        self._rows: dict[int, _ContextCounts | None] = {}
        self._behind: dict[int, list[int]] = {}
        self._pair_rows: dict[int, _ContextCounts] = {}

    def _row_after(self, b: int) -> _ContextCounts | None:
        """Return what follows ``b`` on the page."""
        if b not in self._rows:
            self._rows[b] = self._count(b)
        return self._rows[b]

    def _count(self, b: int) -> _ContextCounts | None:
        """Count what follows ``b``, and put what follows each pair that ends in ``b`` aside."""
        page, following = self._page, []
        for place in self._places.get(b, ()):
            a, c = page[place - 1], page[place + 1]
            if c != GAP:
                following.append(c)
                if a != GAP:
                    self._behind.setdefault(a << BITS | b, []).append(c)
        return _ContextCounts(following, CONCENTRATION_BIGRAM) if following else None

    def _row_after_pair(self, a: int, b: int) -> _ContextCounts | None:
        """Return what follows ``a b`` on the page; what follows ``b`` has been asked before."""
        pair = a << BITS | b
        row = self._pair_rows.get(pair)
        if row is None and pair in self._behind:
            row = self._pair_rows[pair] = _ContextCounts(self._behind[pair], CONCENTRATION_TRIGRAM)
        return row

    def _trigram_log_prob(self, a: int, b: int, c: int) -> float:
        p = exp(self._base._trigram_log_prob(a, b, c))
        row = self._row_after(b)
        if row is not None:
            p = row.update(p, c)
            row = self._row_after_pair(a, b)
            if row is not None:
                p = row.update(p, c)
        return log((1 - CACHE_WEIGHT) * p + self._topic.get(c, 0.0))

    def top_k(self, a: int, b: int, choice: CandidateSet) -> dict[int, float]:
        kept = 1 - CACHE_WEIGHT
        again: Set[int] = frozenset()
        row = self._row_after(b)
        if row is not None:
            again = row.counts.keys() & choice.symbols
            kept *= row.kept
            row = self._row_after_pair(a, b)
            if row is not None:
                kept *= row.kept
        # What the page does not have here, it thins out alike; the rest is a few symbols.
        topic, thinned = self._topic, log(kept)
        found = {
            symbol: log(kept * exp(p) + topic[symbol]) if symbol in topic else p + thinned
            for symbol, p in self._base.top_k(a, b, choice).items()
        }
        for symbol in again:
            found[symbol] = self.log_prob(a, b, symbol)
        return found
