"""What bytes say in one encoding, and where they say nothing.

A :class:`Reading` never fails: bytes that the codec cannot read become U+FFFD, and their places are kept.  In encodings of two bytes one broken byte shifts
all pairs behind it; there the language model finds the place where the pairs go on (:func:`_resynchronized`).
"""

from __future__ import annotations

import codecs
import re
import threading
from collections.abc import Iterator
from typing import NamedTuple

from unionclean.edits import Note
from unionclean.encoding.codepages.legacy import vendor_character
from unionclean.encoding.models.code_length import code_length

LOST = "\ufffd"


class Reading(NamedTuple):
    """``text`` is what the bytes say in ``codec``; ``losses`` are pairs (offset in ``text``, offset in the bytes) of what they do not say."""

    text: str
    codec: str | None
    losses: tuple[tuple[int, int], ...] = ()
    remarks: tuple[Note, ...] = ()

    @property
    def notes(self) -> Iterator[Note]:
        """The losses and remarks as notes."""
        yield from self.remarks
        for match in _USER_DEFINED.finditer(self.text) if self.codec in PAIRED else ():
            yield Note("user-defined", match.span(), f"a code of {self.codec} that users define")
        for offset, byte in self.losses:
            yield Note(
                "lost-byte", (offset, offset + 1), f"byte {byte} is not {self.codec}, or ends within a character"
            )


_errors = threading.local()
_LOST_HERE = "\udfff"
"""Stands for a loss while a text is decoded, for the text may hold U+FFFD of its own."""


