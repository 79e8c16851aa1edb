"""The language model of one page: what the page itself says, on top of what the model knows.

Names and terms that no general model has are all over their own page.
"""

from __future__ import annotations

from array import array
from math import log

from unionclean.encoding.models.log_space import EXACT, IMPOSSIBLE, LOGARITHMS, REACH, SUMS, steps, whole_log
from unionclean.encoding.models.ngrams import BITS, GAP, MEMO, UNKNOWN, CandidateSet, Memo, Page, Places
from unionclean.encoding.models.trigram import NEWLINE, TrigramModel

CACHE_WEIGHT = 0.02
"""This part of every probability goes to what is common on the page, wherever it stands there."""
WEIGHT, KEPT = steps(log(CACHE_WEIGHT)), steps(log(1 - CACHE_WEIGHT))
"""The logarithms of that part and of what it leaves."""
TWICE = steps(log(2)) + 1
"""What a sum of two probabilities is more than the larger one, at most."""

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
    page = array("h", [GAP])
    for piece in text.split("\ufffd"):
        page += model.row(piece)
        page.append(GAP)
    return PageModel(model, Page(page))


class _ContextCounts:
    """What follows one context on the page, how often, and ln of the part that is left to the model."""

    __slots__ = ("_total", "kept", "times")

    def __init__(self, times: dict[int, int], concentration: int) -> None:
        left = concentration * len(times)
        self.times = times
        self._total = _log(sum(times.values()) + left)
        self.kept = _log(left) - self._total

    def with_gain(self, p: int, symbol: int) -> int:
        """Return what becomes of the probability of ``symbol`` after this context."""
        number = self.times.get(symbol)
        return self.kept + p if number is None else _add(self.kept + p, _log(number) - self._total)


class _Context:
    """What the model and the page say of what follows two symbols."""

    __slots__ = ("after", "after_bigram", "at", "kept", "weight")

    def __init__(
        self, at: int, backoff: int, after: _ContextCounts | None, after_bigram: _ContextCounts | None
    ) -> None:
        self.at = at
        """Where the two symbols stand in the model."""
        self.after, self.after_bigram = after, after_bigram
        """What the page has after the last symbol, and after both."""
        kept = KEPT
        if after is not None:
            kept += after.kept
        if after_bigram is not None:
            kept += after_bigram.kept
        self.kept = kept
        """What a symbol keeps of its probability that the page does not have here."""
        self.weight = kept + backoff
        """The same for one that the model has not seen here either."""


_MOST_CONTEXTS = 1 << 14


