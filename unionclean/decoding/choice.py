"""Which encoding bytes are in: the one in which they cost the fewest bits, if it is Chinese and the next one is far behind.

Every reading explains the same bytes, so the code lengths (:mod:`unionclean.encoding.models.code_length`) compare directly.  The encodings of other
languages take part as rivals: they are never decoded, but they refuse what is theirs.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence

from unionclean.decoding.mixed import read_mixed_lines
from unionclean.decoding.readings import (
    Reading,
    read_as,
    read_cesu_8,
    read_hz,
    read_iso_2022_cn,
    read_unmarked,
    read_with_losses,
)
from unionclean.decoding.signatures import kind_of_binary
from unionclean.edits import Note
from unionclean.encoding.models.code_length import code_length, code_lengths

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_LEGACY = ("gb18030", "big5", "cp950", "big5hkscs")
_MIXED = "gb18030+big5"
_BIG5 = frozenset({"big5", "cp950", "big5hkscs"})
_RIVALS = {
    "cp932": "Shift-JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "cp949": "EUC-KR (Korean)",
    **dict.fromkeys(
        ("cp1252", "cp1251", "koi8_r", "cp874"), "a single-byte encoding (Western European, Cyrillic, Thai ...)"
    ),
}
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")

SAMPLE = 6_000
"""Bytes that are weighed; the rest is read only in the encoding that won."""

NOISE_BITS, ENOUGH_BITS, MARGIN_BITS = 13.0, 10.0, 12.0
"""A character of bytes paired at random costs 13 bits; by how much the text must be cheaper, and cheaper than in any other encoding."""

PRIOR_BITS, MIXED_BITS = 5.0, 40.0
"""What is given to a library for Chinese text is Chinese so much more often than Japanese, Korean or Russian; and seldom are its lines in two of its encodings."""

MOST_LOST, MOST_LOST_OF_UTF8 = 0.02, 0.1
"""A text that lost more of its characters than this, or of its characters beyond ASCII (one aside), is no text in this encoding."""


def choose_reading(data: bytes) -> Reading:
    """Return the reading of ``data`` in the encoding it is in, or an empty one with a note.

    >>> choose_reading("工会是职工自愿结合的组织".encode("hz")).codec
    'hz'
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _read_marked(data, mark, codec)
    if kind := kind_of_binary(data):
        return _refused("not-text", f"{kind}, not text")
    if b"\0" not in data:
        reading = _read_utf8(data)
        if reading is not None:
            return reading
    return _read_wide(data) or _read_legacy(data)


def _refused(kind: str, why: str) -> Reading:
    return Reading("", None, (), (Note(kind, (0, 0), why),))


def _read_marked(data: bytes, mark: bytes, codec: str) -> Reading:
    reading = read_unmarked(data[len(mark) :], codec)
    if _is_broken(reading) or "\0" in reading.text or _is_mostly_private(reading.text):
        return _refused("not-text", f"begins with the byte order mark of {codec}, but what follows is not {codec}")
    shifted = tuple((offset, byte + len(mark)) for offset, byte in reading.losses)
    return reading._replace(losses=shifted)


def _is_broken(reading: Reading) -> bool:
    """Return whether more places of ``reading`` are lost than a text in its encoding may have; UTF-8, which nothing else is by accident, may have more."""
    places = len(_LOST_PLACE.findall(reading.text)) if reading.losses else 0
    if reading.codec == "utf-8":
        return places > 1 + MOST_LOST_OF_UTF8 * (len(_NOT_ASCII.findall(reading.text)) - places)
    return places > 1 + MOST_LOST * len(reading.text)


def _is_mostly_private(text: str) -> bool:
    """Return whether ``text`` is what UTF-16 makes of bytes of something else: one character in ten is a private-use one."""
    return 10 * len(_PRIVATE.findall(text)) > len(text)


_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LOST_PLACE = re.compile("\ufffd+")


# --- seven bits and UTF-8 ---------------------------------------------------------------------------------------------

_HZ = re.compile(rb"~\{(?:[!-}][!-~])+(?:~\}|\r?\n|\Z)")
_UTF7 = re.compile(rb"(?<![A-Za-z0-9+/])\+[A-Za-z0-9+/]{3,}")
_ISO_2022 = re.compile(rb"\x1b\$(?P<set>\)[AGE]|[@B]|\)C)")


