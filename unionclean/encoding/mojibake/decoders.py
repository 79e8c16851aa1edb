"""Decoders that go on where bytes are lost: each yields ``(start, end, characters)``, with U+FFFD for a character that lost a byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from unionclean.encoding.codepages.legacy import LOST, LOST_BYTE, big5_characters, gbk_characters
from unionclean.encoding.models.unigram import UNSEEN_HAN, code_lengths

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


def decode_utf8_lossy(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, characters)`` of the sound UTF-8 in ``data``; a character that lost a byte reads as U+FFFD.

    >>> list(decode_utf8_lossy("你".encode() + b"\\xff" + b"a"))
    [(0, 3, '你'), (4, 5, 'a')]
    """
    return _read_utf8(_UTF8, data)


def decode_spaced_utf8_lossy(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Do the same where a space may stand for the byte A0.

    >>> list(decode_spaced_utf8_lossy("你".encode().replace(b"\\xa0", b" ")))
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


_AHEAD = 4


def _price_ahead(data: bytes, position: int, characters: Mapping[bytes, str]) -> int:
    total = 0
    for _ in range(_AHEAD):
        ascii_byte = data[position : position + 1] < b"\x80"
        character = characters.get(data[position : position + 2], "")
        total += 8 if ascii_byte else code_lengths()[character] if character else 2 * UNSEEN_HAN
        position += 1 if ascii_byte else 2
    return total


def decode_gbk_lossy(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, character)`` of the CP936 in ``data``, and of the four-byte codes that GB18030 adds.

    >>> list(decode_gbk_lossy("©中".encode("gb18030")))
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


def decode_big5_lossy(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, character)`` of the Big5 in ``data``."""
    return _read_pairs(data, big5_characters())
