"""Files whose lines are in two encodings: UTF-8 here, GBK or Big5 there, as logs and lists that were pasted together have them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.decoding.readings import Reading, read_as, read_in_pairs, read_with_losses
from unionclean.edits import Note
from unionclean.encoding.models.code_length import code_length

_LINE = re.compile(rb"[^\n]*\n?")


def read_mixed_lines(data: bytes, codec: str) -> Reading:
    """Return what ``data`` says if its lines are in ``codec`` or in UTF-8, each in what costs fewer bits.

    >>> mixed = "第一行是汉字\\n".encode("gbk") + "第二行是汉字\\n".encode("utf-8")
    >>> reading = read_mixed_lines(mixed, "gb18030")
    >>> reading.text, reading.codec
    ('第一行是汉字\\n第二行是汉字\\n', 'gb18030+utf-8')
    """
    if codec == "utf-8":
        return read_with_losses(data, "utf-8")
    if not _has_utf8_line(data):
        return read_in_pairs(data, codec)
    pieces: list[str] = []
    losses: list[tuple[int, int]] = []
    others: list[tuple[int, int]] = []
    kinds, length = set(), 0
    for start, line in _lines(data):
        reading = _read_line(line, codec)
        if reading.codec:
            kinds.add(reading.codec)
        if reading.codec == codec:
            others.append((length, length + len(reading.text)))
        losses += ((length + offset, start + byte) for offset, byte in reading.losses)
        pieces.append(reading.text)
        length += len(reading.text)
    if kinds == {codec, "utf-8"}:
        return Reading("".join(pieces), f"{codec}+utf-8", tuple(losses), tuple(_remarks(others, codec)))
    return Reading("".join(pieces), "utf-8" if kinds == {"utf-8"} else codec, tuple(losses))


def read_named(data: bytes, name: str) -> Reading:
    """Return what ``data`` says in the encoding of this name, which may be that of lines in two encodings.

    >>> read_named("汉字\\n".encode("gbk") + "汉字".encode(), "gbk+utf-8").text
    '汉字\\n汉字'
    """
    codec, is_mixed, _ = name.partition("+")
    return read_mixed_lines(data, codec) if is_mixed else read_as(data, codec)


def _has_utf8_line(data: bytes) -> bool:
    return any(not line.isascii() and _is_utf8(line) for _, line in _lines(data))


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    return ((match.start(), match[0]) for match in _LINE.finditer(data) if match[0])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_line(line: bytes, codec: str) -> Reading:
    """Return the cheaper reading of ``line``; one of ASCII alone says no encoding."""
    if line.isascii():
        return Reading(line.decode("ascii"), None)
    legacy = read_in_pairs(line, codec)
    if not legacy.losses and not _is_utf8(line):
        return legacy
    readings = (legacy, read_with_losses(line, "utf-8"))
    return min(readings, key=lambda reading: code_length(reading.text) + 8 * len(reading.losses))


def _remarks(spans: list[tuple[int, int]], codec: str) -> Iterator[Note]:
    for span in _merged(spans):
        yield Note("mixed-encodings", span, f"these lines are {codec}, others are UTF-8")


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
