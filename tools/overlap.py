"""Keeps the texts that measure a model out of the texts that train it: finds the lines that share a passage with them.

A passage is a run of :data:`WINDOW` Han within a line; marks, digits, Latin, width and script do not count, so that a copy that a site folded or
converted is still found.  A shorter line is a copy if its Han are a whole line of the measuring texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from unionclean.han import HAN_BMP

WINDOW = 20
SHORTEST = 8
"""Lines of fewer Han are too common to be copies."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_CHUNK = 4_000_000


def _is_han() -> NDArray[np.bool_]:
    table = np.zeros(0x10000, bool)
    for char in re.findall(f"[{HAN_BMP}]", "".join(map(chr, range(0x3007, 0xD800)))):
        table[ord(char)] = True
    return table


class Overlap:
    """The passages of some texts, to be looked for in others."""

    def __init__(self, texts: Iterable[str], fold: dict[str, str]) -> None:
        """Read the texts; ``fold`` says which characters count as others."""
        self._fold = np.arange(0x10000, dtype=np.uint16)
        for char, other in fold.items():
            if len(other) == 1 and max(char, other) < "\U00010000":
                self._fold[ord(char)] = ord(other)
        self._han = _is_han()
        passages, short = [], []
        for text in _joined(texts):
            hashes, _ = self._windows(*self._stream(text))
            passages.append(np.unique(hashes))
            short.append(self._short_lines(*self._stream(text))[0])
        self._passages = np.unique(np.concatenate(passages))
        self._short = np.unique(np.concatenate(short))

    def _stream(self, text: str) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Return the folded Han of a text and the number of the line that each stands in."""
        codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
        lines = np.cumsum(codes == 10)
        codes = self._fold[np.where(codes < 0x10000, codes, 0)]
        kept = self._han[codes]
        return codes[kept].astype(np.uint64), lines[kept]

    @staticmethod
    def _windows(han: NDArray[np.uint64], lines: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Return the hash of every passage and its line."""
        size = max(0, len(han) - WINDOW + 1)
        hashes = np.zeros(size, np.uint64)
        for place in range(WINDOW):
            hashes = hashes * _FACTOR + han[place : place + size]
        whole = lines[:size] == lines[len(lines) - size :]
        return hashes[whole], lines[:size][whole]

    @staticmethod
    def _short_lines(han: NDArray[np.uint64], lines: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Return the hash of the Han of every line that is too short for a passage, and its number."""
        numbers, start, sizes = np.unique(lines, return_index=True, return_counts=True)
        chosen = (sizes >= SHORTEST) & (sizes < WINDOW)
        hashes = sizes[chosen].astype(np.uint64)
        for place in range(WINDOW):
            inside = place < sizes[chosen]
            char = han[np.minimum(start[chosen] + place, len(han) - 1)]
            hashes = np.where(inside, hashes * _FACTOR + char, hashes)
        return hashes, numbers[chosen]

    def without(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield the texts, joined into larger ones, without the lines that overlap."""
        for text in _joined(texts):
            han, lines = self._stream(text)
            dropped = set()
            for known, (hashes, numbers) in (
                (self._passages, self._windows(han, lines)),
                (self._short, self._short_lines(han, lines)),
            ):
                where = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
                dropped.update(numbers[known[where] == hashes].tolist() if len(known) else ())
            yield "\n".join(line for number, line in enumerate(text.split("\n")) if number not in dropped)


def _joined(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts in joined portions, so that arrays are neither many nor vast."""
    portion: list[str] = []
    size = 0
    for text in texts:
        portion.append(text)
        size += len(text)
        if size > _CHUNK:
            yield "\n".join(portion)
            portion, size = [], 0
    if portion:
        yield "\n".join(portion)
