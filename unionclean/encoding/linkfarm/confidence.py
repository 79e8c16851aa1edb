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
    "lost": ((0.1, 0.676), (0.3, 0.834), (0.7, 0.91), (2.3, 0.948), (5.1, 0.995)),
    "short": (
        (0.9, 0.734),
        (2.2, 0.777),
        (2.7, 0.865),
        (3.5, 0.916),
        (4.5, 0.976),
        (5.3, 0.987),
        (5.9, 0.987),
        (7.6, 0.999),
    ),
    "long": ((1.1, 0.778), (3.6, 0.926), (5.9, 0.984), (8.3, 1.0)),
}
"""By the kind of run: one with U+FFFD says what it does not know, and in a long one more than one guess is likely."""

LONG = 5
"""Characters of a long run."""

MOST = 0.99
"""No guess is surer than this."""


def kind_of(text: str) -> str:
    """Return which of the tables speaks of a run."""
    if LOST in text:
        return "lost"
    return "long" if len(text) >= LONG else "short"


def interpolated(knots: Knots, margin: float) -> float:
    """Return what ``knots`` say of a margin: on the straight line between two, and beyond the ends what the end says."""
    (before, lowest), *others = knots
    for after, share in others:
        if margin < after:
            return lowest + (share - lowest) * max(0.0, margin - before) / (after - before)
        before, lowest = after, share
    return lowest


def confidence_of(text: str, margin: int) -> float:
    """Return how sure a run is to be ``text``, the next reading being worse by ``margin``, in the steps of the model.

    >>> confidence_of("祝", 5 * NAT), confidence_of("祝", 1 * NAT), confidence_of("代表全國人民", 1 * NAT)
    (0.983, 0.737, 0.778)
    """
    return min(MOST, round(interpolated(TABLES[kind_of(text)], margin / NAT), 3))
