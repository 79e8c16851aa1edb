"""How often a repair is right that reads so much better than the next reading.

The tables are an isotonic regression over the probable edits of held-out pages (news, web pages, an encyclopaedia, government reports,
handbooks and reviews, damaged by the forward machine in every setting): ``python -m tools.fit_confidence`` fits and checks them.
"""

from __future__ import annotations

from unionclean.encoding.linkfarm.decoder.hypothesis import LOST
from unionclean.encoding.models.log_space import NAT

Knots = tuple[tuple[float, float], ...]
"""Nats by which the next reading is behind, and how often a run is right that is so far ahead; straight lines between them."""

TABLES: dict[str, Knots] = {
    "lost": ((0.3, 0.839), (1.0, 0.894), (2.5, 0.958), (5.1, 0.994)),
    "far": ((0.2, 0.673), (2.0, 0.918)),
    "short": ((1.0, 0.693), (2.2, 0.864), (2.8, 0.864), (3.5, 0.925), (5.1, 0.984), (7.8, 0.999)),
    "short, hard": ((1.0, 0.604), (2.5, 0.85), (4.1, 0.988), (6.5, 0.998)),
    "long": ((1.1, 0.75), (2.8, 0.906), (4.8, 0.982), (5.3, 0.982), (8.3, 0.999)),
    "long, hard": ((1.5, 0.859), (3.9, 0.859), (6.0, 0.979), (7.9, 0.999)),
}
"""By the kind of run: one with U+FFFD says what it does not know, in a long one more than one guess is likely, and a page is hard
whose subject the language model does not know."""

LONG = 5
"""Characters of a long run."""

MOST = 0.99
"""No guess is surer than this."""


def kind_of(text: str, *, is_far: bool, is_hard: bool) -> str:
    """Return which of the tables speaks of a run: is it far from Chinese, and its page hard for the language model?

    >>> kind_of("代表全國人民", is_far=False, is_hard=True)
    'long, hard'
    """
    if LOST in text:
        return "far" if is_far else "lost"
    return ("long" if len(text) >= LONG else "short") + (", hard" if is_hard else "")


def interpolated(knots: Knots, margin: float) -> float:
    """Return what ``knots`` say of a margin: on the straight line between two, and beyond the ends what the end says."""
    (before, lowest), *others = knots
    for after, share in others:
        if margin < after:
            return lowest + (share - lowest) * max(0.0, margin - before) / (after - before)
        before, lowest = after, share
    return lowest


def confidence_of(kind: str, margin: int) -> float:
    """Return how sure a run of this kind is, the next reading being worse by ``margin``, in the steps of the model.

    >>> confidence_of("short", 5 * NAT) > confidence_of("short", 1 * NAT)
    True
    """
    return min(MOST, round(interpolated(TABLES[kind], margin / NAT), 3))
