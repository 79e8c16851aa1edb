"""What is never repaired: bytes that would write a digit, and garbage that the text quotes.

A digit that is wrong is worse than one that is unreadable, so no repair writes one that was not there to be read.  Quoted garbage stands between
sound quotation marks, where real garbage would have garbled the marks too: the text speaks of it.
"""

from __future__ import annotations

from unicodedata import category, numeric

from unionclean.edits import Note
from unionclean.han import HAN_BMP
from unionclean.patterns import lazy


def invents_digits(before: str, after: str) -> bool:
    """Whether ``after`` holds digits of any script, width or kind, fractions included, that ``before`` does not hold in this order.

    >>> invents_digits("£²ÔÂ", "２月"), invents_digits("1ÔÂ", "１月"), invents_digits("£±ÔÂ", "月"), invents_digits("¢Ù", "①")
    (True, False, False, True)
    >>> invents_digits("mÂ²", "m²"), invents_digits("â‚‚", "₂")
    (False, True)
    """
    wanted = _digits(after)
    if not wanted:
        return False
    there = iter(_digits(before))
    return not all(digit in there for digit in wanted)


def digit_note(start: int, end: int) -> Note:
    """Return the note on misread bytes that say a digit and are left to the reader for that."""
    return Note("digit", (start, end), "these bytes would read as a digit; digits are never written by a repair")


def _digits(text: str) -> list[str]:
    """Return the digits of ``text``; a number in a circle or in brackets counts as the digits that it is written with."""
    digits: list[str] = []
    for character in text:
        if character.isascii():
            digits += character if character.isdecimal() else ""
        elif character in _OF_LATIN_1:
            digits.append(character)
        elif category(character) in _NUMBERS and character != _HAN_ZERO:
            digits += f"{numeric(character):g}"
    return digits


_NUMBERS = frozenset({"Nd", "No", "Nl"})
_HAN_ZERO = "〇"
"""Han are text, as 一 and 二 are."""

_OF_LATIN_1 = frozenset("²³¹¼½¾")
"""These are no digits of a text but bytes of misread text; they are there to be read only where they stay what they are."""


_QUOTES = frozenset({"“”", "‘’", "「」", "『』"})
_STRAIGHT = frozenset({'""', "''", "``"})
_HAN = lazy(f"[{HAN_BMP}]")


def is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` fills a pair of quotation marks; straight ones, which data has too, must stand beside Han.

    >>> is_quoted("所谓“ÄãºÃ”", 3, 7), is_quoted("ÄãºÃ", 0, 4), is_quoted('{"a": "ÄãºÃ"}', 7, 11)
    (True, False, False)
    """
    if start == 0:
        return False
    marks = text[start - 1 : start] + text[end : end + 1]
    around = text[max(0, start - 2) : start - 1] + text[end + 1 : end + 2]
    return marks in _QUOTES or (marks in _STRAIGHT and _HAN.search(around) is not None)


def quoted_note(start: int, end: int) -> Note:
    """Return the note on garbage that was left for being quoted."""
    return Note("quoted-mojibake", (start, end), "quoted, as if the text spoke of it: left as it is")
