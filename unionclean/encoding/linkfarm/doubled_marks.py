"""Take out the commas that a tool of the link farms puts before other marks: ``情況,。每到一處,,`` was ``情況。每到一處,``.

It breaks no bytes.  A writer doubles a mark now and then, and writes hardly ever a comma before 、 or 。; that tool does it all over a page whose
characters it has annotated, before a part of the marks.
"""

from __future__ import annotations

from unionclean.edits import Edit
from unionclean.encoding.linkfarm.annotations import may_hold_annotations
from unionclean.patterns import lazy
from unionclean.steps import NOTHING, Found

ENOUGH = 6
"""So many commas before another mark at least, and half as many before 、 and 。, which nobody writes."""

SHARE = 10
"""One mark in so many, at least, has a comma before it."""

SURE = 0.95
"""The confidence that a comma before another mark is one too many on such a page."""

_ODD = (",、", ",。", "，、", "，。")
_MARK = lazy("[,，、。]")
_DOUBLED = lazy(r"[,，](?<![,，][,，])(?=[、。]|[,，](?![,，]))")


def find_doubled_marks(text: str) -> Found:
    """Return the edits that delete the commas before other marks, if the page shows the tool; nothing otherwise.

    >>> from unionclean.edits import apply_edits
    >>> page = "今天,,開會(huì),。他強(qiáng)調(diào),,要、學(xué)習(xí),、要實(shí)踐,。會(huì)后,,各單(dān)位,、各部門(mén)都來(lái)了。"
    >>> apply_edits(page, find_doubled_marks(page).edits)[:12]
    '今天,開會(huì)。他'
    >>> find_doubled_marks("今天,,开会,。") is NOTHING
    True
    """
    may_be = any(pair in text for pair in _ODD) and may_hold_annotations(text)
    doubled = list(_DOUBLED.finditer(text)) if may_be else []
    odd = sum(text[match.end()] in "、。" for match in doubled)
    if len(doubled) < ENOUGH or odd * 2 < ENOUGH or len(doubled) * SHARE < len(_MARK.findall(text)):
        return NOTHING
    return Found(
        [
            Edit(match.start(), match.end(), match[0], "", "doubled-mark", "probable", confidence=SURE)
            for match in doubled
        ]
    )
