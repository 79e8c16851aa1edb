"""How a list is introduced: the label, the line or the title before it, and what follows it.

Weights are natural logarithms of P(seen | spam) / P(seen | a real list).  A real list nearly always says what it is of; spam
stands behind whatever the page happens to end with, so the words that pages end with count for nothing.
"""

from __future__ import annotations

import re

from unionclean.han import HAN_BMP
from unionclean.patterns import lazy
from unionclean.places.blocks import Block
from unionclean.places.words import (
    ANNOUNCING,
    BOILERPLATE,
    ENDS_IN_GROUP,
    ENDS_IN_OTHER,
    FOLLOWED,
    GROUP,
    HEADING,
    NUMBERED,
    POINTING,
    READING,
    SIGNATURE,
)

_HAN = lazy(f"[{HAN_BMP}]")
_PROSE = lazy("[，；。,;]")
_COLON = ("：", ":", "︰", "∶")
_SENTENCE_MARK = tuple("。！？!?；;，,")
_SENTENCE_END = tuple("。！？!?；;”」』）)】]》…")
_LOOK_BACK = 400  # characters
_NOTHING_BEFORE = 2.5  # the list begins the page
_NO_INTRODUCTION = 3.2  # a finished sentence stands before it
_FURNITURE = 3.0  # a signature, a numbered heading, a line of the site
_ANNOUNCED = -2.0  # the sentence before, or the title of the page, speaks of a list
_UNNAMED = -4.0  # a short line that ends in a colon and names nothing known


def introduction(text: str, block: Block) -> float:
    """Weigh what stands before and behind the list: a label, a heading, a sentence that it belongs to."""
    followed = FOLLOWED.match(text, block.end)
    if followed and not (followed[0] in "，。；、等（等(等" and text[block.end - 1] == "\n"):
        return -6.0
    *lines, label = READING.sub("", text[max(0, block.start - _LOOK_BACK) : block.start]).split("\n")
    if label.strip():
        return _of_label(label.strip())
    above = [line.strip() for line in lines if line.strip()]
    if not above:
        return _NOTHING_BEFORE
    weight = min(_of_line(above[-1]), _of_page_title(text, block))
    for line in above[-2:-5:-1]:  # a title, with a date or a name between it and the list
        if line.endswith(_SENTENCE_MARK) or above[-1].endswith(_SENTENCE_MARK) or len(line) > 40:
            break
        weight = min(weight, _of_title(line))
    return weight


def _of_page_title(text: str, block: Block) -> float:
    """Weigh the first line of the page: a page about a list may well have it."""
    title = text[: min(block.start, _LOOK_BACK)].lstrip().split("\n", 1)[0]
    return _ANNOUNCED if len(title) <= 40 and ANNOUNCING.search(title) else _NO_INTRODUCTION


def _of_label(label: str) -> float:
    """Weigh the text before the list on its own line."""
    if label.endswith(_COLON):
        weight = _of_colon(label)
        return -6.0 if weight == _UNNAMED and len(label) <= 12 else weight
    if label.endswith(_SENTENCE_MARK):
        return _of_sentence(label)
    if len(label) > 30 or NUMBERED.match(label) or BOILERPLATE.match(label):
        return _FURNITURE
    if HEADING.search(label):
        return -6.0
    return -3.0 if GROUP.search(label[-2:]) else 1.5


def _of_line(line: str) -> float:
    """Weigh the line above the list."""
    if line.endswith(_COLON):
        return _of_colon(line)
    if line.endswith(_SENTENCE_MARK):
        return _of_sentence(line)
    if _is_prose(line):
        return min(_FURNITURE, _of_sentence(line))
    if NUMBERED.match(line):
        return -2.0 if HEADING.search(line) else -0.5 if GROUP.match(line[-1]) else 3.0
    return _of_short_line(line)


def _is_prose(line: str) -> bool:
    """Return whether a line without a mark at its end is text that was cut or wrapped, not a heading."""
    if len(line) > 40 or not _HAN.search(line) or _PROSE.search(line):
        return True
    return len(line) > 30 and not HEADING.search(line[-10:])


def _of_colon(line: str) -> float:
    """Weigh a line that ends in a colon: the last thing it names is what the list should be of."""
    named = line[:-1]
    if BOILERPLATE.match(named):
        return 2.5
    if HEADING.search(named[-12:]):
        return -9.0
    if ENDS_IN_OTHER.search(named):
        return 2.5
    if ENDS_IN_GROUP.search(named) or HEADING.search(named[-30:]):
        return -8.0
    return _UNNAMED if len(line) <= 30 and not _PROSE.search(line) and not NUMBERED.match(line) else 1.5


def _of_sentence(line: str) -> float:
    """Weigh a whole sentence: it introduces a list if it points at it, and may if it speaks of one."""
    sentence = re.split("[。！？!?；;]", line.rstrip("。！？!?；;"))[-1]
    if POINTING.search(sentence) and HEADING.search(sentence):
        return -5.0
    return _ANNOUNCED if ANNOUNCING.search(sentence) else _NO_INTRODUCTION


def _of_short_line(line: str) -> float:
    if BOILERPLATE.match(line):
        return 2.5
    if HEADING.search(line):
        return -7.0
    if SIGNATURE.search(line) or line.endswith(_SENTENCE_END) or any(colon in line for colon in _COLON):
        return _FURNITURE
    return -4.0 if GROUP.search(line) else -3.0 if len(line) <= 22 else 1.0


def _of_title(line: str) -> float:
    """Weigh a line further up: only a title that names a list counts."""
    return -4.0 if HEADING.search(line) and not NUMBERED.match(line) else 3.2
