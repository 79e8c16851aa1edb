"""The language model of one page: what the page itself says, on top of what the model knows.

Names and terms that no general model has are all over their own page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import exp, log

from unionclean.encoding.language import Choice, Language

TOPIC = 0.02
"""This part of every probability goes to what is common on the page, wherever it stands there."""
COMMON = 8
"""So many of the page's commonest symbols are always looked at."""

GAP = -1
"""Stands in the page's symbols where something was cut out."""

PRIOR_PAIR, PRIOR_TRIPLE = 10.0, 6.0
"""How many occurrences on the page weigh as much as the model itself, for each different character that the page has after this context."""


def adapt(model: Language, text: str, weight: float = 1.0) -> Language:
    """Return a model that also knows ``text``, the undamaged part of a page; ``model`` stays as it is.

    U+FFFD in ``text`` marks a gap: nothing is counted across it.  ``weight`` says how much an occurrence on the page counts.
    Linear in the text; about 10 ms for a page of 50 kB.

    >>> from unionclean.encoding.language import load
    >>> model = load()
    >>> page = adapt(model, "褚时健与红塔山。褚时健说。")
    >>> page.score("健", left="褚时") > model.score("健", left="褚时")
    True
    """
    page = [GAP]
    for piece in text.split("\ufffd"):
        page += model.encode(piece)
        page.append(GAP)
    return _Adapted(model, page, weight)


class _Row:
    """What follows one context on the page: the counts, what an occurrence adds, and the part that is left to the model."""

    __slots__ = ("counts", "gain", "kept")

    def __init__(self, following: Iterable[int], prior: float, weight: float) -> None:
        self.counts = dict(Counter(following))
        left = prior * len(self.counts)
        total = weight * sum(self.counts.values()) + left
        self.gain, self.kept = weight / total, left / total

    def update(self, p: float, symbol: int) -> float:
        """Return the probability ``p`` of a symbol after the context, as the page corrects it."""
        return self.gain * self.counts.get(symbol, 0) + self.kept * p


class _Adapted(Language):
    """A model with the counts of one page on top (after Witten and Bell): the oftener the page has a context, the more it says there.

    A context that the page does not have is left to the model, so no context gains by being unseen.  The rows of a symbol are counted
    when they are first asked for, all together: most are never asked for.
    """

    def __init__(self, base: Language, page: list[int], weight: float) -> None:
        self.__dict__.update(base.__dict__)
        self._memo = {}
        self._base = base
        self._page, self._page_weight = page, weight
        self._places: dict[int, list[int]] = {}
        for place, symbol in enumerate(page):
            self._places.setdefault(symbol, []).append(place)
        self._topic = {symbol: TOPIC * len(places) / len(page) for symbol, places in self._places.items()}
        self._commonest: dict[Choice, frozenset[int]] = {}
        self._rows: dict[int, tuple[_Row | None, dict[int, _Row]]] = {}

    def _rows_of(self, b: int) -> tuple[_Row | None, dict[int, _Row]]:
        """Return the row after ``b``, and the rows after each pair that ends in ``b``."""
        rows = self._rows.get(b)
        if rows is None:
            rows = self._rows[b] = self._count_rows(self._places.get(b, ()))
        return rows

    def _count_rows(self, places: Sequence[int]) -> tuple[_Row | None, dict[int, _Row]]:
        page, weight = self._page, self._page_weight
        around = [(page[place - 1], page[place + 1]) for place in places if page[place + 1] != GAP]
        if not around:
            return None, {}
        by_left: dict[int, list[int]] = {}
        for a, c in around:
            by_left.setdefault(a, []).append(c)
        by_left.pop(GAP, None)
        row = _Row((c for _, c in around), PRIOR_PAIR, weight)
        return row, {a: _Row(following, PRIOR_TRIPLE, weight) for a, following in by_left.items()}

    def _compute(self, a: int, b: int, c: int) -> float:
        p = exp(self._base._compute(a, b, c))
        row, by_left = self._rows_of(b)
        if row is not None:
            p = row.update(p, c)
            if a in by_left:
                p = by_left[a].update(p, c)
        return log((1 - TOPIC) * p + self._topic.get(c, 0.0))

    def likeliest(self, a: int, b: int, choice: Choice) -> dict[int, float]:
        row, by_left = self._rows_of(b)
        kept = 1 - TOPIC
        again = self._common(choice)
        if row is not None:
            again = again | (row.counts.keys() & choice.symbols)
            kept *= row.kept * (by_left[a].kept if a in by_left else 1.0)
        # What the page does not have here, it thins out alike; the rest is a few symbols.
        topic = self._topic
        found = {
            symbol: log(kept * exp(p) + topic.get(symbol, 0.0))
            for symbol, p in self._base.likeliest(a, b, choice).items()
        }
        for symbol in again:
            found[symbol] = self.log_prob(a, b, symbol)
        return found

    def _common(self, choice: Choice) -> frozenset[int]:
        """Return the symbols of ``choice`` that are commonest on the page."""
        common = self._commonest.get(choice)
        if common is None:
            present = choice.symbols & self._topic.keys()
            common = self._commonest[choice] = frozenset(nlargest(COMMON, present, key=self._topic.__getitem__))
        return common
