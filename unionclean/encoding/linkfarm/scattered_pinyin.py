"""Take out the pinyin that another tool of the link farms scatters over Simplified prose: ``证券(quàn)时报``.

No bytes are broken by it.  What tells it from a lesson, a dictionary or a gloss is the page: a reading now and then, in
the middle of sentences, after characters that everybody can read, hardly ever twice after the same one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from unionclean.edits import Edit
from unionclean.encoding.linkfarm.annotations import Annotation, find_annotations
from unionclean.encoding.models.log_space import steps
from unionclean.han import COMMON_TRADITIONAL, HAN_BMP
from unionclean.steps import NOTHING, Found

ENOUGH = 6
"""So many readings at least, after as many different characters but one in four."""

SPARSE = 12
"""At most one character in so many carries a reading: a text to learn from has them everywhere."""

COMMON = steps(-10.5)
"""Natural logarithm of how common a character must be for a gloss to be absurd: among the commonest 2,000 or so."""

SURE = 0.95
"""The confidence that one reading of a scattered page is one too many."""

_HAN = re.compile(f"[{HAN_BMP}]")
_TRADITIONAL = re.compile(f"[{COMMON_TRADITIONAL}]")


def find_scattered_pinyin(text: str) -> Found:
    """Return the edits that delete scattered readings, if the page shows the tool; nothing otherwise.

    >>> find_scattered_pinyin("汉语词典：长(cháng)、重(chóng)、行(háng)") is NOTHING
    True
    """
    annotations = [
        annotation
        for annotation in find_annotations(text)
        if not annotation.broken and annotation.start and _HAN.match(text[annotation.start - 1])
    ]
    if len(annotations) < ENOUGH or not _is_scattered(text, annotations) or not _are_absurd(text, annotations):
        return NOTHING
    return Found([_removal(text, a.start, a.end) for a in annotations])


def _removal(text: str, start: int, end: int) -> Edit:
    return Edit(start, end, text[start:end], "", "random-pinyin", "probable", confidence=SURE)


def _is_scattered(text: str, annotations: list[Annotation]) -> bool:
    """Return whether the readings are few, in running text, and after ever other characters, on a Simplified page."""
    characters = Counter(text[annotation.start - 1] for annotation in annotations)
    readings = {(text[annotation.start - 1], annotation.pinyin) for annotation in annotations}
    running = sum(1 for annotation in annotations if _is_running(text, annotation))
    return (
        len(characters) * 4 >= len(annotations) * 3
        and len(readings) == len(characters)
        and running * 5 >= len(annotations) * 4
        and len(_HAN.findall(text)) >= SPARSE * len(annotations)
        and len(_TRADITIONAL.findall(text)) < ENOUGH
    )


def _is_running(text: str, annotation: Annotation) -> bool:
    """Return whether the character of ``annotation`` stands between others: neither an entry nor the end of one."""
    around = text[annotation.start - 2 : annotation.start - 1], text[annotation.end : annotation.end + 1]
    return all(_HAN.match(character) for character in around)


def _are_absurd(text: str, annotations: list[Annotation]) -> bool:
    common = sum(_is_common(text[annotation.start - 1]) for annotation in annotations)
    return common * 4 >= len(annotations) * 3


@cache
def _is_common(character: str) -> bool:
    from unionclean.encoding.models import trigram

    model = trigram.load()
    return max(model.log_prob(*model.encode(context + character)) for context in ("的人", "了，", "\n\n")) > COMMON
