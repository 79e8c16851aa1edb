"""Delimited passages of a line, read again: all that a wrong codec shows between two delimiters, or nothing.

A delimiter is a character that ends the misread text in both readings: one that the wrong codec does not show, an ASCII character that is no second byte of
anything, the end of the line.  Bytes that are to be UTF-8 delimit themselves.
"""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.models.code_length import code_length
from unionclean.encoding.mojibake.evidence import NO_WEIGHT, Weight, is_chinese, is_foreign, is_out_of_step, weigh
from unionclean.encoding.mojibake.memory import remember_short
from unionclean.encoding.mojibake.mixed import find_mixed
from unionclean.encoding.mojibake.right import (
    UTF8_TOKEN,
    UTF8_TOKEN_SPACED,
    may_have_lost,
    read_big5,
    read_gbk,
    utf8_character,
)
from unionclean.encoding.mojibake.wrong import (
    ALL_CODECS,
    EAST_ASIAN,
    LENIENT,
    WrongCodec,
    encodable_runs,
    single_byte_class,
    single_byte_readings,
)


class Way(NamedTuple):
    """One way to misread: bytes of ``right`` (``utf8``, ``gbk``, ``big5``) that ``wrong`` decoded."""

    right: str
    wrong: WrongCodec

    @property
    def rule(self) -> str:
        """The name of the rule in edits."""
        return f"{self.right}-as-{self.wrong.family}"


class Passage(NamedTuple):
    """``line[start:end]`` says ``after`` if it was misread in these ways, the last one first."""

    start: int
    end: int
    after: str
    ways: tuple[Way, ...]
    weight: Weight = NO_WEIGHT

    @property
    def is_checked(self) -> bool:
        """Whether the bytes are UTF-8, which bytes of anything else are by accident only in short runs."""
        return self.ways[-1].right == "utf8"

    @property
    def is_east_asian(self) -> bool:
        """Whether what stands there looks like East Asian text."""
        return self.ways[0].wrong in EAST_ASIAN


PAIR_READERS: dict[str, Callable[[bytes], str | None]] = {"gbk": read_gbk, "big5": read_big5}


def find_candidates(
    line: str, codecs: frozenset[WrongCodec] = ALL_CODECS, *, is_cut: bool = False
) -> Iterator[Passage]:
    """Yield all readings of the delimited passages of ``line`` that hold together, whatever they say.

    ``codecs`` are the wrong ones to try.  ``is_cut``: the line is a piece of one, and what touches a passage is not all there to be judged.

    >>> [passage.after for passage in find_candidates("(ÄãºÃ)") if passage.ways[0].right == "gbk"][0]
    '你好'
    """
    if high().search(line):
        yield from _utf8_behind_single_bytes(line, codecs)
        yield from _pairs_behind_single_bytes(line, codecs)
        if LENIENT in codecs:
            for start, end, after in find_mixed(line):
                yield _trimmed(line[start:end], Passage(start, end, after, (Way("gbk", LENIENT),)))
    if _EAST_ASIAN.search(line):
        for codec in EAST_ASIAN:
            if codec not in codecs:
                continue
            yield from _utf8_behind_pairs(line, codec, is_cut=is_cut)
            yield from _pairs_behind_pairs(line, codec)


_EAST_ASIAN = re.compile("[\u3100-\u9fff\uac00-\ud7a3\ue000-\uf8ff\uf900-\ufaff\uff61-\uff9f]")


# --- a codec of one byte was wrong -------------------------------------------------------------------------------------


@functools.cache
def high() -> re.Pattern[str]:
    return re.compile(f"[{single_byte_class()}]")


@functools.cache
def _clusters() -> re.Pattern[str]:
    high = f"[{single_byte_class()}{LOST}]"
    return re.compile(rf"{high}[{single_byte_class()}{LOST}?]*(?: {high}[{single_byte_class()}{LOST}?]*)*")


@functools.cache
def _segments() -> re.Pattern[str]:
    high = f"[{single_byte_class()}{LOST}]"
    return re.compile(rf"(?:{high}[0-9]{high}[0-9]|{high}\??|[@-~])+")


def _utf8_behind_single_bytes(line: str, codecs: frozenset[WrongCodec]) -> Iterator[Passage]:
    for cluster in _clusters().finditer(line):
        whole = _whole_utf8(cluster[0], codecs)
        words = [(cluster.start(), cluster[0], whole)] if whole else _words_of_utf8(cluster, codecs)
        for start, word, readings in words:
            for codec, after in readings:
                yield Passage(start, start + len(word), after, (Way("utf8", codec),))


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


