"""How plausible a piece of text is, in bits: the fewer, the likelier somebody wrote it.

Chinese characters are counted (:mod:`unionclean.tables`, ``plausibility.tsv``: six clean sources, both scripts); everything else has
a flat price by the kind of character.  The code_lengths only have to tell writing from garbage, which is tens of bits a word.
"""

from __future__ import annotations

import functools
import re
from itertools import pairwise

from unionclean.patterns import lazy
from unionclean.tables import read_rows

UNSEEN_HAN = 27
"""What a Han character costs that clean text never has."""
BIGRAM_BONUS = 5
"""What a pair of characters that clean text knows is cheaper than its two characters alone."""

ACCENTED_PAIR = 3
"""What two accented Latin letters side by side cost more than apart."""

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

_ACCENTED = lazy("[À-ÖØ-öø-ÿ]{2}")
_ALIKE = lazy(r"[\u3041-\u30ff]{2}|[\uac00-\ud7a3]{2}|[\u0430-\u044f]{2}|[\u03ac-\u03ce]{2}")
"""Two letters of one script that is not Han: words, as far as the code_lengths know."""


class _CodeLengths(dict[str, int]):
    """The code_lengths of the table; those of other characters are worked out when they are first met."""

    def __missing__(self, character: str) -> int:
        bits = UNSEEN_HAN if "\u3400" <= character <= "\u9fff" else _flat_length(character)
        self[character] = bits
        return bits


def _flat_length(character: str) -> int:
    return next((bits for kind, bits in _KINDS if re.match(kind, character)), _OTHER)


@functools.cache
def code_lengths() -> dict[str, int]:
    """Return the price of every character in bits, as a mapping that lacks none.

    >>> code_lengths()["的"] < code_lengths()["浣"] < code_lengths()["犲"]
    True
    """
    return _CodeLengths((c, int(row[1])) for row in read_rows("plausibility.tsv") if row[0] == "c" for c in row[2])


@functools.cache
def frequent_bigrams() -> frozenset[str]:
    """Return the pairs of characters that are frequent in clean text.

    >>> "你好" in frequent_bigrams(), "浣犲" in frequent_bigrams()
    (True, False)
    """
    return frozenset(row[1] + second for row in read_rows("plausibility.tsv") if row[0] == "p" for second in row[2])


def bigrams_in(text: str) -> list[str]:
    """Return the different neighbours in ``text`` that are East Asian both, of which :func:`frequent_bigrams` may say something.

    >>> bigrams_in("你好 ok 好好")
    ['你好']
    """
    return [a + b for a, b in pairwise(text) if a >= _EAST_ASIAN and b >= _EAST_ASIAN and a != b]


_EAST_ASIAN = "\u2e80"


def code_length_after(previous: str, text: str) -> int:
    """Return the price in bits of ``text`` where it follows the character ``previous``, which may be ``""``.

    >>> code_length_after("", "你好") < code_length_after("", "你") + code_length_after("", "好")
    True
    """
    length_of, known = code_lengths(), frequent_bigrams()
    total = 0
    for character in text:
        total += length_of[character]
        pair = previous + character
        if pair in known:
            total -= BIGRAM_BONUS
        elif not "\u3400" <= character <= "\u9fff":
            total -= _pair_of_letters(pair)
        previous = character
    return total


def _pair_of_letters(pair: str) -> int:
    """Return what two letters of one script are cheaper side by side; accented Latin ones are dearer, as few languages pair them."""
    if _ACCENTED.match(pair):
        return -ACCENTED_PAIR
    return BIGRAM_BONUS if _ALIKE.match(pair) else 0