def _read_utf8(data: bytes) -> Reading | None:
    """Return ``data`` read as UTF-8, or as one of the encodings that look like ASCII."""
    if data.isascii():
        return _read_seven_bits(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return read_cesu_8(data)
    return None if _is_accident(text, data) else Reading(text, "utf-8")


def _is_accident(text: str, data: bytes) -> bool:
    """Return whether ``data`` is UTF-8 by accident: all of two bytes a character, and in a Chinese encoding far cheaper.

    >>> _is_accident("ʵʱ", "实时".encode("gbk")), _is_accident("Grüße", "Grüße".encode())
    (True, False)
    """
    if _OF_THREE_BYTES.search(text):
        return False
    sample = _sample(data)
    least = code_length(sample.decode("utf-8", "ignore"))
    readings = [reading.text for reading in (read_as(sample, codec) for codec in _LEGACY) if not reading.losses]
    return any(_evidence(text) >= ENOUGH_BITS and code_length(text) < least for text in readings)


_OF_THREE_BYTES = re.compile("[\u0800-\U0010ffff]")


def _read_seven_bits(data: bytes) -> Reading:
    if escape := _ISO_2022.search(data):
        if escape["set"] == b")A":
            reading = read_iso_2022_cn(data)
            if not _is_broken(reading):
                return reading
        name = {b"@": "ISO-2022-JP (Japanese)", b"B": "ISO-2022-JP (Japanese)", b")C": "ISO-2022-KR (Korean)"}
        why = name.get(escape["set"], "ISO-2022-CN with the characters of CNS 11643, for which Python has no table")
        return _refused("unknown-encoding", f"looks like {why}; convert it to UTF-8 first")
    if _HZ.search(data):
        reading = read_hz(data)
        if _is_plain(reading):
            return reading
    return _read_utf7(data) or Reading(data.decode("ascii"), "utf-8")


def _read_utf7(data: bytes) -> Reading | None:
    """Return ``data`` in UTF-7 (RFC 2152) if it is Chinese in it; rows of base64 behind a plus sign are rarely.

    >>> _read_utf7(b"+Ti1W/WA7XeVPGg- 2026").text, _read_utf7(b"1+1, +AGEAYg-, +TipWvQ")
    ('中国总工会 2026', None)
    """
    if not _UTF7.search(data):
        return None
    reading = read_with_losses(data, "utf-7")
    return reading if _is_plain(reading) else None


def _is_plain(reading: Reading) -> bool:
    """Return whether what was ASCII with escapes is Chinese: whole, and common characters throughout, or with enough evidence."""
    found = "".join(_NOT_ASCII.findall(reading.text)[:SAMPLE])
    if not reading.losses and len(_HAN.findall(found)) > 1 and _is_common(found):
        return True
    return not _is_broken(reading) and _evidence(found) >= ENOUGH_BITS


def _is_common(text: str) -> bool:
    """Return whether all Han of ``text`` are in the common half of GB 2312 or of Big5, and all else are marks."""
    leads = ((character.encode("gb2312", "ignore")[:1], character.encode("big5", "ignore")[:1]) for character in text)
    return all(b"\xa1" <= gb2312 <= b"\xd7" or b"\xa1" <= big5 <= b"\xc6" for gb2312, big5 in leads)


_HAN = re.compile("[\u4e00-\u9fff]")


# --- UTF-16 and UTF-32 without a mark ---------------------------------------------------------------------------------


def _read_wide(data: bytes) -> Reading | None:
    """Return ``data`` in UTF-16 or UTF-32 if it is text in one of them."""
    head = data[: SAMPLE - SAMPLE % 4]
    candidates = []
    for codec in _WIDE:
        reading = read_with_losses(head, codec)
        if not _is_broken(reading) and not _CONTROLS.search(reading.text) and _is_text(reading.text):
            candidates.append((sum(code_lengths(reading.text)), codec))
    if not candidates:
        return None if b"\0" not in data else _refused("not-text", "not text (it contains NUL bytes)")
    bits, codec = min(candidates)
    if b"\0" not in data and bits + MARGIN_BITS > min(_weighed(head, (*_LEGACY, "utf-8", *_RIVALS)))[0]:
        return None
    reading = read_as(data, codec)
    return reading if not _is_broken(reading) else None


_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffe\uffff]")


def _is_text(text: str) -> bool:
    """Return whether ``text`` is Chinese, or ASCII with blanks of which UTF-16 makes NUL bytes: any bytes at all are UTF-16 of something."""
    others = _NOT_ASCII.findall(text)
    foreign = sum(not _CHINESE.match(character) for character in others)
    return not others or (10 * foreign <= len(others) and _evidence(text) >= ENOUGH_BITS)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CHINESE = re.compile(r"[\u2010-\u2026\u3000-\u303f\u3400-\u9fff\uff01-\uff5e\U00020000-\U0003ffff]")


def _evidence(text: str) -> float:
    """Return by how many bits the Chinese characters of ``text`` are cheaper than noise, less what other characters cost."""
    total = 0.0
    for character, bits in zip(text, code_lengths(text), strict=True):
        if character > "\x7f":
            total += min(NOISE_BITS - bits, 99 if _CHINESE.match(character) else 0)
    return total


