"""Which readings of a line to believe: those with enough evidence of their own, on their line, or on the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from unionclean.encoding.mojibake.evidence import NO_WEIGHT, Weight
from unionclean.encoding.mojibake.passages import Passage, Way, find_candidates, weighed

Ways = tuple[Way, ...]


class Threshold(NamedTuple):
    """How many bits of gain and of sense (:class:`~unionclean.encoding.mojibake.evidence.Weight`) a reading needs."""

    gain: float
    sense: float


ALONE = {
    ("utf8", False): Threshold(18, 3),
    ("utf8", True): Threshold(22, 6),
    ("gbk", False): Threshold(20, 9),
    ("big5", False): Threshold(20, 9),
    ("gbk", True): Threshold(18, 28),
    ("big5", True): Threshold(18, 28),
}
"""By the right codec, and whether an East Asian one was wrong.  Nearly any text can be read again in pairs of bytes; UTF-8 is none by accident."""

SUPPORTED = Threshold(6, 2)
"""The same for a passage on a page with mojibake of the same kind."""

MOST_LAYERS, LAYER_BITS = 3, 10.0
"""Text is seldom misread twice, and hardly ever three times."""


def find_best(line: str, support: Mapping[Ways, float] | None = None, layer: int = 1) -> list[Passage]:
    """Return the passages of ``line`` to repair, in order; ``support`` says how much sense each kind of mojibake makes elsewhere.

    >>> [passage.after for passage in find_best("来源：浣犲ソ (ÖÐ¹ú)")]
    ['你好', '中国']
    """
    by_ways: defaultdict[Ways, list[Passage]] = defaultdict(list)
    for candidate in find_candidates(line):
        for passage in _deepened(line, candidate, layer):
            by_ways[passage.ways].append(passage)
    accepted: list[Passage] = []
    for passages in sorted(by_ways.values(), key=_rank, reverse=True):
        accepted += _believed(_beside(passages, accepted), support or {})
    return sorted(accepted)


def _deepened(line: str, candidate: Passage, layer: int) -> Iterable[Passage]:
    """Yield ``candidate`` if it makes sense, and what another layer makes of it if it does not."""
    passage = weighed(line, candidate)
    if passage:
        yield passage
    if layer < MOST_LAYERS and (not passage or passage.weight.sense < len(passage.after)):
        inner = find_best(candidate.after, layer=layer + 1)
        if inner and not _undoes(candidate.ways[-1], inner[0].ways[0]):
            after = _applied(candidate.after, inner)
            ways = candidate.ways + inner[0].ways
            deeper = weighed(line, candidate._replace(after=after, ways=ways))
            if deeper:
                yield deeper


def _undoes(way: Way, other: Way) -> bool:
    """Return whether reading by ``other`` only brings back what stood there before ``way``."""
    return other.wrong.family == way.right and way.wrong.family == other.right


def _applied(text: str, passages: Sequence[Passage]) -> str:
    pieces, position = [], 0
    for passage in passages:
        pieces += (text[position : passage.start], passage.after)
        position = passage.end
    return "".join([*pieces, text[position:]])


def _rank(passages: Sequence[Passage]) -> float:
    gain = sum(passage.weight.gain for passage in passages if passage.weight.gain > 0)
    return gain - LAYER_BITS * len(passages[0].ways)


def _beside(passages: Iterable[Passage], accepted: Iterable[Passage]) -> list[Passage]:
    taken = [(passage.start, passage.end) for passage in accepted]
    return [p for p in passages if all(p.end <= start or p.start >= end for start, end in taken)]


def _believed(passages: Sequence[Passage], support: Mapping[Ways, float]) -> list[Passage]:
    """Return those of ``passages``, all of one kind on one line, that have enough evidence, together or alone."""
    if not passages:
        return []
    kind = passages[0].ways[-1].right, passages[0].is_east_asian
    together = sum((passage.weight for passage in passages), NO_WEIGHT)
    if _is_enough(together, ALONE[kind]) and all(_is_enough(p.weight, Threshold(0, -4)) for p in passages):
        return list(passages)
    alone = [passage for passage in passages if _is_enough(passage.weight, ALONE[kind])]
    if alone or passages[0].ways in support:
        return [passage for passage in passages if _is_enough(passage.weight, SUPPORTED)]
    return alone


def _is_enough(weight: Weight, threshold: Threshold) -> bool:
    return weight.gain >= threshold.gain and weight.sense >= threshold.sense
