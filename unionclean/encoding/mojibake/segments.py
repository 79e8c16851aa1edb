"""Which stretches of a line are mojibake of one kind: those that are much likelier when read again than as they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.models.unigram import bigrams_in, code_length_after, frequent_bigrams
from unionclean.encoding.mojibake import transcode
from unionclean.encoding.mojibake.transcode import AlignedUnit, Misdecoding

ENOUGH_BITS = 24
"""How much likelier a repair must be: 24 bits is one chance in sixteen million."""

ENOUGH_BITS_UNCHECKED = 40
"""The same where nearly any text can be read again: every pair of GBK is a pair of Big5."""

ENOUGH_KNOWN = 1 / 3
"""Bytes paired by accident give common characters, but never in a common order."""

LEAST_KNOWN_UNCHECKED = 2
"""So many known pairs at least there: four rare characters of a classical poem read again hold one by accident."""

COMMON_BITS = 12
"""What a character of a text of common characters costs at most, on average; at random it is 14 bits and more."""

NEIGHBOUR_BITS, PAGE_BITS = 4, 10
"""Garbage comes in stretches: what stands beside some is likelier garbage than not, and on a page of garbage almost surely."""

_UNCHECKED = frozenset({transcode.GBK_AS_CP950, transcode.GBK_AS_HKSCS, transcode.BIG5_AS_GBK})
_CHECKED = frozenset({transcode.UTF8_AS_GBK, transcode.UTF8_AS_CP950, transcode.UTF8_AS_HKSCS})
_LOOKS_CHINESE = _UNCHECKED | _CHECKED
"""Garbage of these kinds is Han and can stand beside sound words."""


class Segment(NamedTuple):
    """A stretch of a line, in units, that is ``bits`` likelier when read again."""

    units: Sequence[AlignedUnit]
    bits: int


def find_segments(line: str, reading: Misdecoding, *, page: bool = False) -> Iterator[Segment]:
    """Yield the stretches of ``line`` that are likelier by ``reading`` than as they stand.

    A stretch needs evidence of its own, or comes from a ``page`` that is misread as a whole; its neighbours then need less.

    >>> [passage.units for passage in find_segments("来源：浣犲ソ", transcode.UTF8_AS_GBK)]
    [[AlignedUnit(start=3, end=6, after='你好')]]
    """
    for run in transcode.redecode(line, reading):
        gains = _gains(line, run)
        cores = [first for first, last, bits in maximal_segments(gains) if _is_evidence(reading, run[first:last], bits)]
        if not cores and not page:
            continue
        bias = PAGE_BITS if page else NEIGHBOUR_BITS
        biased = [gain + bias * _changes(line, unit) for gain, unit in zip(gains, run, strict=True)]
        for first, last, _ in maximal_segments(biased):
            if page or bisect_left(cores, first) < bisect_left(cores, last):
                if not page and reading in _LOOKS_CHINESE:
                    first, last = _without_sound_words_at_the_ends(line, run, gains, first, last)
                units = _without_losses_at_the_ends(line, run[first:last])
                if units and not _is_mostly_lost(units):
                    yield Segment(units, sum(gains[first:last]))


def _gains(line: str, run: Sequence[AlignedUnit]) -> list[int]:
    """Return for each unit by how many bits its reading beats what stands there."""
    gains = []
    before = after = ""
    for unit in run:
        old, new = line[unit.start : unit.end], unit.after
        gains.append(0 if old == new else code_length_after(before, old) - code_length_after(after, new))
        before, after = old[-1], new[-1]
    return gains


def _changes(line: str, unit: AlignedUnit) -> bool:
    return line[unit.start : unit.end] != unit.after


def maximal_segments(gains: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return ``(first, last, sum)`` of all maximal stretches of ``gains`` with a positive sum.

    The algorithm, linear in the length, is Ruzzo and Tompa's (ISMB 1999).

    >>> maximal_segments([3, -1, 4, -9, 2])
    [(0, 3, 6), (4, 5, 2)]
    """
    stretches: list[
        tuple[int, int, int, int, int]
    ] = []  # first, last, sum left of it, sum with it, the nearest one further left and lower
    total = 0
    for index, gain in enumerate(gains):
        left, total = total, total + gain
        if gain <= 0:
            continue
        first, place = index, len(stretches) - 1
        while place >= 0:
            while place >= 0 and stretches[place][2] >= left:
                place = stretches[place][4]
            if place < 0 or stretches[place][3] >= total:
                break
            first, _, left, _, lower = stretches[place]
            del stretches[place:]
            place = lower
        stretches.append((first, index + 1, left, total, place))
    return [(first, last, high - low) for first, last, low, high, _ in stretches]


def _is_evidence(reading: Misdecoding, units: Sequence[AlignedUnit], bits: int) -> bool:
    """Whether a stretch is so much likelier, and its characters stand in an order that writing has.

    Bytes that are UTF-8 are so by no accident: what they say needs no further witness if it is much likelier, in Latin text at all.
    A row of one character, ★★★★, witnesses nothing.
    """
    if bits < (ENOUGH_BITS_UNCHECKED if reading in _UNCHECKED else ENOUGH_BITS):
        return False
    after = "".join(unit.after for unit in units)
    if reading is transcode.UTF8_AS_LATIN:
        return True
    if reading in _CHECKED and bits >= 1.5 * ENOUGH_BITS and not _may_be_strokes(after):
        return True
    pairs = bigrams_in(after)
    known = sum(pair in frequent_bigrams() for pair in pairs)
    least = LEAST_KNOWN_UNCHECKED if reading in _UNCHECKED else 1
    if bits >= 2 * ENOUGH_BITS and code_length_after("", after) <= COMMON_BITS * len(after):
        return known >= least
    return known >= max(least, len(pairs) * ENOUGH_KNOWN)


def _may_be_strokes(after: str) -> bool:
    """Whether UTF-8 says nothing but letters whose second byte makes a character of GB2312, as 丶丨丿 do: people list such characters.

    A word of Greek, Cyrillic or Arabic holds other letters as well.
    """
    return all("\x80" <= c < "\u0800" and c.encode()[1] > 0xA0 for c in after)


def _is_mostly_lost(units: Sequence[AlignedUnit]) -> bool:
    after = "".join(unit.after for unit in units)
    return 3 * after.count(LOST) > len(_NOT_ASCII.findall(after))


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _without_sound_words_at_the_ends(
    line: str, run: Sequence[AlignedUnit], gains: Sequence[int], first: int, last: int
) -> tuple[int, int]:
    """Return the stretch without the words at its ends that read better as they stand: what stands apart from garbage need be none."""
    apart = [place for place in range(first, last) if not _changes(line, run[place])]
    for place in apart:
        if sum(gains[first:place]) > 0:
            break
        first = place + 1
    for place in reversed(apart):
        if place < first or sum(gains[place:last]) > 0:
            break
        last = place
    return first, last


def _without_losses_at_the_ends(line: str, units: Sequence[AlignedUnit]) -> Sequence[AlignedUnit]:
    """Drop the units at the ends of which a byte is said to be gone though nothing in the text marks the place."""
    first, last = 0, len(units)
    while first < last and _is_unmarked_loss(line, units[first]):
        first += 1
    while first < last and _is_unmarked_loss(line, units[last - 1]):
        last -= 1
    return units[first:last]


def _is_unmarked_loss(line: str, unit: AlignedUnit) -> bool:
    seen = line[unit.start : unit.end]
    return LOST in unit.after and "?" not in seen and LOST not in seen
