"""Where a shifted run may be: cheap scans that name the places worth a search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from unionclean.encoding.evidence import Page

CUT_MARKS = "、。！，；？,!;?"
"""The delimiters before which the machine cut, full width and folded."""

BREAKS = re.compile(r"[、。！，；？,!;](?=[;,、。；，])|[\ue000-\uf8ff€]")
"""Two delimiters in a row, or a private-use character: the machine's doing more often than a writer's."""

RUN = 40
"""A run is rarely longer than this before the text comes back into step, in characters."""


class Window(NamedTuple):
    """Begin to read at ``start``; what made us look lies in ``[suspect, enough)``."""

    start: int
    suspect: int
    enough: int
    unmistakable: bool


QUESTIONS = re.compile(rf"(\?+)(?:(?=([{CUT_MARKS}]))|(?<=\?\?))")
"""Bytes that stood alone: ``?`` before a delimiter, or several of them."""

HIDDEN = re.compile(r"[！；？!;?]|([，。,])")
"""On a page whose cuts leave no ``?`` any of these may hide one.  The commoner ，。 show it by the garbage behind them, or have
only taken away a whole character."""


def find_windows(text: str, page: Page, rare: re.Pattern[str]) -> list[Window]:
    """Return the windows of ``text``, in order of their suspects; they may overlap."""
    suspects = [(m.start, m.end, not m.eaten, True) for m in page.marks if not m.own]
    suspects += [(m.start(), m.end(), True, False) for m in BREAKS.finditer(text)]
    suspects += [(m.start(), m.end(), False, not page.hides_cuts) for m in QUESTIONS.finditer(text)]
    suspects += [(m.start(), m.end(), True, False) for m in rare.finditer(text)]
    if not page.shows_cuts:
        suspects += [(m.start(), min(m.end() + 1, len(text)), not m.group(1), False) for m in HIDDEN.finditer(text)]
    suspects.sort()
    return [Window(_start(text, start, back), start, end, sure) for start, end, back, sure in suspects]


def _start(text: str, position: int, look_back: bool) -> int:
    """Return where the run that shows at ``position`` may have begun: at a mark itself, or at a cut before it."""
    if not look_back:
        return position
    floor = max(0, position - RUN)
    line = text.rfind("\n", floor, position) + 1
    return min(_delimiters_back(text, max(line, floor), position + 1), default=position)


def _delimiters_back(text: str, floor: int, position: int) -> Iterator[int]:
    """Yield the last two places of cut marks before ``position``."""
    for _ in range(2):
        position = max(text.rfind(mark, floor, position) for mark in CUT_MARKS)
        if position < 0:
            return
        yield position
