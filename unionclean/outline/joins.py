"""Paragraphs that a page break cut in two: where they are, as edits that take the break out."""

from __future__ import annotations

import re

from unionclean.edits import Edit
from unionclean.outline.marks import BREAK, SPACE
from unionclean.outline.scan import find_marks

_CUT = re.compile(
    rf"(?<=[\u3400-\u9fffA-Za-z0-9０-９，、《“（(]),?[{SPACE}]*[{BREAK}][{SPACE}{BREAK}]*(?=[\u3400-\u9fffA-Za-z0-9０-９》”）)，、。；])"
)
_LINE_BEFORE = re.compile(rf"[^{BREAK}]*$")


def find_joins(text: str) -> tuple[Edit, ...]:
    """Return edits that join the paragraphs which a page break cut inside a sentence.

    A line is cut when a sentence of it has ended and another has begun, or it stops at a comma or behind an opening mark,
    and the next line goes on without indent and without a marker.

    >>> [edit.before for edit in find_joins("(1)开展活动。推动\\n\\n工作落实。\\n(2)总结")]
    ['\\n\\n']
    >>> find_joins("一、工作情况\\n今年以来，进展顺利。\\n")
    ()
    """
    heads = {mark.begin for mark in find_marks(text) if not mark.run_in}
    joins = []
    line_start = 0
    for match in re.finditer(rf"[{SPACE}]*[{BREAK}][{SPACE}{BREAK}]*", text):
        after = match.end()
        if _is_cut(text, line_start, match.start(), after) and not _starts_anew(text, match.group(), after, heads):
            joins.append(Edit(match.start(), after, match.group(), "", "page-break"))
        line_start = after
    return tuple(joins)


_UNFINISHED = re.compile(r"[，、,《“（(〈「『]$")
_IN_SENTENCE = re.compile(r"[\u3400-\u9fffA-Za-z0-9０-９％%]$")
_ENDED_BEFORE = re.compile(r"[。！？；!?;]")
_SPEAKER = re.compile(r"[\[［【(（]|[^，。；]{1,12}[:：]|[—•●■]")


def _is_cut(text: str, begin: int, end: int, after: int) -> bool:
    if after >= len(text) or begin >= end:
        return False
    if _UNFINISHED.search(text, end - 1, end):
        return True
    return bool(_IN_SENTENCE.search(text, end - 1, end)) and bool(_ENDED_BEFORE.search(text, begin, end))


def _starts_anew(text: str, gap: str, after: int, heads: set[int]) -> bool:
    indent = len(gap) - len(gap.rstrip(SPACE.replace("\u2002-\u200a", "")))
    return indent > 1 or after - indent in heads or bool(_SPEAKER.match(text, after))
