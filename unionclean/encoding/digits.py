"""The law of digits: no repair of bytes may write a digit that was not there to be read."""

from __future__ import annotations

from unicodedata import decimal

from unionclean.edits import Note


def invents_digits(before: str, after: str) -> bool:
    """Whether ``after`` holds decimal digits (of any script or width) that ``before`` does not hold in this order.

    >>> invents_digits("£±ÔÂ", "１月"), invents_digits("1ÔÂ", "１月"), invents_digits("£±ÔÂ", "月")
    (True, False, False)
    """
    wanted = _digits(after)
    if not wanted:
        return False
    there = iter(_digits(before))
    return not all(digit in there for digit in wanted)


def digit_note(start: int, end: int) -> Note:
    """Return the note on misread bytes that say a digit and are left to the reader for that."""
    return Note("digit", (start, end), "these bytes would read as a digit; digits are never written by a repair")


def _digits(text: str) -> list[int]:
    return [decimal(character) for character in text if character.isdecimal()]
