"""Wrong codecs: which bytes a text was, and what those bytes say when the right codec reads them.

A text is mojibake when its bytes were decoded by the wrong codec.  Undoing it takes two steps that know nothing of each
other: *back to bytes* with the codec that was wrong, *forward to characters* with the one that is right.  A reading gives
:class:`Unit` objects, the smallest pieces of the text that begin and end at a character in both readings.

The tables of both are in :mod:`unionclean.encoding.codes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from unionclean.encoding.codes import (
    LOST,
    LOST_BYTE,
    big5_characters,
    cp950_codes,
    gbk_characters,
    gbk_codes,
    hkscs_codes,
    latin_codes,
)
from unionclean.encoding.plausible import UNSEEN_HAN, prices


class Unit(NamedTuple):
    """``text[start:end]``, read rightly, is ``after``."""

    start: int
    end: int
    after: str


class Reading(NamedTuple):
    """One way to misread: ``right`` bytes that were decoded as ``wrong``; ``rule`` names it."""

    rule: str
    wrong: Callable[[], Mapping[str, bytes]]
    right: Callable[[bytes], Iterator[tuple[int, int, str]]]


def read_again(line: str, reading: Reading) -> Iterator[list[Unit]]:
    """Yield runs of units of ``line``: neighbours within a run touch, and between runs the bytes make no sense.

    >>> [unit.after for run in read_again("浣犲ソ", UTF8_AS_GBK) for unit in run]
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
) -> Iterator[list[Unit]]:
    """Join what ``right`` reads to units that begin and end between two characters of the misread text."""
    border_at = _borders(start, pieces)
    run: list[Unit] = []
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
            run.append(Unit(opened, closed, pending))
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


_SOUND = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[ -~\t]"
_BROKEN = (
    rb"[\xc2-\xdf][?\x1a]"
    rb"|[\xe1-\xef](?:[\x80-\xbf][?\x1a]|[?\x1a][\x80-\xbf]|[?\x1a]{1,2})"
    rb"|\xf0[\x90-\xbf]{0,2}[?\x1a]{1,3}"
    rb"|\x1a[\x80-\xbf]{0,2}"
    rb"|[\xe3-\xe9][\x80-\xbf]?(?=[\xe3-\xe9\xef][\x80-\xbf])"  # the byte was dropped without a trace
)
_SPACED = rb"[\xe3-\xe9](?:[\x80-\xbf][ ]|[ ][\x80-\xbf])"
"""Three bytes of which A0, a no-break space, became a plain space."""

_UTF8 = re.compile(rb"(?P<sound>%b)|(?P<broken>%b)" % (_SOUND, _BROKEN))
_UTF8_SPACED = re.compile(rb"(?P<sound>%b|%b)|(?P<broken>%b)" % (_SPACED, _SOUND, _BROKEN))


def read_utf8(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, characters)`` of the sound UTF-8 in ``data``; a character that lost a byte reads as U+FFFD.

    >>> list(read_utf8("你".encode() + b"\\xff" + b"a"))
    [(0, 3, '你'), (4, 5, 'a')]
    """
    return _read_utf8(_UTF8, data)


def read_spaced_utf8(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Do the same where a space may stand for the byte A0.

    >>> list(read_spaced_utf8("你".encode().replace(b"\\xa0", b" ")))
    [(0, 3, '你')]
    """
    return _read_utf8(_UTF8_SPACED, data)


def _read_utf8(pattern: re.Pattern[bytes], data: bytes) -> Iterator[tuple[int, int, str]]:
    for match in pattern.finditer(data):
        sound = match["sound"]
        if sound is None:
            yield match.start(), match.end(), LOST
            continue
        if len(sound) > 1:
            sound = sound.replace(b" ", b"\xa0")
        characters = sound.decode("utf-8", "replace")
        if len(characters) == 1:
            yield match.start(), match.end(), characters


def _read_pairs(data: bytes, characters: Mapping[bytes, str]) -> Iterator[tuple[int, int, str]]:
    position = 0
    while position < len(data):
        byte = data[position]
        end = position + 1
        if byte == LOST_BYTE[0]:
            end = _after_loss(data, position, characters)
            yield position, end, LOST
        elif 0x20 <= byte < 0x7F:
            yield position, end, chr(byte)
        elif character := characters.get(data[position : position + 2]):
            end = position + 2
            yield position, end, character
        elif data[position + 1 : position + 2] in (b"?", LOST_BYTE):
            end = position + 2
            yield position, end, LOST
        position = end


def _after_loss(data: bytes, position: int, characters: Mapping[bytes, str]) -> int:
    """Return where the pairs go on behind a lost byte: with its trail byte gone or still there, whichever makes better sense of what follows."""
    alone, with_trail = (_price_ahead(data, position + length, characters) for length in (1, 2))
    return min(position + (1 if alone < with_trail else 2), len(data))


def _price_ahead(data: bytes, position: int, characters: Mapping[bytes, str]) -> int:
    total = 0
    for _ in range(_AHEAD):
        ascii_byte = data[position : position + 1] < b"\x80"
        character = characters.get(data[position : position + 2], "")
        total += 8 if ascii_byte else prices()[character] if character else 2 * UNSEEN_HAN
        position += 1 if ascii_byte else 2
    return total


_AHEAD = 4


def read_gbk(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, character)`` of the CP936 in ``data``, and of the four-byte codes that GB18030 adds.

    >>> list(read_gbk("©中".encode("gb18030")))
    [(0, 4, '©'), (4, 6, '中')]
    """
    position = 0
    for match in _FOUR_BYTES.finditer(data):
        character = match[0].decode("gb18030", "ignore")
        if len(character) == 1:
            yield from _shifted(_read_pairs(data[position : match.start()], gbk_characters()), position)
            yield match.start(), match.end(), character
            position = match.end()
    yield from _shifted(_read_pairs(data[position:], gbk_characters()), position)


_FOUR_BYTES = re.compile(rb"(?:[\x81-\xfe][0-9]){2}")
"""No code of two bytes ends in a digit, so these four are found wherever the pairs before them begin."""


def _shifted(pieces: Iterator[tuple[int, int, str]], by: int) -> Iterator[tuple[int, int, str]]:
    return ((start + by, end + by, characters) for start, end, characters in pieces)


def read_big5(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, character)`` of the Big5 in ``data``."""
    return _read_pairs(data, big5_characters())


UTF8_AS_GBK = Reading("utf8-as-gbk", gbk_codes, read_utf8)
UTF8_AS_CP950 = Reading("utf8-as-big5", cp950_codes, read_utf8)
UTF8_AS_HKSCS = Reading("utf8-as-big5", hkscs_codes, read_utf8)
UTF8_AS_LATIN = Reading("utf8-as-latin1", latin_codes, read_spaced_utf8)
GBK_AS_CP950 = Reading("gbk-as-big5", cp950_codes, read_gbk)
GBK_AS_HKSCS = Reading("gbk-as-big5", hkscs_codes, read_gbk)
GBK_AS_LATIN = Reading("gbk-as-latin1", latin_codes, read_gbk)
BIG5_AS_GBK = Reading("big5-as-gbk", gbk_codes, read_big5)
BIG5_AS_LATIN = Reading("big5-as-latin1", latin_codes, read_big5)
