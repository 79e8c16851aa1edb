"""Cut a text for retrieval: whole siblings packed together, long sections cut between sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from unionclean.outline.section import Piece, Section

Length = Callable[[str], int]

_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”’」』）)]*[ \t\u3000]*\n*|\n+|\Z)")
_CLAUSE = re.compile(r"[；;，,、 ]")


class Chunk(NamedTuple):
    """A stretch of a text for retrieval: see :meth:`Outline.chunks`.

    ``path`` holds the sections from the top down in which all of it stands, ``start`` and ``end`` lead back to the text, of
    which ``text`` is that part; ``before`` repeats whole sentences that come before it, for ``overlap``.
    """

    path: tuple[Section, ...]
    start: int
    end: int
    text: str
    before: str = ""

    @property
    def citation(self) -> str:
        """How the innermost section of the path is cited; empty outside of all sections."""
        return self.path[-1].citation if self.path else ""

    @property
    def titles(self) -> str:
        """Markers and titles of the path in one line, as a heading for a chunk that stands alone."""
        return Piece(self.path, self.start, self.end, self.text).titles


class _Region(NamedTuple):
    """A section with its children, or the words of a section before its first child."""

    start: int
    end: int
    path: tuple[Section, ...]  # in which all of it stands
    inner: tuple[Section, ...] = ()  # the path of its children, if it has any: it is opened when it does not fit


def cut_chunks(
    text: str, sections: tuple[Section, ...], max_size: int, length: Length, overlap: int
) -> Iterator[Chunk]:
    """See :meth:`Outline.chunks`."""
    if max_size < 1:
        raise ValueError(f"max_size must be at least 1, not {max_size}")
    if not 0 <= overlap < max_size:
        raise ValueError(f"overlap must be at least 0 and less than max_size, not {overlap}")
    cutter = _Cutter(text, max_size - overlap, length)
    for start, end, path in cutter.pack(cutter.regions((), sections, 0, len(text))):
        before = cutter.sentences_before(start, overlap) if overlap else ""
        yield Chunk(path, start, end, text[start:end], before)


class _Cutter:
    def __init__(self, text: str, limit: int, length: Length) -> None:
        self.text, self.limit, self.length = text, limit, length
        self.starts = [match.start() for match in _SENTENCE.finditer(text) if match.end() > match.start()]

    def fits(self, start: int, end: int) -> bool:
        if self.length is len:
            return end - start <= self.limit
        return self.length(self.text[start:end]) <= self.limit

    def sentence_at(self, offset: int) -> tuple[int, int]:
        slot = bisect_right(self.starts, offset)
        return self.starts[slot - 1], self.starts[slot] if slot < len(self.starts) else len(self.text)

    def snap(self, offset: int) -> int:
        """Return the beginning of the sentence in which a section begins, if that sentence fits into a chunk."""
        if offset >= len(self.text):
            return len(self.text)
        start, end = self.sentence_at(offset)
        return start if self.fits(start, end) else offset

    def regions(
        self, path: tuple[Section, ...], children: tuple[Section, ...], start: int, end: int
    ) -> Iterator[_Region]:
        """Yield the words before the first child, then the children, without those that begin in one sentence with the next."""
        bounds = [max(start, min(end, self.snap(child.begin))) for child in children]
        first = bounds[0] if bounds else end
        if first > start:
            yield _Region(start, first, self.path_from(start, path))
        for child, begin, stop in zip(children, bounds, [*bounds[1:], end], strict=False):
            if stop > begin:
                own = (*path, child)
                yield _Region(begin, stop, self.path_from(begin, own), own if child.children else ())

    def path_from(self, start: int, path: tuple[Section, ...]) -> tuple[Section, ...]:
        """Leave the sections out that begin behind words which stand before them in their sentence."""
        while path and self.text[start : path[-1].begin].strip():
            path = path[:-1]
        return path

    def pack(self, regions: Iterator[_Region]) -> Iterator[tuple[int, int, tuple[Section, ...]]]:
        """Yield spans: siblings together while they fit, what does not fit alone opened or cut."""
        open_: tuple[int, int, tuple[Section, ...]] | None = None
        for region in regions:
            if open_ is not None and self.fits(open_[0], region.end):
                open_ = open_[0], region.end, _common(open_[2], region.path)
                continue
            if open_ is not None:
                yield open_
                open_ = None
            if self.fits(region.start, region.end):
                open_ = region.start, region.end, region.path
            elif region.inner:
                yield from self.pack(self.regions(region.inner, region.inner[-1].children, region.start, region.end))
            else:
                for start, end in self.cut(region.start, region.end):
                    yield start, end, region.path
        if open_ is not None:
            yield open_

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut between sentences; a sentence that is too long, between clauses, and at last anywhere."""
        begin = start
        at = start
        while at < end:
            stop = min(end, self.sentence_at(at)[1])
            if self.fits(begin, stop):
                at = stop
                continue
            if at > begin:
                yield begin, at
                begin = at
                continue
            *whole, (begin, at) = self.halves(at, stop)
            yield from whole
        if begin < end:
            yield begin, end

    def halves(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut one long sentence in halves until every part fits or is a single character."""
        parts: list[tuple[int, int]] = []
        ahead = [(start, end)]
        while ahead:
            start, end = ahead.pop()
            if self.fits(start, end) or end - start == 1:
                parts.append((start, end))
                continue
            middle = (start + end) // 2
            clause = _CLAUSE.search(self.text, max(start, middle - (end - start) // 4), middle)
            middle = clause.end() if clause and start < clause.end() < end else middle
            ahead += [(middle, end), (start, middle)]
        return parts

    def sentences_before(self, offset: int, most: int) -> str:
        """Return the whole sentences before ``offset`` that are together no longer than ``most``."""
        begin = offset
        while begin > 0:
            earlier = self.sentence_at(begin - 1)[0]
            if self.length(self.text[earlier:offset]) > most:
                break
            begin = earlier
        return self.text[begin:offset]


def _common(one: tuple[Section, ...], other: tuple[Section, ...]) -> tuple[Section, ...]:
    depth = 0
    while depth < min(len(one), len(other)) and one[depth] is other[depth]:
        depth += 1
    return one[:depth]