def _pairs_behind_single_bytes(line: str, codecs: frozenset[WrongCodec]) -> Iterator[Passage]:
    for segment in _segments().finditer(line):
        if len(high().findall(segment[0])) < 2:
            continue
        for way, after in _whole_pairs(segment[0], codecs):
            yield _trimmed(segment[0], Passage(segment.start(), segment.end(), after, (way,)))


def read_segments(line: str, way: Way) -> Iterator[tuple[int, int, Passage | None]]:
    """Yield each segment of ``line`` beyond ASCII, of one byte even, and what it says in one way, which has pairs behind a codec of one byte.

    >>> [passage.after for _, _, passage in read_segments("©M, x", Way("big5", WrongCodec("latin1", "cp1252")))]
    ['和']
    """
    codes, read = way.wrong.codes, PAIR_READERS[way.right]
    for segment in _segments().finditer(line):
        if high().search(segment[0]):
            is_shown = codes.keys() >= set(segment[0])
            after = read(b"".join(map(codes.__getitem__, segment[0]))) if is_shown else None
            passage = (
                None
                if after is None or is_out_of_step(after, way.right)
                else Passage(segment.start(), segment.end(), after, (way,))
            )
            yield *segment.span(), passage and _trimmed(segment[0], passage)


@remember_short
def _whole_pairs(segment: str, codecs: frozenset[WrongCodec]) -> tuple[tuple[Way, str], ...]:
    """Return the readings of a whole segment in codecs of two bytes."""
    return tuple(
        (Way(right, codec), after)
        for codec, data in single_byte_readings(segment, codecs)
        for right, read in PAIR_READERS.items()
        if (after := read(data)) is not None and not is_out_of_step(after, right)
    )


def _trimmed(before: str, passage: Passage) -> Passage:
    """Return ``passage`` without the ASCII characters at its ends that stay as they are."""
    after, first, last = passage.after, 0, 0
    most = min(len(before), len(after))
    while first < most and before[first] == after[first] < "\x80":
        first += 1
    while last < most - first and before[-1 - last] == after[-1 - last] < "\x80":
        last += 1
    return passage._replace(start=passage.start + first, end=passage.end - last, after=after[first : len(after) - last])


# --- a codec of two bytes was wrong: UTF-8 -----------------------------------------------------------------------------


def _utf8_behind_pairs(line: str, codec: WrongCodec, *, is_cut: bool) -> Iterator[Passage]:
    """Yield the stretches of UTF-8 that begin and end at a character in both readings, with sound text or nothing beside them."""
    found = [
        Passage(start + first, start + last, after, (Way("utf8", codec),))
        for start, pieces in encodable_runs(line, codec)
        for first, last, after in _utf8_in_run(line[start : start + len(pieces)], codec)
    ]
    if is_cut or not found:
        yield from found
        return
    rest = _without(line, found)
    yield from (passage for passage in found if _is_sound_around(rest, passage))


def _without(line: str, passages: Iterable[Passage]) -> str:
    """Return ``line`` with blanks for ``passages``: what they say is judged by itself."""
    pieces: list[str] = []
    position = 0
    for passage in passages:
        pieces += (line[position : passage.start], " " * (passage.end - passage.start))
        position = passage.end
    return "".join([*pieces, line[position:]])


@remember_short
def _utf8_in_run(run: str, codec: WrongCodec) -> tuple[tuple[int, int, str], ...]:
    """Return ``(first, last, text)`` of each stretch of UTF-8 in ``run``, all of which ``codec`` shows."""
    pieces = list(map(codec.codes.__getitem__, run))
    borders = [0, *accumulate(map(len, pieces))]
    return tuple(
        (bisect_left(borders, first), bisect_left(borders, last), after)
        for first, last, after in _utf8_stretches(b"".join(pieces), frozenset(borders))
    )


def _utf8_stretches(data: bytes, borders: frozenset[int]) -> Iterator[tuple[int, int, str]]:
    """Yield ``(first, last, text)`` of each stretch of UTF-8 in ``data`` that begins and ends at one of ``borders`` and is not ASCII alone."""
    tokens: list[re.Match[bytes]] = []
    position = 0
    for token in UTF8_TOKEN.finditer(data):
        if token.start() != position:
            yield from _aligned(tokens, borders)
            tokens = []
        position = token.end()
        if utf8_character(token) and may_have_lost(token, borders):
            tokens.append(token)
        else:
            position = -1
    yield from _aligned(tokens, borders)


