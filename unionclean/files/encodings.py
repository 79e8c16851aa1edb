"""From bytes to text and back, without ever guessing.

UTF-8 is tried first, a byte order mark is believed.  What is left may be GB18030 or Big5, and is taken for one of them only
when that is the only reading that makes sense; see :func:`is_plausible` for the rule.  Otherwise :class:`NotTextError` says why.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from typing import NamedTuple

from unionclean.files.errors import NotTextError

# Among the commonest characters of Chinese prose in both scripts.
_FREQUENT = frozenset(
    "的一是在不了有和人这这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着"
    "等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线"
    "這為個國時來們對會發動過說產種後學經進著電裡現實兩體機當點從業應開還義間樣與關線無問題長門員務條區縣總統計劃書車馬東見請認議論"
    "你她它吗嗎吧呢很让讓给給谁誰"
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")

# How often a Han character is one of them: in Chinese prose, and in text that was read in the wrong encoding and so is
# scattered over thousands of characters.
_SHARE_IN_PROSE, _SHARE_IN_NOISE = 0.40, 0.05
_FOR_FREQUENT = math.log(_SHARE_IN_PROSE / _SHARE_IN_NOISE)
_FOR_OTHER = math.log((1 - _SHARE_IN_PROSE) / (1 - _SHARE_IN_NOISE))
_ENOUGH = math.log(100)

_MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]


class Encoding(NamedTuple):
    """How a file was encoded: the codec, and the byte order mark in front (``b""`` if none)."""

    codec: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return ``text`` as bytes of this encoding, mark included; raises :class:`NotTextError` when it cannot say a character.

        >>> Encoding("gb18030").encode("中")
        b'\\xd6\\xd0'
        """
        try:
            return self.mark + text.encode(self.codec)
        except UnicodeEncodeError as error:
            culprit = f"U+{ord(text[error.start]):04X}"
            raise NotTextError(f"the cleaned text holds {culprit}, which {self.codec} cannot write") from error


UTF8 = Encoding("utf-8")


def decode(data: bytes) -> tuple[str, Encoding]:
    """Return the text in ``data`` and the encoding that gives back the same bytes; raise :class:`NotTextError` otherwise.

    >>> decode("中国".encode())
    ('中国', Encoding(codec='utf-8', mark=b''))
    >>> decode(b"\\x89PNG\\x00")
    Traceback (most recent call last):
    unionclean.files.errors.NotTextError: not text (it contains NUL bytes)
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, mark, codec)
    if b"\0" in data:
        raise NotTextError("not text (it contains NUL bytes)")
    try:
        return data.decode("utf-8"), UTF8
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error)


def _decode_marked(data: bytes, mark: bytes, codec: str) -> tuple[str, Encoding]:
    try:
        text = data[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        raise NotTextError(f"begins like {codec} but is broken at byte {error.start + len(mark)}") from error
    if "\0" in text:
        raise NotTextError("not text (it contains NUL characters)")
    return text, Encoding(codec, mark)


def _decode_legacy(data: bytes, error: UnicodeDecodeError) -> tuple[str, Encoding]:
    readings = [(text, codec) for codec in ("gb18030", "big5") if (text := _reading(data, codec)) is not None]
    if len(readings) == 1:
        text, codec = readings[0]
        return text, Encoding(codec)
    broken = f"not valid UTF-8 (byte {error.start})"
    if readings:
        raise NotTextError(f"{broken}, and could be either GB18030 or Big5; convert it to UTF-8 first")
    raise NotTextError(f"{broken}, and neither clearly GB18030 nor clearly Big5; convert it to UTF-8 first")


def _reading(data: bytes, codec: str) -> str | None:
    """Return ``data`` read as ``codec`` if that is plausible text and the way back gives the same bytes."""
    try:
        text = data.decode(codec)
        exact = text.encode(codec) == data
    except UnicodeError:
        return None
    return text if exact and is_plausible(text) else None


def is_plausible(text: str) -> bool:
    """Return whether ``text`` reads like Chinese: the rule by which a legacy encoding is believed.

    By the number of very common characters among its Han characters (40 in 100 in prose, 5 in 100 in text read in the wrong
    encoding) it must be a hundred times likelier to be prose, which takes 3 such characters at least; and it must hold no
    private-use, unassigned or control character.

    >>> is_plausible("中国工会是职工自愿结合的组织")
    True
    >>> is_plausible("笢弊馱頗岆眥馱赻堋賦磁腔")
    False
    """
    han = _HAN.findall(text)
    frequent = sum(character in _FREQUENT for character in han)
    if frequent * _FOR_FREQUENT + (len(han) - frequent) * _FOR_OTHER < _ENOUGH:
        return False
    return not any(_is_foreign(character) for character in set(text))


def _is_foreign(character: str) -> bool:
    return unicodedata.category(character) in {"Co", "Cn", "Cs", "Cc"} and character not in "\t\n\r\f\x1a"
