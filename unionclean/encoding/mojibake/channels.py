"""What may have happened to the bytes of a codec of two bytes on their way, and so what each of those that are left may say.

Some are marked as lost: the wrong codec showed U+FFFD or ``?`` for them.  Others are gone without a mark: bytes AD are soft hyphens behind Latin-1 and its kin, which
crawlers take out because nobody sees them.  All of them are gone, so it is known what each was; only where they stood is to be found.  In Big5 AD begins 個, 要 and 風,
and ends as many characters; in GB 2312 it only ends them.
"""

from __future__ import annotations

import functools

from unionclean.encoding.codepages.legacy import LOST, LOST_BYTE, big5_characters, gbk_characters
from unionclean.encoding.models.log_space import NAT

AD = b"\xad"
_BLANK = "\u3000"

_CLEARLY, _CLEARLY_WITHOUT_AD = round(5.5 * NAT), 5 * NAT
"""By so much the likeliest hypothesis must beat the next one, or what they say otherwise is lost."""

Step = tuple[str, bytes]
"""The characters that are whole with some bytes more, and the first byte of the next one, if it waits for its second."""


class Channel:
    """The codec ``right``, which is ``gbk`` or ``big5``, and what happened to its bytes.  ``without_ad``: none is marked, and all AD are gone.

    >>> channel = Channel("gbk")
    >>> channel.read(b"", b"\\xc4"), channel.read(b"\\xc4", b"\\xe3"), channel.read(b"\\xc4", b"?")
    ([('', b'\\xc4')], [('你', b'')], [('�', b'')])
    >>> channel.read(b"", LOST_BYTE)  # a character, or the first byte of one
    [('�', b''), ('�', b'\\x1a')]
    >>> Channel("big5", without_ad=True).read(b"", b"n")
    [('n', b''), ('要', b''), ('�n', b'')]
    """

    def __init__(self, right: str, *, without_ad: bool = False) -> None:
        self._is_big5 = right == "big5"
        self._characters = big5_characters() if self._is_big5 else gbk_characters()
        self._without_ad = without_ad
        self._marks = () if without_ad else (LOST_BYTE, b"?")
        self.clearly = _CLEARLY_WITHOUT_AD if without_ad else _CLEARLY
        self._steps = functools.lru_cache(maxsize=4096)(self._work_out)
        self.vanished = self._characters[AD + AD] if without_ad and self._is_big5 else ""
        """The character that left nothing and is U+FFFD: 限."""

    def read(self, pending: bytes, data: bytes) -> list[Step]:
        """Return what ``data`` may say behind the first byte ``pending``."""
        found = self._steps(pending, data[:1])
        for position in range(1, len(data)):
            byte = data[position : position + 1]
            found = [(text + more, first) for text, waiting in found for more, first in self._steps(waiting, byte)]
        return found

    def ended(self, pending: bytes) -> list[str]:
        """Return what ``pending`` may say if nothing follows."""
        return [*([] if pending else [""]), *(text for text, first in self._gone(pending) if not first)]

    def is_half(self, text: str, last: str) -> bool:
        """Return whether ``text``, a blank, is two halves of … behind the character ``last``: their second bytes are AD."""
        return text == _BLANK and last not in ("", _BLANK) and self._without_ad and not self._is_big5

    def _work_out(self, pending: bytes, byte: bytes) -> list[Step]:
        """Return what ``byte`` may say behind ``pending``, and behind the bytes that may be gone between them: two at most."""
        found, before = self._said(pending, byte), [("", pending)]
        for _ in range(2):
            before = [(text + more, first) for text, waiting in before for more, first in self._gone(waiting)]
            found += [(text + more, first) for text, waiting in before for more, first in self._said(waiting, byte)]
        return found

    def _said(self, pending: bytes, byte: bytes) -> list[Step]:
        """Return what ``byte`` may say right behind ``pending``."""
        if pending == LOST_BYTE:
            return [("", b"")] if byte >= b"@" else []
        if pending:
            character = self._characters.get(pending + byte) or (LOST if byte in self._marks else "")
            return [(character, b"")] if character else []
        if byte == LOST_BYTE:
            return [(LOST, b""), (LOST, byte)]
        return [("", byte) if byte >= b"\x80" else (byte.decode("ascii"), b"")]

    def _gone(self, pending: bytes) -> list[Step]:
        """Return what a byte AD behind ``pending`` says, if one may be gone there."""
        if not self._without_ad or (not self._is_big5 and (not pending or b"\xa9" < pending < b"\xb0")):
            return []
        return [(LOST, b"")] if pending == AD else self._said(pending, AD)
