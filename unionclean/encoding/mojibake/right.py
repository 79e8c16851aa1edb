"""Codecs that are right: what bytes say when GBK, Big5 or UTF-8 reads them, as a whole or not at all.

Bytes that the wrong codec destroyed (it showed U+FFFD or ``?``, or cut the last one off) become U+FFFD in the place of their character.  Anything else that
the codec cannot read means that the bytes are something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from typing import NamedTuple

from unionclean.encoding.codepages.legacy import LOST, LOST_BYTE, big5_characters, gbk_characters
from unionclean.encoding.models.code_length import code_length
from unionclean.patterns import lazy

_SOUND = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}"
_SPACED = rb"[\xe3-\xe9](?:[\x80-\xbf][ ]|[ ][\x80-\xbf])"
"""Three bytes of which A0, a no-break space, became a plain space."""

_BROKEN = (
    rb"[\xc2-\xdf][?\x1a]"
    rb"|[\xe1-\xef](?:[\x80-\xbf][?\x1a]|[?\x1a][\x80-\xbf]|[?\x1a]{1,2})"
    rb"|\xf0[\x90-\xbf]{0,2}[?\x1a]{1,3}"
    rb"|\x1a[\x80-\xbf]{0,2}"
)
_CUT = rb"[\xe2-\xef][\x80-\xbf]?(?=[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]|\Z)"
"""A character whose last bytes are missing where a word ends: a codec of two bytes dropped what had no partner."""

_DROPPED = rb"[\xe2-\xef][\x80-\xbf]?(?=[\xe2-\xef])"
"""A character whose last bytes are missing before the next one: the wrong codec had no character for them and dropped them."""

_TORN = rb"[\xe2-\xef][\x80-\xbf]{3}(?=[\x00-\x7e\xc2-\xef]|\Z)"
"""Two characters; the pair of bytes that was dropped was the end of one and the lead of the other."""

UTF8_TOKEN = lazy(
    rb"(?P<torn>%b)|(?P<sound>%b)|(?P<ascii>[\t -~])|(?P<lost>%b)|(?P<cut>%b)|(?P<dropped>%b)"
    % (_TORN, _SOUND, _BROKEN, _CUT, _DROPPED)
)
_UNDEFINED_DROPPED = rb"[\xe3-\xe9][\x80-\xbf]?(?=[\xe2-\xef][\x80-\xbf])|[\xe3-\xe9][\x80-\xbf]\Z"
"""A character that lost bytes which the wrong codec has no character for, as Windows-1252 has none for 81, 8D, 8F, 90 and 9D."""

UTF8_TOKEN_SPACED = lazy(
    rb"(?P<sound>%b|%b)|(?P<ascii>[\t -~])|(?P<lost>%b)|(?P<dropped>%b)"
    % (_SPACED, _SOUND, _BROKEN, _UNDEFINED_DROPPED)
)


_TRIPLE = rb"[\xe2-\xef][\x80-\xbf]{2}"
_ANY_HAN = rb"(?:%b|\xf0[\xa0-\xb3][\x80-\xbf]{2})" % _TRIPLE
MAY_BE_UTF8 = lazy(
    rb"(?=[\xc3\xce-\xd9\xe2-\xf0?])(?:"  # one look for all
    rb"%b{2}"
    rb"|\xe2\x80[\x93-\xa6]|\xef\xbc[\x81-\xbf]|\xe3\x80[\x80-\x91]"  # a mark, which stands anywhere
    rb"|%b[\xe2-\xef]?[\x80-\xbf]?[?\x1a]|\?[\x80-\xbf]{0,2}%b"  # a character beside one that lost a byte
    rb"|[\xc3\xce-\xd9][\x80-\xbf](?:[\x00-\x7f]*[\xc2\xc3\xce-\xd9][\x80-\xbf]){2})"  # letters of other alphabets, bytes behind Latin-1
    % (_ANY_HAN, _TRIPLE, _TRIPLE)
)
"""What bytes behind a codec of two bytes hold if any of them are read as UTF-8."""


def utf8_character(token: re.Match[bytes]) -> str:
    """Return what a token of UTF-8 says: a character, or U+FFFD for each that lost a byte; ``""`` for an ill-formed one.

    >>> utf8_character(UTF8_TOKEN.match("你".encode()))
    '你'
    """
    kind = token.lastgroup
    if kind == "ascii":
        return token[0].decode("ascii")
    if kind == "torn":
        return 2 * LOST
    if kind != "sound":
        return LOST
    character = token[0].replace(b" ", b"\xa0").decode("utf-8", "ignore")
    return character if len(character) == 1 else ""


def may_have_lost(token: re.Match[bytes], borders: Container[int]) -> bool:
    """Return whether what ``token`` lacks may have been dropped without a trace: whole characters are dropped, between two of ``borders``."""
    if token.lastgroup == "torn":
        return token.start() + 2 in borders
    return token.lastgroup != "dropped" or token.end() in borders or token.start() + 1 in borders


def read_gbk(data: bytes) -> str | None:
    """Return the GBK in ``data``, with the four-byte codes of GB18030; ``None`` if it is not GBK throughout.

    >>> read_gbk("你好".encode("gbk")), read_gbk(b"\\xff")
    ('你好', None)
    """
    if LOST_BYTE not in data:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return _read_pairs(data, gbk_characters)


def read_big5(data: bytes) -> str | None:
    """Return the Big5 in ``data``, as CP950 or with HKSCS; ``None`` if it is not Big5 throughout."""
    for codec in ("cp950", "big5hkscs") if LOST_BYTE not in data else ():
        text = data.decode(codec, "ignore")
        if 2 * len(text) >= len(data) and text.encode(codec, "ignore") == data:  # no character has more than two bytes
            return text
    return _read_pairs(data, big5_characters)


def _read_pairs(data: bytes, codec: Callable[[], Mapping[bytes, str]]) -> str | None:
    """Return what ``data`` says in a codec of two bytes where some bytes are marked as lost.

    Whether the byte behind a lost one is the rest of its character or begins the next one, what follows tells; what reads as well either way is lost, too.
    """
    if LOST_BYTE not in data and b"?" not in data:
        return None
    ways, characters = {0: _Way(0.0, "", "", None, 0)}, codec()
    while ways:
        position = min(ways)
        way = ways.pop(position)
        if position == len(data):
            return _said_since(way, None)
        for end, text in _steps(data, position, characters):
            new = way.saying(text, code_length(text, way.tail))
            merged = _likelier(new, ways[end]) if end in ways else new
            if merged is None:
                return None
            ways[end] = merged
    return None


class _Way(NamedTuple):
    """One way to read the bytes up to some place: its bits, what it says last, the last two characters, and the way up to there."""

    bits: float
    text: str
    tail: str
    before: _Way | None
    length: int

    def saying(self, text: str, bits: float) -> _Way:
        """Return this way with ``text`` behind it."""
        return _Way(self.bits + bits, text, (self.tail + text)[-2:], self, self.length + 1)


def _steps(data: bytes, position: int, characters: Mapping[bytes, str]) -> Iterator[tuple[int, str]]:
    """Yield where a reading may go on from ``position``, and what it says up to there: all up to the next lost byte, or what that one was of."""
    if data[position : position + 1] != LOST_BYTE:
        yield from _run_of_pairs(data, position, characters)
        return
    yield position + 1, LOST
    if data[position + 1 : position + 2] >= b"@":
        yield position + 2, LOST


def _run_of_pairs(data: bytes, position: int, characters: Mapping[bytes, str]) -> Iterator[tuple[int, str]]:
    """Yield where the pairs from ``position`` on come to a lost byte or to the end, or have lost the rest of one, and what they say; nothing if one of them says nothing."""
    pieces: list[str] = []
    while position < len(data) and data[position] != LOST_BYTE[0]:
        byte, pair = data[position], data[position : position + 2]
        if 0x20 <= byte < 0x7F or byte == 9:
            position += 1
            pieces.append(chr(byte))
        elif character := characters.get(pair):
            position += 2
            pieces.append(character)
        elif pair[1:] in (b"?", LOST_BYTE):
            yield position + 2, "".join([*pieces, LOST])
            return
        else:
            return
    yield position, "".join(pieces)


def _likelier(way: _Way, other: _Way) -> _Way | None:
    """Return the likelier of two ways to the same place; where they are not far apart, what they say otherwise is lost, and ``None`` if that is too much."""
    best, second = (way, other) if way.bits <= other.bits else (other, way)
    if second.bits - best.bits >= _CLEARLY:
        return best
    fork = _fork_of(best, second)
    if fork is None:
        return None
    said, instead = _said_since(best, fork), _said_since(second, fork)
    if len(said) > _FARTHEST:
        return None
    pairs = enumerate(zip(said, instead, strict=False))
    same = next((place for place, (character, other_one) in pairs if character != other_one), len(said))
    return fork.saying(said[:same] + LOST * (len(said) - same), best.bits - fork.bits)


def _fork_of(way: _Way, other: _Way) -> _Way | None:
    """Return from where two ways go apart, if that is not far back."""
    one: _Way | None = way
    two: _Way | None = other
    for _ in range(_FARTHEST):
        if one is two or one is None or two is None:
            return one
        if one.length >= two.length:
            one = one.before
        else:
            two = two.before
    return None


def _said_since(way: _Way | None, fork: _Way | None) -> str:
    pieces: list[str] = []
    while way is not None and way is not fork:
        pieces.append(way.text)
        way = way.before
    return "".join(reversed(pieces))


_FARTHEST = 40
"""Two ways that are not far apart in likelihood for longer are no reading."""
_CLEARLY = 8.0
"""By so many bits the best way through lost bytes must beat the next one; between them what differs is lost."""
