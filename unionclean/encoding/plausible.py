"""How plausible a piece of text is, in bits: the fewer, the likelier somebody wrote it.

Chinese characters are counted (:mod:`unionclean.tables`, ``plausibility.tsv``: six clean sources, both scripts); everything else has
a flat price by the kind of character.  The prices only have to tell writing from garbage, which is tens of bits a word.
"""

from __future__ import annotations

import functools
import re
from itertools import pairwise

from unionclean.tables import read_rows

UNSEEN_HAN = 27
PAIR_BONUS = 5
"""What a pair of characters that clean text knows is cheaper than its two characters alone."""

_KINDS: tuple[tuple[str, int], ...] = (
    (r"[\x00-\x7f]", 6),
    (r"[À-ÖØ-öø-ÿ]", 9),
    (r"[\u0100-\u024f\u0370-\u03ff\u0400-\u045f\u0590-\u06ff\u1e00-\u1fff]", 13),
    (r"[\u3041-\u30ff]", 11),
    (r"[\uac00-\ud7a3]", 14),
    (r"[\u00a0-\u00bf×÷]", 13),
    (r"[\u2010-\u2027\u2030-\u203b\u20ac\u2122\u0152-\u0192\u02c6\u02dc]", 12),
    (r"[\U0001f000-\U0001faff\u2460-\u24ff\u2500-\u27bf]", 16),
    (r"[\x80-\x9f\ufffd]", 16),
    (r"[\ue000-\uf8ff]", 24),
)
_OTHER = 24

_ALIKE = re.compile(r"[\u3041-\u30ff]{2}|[\uac00-\ud7a3]{2}|[\u0430-\u044f]{2}|[\u03ac-\u03ce]{2}")
"""Two letters of one script that is not Han: words, as far as the prices know."""


@functools.cache
def _prices() -> dict[str, int]:
    return {c: int(row[1]) for row in read_rows("plausibility.tsv") if row[0] == "c" for c in row[2]}


@functools.cache
def known_pairs() -> frozenset[str]:
    """The pairs of characters that are frequent in clean text."""
    return frozenset(row[1] + second for row in read_rows("plausibility.tsv") if row[0] == "p" for second in row[2])


@functools.cache
def _kinds() -> list[tuple[re.Pattern[str], int]]:
    return [(re.compile(kind), price) for kind, price in _KINDS]


def price(character: str) -> int:
    """Return the price of one character in bits.

    >>> price("的") < price("浣") < price("犲")
    True
    """
    known = _prices().get(character)
    return _flat_price(character) if known is None else known


@functools.lru_cache(maxsize=4096)
def _flat_price(character: str) -> int:
    if "\u3400" <= character <= "\u9fff":
        return UNSEEN_HAN
    return next((bits for kind, bits in _kinds() if kind.match(character)), _OTHER)


def pair_bonus(first: str, second: str) -> int:
    """Return what ``second`` is cheaper for following ``first``.

    >>> pair_bonus("你", "好") > pair_bonus("浣", "犲") == 0
    True
    """
    pair = first + second
    return PAIR_BONUS if pair in known_pairs() or _ALIKE.match(pair) else 0


def text_price(text: str) -> int:
    """Return the price of ``text`` in bits, pairs counted."""
    return sum(map(price, text)) - sum(pair_bonus(a, b) for a, b in pairwise(text))
