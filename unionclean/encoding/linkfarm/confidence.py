"""How often a repair is right that reads so much better than the next reading.

Fitted by logistic regression to the probable edits of held-out pages (news, web pages, an encyclopaedia, government reports,
handbooks and reviews, damaged by the forward machine in every setting); ``python -m benchmarks.calibration`` measures it on others.
"""

from __future__ import annotations

from math import exp

from unionclean.encoding.models.log_space import NAT

INTERCEPT, PER_NAT, LONG_RUN = -0.77, 1.06, -1.32
"""The weights: of nothing, of each nat that the next reading is behind, and of a run in which more than one guess is likely."""

LONG = 5
"""Characters of such a run."""

MOST = 0.99
"""No guess is surer than this."""


def confidence_of(text: str, margin: int) -> float:
    """Return how sure a run is to be ``text``, the next reading being worse by ``margin``, in the steps of the model.

    >>> confidence_of("祝", 5 * NAT), confidence_of("祝", 1 * NAT), confidence_of("代表全國人民", 1 * NAT)
    (0.989, 0.572, 0.263)
    """
    evidence = INTERCEPT + PER_NAT * margin / NAT + (LONG_RUN if len(text) >= LONG else 0.0)
    return min(MOST, round(1 / (1 + exp(-evidence)), 3))
