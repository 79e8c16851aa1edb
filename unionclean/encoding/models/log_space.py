"""Probabilities as whole numbers: natural logarithms in steps of 1/120.

Sums of floating-point logarithms differ between machines in their last bits, and a search that compares them may then choose differently.  Whole
numbers do not.  A step of 1/120 holds what the table of the model stores (quarters and sixths) and the costs of the search (tenths) exactly, and
an addition of two probabilities to half a step, which is fifty times finer than the table.
"""

from __future__ import annotations

from math import exp, log, log1p

NAT = 120
"""Steps of a natural logarithm of 1."""

IMPOSSIBLE = -1_000_000
"""The logarithm of nothing: below every sum of logarithms that is ever compared with it."""


def steps(nats: float) -> int:
    """Return a natural logarithm in steps.

    >>> steps(-7.5), steps(0.3)
    (-900, 36)
    """
    return round(nats * NAT)


EXACT = 4096
LOGARITHMS = [IMPOSSIBLE, *(steps(log(number)) for number in range(1, EXACT))]
"""The logarithms of small whole numbers in steps."""


def whole_log(number: int) -> int:
    """Return the logarithm of a whole number in steps.

    >>> whole_log(1), whole_log(10) == steps(2.302585), whole_log(0) == IMPOSSIBLE
    (0, True, True)
    """
    halvings = max(0, number.bit_length() - EXACT.bit_length() + 1)
    return LOGARITHMS[number >> halvings] + (halvings * 8318 + 50) // 100


def _sum_table() -> list[int]:
    """Return what is to be added to the larger of two logarithms for the smaller one, by their distance."""
    table: list[int] = []
    while not table or table[-1]:
        table.append(steps(log1p(exp(-len(table) / NAT))))
    return table


SUMS = _sum_table()
REACH = len(SUMS)
"""A probability that is smaller than another one by so much adds nothing to it."""


def log_add(one: int, other: int) -> int:
    """Return the logarithm of the sum of two probabilities.

    >>> log_add(steps(-1), steps(-1)) == steps(-1 + 0.693147)
    True
    >>> log_add(0, IMPOSSIBLE)
    0
    """
    distance = one - other
    if distance < 0:
        one, distance = other, -distance
    return one + SUMS[distance] if distance < REACH else one