# --- legacy encodings -------------------------------------------------------------------------------------------------


def _read_legacy(data: bytes) -> Reading:
    sample = _sample(data)
    if _C0.search(sample):
        return _refused("not-text", "not text (it contains control characters)")
    ranking = sorted(_weighed(sample, ("utf-8", *_LEGACY, _MIXED, *_RIVALS)))
    _, _, codec, text = ranking[0]
    broken = _why_not_utf8(data)
    if codec in _RIVALS:
        return _refused("unknown-encoding", f"{broken}; looks like {_RIVALS[codec]}; convert it to UTF-8 first")
    rival = next((entry for entry in ranking if not _is_kin(entry[2], codec) and entry[3] != text), None)
    if _evidence(text) < ENOUGH_BITS:
        why = "neither clearly GB18030 nor clearly Big5"
        return _refused("unknown-encoding", f"{broken}, and {why}; name its encoding, or convert it to UTF-8 first")
    if rival and rival[0] - ranking[0][0] < MARGIN_BITS:
        utf8 = read_with_losses(sample, "utf-8")
        if utf8.losses and not _is_broken(utf8) and _evidence(utf8.text) >= ENOUGH_BITS:
            return _read_whole(data, "utf-8", broken)  # a stray byte may be of any encoding
        names = " or ".join(sorted({codec, rival[2]}))
        why = f"could be {names}"
        return _refused("unknown-encoding", f"{broken}, and {why}; name its encoding, or convert it to UTF-8 first")
    if codec == "big5hkscs" and _may_be_user_defined(ranking):
        codec = "cp950"
    return _read_whole(data, codec, broken)


def _may_be_user_defined(ranking: Sequence[tuple[float, int, str, str]]) -> bool:
    """Return whether all that HKSCS adds are rare Han, none of them Cantonese: in Taiwan such codes are what users define for names."""
    texts = {codec: text for _, _, codec, text in ranking}
    text, plain = texts["big5hkscs"], texts["cp950"]
    if len(text) != len(plain):
        return False
    places = [place for place, character in enumerate(plain) if _PRIVATE.match(character)]
    bits = code_lengths(text)
    return bool(places) and all(bits[place] > _RARE_BITS and text[place] not in _CANTONESE for place in places)


_RARE_BITS = 14.5
_CANTONESE = frozenset("嘅咗啲喺哋嘢嗰嚟嘥𠮶咁冇瞓攰搵揾㗎喎囉嚿嗮晒啱𨋢𠵱噃嘞咩喐孭睺𢱕踎攞掹氹邨埗涌鰂滘凼")
"""What Hong Kong writes every day, and in names of places, and the model does not know."""


def _is_kin(codec: str, other: str) -> bool:
    """Return whether both are dialects of Big5, of which the better fitting one is simply taken, or one is among the lines of the other."""
    both = {codec, other}
    return len(both) == 1 or both <= _BIG5 or (_MIXED in both and both <= {_MIXED, *_LEGACY})


def _read_whole(data: bytes, codec: str, broken: str) -> Reading:
    reading = read_mixed_lines(data, codec)
    if _is_broken(reading) or _C1.search(reading.text):
        return _refused("unknown-encoding", f"{broken}, and much of it is not {codec} either; name its encoding")
    return reading


_C0 = re.compile(rb"[\x00-\x06\x0e-\x19]")
_C1 = re.compile("[\x80-\x9f]")


def _why_not_utf8(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"not valid UTF-8 (byte {error.start})"
    return "UTF-8 by accident"


def _weighed(sample: bytes, names: tuple[str, ...]) -> Iterator[tuple[float, int, str, str]]:
    """Yield ``(bits, rank, codec, text)`` of ``sample`` in every encoding of ``names``, the preferred spellings first."""
    for rank, codec in enumerate(names):
        reading = read_as(sample, codec) if codec in _RIVALS or codec == "utf-8" else read_mixed_lines(sample, codec)
        prior = PRIOR_BITS * (codec in _RIVALS) + MIXED_BITS * (codec == _MIXED)
        yield code_length(reading.text) + 8 * len(reading.losses) + prior, rank, codec, reading.text


def _sample(data: bytes) -> bytes:
    """Return up to :data:`SAMPLE` bytes of the lines of ``data`` that are not ASCII, whole lines if they are short."""
    lines, size = [], 0
    for match in _LINE.finditer(data):
        lines.append(match[0][:SAMPLE])
        size += len(lines[-1])
        if size >= SAMPLE:
            break
    return b"".join(lines)


_LINE = re.compile(rb"[\x00-\x7f]{0,200}[\x80-\xff][^\n]*\n?")
