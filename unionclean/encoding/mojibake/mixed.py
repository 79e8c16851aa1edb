"""GBK of which some bytes were decoded as UTF-8 and the others as Latin-1, as lenient decoders do it: ``Ìṩ°²×°`` was 提供安装.

Which of the bytes that are UTF-8 a decoder took as such differs from one to the next, so a character of Latin-1 may have been one byte or the two of its UTF-8.  A segment is
searched: a beam over the ways to split it, ranked by the language model.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from unionclean.encoding.codepages.legacy import gbk_characters, latin_codes
from unionclean.encoding.models.code_length import code_length
from unionclean.encoding.mojibake.memory import remember_short
from unionclean.patterns import lazy

_SEGMENT = lazy("[\x80-\uffff@-~]{4,}")
_LATIN_1 = lazy("[\x80-\xff]")
_LEAST_LATIN_1 = 3
_MOSTLY = 0.5
_LONGEST, _BEAM = 400, 12


class _State(NamedTuple):
    """One way to read a segment up to some character: its cost, its text, and a first byte that waits for its second."""

    bits: float
    text: str
    pending: bytes


def find_mixed(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, text)`` of the segments of ``line`` that are GBK read partly as UTF-8.

    >>> list(find_mixed("\\u00cc\\u1e69\\u00b0\\u00b2\\u00d7\\u00b0"))
    [(0, 6, '提供安装')]
    """
    for segment in _SEGMENT.finditer(line):
        number = len(_LATIN_1.findall(segment[0]))
        if all(character in latin_codes() for character in segment[0]):
            continue  # no UTF-8 in it
        if number >= max(_LEAST_LATIN_1, _MOSTLY * len(segment[0])) and len(segment[0]) <= _LONGEST:
            text = _read(segment[0])
            if text:
                yield segment.start(), segment.end(), text


@remember_short
def _read(segment: str) -> str:
    states = [_State(0.0, "", b"")]
    for character in segment:
        states = [new for state in states for data in _bytes_of(character) if (new := _fed(state, data))]
        states = sorted(states)[:_BEAM]
    best = min((state for state in states if not state.pending), default=None)
    return best.text if best else ""


_bits = functools.lru_cache(maxsize=1 << 14)(code_length)
"""The ways to split a segment end in the same few characters, again and again."""


def _bytes_of(character: str) -> tuple[bytes, ...]:
    """Return the bytes that a lenient decoder may have read as ``character``; half a surrogate pair is none of its."""
    if "\ud800" <= character <= "\udfff":
        return ()
    utf8 = character.encode("utf-8")
    return (character.encode("latin-1"), utf8) if "\x80" <= character <= "\xff" else (utf8,)


def _fed(state: _State, data: bytes) -> _State | None:
    """Return ``state`` after some more bytes, ``None`` if they are no GBK."""
    text, pending, bits = state.text, state.pending, state.bits
    for byte in data:
        piece = bytes([byte])
        if pending:
            character = gbk_characters().get(pending + piece, "")
            pending = b""
        elif byte < 0x80:
            character = chr(byte)
        else:
            pending = piece
            continue
        if not character:
            return None
        bits += _bits(character, text[-2:])
        text += character
    return _State(bits, text, pending)
