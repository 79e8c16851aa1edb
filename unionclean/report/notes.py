"""Where the notes of a text stand: asked piece by piece while the text is written, each question by bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from unionclean.edits import Note


def unrepaired(notes: Sequence[Note]) -> list[Note]:
    """Return the notes on damage that was left.

    >>> unrepaired([Note("guessed", (0, 1), ""), Note("lost-byte", (2, 3), "")])
    [Note(kind='lost-byte', span=(2, 3), why='')]
    """
    return [note for note in notes if note.meaning == "unrepaired"]


def places_left(notes: Sequence[Note]) -> list[Note]:
    """Return the notes on places that were left, rightly or not; a guess has been made, and shows as a probable edit.

    >>> places_left([Note("guessed", (0, 1), ""), Note("unpaired-bracket", (2, 3), "")])
    [Note(kind='unpaired-bracket', span=(2, 3), why='')]
    """
    return [note for note in notes if note.meaning != "remark"]


class NotePlaces:
    """The notes of one text in order, and the stretches that they cover.

    >>> places = NotePlaces([Note("lost-byte", (2, 3), "an ASCII byte was swallowed")])
    >>> list(places.cut(0, 5))
    [(0, 2, False, None), (2, 3, True, 0), (3, 5, False, None)]
    """

    def __init__(self, notes: Sequence[Note]) -> None:
        self.notes = sorted(notes, key=lambda note: note.span)
        self._starts = [note.span[0] for note in self.notes]
        self._covered = _merge([note.span for note in self.notes])
        self._cover_ends = [end for _, end in self._covered]

    def starting_in(self, start: int, end: int) -> range:
        """Return the numbers of the notes that start in ``[start, end)``."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def starting_from(self, start: int) -> range:
        """Return the numbers of the notes that start at ``start`` or behind it."""
        return range(bisect_left(self._starts, start), len(self.notes))

    def touches(self, start: int, end: int) -> bool:
        """Return whether a note covers a part of ``[start, end)``."""
        index = bisect_right(self._cover_ends, start)
        return index < len(self._covered) and self._covered[index][0] < end

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int, bool, int | None]]:
        """Yield ``[start, end)`` as ``(start, end, is it noted, the number of the note that starts here)``."""
        borders = {start, end}
        borders.update(self._starts[number] for number in self.starting_in(start, end))
        borders.update(border for span in self._covered_in(start, end) for border in span if start < border < end)
        ordered = sorted(borders)
        for left, right in pairwise(ordered):
            numbers = self.starting_in(left, left + 1)
            noted = self.touches(left, right)
            for number in numbers[:-1]:
                yield left, left, noted, number
            yield left, right, noted, numbers[-1] if numbers else None

    def _covered_in(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        index = bisect_right(self._cover_ends, start)
        while index < len(self._covered) and self._covered[index][0] < end:
            yield self._covered[index]
            index += 1


def _merge(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sorted ``spans`` without empty ones, those that touch joined."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged
