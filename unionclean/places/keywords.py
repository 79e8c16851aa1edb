"""The lines of keywords that link farms put first on a page, and last.

A farm mirrors a page that it made Traditional, character for character, and puts Simplified keywords over it.  Two things are looked
at: the line (short items, no sentence, Simplified) and the page below (Traditional).  What else is needed depends on who asks: by
default the page must show the farm's conversion, which no writer makes, and a short line, or one at the foot, must speak of what the farms sell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.edits import Edit
from unionclean.patterns import lazy
from unionclean.places.scripts import is_converted, simplified_only, traditional_share
from unionclean.places.words import FARM_TOPICS

_LOOKED_AT = 3  # lines from the top that are not empty, and as many from the foot
_BODY = 3000  # characters of the page that tell its script
_LONGEST = 24  # characters of an item
_FEWEST = 5  # items that are enough by themselves
_FEWEST_ON_TOPIC = 3  # items, if half of them are what farms sell
_SEPARATORS = "_|｜,，、 -"
SURE = 0.9
"""The confidence of a keyword list: told by its shape alone."""
_PHRASE = 5  # characters of an item that no navigation bar has
_BULLETS = "•● \t\r\n\u3000"
_LOST_BLANK = lazy(r"\s\?$")  # a no-break blank behind the last item, as the machine of the farms writes it
_SENTENCE_MARKS = lazy("[。！？!?；;：:…]|https?")


def find_keyword_lists(text: str, *, always: bool) -> list[Edit]:
    """Return the edits that remove the keyword lines at the top and at the foot of ``text``.

    If not ``always``, the page must show the farm's conversion: Traditional characters beside Simplified ones that its table lacks.
    """
    lists = [(span, _items(_line(text, span)), text[span[1] : span[1] + _BODY]) for span in _first_lines(text)]
    for span in _last_lines(text):
        items = _items(_line(text, span))
        lists.append((span, items if _are_phrases(items) else [], text[max(0, span[0] - _BODY) : span[0]]))
    edits: dict[tuple[int, int], Edit] = {}
    for span, items, body in lists:
        line = _line(text, span)
        if items and _is_foreign(line, body) and (always or is_converted(body)):
            edits[span] = Edit(*span, line, "", "keyword-list", "probable", f"{len(items)} items", SURE)
    return list(edits.values())


def has_items(text: str) -> bool:
    """Return whether one of the first or last lines of ``text`` is a list of short items, whatever stands on the page."""
    spans = *_first_lines(text), *_last_lines(text)
    return any(_items(_line(text, span)) for span in spans)


def _line(text: str, span: tuple[int, int]) -> str:
    start, end = span
    return text[start:end]


def _first_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the first lines that are not empty, each with its line break."""
    start = looked_at = 0
    while looked_at < _LOOKED_AT and start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > _BODY:
            return
        if text[start:end].strip(_BULLETS):
            looked_at += 1
            yield start, end
        start = end


def _last_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the last lines that are not empty, the last one first."""
    end, looked_at = len(text), 0
    while looked_at < _LOOKED_AT and end:
        start = text.rfind("\n", 0, end - 1) + 1
        if end - start > _BODY:
            return
        if text[start:end].strip(_BULLETS):
            looked_at += 1
            yield start, end
        end = start


def _items(line: str) -> list[str]:
    """Return the short items that ``line`` is made of; nothing if it is no list of keywords."""
    line = _LOST_BLANK.sub("", line.strip(_BULLETS))
    if _SENTENCE_MARKS.search(line):
        return []
    constant = _split(line, max(_SEPARATORS, key=line.count))
    if len(constant) >= _FEWEST:
        return constant
    mixed = _split(line, _SEPARATORS)
    return mixed if len(mixed) >= _FEWEST_ON_TOPIC and _is_on_topic(mixed) else []


def _split(line: str, separators: str) -> list[str]:
    """Return the items of ``line`` between ``separators``; nothing if one is too long."""
    items = [item for item in re.split(f"[{re.escape(separators)}]+", line) if item.strip()]
    return items if max(map(len, items), default=0) <= _LONGEST else []


def _are_phrases(items: list[str]) -> bool:
    """Return whether most of ``items`` are phrases that name what the farms sell: what stands at a foot is a navigation bar more often."""
    phrases = [item for item in items if len(item.strip()) >= _PHRASE]
    return 2 * len(phrases) > len(items) and _is_on_topic(phrases)


def _is_on_topic(items: list[str]) -> bool:
    """Return whether at least half of ``items`` name what the farms sell."""
    return 2 * sum(FARM_TOPICS.search(item) is not None for item in items) >= len(items)


def _is_foreign(line: str, body: str) -> bool:
    """Return whether the line is Simplified and the body Traditional."""
    share = traditional_share(body)
    return share is not None and share > 0.75 and simplified_only(line)
