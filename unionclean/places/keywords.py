"""The line of keywords that link farms put first on a page: told by its shape, whatever its words are."""

from __future__ import annotations

import re

from unionclean.edits import Edit
from unionclean.places.scripts import simplified_only, traditional_share

_LOOKED_AT = 3  # lines from the top that are not empty
_BODY = 3000  # characters of the page that tell its script
_FEWEST, _LONGEST = 5, 24  # items, and characters of one
SURE = 0.9
"""The confidence of a keyword list: told by its shape alone."""
_SENTENCE_MARKS = re.compile("[。！？!?；;：:…]|https?")


def find_keyword_lists(text: str) -> list[Edit]:
    """Return the edits that remove the keyword lines at the top of ``text``."""
    edits: list[Edit] = []
    start = looked_at = 0
    while looked_at < _LOOKED_AT and 0 <= start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        if end - start > _BODY:
            break
        line = text[start:end]
        looked_at += bool(line.strip())
        items = _items(line)
        if items and _is_foreign(line, text[end : end + _BODY]):
            edits.append(Edit(start, end, line, "", "keyword-list", "probable", f"{items} items", SURE))
        start = end
    return edits


def _items(line: str) -> int:
    """Return how many short items one constant separator makes of ``line``; 0 if it is no list."""
    line = line.strip("•● \t\r\n\u3000")
    if _SENTENCE_MARKS.search(line):
        return 0
    sep = max("_|｜,，、 ", key=line.count)
    items = [item.strip() for item in line.split(sep) if item.strip()]
    if len(items) < _FEWEST or max(map(len, items)) > _LONGEST:
        return 0
    return len(items)


def _is_foreign(line: str, body: str) -> bool:
    """Return whether the line is Simplified and the body Traditional."""
    share = traditional_share(body)
    return share is not None and share > 0.75 and simplified_only(line)
