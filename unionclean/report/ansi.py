"""Colour and width in a terminal: the few escape codes that are needed, and how wide a text is there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

Paint = Callable[[str, str], str]
"""``paint(text, style)``: ``text`` in a style of :data:`STYLES`, or plain."""

STYLES = {
    "bold": "1",
    "dim": "2",
    "note": "1;31",
    "step0": "34",
    "step1": "33",
    "step2": "32",
    "step3": "35",
    "step4": "36",
    "step5": "90",
}
STEP_STYLES = 6


def painter(colour: bool) -> Paint:
    """Return a function that paints, or one that leaves text as it is.

    >>> painter(True)("中", "bold"), painter(False)("中", "bold")
    ('\\x1b[1m中\\x1b[0m', '中')
    """
    return _paint if colour else lambda text, style: text


def _paint(text: str, style: str) -> str:
    codes = ";".join(STYLES.get(name, name) for name in style.split())
    return f"\x1b[{codes}m{text}\x1b[0m" if text else ""


def step_styles(names: list[str]) -> dict[str, str]:
    """Return a style for each step name, in the order given; what comes late shares the last one.

    >>> step_styles(["repair_encoding", "to_simplified"])
    {'repair_encoding': 'step0', 'to_simplified': 'step1'}
    """
    return {name: f"step{min(index, STEP_STYLES - 1)}" for index, name in enumerate(dict.fromkeys(names))}


def width_of(text: str) -> int:
    """Return how many columns ``text`` takes: two for what is wide in East Asia and for an emoji, none for combining marks.

    >>> width_of("中a"), width_of("é"), width_of("👨‍👩‍👧🇨🇳")
    (3, 1, 4)
    """
    return sum(map(_columns, _clusters(text)))


def _clusters(text: str) -> list[str]:
    """Return what a reader sees as characters: a family of three faces is one (UAX #29)."""
    if text.isascii():
        return list(text)
    import regex

    return regex.findall(r"\X", text)  # type: ignore[no-any-return]


def _columns(cluster: str) -> int:
    return min(2, sum(map(_column_width, cluster)))


def _column_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return ``text`` filled with blanks, or cut with ``…``, to exactly ``width`` columns.

    >>> pad("中", 4) + "|", pad("中", 4, right=True), pad("中中中", 4)
    ('中  |', '  中', '中… ')
    """
    if width_of(text) > width:
        text = _cut(text, width)
    blanks = " " * (width - width_of(text))
    return blanks + text if right else text + blanks


def _cut(text: str, width: int) -> str:
    kept, used = [], 1  # one column for the ellipsis
    for cluster in _clusters(text):
        used += _columns(cluster)
        if used > width:
            break
        kept.append(cluster)
    return "".join(kept) + "…"
