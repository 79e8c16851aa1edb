"""A cheap look at a file before a parser reads it: may anything that the steps want to change be in its prose?

The parts around the changes are read and cleaned on their own.  A part can look otherwise on its own than in its file.  If
something in it would change, the whole file is read; if not, the change is not made, which is harmless.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from unionclean.documents.document import Document
from unionclean.documents.errors import UnreadableError
from unionclean.documents.kinds import Kind
from unionclean.documents.reading import read_prose
from unionclean.masking import Span

MOST_PARTS = 64
"""To read more parts than that costs as much as to read the file."""

_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})", re.MULTILINE)
_BLOCK_COMMENTS = (("/*", "*/"), ('"""', '"""'), ("'''", "'''"), ("<!--", "-->"), ("--[", "]]"), ("(*", "*)"), ("{-", "-}"), ("=begin", "=end"))  # fmt: skip


def changed_lines(before: str, after: str) -> list[Span] | None:
    """Return the lines of ``before`` that are others in ``after``, but for their blanks; ``None`` if lines came or went.

    >>> changed_lines("甲 \\n乙,丙\\n", "甲\\n乙，丙\\n"), changed_lines("甲\\n\\n", "甲\\n")
    ([(3, 6)], None)
    """
    lines, others = before.split("\n"), after.split("\n")
    if len(lines) != len(others):
        return None
    spans, start = [], 0
    for line, other in zip(lines, others, strict=True):
        if line != other and _BLANKS.sub("", line) != _BLANKS.sub("", other):
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


_BLANKS = re.compile("[ \t\u3000\u00a0]+")


def may_change(name: str, kind: Kind, text: str, lines: Iterable[Span], changes: Callable[[Document], bool]) -> bool:
    """Return whether one of the ``lines`` may change in its prose, in a file of this ``name`` and ``kind``.

    ``changes`` says whether a document would change.

    >>> has_comma = lambda document: any("," in document.text[start:end] for start, end in document.prose)
    >>> may_change("a.md", Kind("markdown"), "```\\n甲,乙\\n```\\n", [(4, 7)], has_comma)
    False
    >>> may_change("a.md", Kind("markdown"), "甲,乙\\n", [(0, 3)], has_comma)
    True
    """
    if kind.lexer in ("php", "vue"):  # of which a line does not tell which language it is in
        return True
    if kind.lexer:
        parts = _lines(text, lines)
    elif kind.tag in ("markdown", "mdx"):
        parts = _paragraphs(text, lines)
    else:
        return True
    try:
        return any(n == MOST_PARTS or not part or changes(read_prose(name, part)) for n, part in enumerate(parts))
    except UnreadableError:  # as it may be on its own
        return True


def _lines(text: str, lines: Iterable[Span]) -> Iterator[str]:
    """Yield the lines; an empty part for one in what may be a comment of several lines."""
    blocks = [(opening, closing) for opening, closing in _BLOCK_COMMENTS if opening in text]
    for start, end in lines:
        inside = any(text.rfind(opening, 0, end) > text.rfind(closing, 0, start) for opening, closing in blocks)
        yield "" if inside else text[start:end]


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
    if not margin or not all(line.startswith(margin) for line in lines):
        return part
    return "\n".join(line[len(margin) :] for line in lines)
