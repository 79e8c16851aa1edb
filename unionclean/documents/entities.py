"""Entities of HTML, read as the characters that they stand for: the semicolon of ``&quot;`` separates nothing."""

from __future__ import annotations

import re
from html import unescape

from unionclean.entities import ENTITY
from unionclean.masking import CLOSED
from unionclean.patterns import lazy

ESCAPED_TAG = lazy(rf"<{CLOSED}+[^\s<>{CLOSED}][^<>\n]{{0,200}}>{CLOSED}*")
"""``&lt;b title=&quot;甲,乙&quot;&gt;`` and ``Map&lt;甲,乙&gt;``, in a text with its characters: code that a page shows."""


def with_characters(text: str) -> str:
    """Return ``text``, as long as it was, with the character of each entity in its place, and what is left of it closed.

    >>> with_characters("说&quot;甲&nbsp;乙&quot;") == f'说"{CLOSED * 5}甲      乙"{CLOSED * 5}'
    True
    """
    return ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    character = entity[0]
    while character != (character := unescape(character)):
        pass
    if character.isspace():  # a line end, too, is a blank of its line
        return " " * len(entity[0])
    return character[0] + CLOSED * (len(entity[0]) - 1)
