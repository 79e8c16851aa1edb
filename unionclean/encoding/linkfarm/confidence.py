"""How often a repair is right that reads so much better than the next reading.

The curves are a logistic regression over the probable edits of held-out pages (news, web pages, an encyclopaedia, government reports,
handbooks and reviews, damaged by the forward machine in every setting): ``python -m tools.fit_confidence`` fits and checks them.
"""

from __future__ import annotations

from math import exp

from unionclean.encoding.linkfarm.decoder.hypothesis import LOST
from unionclean.encoding.models.log_space import NAT

Curve = tuple[float, float]
"""The logarithm of the odds that a run is right of which the next reading is as good, and what each nat by which it is behind adds."""

CURVES: dict[str, Curve] = {
    "lost": (2.5, 0.19),
    "lost, hard": (1.11, 0.71),
    "far": (1.56, 0.08),
    "short": (0.18, 0.86),
    "short, hard": (0.16, 0.7),
    "long": (-0.13, 0.86),
    "long, hard": (-0.56, 0.87),
}
"""By the kind of run: one with U+FFFD says what it does not know, and in a long one more than one guess is likely.  A page is hard whose
subject the language model does not know, or whose private-use characters are gone, so that bytes may be missing anywhere."""

LONG = 5
"""Characters of a long run."""

FARTHEST = 10.0
"""Nats beyond which a lead says no more."""

MOST = 0.99
"""No guess is surer than this."""


def kind_of(text: str, *, is_far: bool, is_hard: bool) -> str:
    """Return which of the curves speaks of a run: is it far from Chinese, and its page hard?

    >>> kind_of("代表全國人民", is_far=False, is_hard=True)
    'long, hard'
    """
    if LOST in text and is_far:
        return "far"
    size = "lost" if LOST in text else "long" if len(text) >= LONG else "short"
    return size + (", hard" if is_hard else "")


def confidence_on(curve: Curve, nats: float) -> float:
    """Return what ``curve`` says of a run whose next reading is so many nats behind."""
    start, rise = curve
    return min(MOST, round(1 / (1 + exp(-start - rise * min(nats, FARTHEST))), 3))


def confidence_of(kind: str, margin: int) -> float:
    """Return how sure a run of this kind is, the next reading being worse by ``margin``, in the steps of the model.

    >>> confidence_of("short", 5 * NAT) > confidence_of("short", 1 * NAT)
    True
    """
    return confidence_on(CURVES[kind], margin / NAT)
