"""Take out the two random characters that a tool of the link farms puts before marks: ``故障的性質赔膳、表象`` was ``故障的性質、表象``.

It draws them from GB 2312, so most pairs have a character that only Simplified text has.  On a page that was made Traditional before, character for
character, such characters stand nowhere else: that shows the tool, and which pairs are its own.  A pair without one goes where the language model finds it
less likely than a draw of two by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import log

from unionclean.edits import Edit
from unionclean.encoding.codepages.cp936 import is_gb2312
from unionclean.encoding.linkfarm.annotations import END, may_hold_annotations
from unionclean.encoding.models.log_space import steps
from unionclean.encoding.models.trigram import load
from unionclean.han import HAN_BMP
from unionclean.patterns import lazy
from unionclean.steps import NOTHING, Found

ENOUGH = 6
"""So many pairs with a Simplified character, at least, on the lines with readings."""

ELSEWHERE = 4
"""One in so many may stand anywhere else on these lines."""

DRAWN = 3755
"""The characters of the first level of GB 2312, the commoner ones: none of the other level was seen."""

BY_CHANCE = -steps(2 * log(DRAWN) + 3)
"""Two characters before a mark that the language model finds less likely than this are drawn: of 100 before the marks of converted news one half are so, of encyclopaedias four."""

SIMPLIFIED_SURE, SURE = 0.95, 0.9
"""The confidence in a pair with a Simplified character, and in one that the language model tells."""

_PAIR = lazy(f"(?<=[{HAN_BMP}\\u201d\\uff09)])([{HAN_BMP}]{{2}})(?=[，。、；！？,;!?])")
_BEFORE = 2
"""Characters before a pair that the model is shown."""


def find_random_pairs(text: str) -> Found:
    """Return the edits that delete the pairs, if the page shows the tool; nothing otherwise.

    >>> from unionclean.edits import apply_edits
    >>> page = (
    ...     "數(shù)控機(jī)床的電氣故障可按性質(zhì)赔膳、表象、原因或后果等分類钩氓。以發(fā)生的部位诸谨，分為硬件故障和軟件故障，"
    ...     "電子织刹、電器件颖脸、電線電纜佛岛、接插件等的不正常狀態(tài)翩赐，要修理才可排除旦万。"
    ... )
    >>> apply_edits(page, find_random_pairs(page).edits)[-29:]
    '電線電纜、接插件等的不正常狀態(tài)，要修理才可排除。'
    >>> find_random_pairs(page.replace("诸谨", "諸謹").replace("织刹", "織剎")) is NOTHING
    True
    """
    if not may_hold_annotations(text):
        return NOTHING
    read = "\n".join([line for line in text.split("\n") if END.search(line)])
    pairs = sum(map(_has_simplified, _PAIR.findall(read)))
    if pairs < ENOUGH or (_count(read) - _count("".join(_PAIR.findall(read)))) * ELSEWHERE > pairs:
        return NOTHING
    return Found(list(_removals(text)))


def _count(text: str) -> int:
    return sum(text.count(character) for character in set(text) if _is_simplified(character))


def _has_simplified(pair: str) -> bool:
    return any(map(_is_simplified, pair))


@cache
def _is_simplified(character: str) -> bool:
    """Return whether ``character`` is one of GB 2312 that Big5 lacks: the machine makes it Traditional, or it is rare."""
    code = character.encode("gbk", "ignore")
    return len(code) == 2 and is_gb2312(code[0] << 8 | code[1]) and not character.encode("big5", "ignore")


def _removals(text: str) -> Iterator[Edit]:
    for match in _PAIR.finditer(text):
        has_simplified = _has_simplified(match[0])
        if has_simplified or _is_drawn(text, match):
            confidence = SIMPLIFIED_SURE if has_simplified else SURE
            yield Edit(match.start(), match.end(), match[0], "", "random-pair", "probable", confidence=confidence)


def _is_drawn(text: str, pair: re.Match[str]) -> bool:
    """Return whether a draw by chance is likelier than that somebody wrote ``pair`` where it stands; what stands twice on a page is a word."""
    if text.count(pair[0]) > 1:
        return False
    model = load()
    before = text[max(0, pair.start() - _BEFORE) : pair.start()].rjust(_BEFORE, "\n")
    mark = text[pair.end()]
    a, b, one, two, end = model.encode(before + pair[0] + mark)
    written = sum(model.sequence_log_probs(a, b, [one, two, end]))
    return written - model.log_prob(a, b, end) < BY_CHANCE
