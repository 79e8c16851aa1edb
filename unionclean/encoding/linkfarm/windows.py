"""Where a shifted run may be: cheap scans that name the places worth a search."""

from __future__ import annotations

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
    suspects = [(m.start, m.end, not m.broken, True) for m in page.annotations.others]
    suspects += [(m.start(), m.end(), False, not page.hides_cuts) for m in QUESTIONS.finditer(text)]
    suspects += [(m.start(1), m.end(1), False, False) for m in LINE_STARTS.finditer(text)]
    suspects += [(start, end, False, True) for start, end in find_closings(text)] if page.shows_cuts else []
    if not page.shows_cuts and page.is_sure:  # one broken bracket says nothing of a whole page
        suspects += [(m.start(), m.end(), True, False) for m in BREAKS.finditer(text)]
        suspects += [(m.start(), min(m.end() + 1, len(text)), False, False) for m in HIDDEN.finditer(text)]
    suspects.sort(key=lambda suspect: (suspect[0], not suspect[3]))
    return [Window(_start(text, start, back), start, end, sure) for start, end, back, sure in suspects]


def _start(text: str, position: int, look_back: bool) -> int:
    """Return where the run that shows at ``position`` may have begun: at a mark itself, or at the cut before it."""
    if not look_back:
        return position
    floor = max(0, position - RUN)
    line = text.rfind("\n", floor, position) + 1
    behind = _LAST_DELIMITER.match(text, max(line, floor), position + 1)
    return behind.end() - 1 if behind else position
