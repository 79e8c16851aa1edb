"""What the windows of a page really say, and what of the page is known: outside the windows, and once they were read.

The second lets what is doubtful be read again, by the names and terms that stand in damaged lines only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NamedTuple

from unionclean.encoding.linkfarm.annotations import ANNOTATION, Span
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.hypothesis import LOST, REMOVED, Run
from unionclean.encoding.linkfarm.windows import Window
from unionclean.encoding.models.log_space import steps
from unionclean.patterns import lazy

DOUBTFUL = steps(2.0)
"""A reading no more than this ahead of the next one is looked at again, by all that the page says."""

CLEAR = steps(1.5)
"""A second look must be so sure of what it says where the first said nothing: of what it was less sure of 44 % was right."""

BEHIND = 20
"""So far behind what is suspect the text may be garbage, in characters."""

_ROWS = lazy(r"\?{2,}")
"""Nobody can tell a row of broken bytes from a row of question marks before it is read."""


class Reading(NamedTuple):
    """What one window really says: its runs, the next reading being worse by ``margin``."""

    window: Window
    runs: tuple[Run, ...]
    margin: int

    @property
    def is_doubtful(self) -> bool:
        """Whether what the rest of the page says may change the reading."""
        return self.margin < DOUBTFUL and any(run.role != REMOVED for run in self.runs)

    def may_replace(self, other: Reading) -> bool:
        """Return whether a second look says more than ``other``, in its place: it is no guess itself, and no more is lost in it.

        A page always has many full stops, so one may only fill what was lost.

        >>> window, guessed = Window(1, 1, 2, False), 3
        >>> lost, stop, name = (Reading(window, (Run(1, 3, text, guessed),), steps(1.5)) for text in "\ufffd。祝")
        >>> stop.may_replace(lost), stop.may_replace(name), lost.may_replace(stop)
        (True, False, False)
        """
        same = self.runs[0].start == other.runs[0].start and self.runs[-1].end == other.runs[-1].end
        lost = other._count(LOST)
        filled = lost - self._count(LOST)
        clear = filled >= 0 and self.margin >= (CLEAR if filled else costs.DOUBT)
        return same and clear and self._count("。") <= other._count("。") + lost

    def is_doubted_by(self, other: Reading) -> bool:
        """Return whether ``other``, a second look at the same place, leaves more in doubt.

        >>> window, guessed = Window(1, 1, 2, False), 3
        >>> name, lost = (Reading(window, (Run(1, 3, text, guessed),), steps(1.5)) for text in "祝\ufffd")
        >>> name.is_doubted_by(lost), lost.is_doubted_by(name)
        (True, False)
        """
        return other._count(LOST) > self._count(LOST)

    def doubted(self) -> Reading:
        """Return the reading without any margin: a second look has none."""
        return self._replace(margin=0)

    def still_doubtful(self) -> Reading:
        """Return the reading with no more margin than a doubtful one has: a small beam has lost some of the others."""
        return self._replace(margin=min(self.margin, DOUBTFUL))

    def _count(self, character: str) -> int:
        return sum(run.text.count(character) for run in self.runs)


def known_text(text: str, readings: Iterable[Reading]) -> str:
    """Return ``text`` as it reads now, with U+FFFD for each run of a doubtful reading: a guess must not speak for itself.

    >>> window, read, guessed = Window(1, 1, 2, False), 2, 3
    >>> sure = Reading(window, (Run(1, 3, "日常", read),), steps(9.0))
    >>> known_text("甲?;乙", [sure]), known_text("甲?;乙", [sure._replace(margin=0)])
    ('甲日常乙', '甲�乙')
    """
    pieces: list[str] = []
    position = 0
    for reading in readings:
        for run in reading.runs:
            pieces += text[position : run.start], LOST if reading.is_doubtful else run.text
            position = run.end
    return _readable("".join([*pieces, text[position:]]))


def text_outside(text: str, windows: list[Window], annotations: Iterable[Span]) -> str:
    """Return ``text`` without its ``annotations`` and windows, each of which leaves a gap: garbage must not look familiar.

    >>> text_outside("甲國(guó)乙", [Window(7, 7, 8, False)], [(2, 7)]), text_outside("甲國(guó)乙", [Window(4, 4, 5, False)], [(2, 7)])
    ('甲國�', '甲國(g�')
    """
    pieces: list[str] = []
    position = 0
    spans = iter(annotations)
    first, last = next(spans, _NOWHERE)
    for window in windows:
        start = window.start
        while last <= start:
            if first >= position:  # none that a window has cut in two
                pieces.append(text[position:first])
                position = last
            first, last = next(spans, _NOWHERE)
        pieces += (text[position : max(position, start)], LOST)
        position = max(position, window.suspect_end + BEHIND)
    while last <= len(text):
        if first >= position:
            pieces.append(text[position:first])
            position = last
        first, last = next(spans, _NOWHERE)
    return _without_rows("".join([*pieces, text[position:]]))


_NOWHERE = (sys.maxsize, sys.maxsize)
"""A span behind all text."""


def _readable(text: str) -> str:
    return _without_rows(ANNOTATION.sub("", text))


def _without_rows(text: str) -> str:
    return _ROWS.sub(LOST, text) if "??" in text else text
