"""What else speaks for or against a list of places being spam: how it is introduced, written and placed.

Each piece of evidence is a natural logarithm of P(seen | spam) / P(seen | a real list); the sum with
:func:`~unionclean.places.model.likeness` is the score.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from unionclean.converted import traditional_share
from unionclean.patterns import lazy
from unionclean.places.blocks import Block
from unionclean.places.cells import BLANKS
from unionclean.places.gazetteer import is_cut_tail, simplified
from unionclean.places.introductions import introduction
from unionclean.places.model import likeness
from unionclean.places.prose import PROSE_SEPARATORS
from unionclean.places.words import COLUMN_HEADS, READING, TABLE_RULE

THRESHOLD = 1.5
"""The score from which a list between ``|``, ``｜``, ``_`` or ``·`` is spam."""

CERTAIN = 6.0
"""The score from which an edit is called certain: odds of 400 to 1."""

_PROSE_THRESHOLD = 4.0
"""The score from which a list between commas or blanks is spam, with one of the further signs."""
_FURTHER = ("closing separator", "other script", "farm words", "Latin cells", "readings in the text")

_CODE_BEFORE = lazy(r"""(?:["'`=(\[{^/\\]|^-|(?:^|\s)--?[A-Za-z][\w-]*)$""")
_CODE_BEHIND = lazy(r"""["'`)\]}$/\\;]""")
"""What stands beside a list that is data of a program: a quote, a bracket, an assignment, the anchor of a pattern, an option of a command."""
_CODE_ABOVE = lazy(r"""(?:[=(\[{\\]|\"{3}|'{3}|<<-?['"]?\w+['"]?|^[ \t-]*[\w.-]+:[ ]*[|>][+-]?)$""", re.ASCII)
"""How the line above ends: a string or a list of several lines, a here-document, a block of YAML."""
_ELEMENT = lazy(r"<([A-Za-z][\w.:-]*)[^<>\n]*>$")
_PAGE_ELEMENTS = (
    "a article b body center dd div dt em font footer h1 h2 h3 h4 h5 h6 i li p section small span strong td th u"
)
_OF_PAGES = frozenset(_PAGE_ELEMENTS.split())
"""Elements of pages; others hold data: ``<string>``, ``<areas>``."""

_NEAR = 3000  # characters of the page that are searched for the names of the list
_TAIL = 600  # characters of lines after a block that a page may still have


def weigh(text: str, block: Block, after: int, before: int) -> dict[str, float]:
    """Return the evidence for ``block`` being spam, by name; the score is the sum.

    ``after`` and ``before`` are the offsets where the list before it ends and the next one starts: what lies beyond is not
    looked at, so that the removal of one list does not call up another.
    """
    behind = text[block.end : min(before, block.end + _NEAR // 2)]
    around = text[max(after, block.start - _NEAR) : block.start] + "\n" + behind
    places = [(simplified(item.text), item.place) for item in block.items if item.place is not None]
    weights = {"names": likeness(places)}
    weights |= dict(_of_writing(text, block, around))
    weights |= dict(_of_items(block))
    weights["introduction"] = introduction(text, block)
    weights["place in the page"] = _placing(text, block, after, before)
    if sum(weights.values()) >= THRESHOLD:  # the dearest look comes last
        weights["names in the text"] = _mentioned(around, block)
    return weights


def is_spam(text: str, block: Block, weights: dict[str, float]) -> bool:
    """Return whether the evidence is enough.

    Between the separators of prose it takes more: a list that stands alone, no introduction, and a sign that prose does not
    have: a separator after the last name, the other script, a word of the farms, readings in the text.
    """
    score = sum(weights.values())
    if block.sep not in PROSE_SEPARATORS:
        return score >= THRESHOLD
    further = sum(weights.get(name, 0.0) > 0.4 for name in _FURTHER)
    return _stands_alone(text, block) and further > 0 and weights["introduction"] > 1.0 and score >= _PROSE_THRESHOLD


def _stands_alone(text: str, block: Block) -> bool:
    """Return whether the list begins after a line break or a sentence and ends with its line."""
    before = text[max(0, block.start - 2) : block.start].rstrip(BLANKS)
    begins = block.start == 0 or before.endswith(("\n", "。", "！", "？", "!", "?", ")", "）", "]", "】", "”"))
    return begins and (text[block.end - 1] == "\n" or block.end == len(text) or text[block.end] in "\r\n")


def _of_writing(text: str, block: Block, around: str) -> Iterator[tuple[str, float]]:
    listed = text[block.start : block.end]
    closed = listed.rstrip(BLANKS + "\n").endswith(block.sep) and not block.dropped
    yield "closing separator", 0.0 if block.sep.isspace() else 2.2 if closed else -0.4
    rows = listed.strip("\n").split("\n")
    opened = sum(row.lstrip(BLANKS).startswith(block.sep) for row in rows)
    if len(rows) > 1 and opened > 0.5 * len(rows):
        yield "table", -12.0
    elif opened and closed and (block.start == 0 or text[block.start - 1] == "\n"):
        yield "table", -2.5
    if any(TABLE_RULE.fullmatch(row.strip()) for row in rows):
        yield "table rule", -8.0
    if _is_in_code(text, block):
        yield "code", -12.0
    if _other_script(around, listed):
        yield "other script", 2.5
    if sum(1 for _ in islice(READING.finditer(around), 5)) == 5:
        yield "readings in the text", 0.5


def _is_in_code(text: str, block: Block) -> bool:
    """Return whether the list is a string, an assignment, an element of data or an alternation of a pattern: ``re.compile("双辽市|成武县|…")``."""
    *above, before = text[max(0, block.start - _TAIL) : block.start].split("\n")
    before = before.strip(BLANKS)
    if _CODE_BEFORE.search(before) or _CODE_BEHIND.match(text, block.end):
        return True
    if not before:
        return bool(above) and _CODE_ABOVE.search(above[-1].rstrip(BLANKS)) is not None
    element = _ELEMENT.search(before)
    return element is not None and element[1] not in _OF_PAGES and text.startswith(f"</{element[1]}>", block.end)


def _of_items(block: Block) -> Iterator[tuple[str, float]]:
    kinds = Counter(item.kind for item in block.items)
    certain = [item.text for item in block.items if item.place and len(item.place.prefectures) <= 3]
    yield "repeated", min(3.0, 1.5 * (len(certain) - len(set(certain))))
    yield "farm words", min(3.0, 1.3 * kinds["f"])
    if block.sep in PROSE_SEPARATORS:  # drawn between others they count as any word
        yield (
            "Latin cells",
            min(2.0, float(sum(item.kind == "w" and item.text.isascii() for item in block.items[1:-1]))),
        )
    yield "navigation", -3.0 * (kinds["n"] + min(block.dropped, 3))
    yield "words apart", _words_apart(block)
    yield "figures", max(-12.0, -2.5 * kinds["x"])
    yield "more than names", max(-9.0, -1.5 * kinds["r"])
    yield "recent names", max(-2.1, -0.7 * sum(item.place.recent for item in block.items if item.place))
    if block.items[0].text in COLUMN_HEADS:
        yield "column head", -3.0 if is_cut_tail(block.items[0].text) else -6.0


def _words_apart(block: Block) -> float:
    """Weigh words that stand only at the ends of the list, as in a navigation bar: drawn lists mix them in anywhere."""
    inner = block.items[1:-1]  # the outermost may be cut names
    is_word = [item.kind in "fw" for item in inner]
    words, n = sum(is_word), len(is_word)
    head = is_word.index(False)
    tail = is_word[::-1].index(False)
    if words < 2 or head + tail < words:
        return 0.0
    return max(-6.0 if words > 2 else -3.0, math.log(words + 1) - math.log(math.comb(n, words)))


def _other_script(around: str, listed: str) -> bool:
    """Return whether the list is in one script and the text around it in the other."""
    share = traditional_share(around)
    if share is None:
        return False
    return share < 0.25 if simplified(listed) != listed else share > 0.75


def _placing(text: str, block: Block, after: int, before: int) -> float:
    """Weigh where the list is: at an end of the page, or with text on both sides.  Another list ends a page too."""
    ahead = text[max(after, block.start - _TAIL) : block.start].strip()
    behind = text[block.end : min(before, block.end + _TAIL + 1)].strip()
    if not ahead and not behind:
        return 0.0
    short_tail = len(behind) <= _TAIL and behind.count("。") <= 2
    if short_tail or len(ahead) < 40:
        return 1.0
    return 0.0 if "。" not in behind else -3.0


def _mentioned(around: str, block: Block) -> float:
    """Weigh how many of the names the text near the list speaks of."""
    names = {item.text for item in block.items if item.place and item.place.form in "CFS"}
    found = sum(name in around for name in names)
    return -10.0 if found >= 3 and found > 0.2 * len(names) else 0.3
