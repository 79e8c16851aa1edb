"""Take out the pinyin that another tool of the link farms scatters over Simplified prose: ``证券(quàn)时报``.

No bytes are broken by it.  What tells it from a lesson, a dictionary or a gloss is the page: a reading now and then, in
the middle of sentences, after characters that everybody can read, hardly ever twice after the same one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from unionclean.edits import Edit
from unionclean.encoding.evidence import Mark, find_marks
from unionclean.han import COMMON_TRADITIONAL, HAN_BMP
from unionclean.steps import NOTHING, Found

ENOUGH = 6
"""So many readings at least, after as many different characters but one in four."""

SPARSE = 12
"""At most one character in so many carries a reading: a text to learn from has them everywhere."""

COMMON = -10.5
"""Natural logarithm of how common a character must be for a gloss to be absurd: among the commonest 2,000 or so."""

SURE = 0.95
"""The confidence that one reading of a scattered page is one too many."""

_HAN = re.compile(f"[{HAN_BMP}]")
_TRADITIONAL = re.compile(f"[{COMMON_TRADITIONAL}]")


def find_random_pinyin(text: str) -> Found:
    """Return the edits that delete scattered readings, if the page shows the tool; nothing otherwise.

    >>> find_random_pinyin("汉语词典：长(cháng)、重(chóng)、行(háng)") is NOTHING
    True
    """
    marks = [mark for mark in find_marks(text) if not mark.eaten and mark.start and _HAN.match(text[mark.start - 1])]
    if len(marks) < ENOUGH or not _is_scattered(text, marks) or not _are_absurd(text, marks):
        return NOTHING
    return Found([_removal(text, mark.start, mark.end) for mark in marks])


def _removal(text: str, start: int, end: int) -> Edit:
    return Edit(start, end, text[start:end], "", "random-pinyin", "probable", confidence=SURE)


def _is_scattered(text: str, marks: list[Mark]) -> bool:
    """Return whether the readings are few, in running text, and after ever other characters, on a Simplified page."""
    characters = Counter(text[mark.start - 1] for mark in marks)
    readings = {(text[mark.start - 1], mark.reading) for mark in marks}
    running = sum(1 for mark in marks if _is_running(text, mark))
    return (
        len(characters) * 4 >= len(marks) * 3
        and len(readings) == len(characters)
        and running * 5 >= len(marks) * 4
        and len(_HAN.findall(text)) >= SPARSE * len(marks)
        and len(_TRADITIONAL.findall(text)) < ENOUGH
    )


def _is_running(text: str, mark: Mark) -> bool:
    """Return whether the character of ``mark`` stands between others: neither an entry nor the end of one."""
    around = text[mark.start - 2 : mark.start - 1], text[mark.end : mark.end + 1]
    return all(_HAN.match(character) for character in around)


def _are_absurd(text: str, marks: list[Mark]) -> bool:
    common = sum(_is_common(text[mark.start - 1]) for mark in marks)
    return common * 4 >= len(marks) * 3


@cache
def _is_common(character: str) -> bool:
    from unionclean.encoding import language

    model = language.load()
    return max(model.log_prob(*model.encode(context + character)) for context in ("的人", "了，", "\n\n")) > COMMON
