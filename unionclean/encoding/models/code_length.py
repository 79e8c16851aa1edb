"""How many bits a text costs: the fewer, the likelier somebody wrote it (minimum description length).

Chinese is priced by the trigram model, which reads both scripts.  What the model knows only as a class (rare Han, kana, letters of other
alphabets) costs the class and a flat share within it.  A Han character costs at most what a table of all of them would charge, so a row of rare
characters, as dictionaries and poems have them, is no wonder.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator

from unionclean.encoding.models.log_space import NAT
from unionclean.encoding.models.trigram import NEWLINE, load
from unionclean.tables import read_rows

_PER_STEP = 1 / (math.log(2) * NAT)

_PRICES: tuple[tuple[str, float, float], ...] = (
    (r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]", 0, 15.5),  # one of 21,000 characters, and a bit to say so
    (r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]", 18, 24),
    (r"[\u0000-\u007f\u2010-\u206f\u3000-\u3020]", 0, 16),
    (r"[\u3041-\u30ff]", 0, 7),
    (r"[\u0430-\u0451\u03ac-\u03ce\u0e00-\u0e7f\u0590-\u06ff]", 0, 6.5),
    (r"[\u00df-\u00ff]", 2, 8.5),
    (r"[\u00c0-\u00de\u0370-\u03ff\u0400-\u04ff]", 3, 10),
    (r"[\uac00-\ud7a3]", 3, 13),
    (r"[\uff61-\uff9f]", 0, 10),
    (r"[\u0100-\u024f\u1e00-\u1fff\u00a0-\u00bf]", 3, 12),
    (r"[\uff01-\uff5e\u2070-\u27bf\u3021-\u33ff]", 0, 16),
)
"""Patterns of characters, what one costs more than the model says, and the most it costs."""

_OTHER = (4.0, 20.0)
_BEYOND = 0.03
"""What is left of the bits above the most, so that of two dear characters the dearer one still is."""

_COMMON_HANGUL, _RARE_HANGUL = (0.0, 9.0), (6.0, 15.0)
"""A syllable that is one in a thousand of Korean text, or that it has once in a hundred thousand at most."""

_CHANGE_OF_SCRIPT = 3.0
"""So much more than the most may an East Asian letter cost where the script changes before it, and so much more costs any letter where a word goes from Latin letters to others, or back."""
_EAST_ASIAN, _OTHER_ALPHABET, _LATIN = "eol"


class _Prices(dict[str, tuple[float, float, str]]):
    """What is added, the most, and which letters it is one of, if any, worked out when a character is first met."""

    def __missing__(self, character: str) -> tuple[float, float, str]:
        found = next(((more, most) for kind, more, most in _PRICES if re.match(kind, character)), _OTHER)
        if "\uac00" <= character <= "\ud7a3":
            found = _prices_of_hangul().get(character, found)
        price = self[character] = *found, _letters_of(character)
        return price


_prices = _Prices()


@functools.cache
def _prices_of_hangul() -> dict[str, tuple[float, float]]:
    kinds = {"hangul": _RARE_HANGUL, "common_hangul": _COMMON_HANGUL}
    return {
        character: kinds[kind]
        for kind, characters in read_rows("mojibake_characters.tsv")
        if kind in kinds
        for character in characters
    }


def code_lengths(text: str, left: str = "") -> list[float]:
    """Return the bits of every character of ``text``, each after the two before it; ``left`` is what stands before ``text``.

    >>> common, rare = sum(code_lengths("中国人民")), sum(code_lengths("欷歔猰貐"))
    >>> common < 20 < 50 < rare
    True
    """
    model = load()
    context = left[-2:]
    symbols = [NEWLINE, NEWLINE, *model.encode(context), *model.encode(text)]
    a, b, *following = symbols[len(context) :]
    return list(_limited(model.sequence_log_probs(a, b, following), text))


def _limited(log_probs: Iterable[int], text: str) -> Iterator[float]:
    """Yield the bits of every character of ``text``, for which the model says ``log_probs``."""
    prices, before = _prices, ""
    for log_prob, character in zip(log_probs, text, strict=True):
        more, most, letters = prices[character]
        bits = more - log_prob * _PER_STEP
        if letters or before:
            if letters == _EAST_ASIAN and before != _EAST_ASIAN:
                most += _CHANGE_OF_SCRIPT
            if letters and before and letters != before and _LATIN in (letters, before):
                bits, most = bits + _CHANGE_OF_SCRIPT, most + _CHANGE_OF_SCRIPT
            before = letters
        yield bits if bits < most else most + (bits - most) * _BEYOND


def _letters_of(character: str) -> str:
    """Return which letters ``character`` is one of: kana and Hangul, of which Chinese text has whole words or none, Latin ones of ASCII, or those of another alphabet."""
    if "\u3041" <= character <= "\u30ff" or "\uac00" <= character <= "\ud7a3" or "\uff61" <= character <= "\uff9f":
        return _EAST_ASIAN
    if character.isascii():
        return _LATIN if character.isalpha() else ""
    return _OTHER_ALPHABET if "\u0370" <= character <= "\u0e5b" else ""


def unlimited(character: str, bits: float) -> float:
    """Return what the model says that a Han ``character`` costs, where :func:`code_lengths` says ``bits``, which are limited.

    >>> [bits] = code_lengths("屰")
    >>> bits < 16 < 23 < unlimited("屰", bits)
    True
    """
    most = _prices[character][1]
    return most + (bits - most) / _BEYOND if bits > most and character > "\u3400" else bits


def code_length(text: str, left: str = "") -> float:
    """Return the bits of ``text`` as a whole.

    >>> code_length("")
    0.0
    """
    return sum(code_lengths(text, left), 0.0)
