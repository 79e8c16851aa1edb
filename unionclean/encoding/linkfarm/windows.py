"""Where a shifted run may be: cheap scans that name the places worth a search."""

from __future__ import annotations

import re
from typing import NamedTuple

from unionclean.encoding.linkfarm.closings import find_closings
from unionclean.encoding.linkfarm.delimiters import DELIMITER_CLASS
from unionclean.encoding.linkfarm.evidence import PageEvidence
from unionclean.encoding.linkfarm.line_starts import LINE_STARTS
from unionclean.patterns import lazy

BREAKS = lazy(r"[、。！，；？,!;\ue000-\uf8ff€](?:(?<=[\ue000-\uf8ff€])|(?=[;,、。；，]))")
"""Two delimiters in a row, or a private-use character: the machine's doing more often than a writer's."""

RUN = 40
"""A run is rarely longer than this before the text comes back into step, in characters."""


class Window(NamedTuple):
    """Begin to read at ``start``; what made us look lies in ``[suspect_start, suspect_end)``."""

    start: int
    suspect_start: int
    suspect_end: int
    certain: bool


QUESTIONS = lazy(rf"\?+(?:(?=[{DELIMITER_CLASS}])|(?<=\?\?))")
"""Bytes that stood alone: ``?`` before a delimiter, or several of them."""

HIDDEN = lazy(r"[，。！；？,!;?]")
"""On a page whose cuts leave no ``?`` any of these may hide one, or a character that vanished before it."""


_LAST_DELIMITER = lazy(f"(?s:.*)[{DELIMITER_CLASS}]")
"""Up to the last delimiter: what the pattern begins with goes to the end and comes back."""


def find_windows(text: str, page: PageEvidence) -> list[Window]:
    """Return the windows of ``text``, in order of their suspects, the surer one first; they may overlap."""
    # Where it starts, whether it is unsure, of which kind it is, where it ends, and whether the run began before it: in this order they are sorted.
    suspects = [(m.start, False, 0, m.end, not m.broken) for m in page.annotations.others]
    suspects += [(m.start(), page.hides_cuts, 1, m.end(), False) for m in QUESTIONS.finditer(text)]
    suspects += [(m.start(1), True, 2, m.end(1), False) for m in LINE_STARTS.finditer(text)]
    suspects += [(start, False, 3, end, False) for start, end in find_closings(text)] if page.shows_cuts else []
    if not page.shows_cuts and page.is_sure:  # one broken bracket says nothing of a whole page
        suspects += [(m.start(), True, 4, m.end(), True) for m in BREAKS.finditer(text)]
        suspects += [(place, True, 5, place + 2, False) for place in map(_beginning, HIDDEN.finditer(text))]
    suspects.sort()
    size = len(text)
    return [
        _window(Window, (_cut_before(text, start) if back else start, start, min(end, size), not unsure))
        for start, unsure, _, end, back in suspects
    ]


_beginning = re.Match.start
_window = tuple.__new__  # what Window() calls in the end; a page has hundreds of them


def _cut_before(text: str, position: int) -> int:
    """Return where the run that shows at ``position`` may have begun: at the last cut before it."""
    floor = max(0, position - RUN)
    line = text.rfind("\n", floor, position) + 1
    behind = _LAST_DELIMITER.match(text, max(line, floor), position + 1)
    return behind.end() - 1 if behind else position