class PageModel:
    """A model with the counts of one page on top (after Witten and Bell): the oftener the page has a context, the more it says there.

    A context that the page does not have is left to the model, so no context gains by being unseen.  What follows a symbol is counted when it is
    first asked for, with all that follows the bigrams that end in it: most symbols are never asked for.
    """

    def __init__(self, base: TrigramModel, page: Page) -> None:
        self.encode = base.encode
        self._base = base
        self._page = page
        self._anywhere = array("i", [IMPOSSIBLE]) * (base.size + 1)
        self._commonest = IMPOSSIBLE
        self._count_symbols()
        self._contexts: dict[int, _Context] = {}
        self._memo = Memo()
        self._after: dict[int, _ContextCounts | None] = {}
        self._after_bigram: dict[int, _ContextCounts] = {}
        self._places: dict[int, Places] = {}

    def _count_symbols(self) -> None:
        """Put down how common each symbol is, wherever it stands."""
        size = _log(self._page.size)
        for symbol, number in self._page.times().items():
            p = self._anywhere[symbol] = WEIGHT + _log(number) - size
            self._commonest = max(self._commonest, p)

    def log_prob(self, a: int, b: int, c: int) -> int:
        """Return ln p(c | a b) on this page, in steps."""
        key = a << BITS | b  # in two steps, or C would make an int of it
        key = key << BITS | c
        known = self._memo.get(key, UNKNOWN)
        if known == UNKNOWN:
            if len(self._memo) >= MEMO:
                self._memo.clear()
            known = self._memo.setdefault(key, self._log_prob(self._context(a, b), b, c))
        return known

    def _log_prob(self, context: _Context, b: int, c: int) -> int:
        p = self._base.trigram_log_prob(context.at, b, c)
        if context.after is not None:
            p = context.after.with_gain(p, c)
        if context.after_bigram is not None:
            p = context.after_bigram.with_gain(p, c)
        return _add(KEPT + p, self._anywhere[c])

    def score(self, text: str, left: str = "") -> int:
        """Return ln p(text | left) on this page, in steps, as :meth:`TrigramModel.score` does."""
        symbols = [NEWLINE, NEWLINE, *self.encode(left[-2:] + text)]
        symbols = symbols[min(len(left), 2) :]
        return sum(map(self.log_prob, symbols, symbols[1:], symbols[2:]))

    def top_k(self, a: int, b: int, candidates: CandidateSet, least: int = IMPOSSIBLE) -> dict[int, int]:
        """Return the symbols of a set that are likeliest after ``a b`` on this page and likelier than ``least``, with ln p in steps."""
        context = self._context(a, b)
        base, anywhere = self._base, self._anywhere
        # What the page does not have here, it thins out alike; what it has elsewhere, it lifts to twice as much at most, or to what is common.
        hopeless = least - TWICE if self._commonest < least - TWICE else 2 * IMPOSSIBLE
        found: dict[int, int] = {}
        weight = context.weight
        for symbol, p in base.likeliest_after(b, candidates):
            p += weight
            if p < hopeless:
                break
            p = _add(p, anywhere[symbol])
            if p > least:
                found[symbol] = p
        kept = context.kept
        for symbol, p in base.seen_after(context.at, candidates, hopeless - kept - 1, found):
            p += kept
            p = _add(p, anywhere[symbol])
            if p > least:
                found[symbol] = p
            elif symbol in found:
                del found[symbol]
        if context.after is None:
            return found
        again, wanted = context.after.times, candidates.symbols
        for symbol in wanted.intersection(again) if len(again) < len(wanted) else again.keys() & wanted:
            p = self.log_prob(a, b, symbol)
            if p > least:
                found[symbol] = p
            elif symbol in found:
                del found[symbol]
        return found

    def _context(self, a: int, b: int) -> _Context:
        context = self._contexts.get(a << BITS | b)
        return self._learn_context(a, b) if context is None else context

    def _learn_context(self, a: int, b: int) -> _Context:
        if len(self._contexts) >= _MOST_CONTEXTS:
            self._contexts.clear()
        at, backoff = self._base.context(a, b)
        after = self._counts_after(b)
        after_bigram = None if after is None else self._counts_after_bigram(a, b)
        context = self._contexts[a << BITS | b] = _Context(at, backoff, after, after_bigram)
        return context

    def _counts_after(self, b: int) -> _ContextCounts | None:
        """Return what follows ``b`` on the page."""
        if b not in self._after:
            self._after[b] = self._count(b)
        return self._after[b]

    def _count(self, b: int) -> _ContextCounts | None:
        """Count what follows ``b``."""
        places = self._places[b] = self._page.places(b)
        times = places.behind()
        return _ContextCounts(times, CONCENTRATION_BIGRAM) if times else None

    def _counts_after_bigram(self, a: int, b: int) -> _ContextCounts | None:
        """Return what follows ``a b`` on the page."""
        bigram = a << BITS | b
        counts = self._after_bigram.get(bigram)
        if counts is None:
            places: Places = self._places[b]
            times = places.behind_after(a)
            if times:
                counts = self._after_bigram[bigram] = _ContextCounts(times, CONCENTRATION_TRIGRAM)
        return counts


def _log(number: int) -> int:
    """Return the logarithm of a whole number in steps, mostly a small one."""
    return LOGARITHMS[number] if number < EXACT else whole_log(number)


def _add(one: int, other: int) -> int:
    """Return what :func:`~unionclean.encoding.models.log_space.log_add` does, where it is asked a thousand times for a line."""
    distance = one - other
    if distance < 0:
        return other + SUMS[-distance] if distance > -REACH else other
    return one + SUMS[distance] if distance < REACH else one
