"""The map beside a document: where in it the damage sits, and a way to go there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from unionclean.report.notes import NotePlaces
from unionclean.report.sites import Piece, Site

BINS = 120
"""The map has at most so many lines, whatever the length of the text."""
_WIDTH = 100


def render_minimap(
    document: int, length: int, rows: Sequence[Sequence[Piece]], places: NotePlaces, slots: Mapping[str, int]
) -> str:
    """Return the map as an SVG image of links: a bar per stretch of text, long where there are many edits.

    >>> render_minimap(0, 0, [], NotePlaces([]), {}).startswith('<svg class="map"')
    True
    """
    bins = max(1, min(BINS, len(rows)))
    counts: list[Counter[int]] = [Counter() for _ in range(bins)]
    for row in rows:
        for piece in row:
            if isinstance(piece, Site):
                counts[_bin(piece.start, length, bins)][slots[piece.steps[0]]] += 1
    noted = Counter(_bin(note.span[0], length, bins) for note in places.notes)
    row_starts = [row[0].start for row in rows]
    most = max((count.total() for count in counts), default=0) or 1
    lines = "".join(
        _link(
            document,
            index,
            max(0, bisect_right(row_starts, index * length // bins) - 1),
            counts[index],
            most,
            noted[index],
        )
        for index in range(bins)
    )
    return (
        f'<svg class="map" viewBox="0 0 {_WIDTH} {bins}" preserveAspectRatio="none" role="navigation" '
        f'aria-label="Where the edits are">{lines}<rect class="here" width="{_WIDTH}" height="0"/></svg>'
    )


def _bin(offset: int, length: int, bins: int) -> int:
    return min(bins - 1, offset * bins // max(1, length))


def _link(document: int, index: int, row: int, counts: Counter[int], most: int, notes: int) -> str:
    if not counts and not notes:
        return ""
    title = f"{counts.total():,} edits" + (f", {notes:,} unrepaired" if notes else "")
    return (
        f'<a href="#d{document}r{row}" tabindex="-1"><title>{title}</title>'
        f'<rect class="hit" y="{index}" width="{_WIDTH}" height="1"/>{"".join(_bars(index, counts, most, notes))}</a>'
    )


def _bars(index: int, counts: Counter[int], most: int, notes: int) -> Iterator[str]:
    left = 0.0
    for slot, count in sorted(counts.items()):
        width = round(max(6.0, 80 * count / most), 1)
        yield f'<rect class="s{slot}" x="{left:g}" y="{index}" width="{width:g}" height=".9"/>'
        left += width
    if notes:
        yield f'<rect class="unrepaired" x="86" y="{index}" width="14" height="1"/>'
