"""What looks like numbering and belongs to the page: the parts into which a document site cuts a text."""

from __future__ import annotations

import re

from unionclean.outline.marks import BREAK, SPACE, Mark

_LONG = 120  # a part of a page is at least this long
_FINISHED = tuple("。！？；：.!?;:”」）)|")
_LIST_INSIDE = re.compile("一、|[^0-9]1[、.．](?![0-9])")
_BREAK = re.compile(f"[{BREAK}]")


def page_parts(marks: list[Mark], text: str) -> set[int]:
    """Return the offsets of the marks that count the parts of a page: 1、 2、 3、 put into the middle of sentences.

    >>> from unionclean.outline.scan import find_marks
    >>> text = "1、" + "年度报告的编制" * 20 + "\\n2、" + "与披露。" * 20
    >>> sorted(page_parts(find_marks(text), text))
    [0, 143]
    >>> page_parts(find_marks("1、甲\\n2、乙"), "1、甲\\n2、乙")
    set()
    """
    counted = {mark.at for mark in marks if _may_count_parts(mark) and _cuts_sentence(text, mark)}
    first = next((mark for mark in marks if _may_count_parts(mark)), None)
    if first is not None and first.number == 1 and _opens_page(text, first, bool(counted)):
        counted.add(first.at)
    return counted


def _may_count_parts(mark: Mark) -> bool:
    return mark.style == "arabic" and mark.shape == "、" and not mark.run_in


def _cuts_sentence(text: str, mark: Mark) -> bool:
    """Does the line before stop in the middle of a long sentence?"""
    line = text[max(0, mark.begin - _LONG - 2) : mark.begin].rstrip(SPACE + "\r\n")
    return len(line) >= _LONG and _BREAK.search(line) is None and not line.endswith(_FINISHED)


def _opens_page(text: str, first: Mark, counted: bool) -> bool:
    """Is this 1、 the first part: before all else, in front of a text that has a list of its own?"""
    end = _BREAK.search(text, first.at)
    line = text[first.end : end.start() if end else len(text)]
    opens = not text[: first.at].strip()
    return len(line) >= _LONG and (counted or (opens and _LIST_INSIDE.search(line) is not None))
