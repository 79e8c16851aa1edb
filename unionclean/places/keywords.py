"""The lines of keywords that link farms put first on a page.

A farm mirrors a page that it made Traditional, character for character, and puts Simplified keywords over it.  Two things are looked
at: the line (short items, no sentence, Simplified) and the page below (Traditional).  What else is needed depends on who asks: by
default the page must show the farm's conversion, which no writer makes, and a short line must speak of what the farms sell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.edits import Edit
from unionclean.patterns import lazy
from unionclean.places.scripts import is_converted, simplified_only, traditional_share
from unionclean.places.words import FARM_TOPICS

_LOOKED_AT = 3  # lines from the top that are not empty
_BODY = 3000  # characters of the page that tell its script
_LONGEST = 24  # characters of an item
_FEWEST = 5  # items that are enough by themselves
_FEWEST_ON_TOPIC = 3  # items, if half of them are what farms sell
_SEPARATORS = "_|｜,，、 -"
SURE = 0.9
"""The confidence of a keyword list: told by its shape alone."""
_SENTENCE_MARKS = lazy("[。！？!?；;：:…]|https?")


def find_keyword_lists(text: str, *, always: bool) -> list[Edit]:
    """Return the edits that remove the keyword lines at the top of ``text``.

    If not ``always``, the page must show the farm's conversion: Traditional characters beside Simplified ones that its table lacks.
    """
    edits: list[Edit] = []
    for start, end in _first_lines(text):
        line, body = text[start:end], text[end : end + _BODY]
        items = _items(line)
        if items and _is_foreign(line, body) and (always or is_converted(body)):
            edits.append(Edit(start, end, line, "", "keyword-list", "probable", f"{len(items)} items", SURE))
    return edits


def opens_with_items(text: str) -> bool:
    """Return whether one of the first lines of ``text`` is a list of short items, whatever stands below it."""
    return any(_items(text[start:end]) for start, end in _first_lines(text))


def _first_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the first lines that are not empty, each with its line break."""
    start = looked_at = 0
    while looked_at < _LOOKED_AT and start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > _BODY:
            return
        if text[start:end].strip():
            looked_at += 1
            yield start, end
        start = end


def _items(line: str) -> list[str]:
    """Return the short items that ``line`` is made of; nothing if it is no list of keywords."""
    line = line.strip("•● \t\r\n\u3000")
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


def _is_on_topic(items: list[str]) -> bool:
    """Return whether at least half of ``items`` name what the farms sell."""
    return 2 * sum(FARM_TOPICS.search(item) is not None for item in items) >= len(items)


def _is_foreign(line: str, body: str) -> bool:
    """Return whether the line is Simplified and the body Traditional."""
    share = traditional_share(body)
    return share is not None and share > 0.75 and simplified_only(line)
