"""Hypotheses of the search through bytes (:mod:`~unionclean.encoding.mojibake.pair_search`): one way to read them up to some place, and what several ways agree on."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import NamedTuple

from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.models.trigram import NEWLINE

_LONGEST_APART = 60
"""Two that are nearly as likely and differ in more characters are no reading: bytes without end may be paired in either way."""


class Backpointer(NamedTuple):
    """A piece of text, linked to what was said before it; ``size`` characters in all."""

    text: str
    before: Backpointer | None
    size: int


def say(before: Backpointer | None, text: str) -> Backpointer:
    """Return ``text`` linked to what was said ``before``."""
    return Backpointer(text, before, len(text) + (before.size if before else 0))


class Hypothesis(NamedTuple):
    """One way to read the bytes up to some place: its cost in steps of the model, the last two symbols, a first byte that waits for its second, and what it says."""

    cost: int = 0
    a: int = NEWLINE
    b: int = NEWLINE
    pending: bytes = b""
    said: Backpointer | None = None


cost_of = operator.attrgetter("cost")
"""What hypotheses are sorted by."""


def recombine(hypotheses: Sequence[Hypothesis], clearly: int) -> Hypothesis | None:
    """Return the likeliest of ``hypotheses``, with U+FFFD for what another one says otherwise that is not ``clearly`` behind; ``None`` if there is none, or that is too much.

    >>> start = say(None, "第")
    >>> one, other = Hypothesis(100, said=say(start, "一章")), Hypothesis(110, said=say(start, "二章"))
    >>> spelled(recombine([one, other], 20).said), spelled(recombine([one, other], 10).said)
    ('第�章', '第一章')
    """
    if not hypotheses:
        return None
    best, *others = sorted(hypotheses, key=cost_of)
    for other in others:
        if other.cost - best.cost < clearly:
            agreed = _agreed(best.said, other.said)
            if agreed is None:
                return None
            best = best._replace(said=agreed)
    return best


def _agreed(said: Backpointer | None, other: Backpointer | None) -> Backpointer | None:
    """Return ``said`` with U+FFFD for what differs between where the two part and what both end in; ``None`` if they part far back."""
    fork = _fork_of(said, other)
    text, instead = spelled(said, fork), spelled(other, fork)
    if len(text) > _LONGEST_APART:
        return None
    same = _alike(text, instead)
    end = _alike(text[same:][::-1], instead[same:][::-1])
    return say(fork, text[:same] + LOST * (len(text) - same - end) + text[len(text) - end :])


def _alike(text: str, other: str) -> int:
    """Return how many characters both begin with."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((place for place, (one, another) in pairs if one != another), min(len(text), len(other)))


def _fork_of(said: Backpointer | None, other: Backpointer | None) -> Backpointer | None:
    """Return the last piece that both share."""
    while said is not other:
        if said is not None and (other is None or said.size >= other.size):
            said = said.before
        elif other is not None:
            other = other.before
    return said


def spelled(said: Backpointer | None, fork: Backpointer | None = None) -> str:
    """Return all that is said, or what is said behind ``fork``."""
    pieces: list[str] = []
    while said is not None and said is not fork:
        pieces.append(said.text)
        said = said.before
    return "".join(reversed(pieces))
