"""Readings behind a codec of one byte a character: clusters of UTF-8, segments of pairs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from unionclean.encoding.codepages.legacy import LOST, LOST_BYTE
from unionclean.encoding.mojibake.channels import AD
from unionclean.encoding.mojibake.evidence import is_chinese, is_out_of_step
from unionclean.encoding.mojibake.memory import remember_short
from unionclean.encoding.mojibake.pair_search import one_by_one
from unionclean.encoding.mojibake.passages import PAIR_READERS, Passage, Way, is_delimited, trimmed
from unionclean.encoding.mojibake.right import UTF8_TOKEN_SPACED, utf8_character
from unionclean.encoding.mojibake.soft_hyphens import LONGEST, SOFT_HYPHEN, fill, is_doubtful, may_be
from unionclean.encoding.mojibake.wrong import WrongCodec, single_byte_class, single_byte_readings
from unionclean.patterns import lazy


@functools.cache
def high() -> re.Pattern[str]:
    return lazy(f"[{single_byte_class()}]")


@functools.cache
def _clusters() -> re.Pattern[str]:
    high = f"[{single_byte_class()}{LOST}]"
    return lazy(rf"{high}[{single_byte_class()}{LOST}?]*(?: {high}[{single_byte_class()}{LOST}?]*)*")


@functools.cache
def _segments() -> re.Pattern[str]:
    high = f"[{single_byte_class()}{LOST}]"
    return lazy(rf"(?:{high}[0-9]{high}[0-9]|{high}\??|[@-~])+")


def find_utf8(line: str, codecs: frozenset[WrongCodec]) -> Iterator[Passage]:
    garbage = list(_misread_twice(line, codecs))
    yield from garbage
    taken = frozenset(place for passage in garbage for place in range(passage.start, passage.end))
    for cluster in _clusters().finditer(line):
        whole = _whole_utf8(cluster[0], codecs) if taken.isdisjoint(range(*cluster.span())) else ()
        words = [(cluster.start(), cluster[0], whole)] if whole else _words_of_utf8(cluster, codecs)
        for start, word, readings in words:
            if taken.isdisjoint(range(start, start + len(word))):
                for codec, after in readings:
                    yield Passage(start, start + len(word), after, (Way("utf8", codec),))


def _misread_twice(line: str, codecs: frozenset[WrongCodec]) -> Iterator[Passage]:
    """Yield the segments of ``line`` that say bytes again, of which some are ASCII: the second bytes of Big5 and GBK behind two codecs."""
    for segment in _segments().finditer(line):
        if _ASCII_WITHIN.search(segment[0]):
            for codec, after in _whole_utf8(segment[0], codecs):
                if len(high().findall(after)) > 1 and not is_chinese(after):
                    yield Passage(*segment.span(), after, (Way("utf8", codec),))


_ASCII_WITHIN = lazy("[\x80-\uffff][@-~]")

_Readings = tuple[tuple[WrongCodec, str], ...]
"""What a text says behind each of some codecs."""


def _words_of_utf8(cluster: re.Match[str], codecs: frozenset[WrongCodec]) -> Iterator[tuple[int, str, _Readings]]:
    if " " in cluster[0]:
        for word in re.finditer("[^ ]+", cluster[0]):
            yield cluster.start() + word.start(), word[0], _whole_utf8(word[0], codecs)


@remember_short
def _whole_utf8(cluster: str, codecs: frozenset[WrongCodec]) -> _Readings:
    """Return the readings of a whole cluster as UTF-8, without the ``?`` at its end that may be a question mark."""
    found = []
    for codec, data in single_byte_readings(cluster, codecs):
        after, position, kinds = [], 0, set()
        for token in UTF8_TOKEN_SPACED.finditer(data):
            if token.start() != position:
                break
            after.append(utf8_character(token))
            kinds.add(token.lastgroup)
            position = token.end()
        text = "".join(after)
        if position == len(data) and all(after) and ("sound" in kinds or "dropped" not in kinds):
            found.append((codec, text))
    return tuple(found)


def find_pairs(line: str, codecs: frozenset[WrongCodec]) -> Iterator[Passage]:
    for segment in _segments().finditer(line):
        if len(high().findall(segment[0])) < 2:
            continue
        for reading in _readings(segment[0], codecs, _may_fill(line, *segment.span())):
            yield trimmed(
                segment[0], Passage(*segment.span(), reading.after, (reading.way,), is_filled=reading.is_filled)
            )


def read_segments(line: str, way: Way) -> Iterator[tuple[int, int, Passage | None]]:
    """Yield each segment of ``line`` beyond ASCII, of one byte even, and what it says in one way, which has pairs behind a codec of one byte.

    >>> [passage.after for _, _, passage in read_segments("©M, x", Way("big5", WrongCodec("latin1", "cp1252")))]
    ['和']
    """
    codes = way.wrong.codes
    for segment in _segments().finditer(line):
        if high().search(segment[0]):
            start, end = segment.span()
            reading = None
            if codes.keys() >= set(segment[0]):
                data = b"".join(map(codes.__getitem__, segment[0]))
                reading = _read(data, way, may_fill=_may_fill(line, start, end))
            passage = reading and Passage(start, end, reading.after, (way,), is_filled=reading.is_filled)
            yield start, end, passage and trimmed(segment[0], passage)


def _may_fill(line: str, start: int, end: int) -> bool:
    """Return whether bytes may be gone from ``line[start:end]``: no soft hyphen is left on the line, and all bytes beside those that are gone are there."""
    return SOFT_HYPHEN not in line and is_delimited(line, start, end)


class _Reading(NamedTuple):
    """What a segment says in some way; ``is_filled``: with bytes AD that are gone put back."""

    way: Way
    after: str
    is_filled: bool = False


@remember_short
def _readings(segment: str, codecs: frozenset[WrongCodec], may_fill: bool) -> tuple[_Reading, ...]:
    """Return the readings of a whole segment in codecs of two bytes; with bytes put back only where none as it stands is sound."""
    ways = [
        (data, Way(right, codec)) for codec, data in single_byte_readings(segment, codecs) for right in PAIR_READERS
    ]
    found = {way: reading for data, way in ways if (reading := _read_in_step(data, way))}
    if may_fill and len(segment) <= LONGEST and all(is_doubtful(reading.after) for reading in found.values()):
        likely = ((data, way) for data, way in ways if may_be(data, way.right) and not _is_utf8(data))
        found |= {way: reading for data, way in likely if (reading := _read_filled(data, way, found.get(way)))}
    return tuple(found.values())


def _read(data: bytes, way: Way, *, may_fill: bool) -> _Reading | None:
    """Return what ``data`` says in ``way``: as it stands, or with bytes put back."""
    reading = _read_in_step(data, way)
    return (_read_filled(data, way, reading) or reading) if may_fill and len(data) <= LONGEST else reading


def _read_in_step(data: bytes, way: Way) -> _Reading | None:
    after = PAIR_READERS[way.right](data)
    return None if after is None or is_out_of_step(after, way.right) else _Reading(way, after)


def _read_filled(data: bytes, way: Way, reading: _Reading | None) -> _Reading | None:
    """Return what ``data`` says if the soft hyphens are gone that its wrong codec shows, where that is likelier by far than its ``reading`` as it stands."""
    if AD in data or LOST_BYTE in data or way.wrong.codes.get(SOFT_HYPHEN) != AD:
        return None
    after = fill(one_by_one(data), way.right, reading and reading.after)
    return None if after is None else _Reading(way, after, is_filled=True)


def _is_utf8(data: bytes) -> bool:
    return data.decode("utf-8", "ignore").encode() == data
