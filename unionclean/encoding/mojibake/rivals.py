"""Readings of the same bytes, compared with one another: which is ahead, and whether it is far enough ahead to be the only one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from unionclean.encoding.mojibake.passages import Passage, Ways

MARGIN, MARGIN_OF_GAIN = 5.0, 3.0
"""By so many bits a reading must beat every other one; that a code page is rare does not decide alone."""

LAYER_BITS = 10.0
"""So much less likely is it that text was misread once more."""


def lead_of(passages: Iterable[Passage]) -> float:
    """Return how far ``passages`` are ahead of the text as it stands, rare characters counted in full."""
    return sum(max(passage.weight.gain, 0.0) - passage.weight.rarity for passage in passages)


def rank(passages: Sequence[Passage]) -> float:
    return lead_of(passages) - _prior_bits(passages[0].ways)


def _prior_bits(ways: Ways) -> float:
    return LAYER_BITS * (len(ways) - 1) + sum(way.wrong.rarity for way in ways)


DECIDED = 100.0
"""So many bits on a page decide among siblings, if none has any: they show some byte in another way."""


def has_rival(ways: Ways, by_ways: dict[Ways, list[Passage]], support: Mapping[Ways, float]) -> bool:
    """Return whether the line reads nearly as well, and otherwise, in other ways; some bits of a page speak for a family only, many for one of it."""
    lead, bits = lead_of(by_ways[ways]), support.get(ways, 0.0)
    for other, rivals in by_ways.items():
        is_decided = bits > DECIDED and other not in support
        if other == ways or is_decided or (bits and other[0].wrong.family != ways[0].wrong.family):
            continue
        there = _standing_there(by_ways[ways], rivals)
        ahead = _prior_bits(other) - _prior_bits(ways)
        if there and lead_of(there) > min(lead - MARGIN + ahead, lead - MARGIN_OF_GAIN):
            return True
    return False


def _standing_there(passages: list[Passage], rivals: list[Passage]) -> list[Passage]:
    """Return those of ``rivals`` that stand where ``passages`` do; none if they say nothing else."""
    there: list[Passage] = []
    differs, place = False, 0
    for passage in passages:
        while place < len(rivals) and rivals[place].end <= passage.start:
            place += 1
        while place < len(rivals) and rivals[place].start < passage.end:
            there.append(rivals[place])
            differs = differs or rivals[place].after != passage.after
            place += 1
    return there if differs else []
