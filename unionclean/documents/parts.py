"""Parts of a file around some of its lines, small enough to be read before the whole file is.

A part can look otherwise on its own than in its file.  If something in it would change, the whole file is read; if not, the
change is not made, which is harmless.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from unionclean.documents.candidates import comment_candidates
from unionclean.documents.document import Document
from unionclean.documents.errors import UnreadableError
from unionclean.documents.glance import FENCE
from unionclean.documents.kinds import MARKDOWN, Kind
from unionclean.documents.reading import read_between_tags, read_comments, read_prose
from unionclean.masking import Span
from unionclean.patterns import lazy

MOST_PARTS, MOST_OF_FILE = 256, 0.5
"""To read more parts, or larger ones, costs as much as to read the whole."""

_FENCE = lazy(rf"^{FENCE.pattern}", re.MULTILINE)
_BLOCK_COMMENTS = (("/*", "*/"), ('"""', '"""'), ("'''", "'''"), ("<!--", "-->"), ("--[", "]]"), ("(*", "*)"), ("{-", "-}"), ("=begin", "=end"))  # fmt: skip
_LINE_COMMENT = lazy(r"[ \t]*(//|#|--|;|%|')")
_SCRIPT_OF_VUE = "a.ts"


def may_change(name: str, kind: Kind, text: str, lines: Iterable[Span], changes: Callable[[Document], bool]) -> bool:
    """Return whether one of the ``lines`` may change in its prose, in a file of this ``name`` and ``kind``.

    ``changes`` says whether a document would change.

    >>> has_comma = lambda document: any("," in document.text[start:end] for start, end in document.prose)
    >>> may_change("a.md", Kind("markdown"), "```\\n甲,乙\\n```\\n", [(4, 7)], has_comma)
    False
    >>> may_change("a.md", Kind("markdown"), "甲,乙\\n", [(0, 3)], has_comma)
    True
    """
    names = [name]
    if kind.lexer == "vue":  # a part does not tell which of its languages it is in
        names.append(_SCRIPT_OF_VUE)
    if kind.lexer:
        parts = _comments(text, lines)
    elif kind.tag in MARKDOWN:
        parts = _paragraphs(text, lines)
    elif kind.tag == "html":
        return changes(read_between_tags(text, lines))
    else:
        return any(True for _ in lines)
    left = MOST_OF_FILE * len(text)
    for number, part in enumerate(parts):
        left -= len(part)
        try:
            if left < 0 or number == MOST_PARTS:
                return _whole_may_change(kind, text, changes)
            if any(map(changes, _readings(part, kind, names))):
                return True
        except UnreadableError:  # as it may be on its own
            return True
    return False


def _whole_may_change(kind: Kind, text: str, changes: Callable[[Document], bool]) -> bool:
    """Return whether a file with many parts, or large ones, may change: a pattern costs less than a lexer, no parser does."""
    candidates = comment_candidates(text, kind.lexer) if kind.lexer else None
    return candidates is None or changes(read_comments(text, candidates, kind))


def _readings(part: str, kind: Kind, names: Iterable[str]) -> Iterator[Document]:
    """Yield what a part may be: by the pattern of its language, which is quicker than a lexer, or as a file of each of the ``names``."""
    candidates = comment_candidates(part, kind.lexer) if kind.lexer else None
    if candidates is None:
        yield from (read_prose(name, part) for name in names)
    else:
        yield read_comments(part, candidates, kind)


def _comments(text: str, lines: Iterable[Span]) -> Iterator[str]:
    """Yield the lines, each with all of what may be a comment of several lines around it, without the indent of the first."""
    blocks = [(opening, closing) for opening, closing in _BLOCK_COMMENTS if opening in text]
    behind = -1
    for start, end in lines:
        if end <= behind:
            continue
        for opening, closing in blocks:
            block = _block_around(text, start, end, opening, closing)
            if block:
                start, end = _whole_lines(text, min(start, block[0]), max(end, block[1]))
        start, end = _with_line_comments(text, start, end)
        behind = end
        yield text[start:end].lstrip(" \t")


def _block_around(text: str, start: int, end: int, opening: str, closing: str) -> Span | None:
    """Return what may be a comment that begins before the end of a line and ends behind its start."""
    if opening != closing:
        first = text.rfind(opening, 0, end)
        if first <= text.rfind(closing, 0, start):
            return None
    elif text.count(opening, 0, start) % 2:
        first = text.rfind(opening, 0, start)
    else:
        first = text.find(opening, start, end)
    if first < 0:
        return None
    last = text.find(closing, max(start, first + len(opening)))
    return first, len(text) if last < 0 else last + len(closing)


def _whole_lines(text: str, start: int, end: int) -> Span:
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def _with_line_comments(text: str, start: int, end: int) -> Span:
    """Return the lines with the comments of a line each that stand right above and below."""
    sign = _LINE_COMMENT.match(text, start, end)
    if not sign:
        return start, end
    while start > 0 and _begins_with(text, above := text.rfind("\n", 0, start - 1) + 1, sign[1]):
        start = above
    while end < len(text) and _begins_with(text, end + 1, sign[1]):
        end = _whole_lines(text, end + 1, end + 1)[1]
    return start, end


def _begins_with(text: str, start: int, sign: str) -> bool:
    found = _LINE_COMMENT.match(text, start)
    return found is not None and found[1] == sign


def _paragraphs(text: str, lines: Iterable[Span]) -> Iterator[str]:
    """Yield the paragraphs with the lines that stand outside of what looks like fences, without their indent."""
    fences = [match.start() for match in _FENCE.finditer(text)]
    behind = -1
    for start, end in lines:
        if start < behind or bisect_right(fences, start) % 2:
            continue
        first = text.rfind("\n\n", 0, start) + 2 if text.rfind("\n\n", 0, start) >= 0 else 0
        behind = text.find("\n\n", end)
        behind = len(text) if behind < 0 else behind
        yield _without_margin(text[first:behind])


def _without_margin(part: str) -> str:
    margin = " " * (len(part) - len(part.lstrip(" ")))
    lines = part.split("\n")
    if not margin or not all(line.startswith(margin) for line in lines if line):
        return part
    return "\n".join(line[len(margin) :] for line in lines)
