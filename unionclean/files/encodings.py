"""From the bytes of a file to text and back: what :func:`unionclean.decoding.decode` reads, and whether the same bytes can be written again."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from unionclean.decoding import Decoded
from unionclean.decoding import decode as decode_bytes
from unionclean.edits import Note
from unionclean.files.errors import NotTextError

_MARKS = {
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "gb18030": b"\x84\x31\x95\x33",
}


class Encoding(NamedTuple):
    """How a file was encoded: the codec, the byte order mark in front (``b""`` if none), and whether its bytes can be written again.

    They cannot where some of them were no text, or where the file mixes two encodings; ``notes`` says so.
    """

    codec: str
    mark: bytes = b""
    notes: tuple[Note, ...] = ()
    exact: bool = True

    def encode(self, text: str) -> bytes:
        """Return ``text`` as bytes of this encoding, mark included; raises :class:`NotTextError` when it cannot say a character.

        >>> Encoding("gb18030").encode("中")
        b'\\xd6\\xd0'
        """
        if not self.exact:
            raise NotTextError(f"{self.damage}; left alone: unionclean clean -o writes a copy in UTF-8")
        try:
            return self.mark + text.encode(self.codec)
        except UnicodeEncodeError as error:
            culprit = f"U+{ord(text[error.start]):04X}"
            raise NotTextError(f"the cleaned text holds {culprit}, which {self.codec} cannot write") from error

    @property
    def damage(self) -> str:
        """What stands in the way of writing the same bytes, ``""`` if nothing does.

        >>> Encoding("gb18030").damage
        ''
        """
        if self.exact:
            return ""
        if not self.notes:
            return f"some of its bytes are an unusual spelling of {self.codec}"
        more = f" (and {len(self.notes) - 1} more)" if len(self.notes) > 1 else ""
        return self.notes[0].why + more


UTF8 = Encoding("utf-8")


def decode(data: bytes, encoding: str | None = None) -> tuple[str, Encoding]:
    """Return the text in ``data`` and how it was encoded; raise :class:`NotTextError` if it is no text, or nobody can tell.

    An ``encoding`` that is named fits every byte, or it is the wrong one.

    >>> decode("中国".encode())
    ('中国', Encoding(codec='utf-8', mark=b'', notes=(), exact=True))
    >>> decode(b"\\x89PNG\\r\\n\\x00")
    Traceback (most recent call last):
    unionclean.files.errors.NotTextError: a PNG image, not text
    """
    decoded = decode_bytes(data, encoding=encoding)
    if decoded.encoding is None:
        raise NotTextError(decoded.notes[0].why)
    if encoding is not None and (lost := _lost(decoded)):
        raise NotTextError(f"{lost[0].why}; {_advice(decode_bytes(data))}")
    mark = _MARKS.get(decoded.encoding, b"")
    mark = mark if mark and data.startswith(mark) else b""
    exact = not decoded.notes and _is_exact(data, decoded, mark)
    return decoded.text, Encoding(decoded.encoding, mark, decoded.notes, exact)


def _lost(decoded: Decoded) -> list[Note]:
    return [note for note in decoded.notes if note.kind == "lost-byte"]


def _advice(detected: Decoded) -> str:
    """Return what to do with a file that is not in the encoding that was named, by what it was found to be."""
    if detected.encoding is None:
        return "nor is another encoding certain; convert it to UTF-8 first"
    if _lost(detected):
        return f"it looks like {detected.encoding} with broken bytes: without --encoding these become U+FFFD"
    return f"it looks like {detected.encoding}: name that, or leave --encoding out"


def _is_exact(data: bytes, decoded: Decoded, mark: bytes) -> bool:
    if decoded.encoding == "utf-8":  # strict, so it is
        return True
    try:
        return mark + decoded.text.encode(str(decoded.encoding)) == data
    except (UnicodeError, LookupError):
        return False