def _lose(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    _errors.places.append(error.start)
    return _LOST_HERE, error.end


codecs.register_error("unionclean.lose", _lose)


def _ask_vendor(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        for end in (error.start + 1, error.start + 2):
            if character := vendor_character(error.object[error.start : end], error.encoding):
                return character, end
    raise error


codecs.register_error("unionclean.vendor", _ask_vendor)


def read_with_losses(data: bytes, codec: str) -> Reading:
    """Return what ``data`` says in the Python codec ``codec``, whatever it holds.

    >>> read_with_losses(b"a\\xffb", "utf-8")
    Reading(text='a�b', codec='utf-8', losses=((1, 1),), remarks=())
    >>> read_with_losses("\ufffd".encode() + b"\\xff", "utf-8").losses
    ((1, 3),)
    """
    _errors.places = []
    text = data.decode(codec, "unionclean.lose")
    places = _errors.places
    if not places:
        return Reading(text, codec)
    offsets = [match.start() for match in re.finditer(_LOST_HERE, text)]
    if len(offsets) != len(places):  # UTF-7 can write halves of UTF-16: which is which is not told
        places = places[:1] * len(offsets)
    return Reading(text.replace(_LOST_HERE, LOST), codec, tuple(zip(offsets, places, strict=True)))


# --- encodings of several bytes a character ---------------------------------------------------------------------------

PAIRED = frozenset({"gb18030", "gbk", "gb2312", "big5", "cp950", "big5hkscs"})
_LONGEST = 4_000
"""Broken stretches longer than this are not searched for the place of the loss: they are no text."""

_LOSS = 22.0
"""Bits for a lost character: dearer than any character that the bytes do say."""


def read_in_pairs(data: bytes, codec: str) -> Reading:
    """Return what ``data`` says in a codec of one, two or four bytes; behind a broken byte the pairs go on where the text makes sense.

    >>> read_in_pairs("服务职工群众".encode("gbk").replace("职".encode("gbk"), b"\\xff"), "gb18030").text
    '服务�工群众'
    """
    try:
        reading = Reading(_of_today(data.decode(codec, "unionclean.vendor"), codec), codec)
        if not _STRAY_LETTER.search(reading.text):
            return reading
    except UnicodeDecodeError:
        pass
    pieces: list[str] = []
    losses: list[tuple[int, int]] = []
    length = 0
    for start, stretch in _stretches(data):
        reading = _read_stretch(stretch, codec)
        losses += ((length + offset, start + byte) for offset, byte in reading.losses)
        pieces.append(reading.text)
        length += len(reading.text)
    return Reading(_of_today("".join(pieces), codec), codec, tuple(losses))


_USER_DEFINED = re.compile("[\ue000-\uf8ff]")
_OF_2000 = (
    "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864"
)
_OF_2022 = (
    "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb"
)
_TO_2022 = str.maketrans(_OF_2000, _OF_2022)


def _of_today(text: str, codec: str) -> str:
    """Return ``text`` with the characters that GB 18030-2022 has where Python's codec knows private-use characters of 2000, as browsers read them."""
    return text.translate(_TO_2022) if codec == "gb18030" and _USER_DEFINED.search(text) else text


_SYNC = re.compile(rb"[\x00-\x2f\x3a-\x3f]+|[^\x00-\x2f\x3a-\x3f]+")
"""Runs of bytes that are never the second or fourth of a character, and what stands between them."""


def _stretches(data: bytes) -> Iterator[tuple[int, bytes]]:
    return ((match.start(), match[0]) for match in _SYNC.finditer(data))


def _read_stretch(stretch: bytes, codec: str) -> Reading:
    try:
        reading = Reading(stretch.decode(codec, "unionclean.vendor"), codec)
    except UnicodeDecodeError:
        return _resynchronized(stretch, codec) if len(stretch) <= _LONGEST else read_with_losses(stretch, codec)
    if len(stretch) > _LONGEST or not _STRAY_LETTER.search(reading.text):
        return reading
    other = _resynchronized(stretch, codec)
    return other if len(other.losses) == 1 else reading


_STRAY_LETTER = re.compile(r"[^\x00-\x7f]{2}[@-~][^\x00-\x7f]")
"""An ASCII character amid Han may be the second byte of one whose first byte is gone."""


class _Path(NamedTuple):
    """The best way to read a stretch up to some byte."""

    bits: float
    text: str
    losses: tuple[tuple[int, int], ...]


_KANA = 6.0
"""GBK and Big5 hold kana, but a single one beside a broken byte is half of something else."""


def _is_kana(piece: str) -> bool:
    return "\u3041" <= piece <= "\u30ff"


def _resynchronized(stretch: bytes, codec: str) -> Reading:
    """Return the reading of ``stretch`` that costs the fewest bits, a lost character (one byte, or two) among its pieces."""
    best: list[_Path | None] = [_Path(0.0, "", ()), *[None] * len(stretch)]
    for position in range(len(stretch)):
        path = best[position]
        best[position] = None  # its text is in what follows
        if path is None:
            continue
        for length, piece in _pieces(stretch, position, codec):
            losses = (*path.losses, (len(path.text), position)) if piece == LOST else path.losses
            cost = _LOSS + length if piece == LOST else code_length(piece, path.text[-2:]) + _KANA * _is_kana(piece)
            new, old = _Path(path.bits + cost, path.text + piece, losses), best[position + length]
            if old is None or new.bits < old.bits:
                best[position + length] = new
    path = best[-1]
    assert path is not None  # a loss can always be made
    return Reading(path.text, codec, path.losses)


def _pieces(stretch: bytes, position: int, codec: str) -> Iterator[tuple[int, str]]:
    for length in (1, 2, 4):
        piece = stretch[position : position + length]
        if len(piece) < length:
            return
        if character := _character(piece, codec):
            yield length, character
        elif length < 4 and piece >= b"\x80":
            yield length, LOST


def _character(code: bytes, codec: str) -> str:
    character = code.decode(codec, "ignore")
    if len(character) == 1 and character.encode(codec, "ignore") == code:
        return character
    return vendor_character(code, codec)


# --- UTF-8 with the halves of UTF-16 ----------------------------------------------------------------------------------


def read_cesu_8(data: bytes) -> Reading | None:
    """Return what ``data`` says in CESU-8, UTF-8 in which a character beyond the BMP is two halves of three bytes; ``None`` if it is something else.

    >>> read_cesu_8(b"\\xed\\xa1\\x82\\xed\\xbe\\xb7").text
    '𠮷'
    """
    try:
        halves = data.decode("utf-8", "surrogatepass")
        text = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeError:
        return None
    beyond = [match.start() for match in re.finditer("[\U00010000-\U0010ffff]", text)]
    if not beyond or len(halves) == len(text):
        return Reading(text, "utf-8")
    why = f"{len(halves) - len(text)} characters are written as two halves of three bytes (CESU-8)"
    return Reading(text, "cesu-8", (), (Note("cesu-8", (beyond[0], beyond[-1] + 1), why),))


# --- encodings of seven bits ------------------------------------------------------------------------------------------

_SHIFTED = re.compile(
    rb"(?P<escape>\x1b\$[)*+][A-Z])|\x0e(?P<pairs>(?:[!-~]{2})*)(?:\x0f|(?=\n)|\Z)|(?P<other>[^\x1b\x0e]+|[\x1b\x0e])"
)
_GB2312 = b"\x1b$)A"


def read_iso_2022_cn(data: bytes) -> Reading:
    """Return what ``data`` says in ISO-2022-CN (RFC 1922), the characters of GB 2312; those of CNS 11643 are lost.

    >>> read_iso_2022_cn(b"\\x1b$)A\\x0e9$;a\\x0f.").text
    '工会.'
    """
    pieces: list[str] = []
    losses: list[tuple[int, int]] = []
    length, designated = 0, b""
    for match in _SHIFTED.finditer(data):
        piece = ""
        if match["escape"]:
            designated = match["escape"]
        elif match["pairs"] is not None:
            pairs = bytes(byte | 0x80 for byte in match["pairs"])
            piece = pairs.decode("gb2312", "replace") if designated == _GB2312 else LOST * (len(pairs) // 2)
        else:
            piece = match["other"].decode("ascii", "replace")
        losses += ((length + place, match.start()) for place, character in enumerate(piece) if character == LOST)
        pieces.append(piece)
        length += len(piece)
    return Reading("".join(pieces), "iso-2022-cn", tuple(losses))


def read_hz(data: bytes) -> Reading:
    """Return what ``data`` says in HZ (RFC 1843); what a line leaves open ends with it.

    >>> read_hz(b"~{9$;a").text
    '工会'
    """
    return read_with_losses(_OPEN_HZ.sub(lambda match: match[0] + b"~}" * bool(match[1]), data), "hz")


_OPEN_HZ = re.compile(rb"~~|(~\{(?:[!-}][!-~])+)(?=\r?\n|\Z)")


def read_unmarked(data: bytes, codec: str) -> Reading:
    """Return what ``data`` says in ``codec`` if no byte order mark is in front, or it was taken away."""
    if codec == "iso-2022-cn":
        return read_iso_2022_cn(data)
    if codec == "hz":
        return read_hz(data)
    if codec == "cesu-8":
        return read_cesu_8(data) or read_with_losses(data, "utf-8")
    return read_in_pairs(data, codec) if codec in PAIRED else read_with_losses(data, codec)


_READ_THEIR_MARK = frozenset({"utf-8-sig", "utf-16", "utf-32"})


def read_as(data: bytes, codec: str) -> Reading:
    """Return what ``data`` says in ``codec``, a name from :func:`unionclean.decoding.canonical_name`.

    A byte order mark in front is no text; a second one is, which a tool put there that did not know the first.

    >>> read_as(b"\\xef\\xbb\\xbfa", "utf-8").text
    'a'
    """
    reading = read_unmarked(data, codec)
    if reading.text.startswith("\ufeff") and codec not in _READ_THEIR_MARK:
        losses = tuple((offset - 1, byte) for offset, byte in reading.losses)
        return reading._replace(text=reading.text[1:], losses=losses)
    return reading
