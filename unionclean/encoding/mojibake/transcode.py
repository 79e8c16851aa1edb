"""Wrong codecs: which bytes a text was, and what those bytes say when the right codec reads them.

A text is mojibake when its bytes were decoded by the wrong codec.  Undoing it takes two steps that know nothing of each
other: *back to bytes* with the codec that was wrong, *forward to characters* with the one that is right.  A reading gives
:class:`AlignedUnit` objects, the smallest pieces of the text that begin and end at a character in both readings.

The tables of both are in :mod:`unionclean.encoding.codepages.legacy`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from unionclean.encoding.codepages.legacy import (
    cp950_codes,
    gbk_codes,
    hkscs_codes,
    latin_codes,
)
from unionclean.encoding.mojibake.decoders import (
    decode_big5_lossy,
    decode_gbk_lossy,
    decode_spaced_utf8_lossy,
    decode_utf8_lossy,
)


class AlignedUnit(NamedTuple):
    """``text[start:end]``, read rightly, is ``after``."""

    start: int
    end: int
    after: str


class Misdecoding(NamedTuple):
    """One way to misread: ``right`` bytes that were decoded as ``wrong``; ``rule`` names it."""

    rule: str
    wrong: Callable[[], Mapping[str, bytes]]
    right: Callable[[bytes], Iterator[tuple[int, int, str]]]


def redecode(line: str, reading: Misdecoding) -> Iterator[list[AlignedUnit]]:
    """Yield runs of units of ``line``: neighbours within a run touch, and between runs the bytes make no sense.

    >>> [unit.after for run in redecode("浣犲ソ", UTF8_AS_GBK) for unit in run]
    ['你好']
    """
    codes = reading.wrong()
    for start, pieces in _encodable_runs(line, codes):
        yield from _aligned_runs(start, pieces, reading.right)


def _encodable_runs(line: str, codes: Mapping[str, bytes]) -> Iterator[tuple[int, list[bytes]]]:
    start, pieces = 0, []  # type: tuple[int, list[bytes]]
    for index, character in enumerate(line):
        code = codes.get(character)
        if code is not None:
            pieces.append(code)
            continue
        if pieces:
            yield start, pieces
        start, pieces = index + 1, []
    if pieces:
        yield start, pieces


def _aligned_runs(
    start: int, pieces: list[bytes], right: Callable[[bytes], Iterator[tuple[int, int, str]]]
) -> Iterator[list[AlignedUnit]]:
    """Join what ``right`` reads to units that begin and end between two characters of the misread text."""
    border_at = _borders(start, pieces)
    run: list[AlignedUnit] = []
    opened, position, pending = -1, -1, ""
    for first, last, characters in right(b"".join(pieces)):
        if first != position:  # a gap: what was pending never came to a border
            if run:
                yield run
            run, opened = [], -1
        if opened < 0:
            opened, pending = border_at.get(first, -1), ""
        position = last
        if opened < 0:
            continue
        pending += characters
        closed = border_at.get(last, -1)
        if closed >= 0:
            run.append(AlignedUnit(opened, closed, pending))
            opened = -1
        elif len(pending) > _LONGEST_UNIT:
            opened = -1
            if run:
                yield run
            run = []
    if run:
        yield run


_LONGEST_UNIT = 200
"""Two readings of sound text meet again after two or three characters; after a lost byte, pairs may stay shifted for a sentence."""


def _borders(start: int, pieces: list[bytes]) -> dict[int, int]:
    borders, offset = {0: start}, 0
    for index, piece in enumerate(pieces, start + 1):
        offset += len(piece)
        borders[offset] = index
    return borders


UTF8_AS_GBK = Misdecoding("utf8-as-gbk", gbk_codes, decode_utf8_lossy)
UTF8_AS_CP950 = Misdecoding("utf8-as-big5", cp950_codes, decode_utf8_lossy)
UTF8_AS_HKSCS = Misdecoding("utf8-as-big5", hkscs_codes, decode_utf8_lossy)
UTF8_AS_LATIN = Misdecoding("utf8-as-latin1", latin_codes, decode_spaced_utf8_lossy)
GBK_AS_CP950 = Misdecoding("gbk-as-big5", cp950_codes, decode_gbk_lossy)
GBK_AS_HKSCS = Misdecoding("gbk-as-big5", hkscs_codes, decode_gbk_lossy)
GBK_AS_LATIN = Misdecoding("gbk-as-latin1", latin_codes, decode_gbk_lossy)
BIG5_AS_GBK = Misdecoding("big5-as-gbk", gbk_codes, decode_big5_lossy)
BIG5_AS_LATIN = Misdecoding("big5-as-latin1", latin_codes, decode_big5_lossy)
