"""Spans that no step may touch: how they are hidden from a step and put back afterwards.

A closed span reaches the rules as a run of :data:`CLOSED`, one for each character, so that offsets stay.  To a rule it is a
word of an unknown language.  An edit that would replace a closed character is not made.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

from unionclean.patterns import lazy

CLOSED = "\ufffc"
"""U+FFFC OBJECT REPLACEMENT CHARACTER: Unicode's own sign for something in the text that is no text."""

Span = tuple[int, int]
"""Start and end of a place in code points, half open."""

_BUT_BREAKS = lazy("[^\r\n]+")


@functools.cache
def _runs_of(fillers: str) -> re.Pattern[str]:
    return lazy(f"[{re.escape(fillers)}]+")


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Return ``spans`` sorted, without overlaps and without empty ones.

    >>> merge_spans([(4, 6), (0, 2), (1, 3), (5, 5)])
    [(0, 3), (4, 6)]
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def overlapping(spans: Iterable[Span]) -> Callable[[int, int], bool]:
    """Return a function that tells whether a place, by its start and end, shares a character with any of ``spans``.

    >>> is_closed = overlapping([(4, 6), (0, 2)])
    >>> is_closed(1, 5), is_closed(2, 4), is_closed(5, 9)
    (True, False, True)
    """
    merged = merge_spans(spans)
    starts = [start for start, _ in merged]

    def overlaps(start: int, end: int) -> bool:
        number = bisect_left(starts, end) - 1
        return number >= 0 and start < merged[number][1]

    return overlaps


def mask(text: str, spans: Iterable[Span], filler: str = CLOSED) -> str:
    """Return ``text`` with every character of ``spans`` (sorted, not overlapping) but line breaks overwritten.

    The length stays; without spans, the same object comes back.

    >>> mask("见`a,b`", [(1, 6)])
    '见\ufffc\ufffc\ufffc\ufffc\ufffc'
    >>> mask("没有代码", [])
    '没有代码'
    """
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        closed = text[start:end]
        if "\n" in closed or "\r" in closed:
            hidden = _BUT_BREAKS.sub(lambda run: filler * len(run[0]), closed)
        else:
            hidden = filler * len(closed)
        pieces += (text[position:start], hidden)
        position = end
    return "".join([*pieces, text[position:]]) if pieces else text


def find_masked(masked: str) -> list[Span]:
    """Return the spans of the closed characters of ``masked``.

    >>> find_masked("见\ufffc\ufffc。")
    [(1, 3)]
    """
    return [match.span() for match in _CLOSED.finditer(masked)]


_CLOSED = lazy(f"{CLOSED}+")


def unmask(changed: str, masked: str, text: str, fillers: str = CLOSED) -> str:
    """Return ``changed``, which a step made of ``masked``, with the closed characters of ``text`` put back.

    ``fillers`` are the characters that stand for closed ones.  Raises :class:`ValueError` when the step took closed characters away or added some.

    >>> unmask("见：\ufffc", "见:\ufffc", "见:x")
    '见：x'
    >>> unmask("见", "见\ufffc", "见x")
    Traceback (most recent call last):
    ValueError: closed characters were changed
    """
    if changed == masked:
        return text
    runs = _runs_of(fillers)
    closed = "".join(text[run.start() : run.end()] for run in runs.finditer(masked))
    if sum(map(changed.count, fillers)) != len(closed):
        raise ValueError("closed characters were changed")
    position = 0

    def put_back(run: re.Match[str]) -> str:
        nonlocal position
        position += len(run[0])
        return closed[position - len(run[0]) : position]

    return runs.sub(put_back, changed) if closed else changed
