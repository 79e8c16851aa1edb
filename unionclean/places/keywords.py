"""The lines of keywords that link farms put first on a page, and last.

A farm mirrors a page that it made Traditional, character for character, and puts Simplified keywords over it.  Two things are looked
at: the line (short items, no sentence, Simplified) and the page below (Traditional).  What else is needed depends on who asks: by
default the page must show the farm's conversion, which no writer makes, and a short line, or one at the foot, must speak of what the farms sell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.converted import is_converted, traditional_share
from unionclean.edits import Edit
from unionclean.patterns import lazy
from unionclean.places.scripts import simplified_only
from unionclean.places.words import FARM_TOPICS

_LOOKED_AT = 3  # lines from the top that are not empty, and as many from the foot
_BODY = 3000  # characters of the page that tell its script
_BEGUN = 1000  # characters of a page that begin with keywords, on one line with its text
_LONGEST = 24  # characters of an item
_FEWEST = 5  # items that are enough by themselves
_FEWEST_ON_TOPIC = 3  # items, if half of them are what farms sell
_SEPARATORS = "_|｜,，、 -"
SURE = 0.9
"""The confidence of a keyword list: told by its shape alone."""
_PHRASE = 5  # characters of an item that no navigation bar has
_BULLETS = "•● \t\r\n\u3000"
_LOST_BLANK = lazy(r"\s\?$")  # a no-break blank behind the last item, as the machine of the farms writes it
_WORD = lazy(r"\S+\s")
_SENTENCE_MARKS = lazy("[。！？!?；;：:…]|https?")


def find_keyword_lists(text: str, *, always: bool) -> list[Edit]:
    """Return the edits that remove the keyword lines at the top and at the foot of ``text``.

    If not ``always``, the page must show the farm's conversion: Traditional characters beside Simplified ones that its table lacks.
    """
    below = [(span, text[span[1] : span[1] + _BODY]) for span in _outer_lines(text)]
    above = [(span, text[max(0, span[0] - _BODY) : span[0]]) for span in _outer_lines(text, last=True)]
    edits: dict[tuple[int, int], Edit] = {}
    begun = _begun_line(text)
    below += [] if begun is None else [(begun, text[begun[1] : begun[1] + _BODY])]
    for span, body in [*below, *((span, body) for span, body in above if _are_phrases(_items(_line(text, span))))]:
        line = _line(text, span)
        items = _items(line) or _more_items(line, follows=span[0] in {end for _, end in edits})
        if items and _is_foreign(line, body) and (always or is_converted(body)):
            edits[span] = Edit(*span, line, "", "keyword-list", "probable", f"{len(items)} items", SURE)
    return list(edits.values())


def has_items(text: str) -> bool:
    """Return whether one of the first or last lines of ``text`` is a list of short items, whatever stands on the page."""
    spans = *_outer_lines(text), *_outer_lines(text, last=True)
    return any(_items(_line(text, span)) for span in spans) or _begun_line(text) is not None


def _line(text: str, span: tuple[int, int]) -> str:
    start, end = span
    return text[start:end]


def _outer_lines(text: str, *, last: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the spans of the first lines that are not empty, or of the ``last``, each with its line break, the outermost first."""
    start, end, looked_at = 0, len(text), 0
    while looked_at < _LOOKED_AT and start < end:
        line = (text.rfind("\n", 0, end - 1) + 1, end) if last else (start, text.find("\n", start) + 1 or end)
        if line[1] - line[0] > _BODY:
            return
        if _line(text, line).strip(_BULLETS):
            looked_at += 1
            yield line
        start, end = (start, line[0]) if last else (line[1], end)


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


def _more_items(line: str, *, follows: bool) -> list[str]:
    """Return the items of a line that ``follows`` a list of keywords and goes on with it: all of them name what the farms sell."""
    if not follows or _SENTENCE_MARKS.search(line):
        return []
    items = _split(line.strip(_BULLETS), _SEPARATORS)
    return items if all(map(FARM_TOPICS.search, items)) else []


def _begun_line(text: str) -> tuple[int, int] | None:
    """Return the span of a list of keywords with which the first line of ``text`` begins, the blank behind it included; ``None`` if none does.

    Extractors join the lines of a page by blanks: ``国产视频,亚洲电影,在线观看 您好,歡迎``.
    """
    end = 0
    for word in _WORD.finditer(text, 0, _BEGUN):
        if not (FARM_TOPICS.search(word[0]) and simplified_only(text[: word.end()])):
            break
        end = word.end()
    if end == len(text) or "\n" in text[:end] or _items(text[: text.find("\n") + 1 or _BEGUN]):
        return None
    items = _items(text[:end])
    return (0, end) if len(items) >= _FEWEST_ON_TOPIC and _is_on_topic(items) else None


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
