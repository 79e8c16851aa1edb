"""Readings behind a codec of two bytes a character: stretches of UTF-8, delimited pieces in another codec of pairs."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate

from unionclean.encoding.codepages.legacy import LOST, LOST_BYTE
from unionclean.encoding.models.code_length import code_length, unlimited
from unionclean.encoding.mojibake.memory import remember_short
from unionclean.encoding.mojibake.passages import PAIR_READERS, Passage, Way, blanked, trimmed
from unionclean.encoding.mojibake.right import MAY_BE_UTF8, UTF8_TOKEN, may_have_lost, utf8_character
from unionclean.encoding.mojibake.wrong import WrongCodec, encodable_runs
from unionclean.patterns import lazy

_OURS_ALONE = lazy("[€\ue000-\uf8ff]")
"""What the codecs of :mod:`unionclean.encoding.codepages.legacy` know and Python's, which are fast, do not."""
_WITHOUT_LOSS = "xmlcharrefreplace"
"""What a codec does not show is not to look like a byte that it lost."""


def may_hold_utf8(line: str, codec: WrongCodec) -> bool:
    """Return whether :func:`find_utf8` may find anything in ``line``."""
    if _OURS_ALONE.search(line):
        data = b"".join([codec.codes.get(character, b"\0") for character in line])
    else:
        data = line.replace(LOST, LOST_BYTE.decode()).encode(codec.in_python, _WITHOUT_LOSS)
    return MAY_BE_UTF8.search(data) is not None


def encoded(piece: str, codec: WrongCodec) -> bytes | None:
    """Return the bytes that ``codec`` shows as ``piece``, if it shows all of it; its table is built only where Python's codec may know less.

    >>> encoded("浣犲ソ", WrongCodec("gbk", "gbk")), encoded("한", WrongCodec("gbk", "gbk"))
    (b'\\xe4\\xbd\\xa0\\xe5\\xa5\\xbd', None)
    """
    if _OURS_ALONE.search(piece) or LOST in piece:
        return b"".join(map(codec.codes.__getitem__, piece)) if codec.codes.keys() >= set(piece) else None
    data = piece.encode(codec.in_python, "ignore")
    return data if len(data) <= 2 * len(piece) and data.decode(codec.in_python) == piece else None


def find_utf8(line: str, codec: WrongCodec, *, is_cut: bool) -> Iterator[Passage]:
    """Yield the stretches of UTF-8 that begin and end at a character in both readings, with sound text or nothing beside them."""
    if not may_hold_utf8(line, codec):
        return
    found = [
        Passage(start + first, start + last, after, (Way("utf8", codec),))
        for start, pieces in encodable_runs(line, codec)
        for first, last, after in _utf8_in_run(line[start : start + len(pieces)], codec)
    ]
    if is_cut or not found:
        yield from found
        return
    rest = blanked(line, found)  # what they say is judged by itself
    yield from (passage for passage in found if _is_sound_around(rest, passage))


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
        last = closed - 1 if _ends_by_accident(tokens, closed) else closed
        text = "".join(map(utf8_character, tokens[first:last]))
        if last < closed:
            text += 2 * LOST
            closed += 1
        yield tokens[first].start(), tokens[closed - 1].end(), text
        first = closed


def _ends_by_accident(tokens: list[re.Match[bytes]], closed: int) -> bool:
    """Return whether the character before ``closed`` is rare and stands before a ``?``, and may be the first bytes of one and the second of a mark.

    The pair of bytes between them was dropped: 据。 is E6 8D (AE E3) 80 82, of which E6 8D 80 and ``?`` are left.
    """
    if closed == len(tokens) or tokens[closed][0] != b"?" or tokens[closed - 1][0][-1:] != b"\x80":
        return False
    character = utf8_character(tokens[closed - 1])
    return len(tokens[closed - 1][0]) == 3 and unlimited(character, code_length(character)) > _RARE_BITS


_RARE_BITS = 20.0

_DELIMITERS = r"\t -/:-?，。、：；！？（）《》〈〉“”‘’「」『』【】…—·\u3000"
_WORD = lazy(f"[^{_DELIMITERS}]*")
_WORD_BEFORE = lazy(f"[^{_DELIMITERS}]*$")
SOUND_BITS = 12.5
"""What a character of ordinary text costs at most, on average."""


def _is_sound_around(line: str, passage: Passage) -> bool:
    """Return whether what touches ``passage`` reads well as it stands, as ASCII does: garbage beside garbage means that it was read only in part."""
    left = _WORD_BEFORE.search(line, max(0, passage.start - 6), passage.start)
    right = _WORD.match(line, passage.end, passage.end + 6)
    return all(not word or word[0].isascii() or _is_sound(word[0]) for word in (left, right))


@remember_short
def _is_sound(word: str) -> bool:
    return code_length(word) <= SOUND_BITS * len(word)


PIECE = lazy(f"[^{_DELIMITERS}]+")
_BETWEEN_ASCII = lazy(r"[^\t -/:-?]+")
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


def find_pairs(line: str, codec: WrongCodec) -> Iterator[Passage]:
    for piece, right, after in read_pieces(line, codec):
        yield trimmed(piece[0], Passage(piece.start(), piece.end(), after, (Way(right, codec),)))


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
