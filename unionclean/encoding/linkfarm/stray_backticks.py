"""Take out the backticks that sites of essays put behind 的, so that copies can be found: ``第五章的`一半`` was 第五章的一半.

Link farms mirror such sites.  On a page of the machine whose backticks all stand so nobody has quoted code.
"""

from __future__ import annotations

from unionclean.edits import Edit
from unionclean.encoding.linkfarm.annotations import may_hold_annotations
from unionclean.encoding.linkfarm.evidence import find_evidence
from unionclean.han import HAN_BMP
from unionclean.patterns import lazy
from unionclean.steps import NOTHING, Found

SURE = 0.95
"""The confidence that such a backtick was put in."""

_STRAY = lazy(rf"`(?<=的`)(?=[{HAN_BMP}])(?![键鍵号號符])")
"""One between 的 and a character; a text on keys and marks may speak of it."""


def find_stray_backticks(text: str) -> Found:
    """Return the edits that delete the backticks, if the page was in the machine and has no others; nothing otherwise.

    >>> from unionclean.edits import apply_edits
    >>> page = "讀書(shū)到第五章的`一半時(shí),學(xué)生們都睡著了。"
    >>> apply_edits(page, find_stray_backticks(page).edits)[10:14]
    '章的一半'
    >>> find_stray_backticks("读书到第五章的`一半时") is NOTHING
    True
    """
    if "的`" not in text or not may_hold_annotations(text):
        return NOTHING
    edits = [
        Edit(match.start(), match.end(), match[0], "", "stray-backtick", "probable", confidence=SURE)
        for match in _STRAY.finditer(text)
    ]
    return Found(edits) if len(edits) == text.count("`") and find_evidence(text) is not None else NOTHING