def _aligned(tokens: list[re.Match[bytes]], borders: frozenset[int]) -> Iterator[tuple[int, int, str]]:
    """Yield the clusters of ``tokens`` beyond ASCII, each with what it takes to end where a character of the misread text ends."""
    first = 0
    while first < len(tokens):
        if tokens[first].lastgroup == "ascii" or tokens[first].start() not in borders:
            first += 1
            continue
        last, closed = first, -1
        while last < len(tokens):
            is_border = tokens[last].end() in borders
            last += 1
            if is_border:
                closed = last
                if last < len(tokens) and tokens[last].lastgroup == "ascii":
                    break
        if closed < 0:
            first += 1
            continue
        text = "".join(map(utf8_character, tokens[first:closed]))
        yield tokens[first].start(), tokens[closed - 1].end(), text
        first = closed


_DELIMITERS = r"\t -/:-?，。、：；！？（）《》〈〉“”‘’「」『』【】…—·\u3000"
_WORD = re.compile(f"[^{_DELIMITERS}]*")
_WORD_BEFORE = re.compile(f"[^{_DELIMITERS}]*$")
SOUND_BITS = 12.5
"""What a character of ordinary text costs at most, on average."""


def _is_sound_around(line: str, passage: Passage) -> bool:
    """Return whether what touches ``passage`` reads well as it stands: garbage beside garbage means that it was read only in part."""
    left = _WORD_BEFORE.search(line, max(0, passage.start - 6), passage.start)
    right = _WORD.match(line, passage.end, passage.end + 6)
    return all(not word or not word[0] or _is_sound(word[0]) for word in (left, right))


@remember_short
def _is_sound(word: str) -> bool:
    return code_length(word) <= SOUND_BITS * len(word)


# --- a codec of two bytes was wrong: pairs -----------------------------------------------------------------------------

PIECE = re.compile(f"[^{_DELIMITERS}]+")
_BETWEEN_ASCII = re.compile(r"[^\t -/:-?]+")
"""EUC-JP has other marks where GBK has its own, so none of them delimits."""


def pieces_in(codec: WrongCodec) -> re.Pattern[str]:
    """Return the pattern of a delimited piece that ``codec`` may have misread."""
    return _BETWEEN_ASCII if codec.name == "euc_jp" else PIECE


def read_pieces(line: str, codec: WrongCodec) -> Iterator[tuple[re.Match[str], str, str]]:
    """Yield each delimited piece of ``line`` that ``codec`` shows, a right codec of two bytes, and what the piece says in it."""
    codes = codec.codes
    for piece in pieces_in(codec).finditer(line):
        if piece[0].isascii():
            continue
        try:
            pairs = list(map(codes.__getitem__, piece[0]))
        except KeyError:
            continue
        if b"".join(pairs).isascii():
            continue
        for right, read in PAIR_READERS.items():
            if right != codec.family:
                after = _read_the_likelier(piece[0], pairs, codec, read)
                if after is not None:
                    yield piece, right, after


def _pairs_behind_pairs(line: str, codec: WrongCodec) -> Iterator[Passage]:
    for piece, right, after in read_pieces(line, codec):
        yield _trimmed(piece[0], Passage(piece.start(), piece.end(), after, (Way(right, codec),)))


_MOST_TWOFOLD, _LIKELIER = 8, 5.0
"""So many characters of two codes are tried both ways; two ways less apart than so many bits are not told apart."""


def _read_the_likelier(
    text: str, pairs: list[bytes], codec: WrongCodec, read: Callable[[bytes], str | None]
) -> str | None:
    """Return what ``pairs`` say, where ``text`` has characters of two codes with the likelier one; ``None`` if that is not clear."""
    after, second_codes = read(b"".join(pairs)), codec.second_codes
    if not second_codes:
        return after
    twofold = [place for place, character in enumerate(text) if character in second_codes]
    if len(twofold) > _MOST_TWOFOLD:
        return None
    for place in twofold:
        pairs = [*pairs]
        first, pairs[place] = pairs[place], second_codes[text[place]]
        other = read(b"".join(pairs))
        bits, bits_of_other = (math.inf if way is None else code_length(way) for way in (after, other))
        if abs(bits - bits_of_other) < _LIKELIER:
            return None
        if bits < bits_of_other:
            pairs[place] = first
        else:
            after = other
    return after


# --- what it says ------------------------------------------------------------------------------------------------------


def weighed(line: str, passage: Passage) -> Passage | None:
    """Return ``passage`` with what speaks for it, ``None`` if what it says is no text of one script."""
    if not passage.is_checked and is_out_of_step(passage.after, passage.ways[-1].right):
        return None
    if is_chinese(passage.after) or (passage.is_checked and passage.is_east_asian and is_foreign(passage.after)):
        return passage._replace(weight=weigh(line[passage.start : passage.end], passage.after))
    return None
