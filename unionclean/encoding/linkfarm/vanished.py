"""Where a character may be missing without a trace: 疾病， became 疾，, as each byte of 病 stood alone between two cuts and left nothing.

The search restores one where the text is hardly Chinese without it.  What is left proves nothing, so a note stands only where something suggests
a loss: where the delimiter reads better behind one of the characters that can vanish, or, if there is none on the page, where it reads nearly as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from unionclean.encoding.linkfarm.decoder.candidates import Candidates, Fitting
from unionclean.encoding.linkfarm.decoder.hypothesis import LEAD_LOST
from unionclean.encoding.linkfarm.decoder.tokens import Token, Tokens
from unionclean.encoding.linkfarm.delimiters import POSSIBLE_CUTS, STRADDLING
from unionclean.encoding.linkfarm.windows import HIDDEN
from unionclean.encoding.models.log_space import steps
from unionclean.encoding.models.trigram import TrigramModel

POSSIBLE = steps(-2.8)
"""A delimiter that reads no worse than this behind a character that vanished may lack one."""
USUAL = steps(1.0)
"""What it costs that the page has the same elsewhere, each time."""

_Context = tuple[int, int, int]
"""The symbols of the two characters before a delimiter, and its own."""

WHY = "broken bytes leave nothing on this page, and a character may be missing here: the text reads as well with one"


def find_vanished(tokens: Tokens, model: TrigramModel, candidates: Candidates) -> dict[int, int]:
    """Return the places of the delimiters before which a character may have vanished, with how much better they read behind one.

    What stands before the same delimiter elsewhere on the page is usual there, and speaks against a loss.
    """
    times = Counter(context for _, context in _delimiters(tokens))
    known: dict[tuple[_Context, int], int] = {}
    gains = {}
    for mark, context in _delimiters(tokens):
        if mark.pair not in POSSIBLE_CUTS:
            continue
        lead = mark.pair >> 8
        if (context, lead) not in known:
            known[context, lead] = _gain(context, candidates.by_trail(STRADDLING[lead], LEAD_LOST), model)
        gain = known[context, lead]
        if gain > POSSIBLE:
            gains[mark.start] = gain - USUAL * (times[context] - 1)
    return gains


def _delimiters(tokens: Tokens) -> Iterator[tuple[Token, _Context]]:
    """Yield the delimiters, each with its context: a long text has too many to keep."""
    for match in HIDDEN.finditer(tokens.text):
        mark = tokens.at(match.start())
        yield mark, (*tokens.symbols_before(mark.start), mark.symbols[0])


def likeliest(gains: dict[int, int]) -> list[int]:
    """Return the places that read better behind a character that vanished, or the best of the others.

    >>> likeliest({3: -5, 8: 10, 20: 4}), likeliest({3: -5, 8: -2}), likeliest({})
    ([8, 20], [8], [])
    """
    better = [place for place, gain in gains.items() if gain > 0]
    return better or sorted(gains, key=lambda place: -gains[place])[:1]


def _gain(context: _Context, fitting: Fitting, model: TrigramModel) -> int:
    """Return how much better a delimiter reads behind the likeliest character that can vanish there."""
    left, last, mark = context
    stands = model.log_prob(left, last, mark)
    found = model.top_k(left, last, fitting.choice, stands + POSSIBLE)
    return max([p + model.log_prob(last, symbol, mark) - stands for symbol, p in found.items()], default=POSSIBLE)
