"""How much evidence a reading needs: by its codecs, by its line, by its page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from unionclean.encoding.mojibake.evidence import Weight, is_chinese
from unionclean.encoding.mojibake.passages import Passage


class Threshold(NamedTuple):
    """How many bits of gain and of sense (:class:`~unionclean.encoding.mojibake.evidence.Weight`) a reading needs, and of both together."""

    gain: float
    sense: float
    sum: float = float("-inf")

    def is_met(self, weight: Weight) -> bool:
        """Return whether ``weight`` is enough."""
        return weight.gain >= self.gain and weight.sense >= self.sense and weight.gain + weight.sense >= self.sum


ALONE = {
    ("utf8", False): Threshold(18, 3),
    ("utf8", True): Threshold(22, 6),
    ("gbk", False): Threshold(20, 9),
    ("big5", False): Threshold(20, 9),
    ("gbk", True): Threshold(6, 14, 38),
    ("big5", True): Threshold(6, 14, 38),
}
"""By the right codec, and whether an East Asian one was wrong.  Nearly any text can be read again in pairs of bytes; UTF-8 is none by accident.

In 30 million characters of verse no reading of pairs behind pairs has 33 bits of both.
"""

FOREIGN = Threshold(36, 0)
"""UTF-8 of another script than Han: letters of two bytes are too easily met by accident."""

ALONE_IN_A_RARE_CODEC = Threshold(24, 16)

ALONE_IN_KANJI = Threshold(6, 14, 46)
"""EUC-JP makes of Chinese what looks like Chinese, or Japanese."""

SUPPORTED, SUPPORTED_PAIRS = Threshold(6, 2), Threshold(6, 2, 18)
"""The same for a passage beside mojibake of the same kind, or on a page with much of it; behind East Asian codecs
and Thai, pairs of bytes make as much of many a rare word."""

WHOLE_LINE = Threshold(12, 3)
"""The same for all that a line has beyond ASCII, on a page with much of its kind: ``²Ä 1 ±ø`` was 第 1 條."""

SURROUNDED = Threshold(-10, -8)
"""The same where the line is mojibake for the most part: what stands between its marks is seldom sound."""

PLAIN = Threshold(60, 30)
"""Nothing but mojibake reads so much better in another way, whatever keeps it from being repaired."""

MOSTLY = 0.6
"""A line of which mojibake fills this part is mojibake for the most part."""


def needed_by(passage: Passage) -> Threshold:
    if not is_chinese(passage.after):
        return FOREIGN
    if passage.ways[0].wrong.family in ("dos", "cyrillic", "thai") and not passage.is_checked:
        return ALONE_IN_A_RARE_CODEC
    if passage.ways[0].wrong.name == "euc_jp":
        return ALONE_IN_KANJI
    return ALONE[passage.ways[-1].right, passage.is_east_asian]


def is_likely_beside_others(passage: Passage) -> bool:
    """Return whether ``passage`` has enough evidence, if its line or its page has more of its kind."""
    is_like_words = passage.is_east_asian or passage.ways[0].wrong.family == "thai"
    return (SUPPORTED_PAIRS if is_like_words and not passage.is_checked else SUPPORTED).is_met(passage.weight.alone)


def fits_in(passage: Passage) -> bool:
    """Return whether ``passage`` may be mojibake if all beside it is."""
    return SURROUNDED.is_met(passage.weight)


def covers(line: str, passages: Iterable[Passage]) -> bool:
    """Return whether ``passages`` are most of what ``line`` holds beyond ASCII, so that the rest of it needs no evidence of its own."""
    return sum(p.end - p.start for p in passages) >= MOSTLY * beyond_ascii(line)


def covers_all(line: str, passages: Iterable[Passage]) -> bool:
    """Return whether ``line`` holds nothing beyond ASCII beside ``passages``."""
    return sum(beyond_ascii(line[p.start : p.end]) for p in passages) == beyond_ascii(line)


def beyond_ascii(text: str) -> int:
    """Return how many characters of ``text`` are no ASCII."""
    return sum(character > "\x7f" for character in text)
