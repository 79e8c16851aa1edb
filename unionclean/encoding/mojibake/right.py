"""Codecs that are right: what bytes say when GBK, Big5 or UTF-8 reads them, as a whole or not at all.

Bytes that the wrong codec destroyed (it showed U+FFFD or ``?``, or cut the last one off) become U+FFFD in the place of their character.  Anything else that
the codec cannot read means that the bytes are something else.
"""

from __future__ import annotations

import re
from collections.abc import Container

from unionclean.encoding.codepages.legacy import LOST, LOST_BYTE
from unionclean.encoding.mojibake.pair_search import likeliest
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
_UNDEFINED_DROPPED = (
    rb"[\xe3-\xe9][\x80-\xbf]?(?=[\xe2-\xef][\x80-\xbf\xe2-\xef])|[\xe3-\xe9][\x80-\xbf]\Z"
    rb"|\xf0\x9f[\x80-\xbf]?(?=[ \xe2-\xf0]|\Z)"
)
"""A character that lost bytes which the wrong codec has no character for, as Windows-1252 has none for 81, 8D, 8F, 90 and 9D: Han, or an emoji."""

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

    Whether the byte behind a lost one is the rest of its character or begins the next one, what follows tells.

    >>> read_gbk("你好".encode("gbk")), read_gbk(b"\\xff")
    ('你好', None)
    >>> read_gbk(LOST_BYTE + "我们要看看".encode("gbk")), read_gbk(LOST_BYTE + "我们要看看".encode("gbk")[1:])
    ('�我们要看看', '�们要看看')
    """
    if LOST_BYTE not in data:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return _read_pairs(data, "gbk")


def read_big5(data: bytes) -> str | None:
    """Return the Big5 in ``data``, as CP950 or with HKSCS; ``None`` if it is not Big5 throughout."""
    for codec in ("cp950", "big5hkscs") if LOST_BYTE not in data else ():
        text = data.decode(codec, "ignore")
        if 2 * len(text) >= len(data) and text.encode(codec, "ignore") == data:  # no character has more than two bytes
            return text
    return _read_pairs(data, "big5")


def _read_pairs(data: bytes, right: str) -> str | None:
    if LOST_BYTE not in data and b"?" not in data:
        return None
    return likeliest(tuple((run,) for run in _RUN.findall(data)), right)


_RUN = lazy(rb"\x1a|[^\x1a]{1,100}")
"""A lost byte, or known ones, which need no choice between them."""
