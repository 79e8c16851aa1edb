"""How likely the names of a list are under *drawn at random by a link farm* and under *a real list*.

Everything is a natural logarithm of a probability or of a ratio of two.  Real lists are a mixture of kinds: each kind says
which forms of names it uses and whether its names lie together.  A list in random order from the whole country is one of
those kinds, so that disorder alone never counts for much.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from unionclean.places.gazetteer import FORMS, Place, gazetteer

# How often each form of a name (P p A C F Z S, see gazetteer.FORMS) occurs in a list of that kind.
_FORMS_OF = {
    "drawn": (0.030, 0.005, 0.110, 0.705, 0.030, 0.045, 0.075),  # seeds: 6, 0, 25, 121, 1, 8, 0 of 161
    "drawn counties": (0.004, 0.002, 0.010, 0.875, 0.025, 0.050, 0.034),
    "drawn whole": (0.020, 0.003, 0.112, 0.810, 0.030, 0.005, 0.020),
    "drawn short": (0.020, 0.020, 0.110, 0.570, 0.020, 0.060, 0.200),
    "counties": (0.010, 0.005, 0.040, 0.870, 0.050, 0.003, 0.022),
    "official": (0.020, 0.005, 0.110, 0.785, 0.040, 0.004, 0.036),
    "cities": (0.100, 0.030, 0.700, 0.120, 0.010, 0.005, 0.035),
    "cities, loose": (0.050, 0.050, 0.420, 0.060, 0.005, 0.015, 0.400),
    "short": (0.010, 0.150, 0.020, 0.040, 0.004, 0.080, 0.696),
    "loose": (0.020, 0.030, 0.100, 0.500, 0.010, 0.040, 0.300),
}
_SPAM = {"drawn": 0.35, "drawn counties": 0.2, "drawn whole": 0.3, "drawn short": 0.15}
_REAL_TOGETHER = {"counties": 0.15, "official": 0.10, "cities": 0.05, "short": 0.10, "loose": 0.05}
_REAL_SCATTERED = {
    "counties": 0.15,
    "official": 0.15,
    "cities": 0.05,
    "cities, loose": 0.05,
    "short": 0.10,
    "loose": 0.05,
}
_SORTED_SHARE = 0.25  # of the scattered real lists, those in the order of their characters

# Chances that neighbours share a prefecture, only a province, or nothing.
_NEIGHBOURS_DRAWN = (0.007, 0.058, 0.935)
_NEIGHBOURS_TOGETHER = (0.35, 0.40, 0.25)
_MOST_PROVINCES = 2  # a name like 新华区, borne in many provinces, says nothing of where it is
_CONCENTRATION = 3.0  # of the Dirichlet prior over provinces for a list of one region: about three provinces count


def likeness(places: Sequence[tuple[str, Place]]) -> float:
    """Return ln P(names | spam) - ln P(names | a real list) for the ``(name, place)`` pairs of a list, in order."""
    counts = Counter(
        place.form for name, place in places if len(name) > 2 or place.form != "C"
    )  # 应县 has no short form
    located = [place for _, place in places if len(place.provinces) <= _MOST_PROVINCES]
    together = _log_sum([neighbours(located), concentration(located)]) - math.log(2)
    in_order = order([name for name, _ in places])
    scattered = _log_sum([math.log(1 - _SORTED_SHARE), math.log(_SORTED_SHARE) + in_order])
    real = [_mixture(_REAL_TOGETHER, counts) + together, _mixture(_REAL_SCATTERED, counts) + scattered]
    return _mixture(_SPAM, counts) - _log_sum(real)


def _mixture(shares: dict[str, float], counts: Counter[str]) -> float:
    """Return ln P(the forms) under a mixture of kinds."""
    return _log_sum([math.log(share) + _forms(kind, counts) for kind, share in shares.items()])


def _forms(kind: str, counts: Counter[str]) -> float:
    return sum(counts[form] * math.log(chance) for form, chance in zip(FORMS, _FORMS_OF[kind], strict=True))


def neighbours(places: Sequence[Place]) -> float:
    """Return ln P(who stands beside whom | a list by region) - ln P(the same | drawn)."""
    total = 0.0
    for one, other in pairwise(places):
        if one == other:
            continue
        closeness = _closeness(one, other)
        total += math.log(_NEIGHBOURS_TOGETHER[closeness] / _NEIGHBOURS_DRAWN[closeness])
    return total


def _closeness(one: Place, other: Place) -> int:
    if one.prefectures & other.prefectures:
        return 0
    return 1 if one.provinces & other.provinces else 2


def concentration(places: Sequence[Place]) -> float:
    """Return ln P(which provinces | a list of some regions) - ln P(the same | drawn), whatever the order."""
    share = gazetteer().share
    frequency = Counter(province for place in places for province in place.provinces)
    counts = Counter(max(sorted(place.provinces), key=frequency.__getitem__) for place in places)
    total = math.lgamma(_CONCENTRATION) - math.lgamma(_CONCENTRATION + len(places))
    for province, count in counts.items():
        prior = _CONCENTRATION * share[province]
        total += math.lgamma(prior + count) - math.lgamma(prior) - count * math.log(share[province])
    return total


def order(names: Sequence[str]) -> float:
    """Return ln P(the order | sorted by character) - ln P(the same | drawn), never below 0.

    The longest rising subsequence measures order: C(n, k) / k! bounds the chance that n names in random order have one of k.
    """
    by_code_point = [tuple(map(ord, name)) for name in names]
    by_gbk = [tuple(name.encode("gb18030", "replace")) for name in names]
    by_pinyin = [key for key in by_gbk if key[0] < _FIRST_BY_RADICAL]
    return max(0.0, *(_sortedness(keys) for keys in (by_code_point, by_pinyin) if keys))


_FIRST_BY_RADICAL = 0xD8  # GB 2312 has its commoner characters in the order of their pinyin, from here on by radical


def _sortedness(keys: Sequence[tuple[int, ...]]) -> float:
    rise = max(_longest_rise(keys), _longest_rise([tuple(-part for part in key) for key in keys]))
    n = len(keys)
    chance = math.lgamma(n + 1) - math.lgamma(n - rise + 1) - 2 * math.lgamma(rise + 1)
    return -chance - math.log(4)  # two orders, rising and falling


def _longest_rise(keys: Sequence[tuple[int, ...]]) -> int:
    ends: list[tuple[int, ...]] = []
    for key in keys:
        at = bisect_left(ends, key)
        ends[at : at + 1] = [key]
    return len(ends)


def _log_sum(logs: Sequence[float]) -> float:
    top = max(logs)
    return top + math.log(sum(math.exp(value - top) for value in logs))
