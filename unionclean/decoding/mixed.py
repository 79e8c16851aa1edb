"""Files whose lines are in several encodings, UTF-8 here, GBK or Big5 there, as logs and lists that were pasted together have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unionclean.decoding.readings import Reading, read_as, read_in_pairs, read_with_losses
from unionclean.edits import Note
from unionclean.encoding.models.code_length import code_length

_LINE = re.compile(rb"[^\n]*\n?")
_LOSS, _ACCIDENT = 8.0, 12.0
"""Bits for what a line does not say, and for UTF-8 of two bytes a character, as Chinese has none: ``桑原`` in GBK is such."""


def read_mixed_lines(data: bytes, name: str) -> Reading:
    """Return what ``data`` says if its lines are in UTF-8 or the codecs of ``name``, each in what costs fewer bits.

    >>> mixed = "第一行是汉字\\n".encode("gbk") + "第二行是汉字\\n".encode("utf-8") + "這一行也是漢字\\n".encode("big5")
    >>> reading = read_mixed_lines(mixed, "gb18030+big5")
    >>> reading.text, reading.codec
    ('第一行是汉字\\n第二行是汉字\\n這一行也是漢字\\n', 'gb18030+big5+utf-8')
    """
    if name == "utf-8":
        return read_with_losses(data, "utf-8")
    names = tuple(name.removesuffix("+utf-8").split("+"))
    if len(names) == 1 and not _has_utf8_line(data):
        return read_in_pairs(data, names[0])
    pieces: list[str] = []
    losses: list[tuple[int, int]] = []
    spans: dict[str, list[tuple[int, int]]] = {codec: [] for codec in (*names, "utf-8")}
    length = 0
    for start, line in _lines(data):
        reading = _read_line(line, names)
        if reading.codec:
            spans[reading.codec].append((length, length + len(reading.text)))
        losses += ((length + offset, start + byte) for offset, byte in reading.losses)
        pieces.append(reading.text)
        length += len(reading.text)
    used = [codec for codec in spans if spans[codec]]
    codec = "+".join(used) or names[0]
    return Reading("".join(pieces), codec, tuple(losses), tuple(_remarks(spans, used)))


def read_named(data: bytes, name: str) -> Reading:
    """Return what ``data`` says in the encoding of this name, which may be that of lines in several encodings.

    >>> read_named("汉字\\n".encode("gbk") + "汉字".encode(), "gbk+utf-8").text
    '汉字\\n汉字'
    """
    return read_mixed_lines(data, name) if "+" in name else read_as(data, name)


def _has_utf8_line(data: bytes) -> bool:
    return any(not line.isascii() and _may_be_utf8(line) for _, line in _lines(data))


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    return ((match.start(), match[0]) for match in _LINE.finditer(data) if match[0])


def _may_be_utf8(line: bytes) -> bool:
    """Return whether ``line`` is UTF-8, or holds enough of it: behind a lone byte 80 all of it is GB 18030, too."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return _HAN_IN_UTF8.search(line) is not None
    return True


_HAN_IN_UTF8 = re.compile(rb"(?:[\xe2-\xef][\x80-\xbf]{2}){4}")


def _read_line(line: bytes, codecs: Sequence[str]) -> Reading:
    """Return the cheapest reading of ``line``; one of ASCII alone says no encoding."""
    if line.isascii():
        return Reading(line.decode("ascii"), None)
    readings = [read_in_pairs(line, codec) for codec in codecs]
    if len(readings) > 1 or readings[0].losses or _may_be_utf8(line):
        readings.append(read_with_losses(line, "utf-8"))
    return min(readings, key=_bits_of_line) if len(readings) > 1 else readings[0]


def _bits_of_line(reading: Reading) -> float:
    is_accident = reading.codec == "utf-8" and not _OF_THREE_BYTES.search(reading.text)
    return code_length(reading.text) + _LOSS * len(reading.losses) + _ACCIDENT * is_accident


_OF_THREE_BYTES = re.compile("[\u0800-\ufffc\U00010000-\U0010ffff]")


def _remarks(spans: dict[str, list[tuple[int, int]]], used: Sequence[str]) -> Iterator[Note]:
    """Yield notes on the lines that are in another codec than the last of those ``used``, UTF-8 if it is one."""
    for codec in used[:-1]:
        others = " or ".join(other.upper() if other == "utf-8" else other for other in used if other != codec)
        for span in _merged(spans[codec]):
            yield Note("mixed-encodings", span, f"these lines are {codec}, others are {others}")


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
