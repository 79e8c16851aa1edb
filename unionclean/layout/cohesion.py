"""Does the text run on over a gap?  Two pieces of one sentence fit together; two items of a list do not.

The language model tells how much likelier a character is behind the two before it than anywhere.  Inside running text, that
is 2.5 nats on the average, and the gap often lies inside a word.  Between the lines of a poem, the items of a list or the
paragraphs of a page it is below nothing.  :data:`WEIGHTS` says what a value counts for: the logarithm of how much oftener
it occurs inside running text (web pages, news, an encyclopaedia, reviews, a handbook) than at borders that somebody meant
(paragraphs, word lists, place names), kept small where it is large, for what somebody divided may fit together too.
``python -m benchmarks.layout --cohesion`` counts it again.
"""

from __future__ import annotations

from bisect import bisect_right

LIMITS = (-2, -1, 0, 1, 2, 3, 4, 6)
"""Borders of the classes of cohesion, in nats."""
WEIGHTS = (-1.8, -1.5, -0.8, 0.6, 0.7, 1.5, 1.6, 2.0, 3.0)
"""What a value of each class counts for, in nats."""


def cohesion(left: str, right: str) -> float:
    """Return how much likelier, in nats, the first character of ``right`` is behind ``left`` than anywhere.

    >>> cohesion("短期负", "荷") > 2 > cohesion("春天", "汽车")
    True
    """
    from unionclean.encoding.models.log_space import NAT
    from unionclean.encoding.models.trigram import load

    model = load()
    symbols = model.encode(("\n\n" + left)[-2:] + right[:1])
    return (model.log_prob(*symbols) - model.unigram_log_prob(symbols[2])) / NAT


def weigh(left: str, right: str) -> float:
    """Return the evidence that ``right`` runs on behind ``left``: a log-likelihood ratio, positive if it does.

    >>> weigh("负荷预", "测方法") > 0 > weigh("香蕉", "电脑")
    True
    """
    return WEIGHTS[bisect_right(LIMITS, cohesion(left, right))]
