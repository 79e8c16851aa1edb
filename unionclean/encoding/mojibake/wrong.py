"""Codecs that were wrong: which bytes a text was before one of them decoded it.

A codec is a mapping from the character it shows to the byte, or the bytes, that it showed.  Bytes that a codec of one byte leaves open show as C1 controls, as in
browsers; those of CP936 and CP950 show as private-use characters.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from unionclean.encoding.codepages import legacy


class WrongCodec(NamedTuple):
    """A codec that decoded what it should not have: ``family`` is the name that rules use, ``name`` says it exactly.

    ``rarity``: in bits, how much more seldom than the commonest of its kind it is met.
    """

    family: str
    name: str
    rarity: float = 0.0

    @property
    def in_python(self) -> str:
        """The name of Python's codec, which knows no private-use characters and no ``€`` of one byte, but is fast."""
        return "gb18030" if self.name == "gbk" else self.name

    @property
    def codes(self) -> Mapping[str, bytes]:
        """The bytes of every character that the codec shows."""
        return _DOUBLE[self.name]() if self.name in _DOUBLE else legacy.single_byte_codes(self.name)

    @property
    def second_codes(self) -> Mapping[str, bytes]:
        """Other bytes that the codec shows as the same characters."""
        return legacy.cp932_second_codes() if self.name == "cp932" else _NONE


_NONE: Mapping[str, bytes] = {}

_DOUBLE: dict[str, Callable[[], Mapping[str, bytes]]] = {
    "gbk": legacy.gbk_codes,
    "cp950": legacy.cp950_codes,
    "big5hkscs": legacy.hkscs_codes,
    "cp949": legacy.cp949_codes,
    "cp932": legacy.cp932_codes,
    "euc_jp": legacy.euc_jp_codes,
}

EAST_ASIAN = (
    WrongCodec("gbk", "gbk"),
    WrongCodec("big5", "cp950"),
    WrongCodec("big5", "big5hkscs"),
    WrongCodec("korean", "cp949"),
    WrongCodec("japanese", "cp932"),
    WrongCodec("japanese", "euc_jp", 1),
)

LATIN_1 = WrongCodec("latin1", "cp1252")
"""Windows-1252, and Latin-1 with it: its C1 controls are taken, too."""

SINGLE_BYTE = (
    LATIN_1,
    WrongCodec("latin1", "iso8859_15", 3),
    WrongCodec("latin1", "cp1254", 3),
    WrongCodec("latin1", "iso8859_2", 3),
    WrongCodec("latin1", "cp1250", 3),
    WrongCodec("latin1", "cp1257", 7),
    WrongCodec("latin1", "cp1258", 7),
    WrongCodec("latin1", "mac_roman", 3),
    WrongCodec("dos", "cp437"),
    WrongCodec("dos", "cp850", 1),
    WrongCodec("dos", "cp852", 5),
    WrongCodec("dos", "cp866", 1),
    WrongCodec("cyrillic", "koi8_r"),
    WrongCodec("cyrillic", "cp1251"),
    WrongCodec("cyrillic", "iso8859_5", 5),
    WrongCodec("thai", "cp874"),
)


@functools.cache
def _masks() -> dict[str, int]:
    """Return for every character beyond ASCII the codecs of one byte that show it, as bits."""
    masks: dict[str, int] = {}
    for bit, codec in enumerate(SINGLE_BYTE):
        for character in codec.codes:
            if character > "\x7f":
                masks[character] = masks.get(character, 0) | 1 << bit
    return masks


@functools.cache
def single_byte_class() -> str:
    """Return a piece for a ``re`` class: what the codecs of one byte show beyond ASCII."""
    return re.escape("".join(sorted(_masks())))


LENIENT = WrongCodec("latin1", "UTF-8 or else Latin-1", 3)
"""A decoder that takes what is UTF-8 as such and any other byte as Latin-1 (:mod:`~unionclean.encoding.mojibake.mixed`); it has no table."""

ALL_CODECS = frozenset((*EAST_ASIAN, *SINGLE_BYTE, LENIENT))


def single_byte_readings(text: str, codecs: Collection[WrongCodec]) -> Iterator[tuple[WrongCodec, bytes]]:
    """Yield the bytes of ``text`` in each codec of one byte that shows all of it; of several with the same bytes, the first.

    >>> [(codec.name, data) for codec, data in single_byte_readings("ÖĞ", ALL_CODECS)]
    [('cp1254', b'\\xd6\\xd0')]
    """
    masks, mask = _masks(), -1
    for character in set(text):
        if character > "\x7f" and character != legacy.LOST:
            mask &= masks.get(character, 0)
            if not mask:
                return
    seen = set()
    for bit, codec in enumerate(SINGLE_BYTE):
        if mask >> bit & 1 and codec in codecs:
            codes = codec.codes
            data = b"".join(map(codes.__getitem__, text))
            if data not in seen:
                seen.add(data)
                yield codec, data


def shows_alike(text: str, codec: WrongCodec, other: WrongCodec) -> bool:
    """Return whether ``text`` is what two codecs of one byte show of the same bytes.

    >>> shows_alike("ÔÂ", SINGLE_BYTE[0], SINGLE_BYTE[1]), shows_alike("Ÿ©", SINGLE_BYTE[0], SINGLE_BYTE[1])
    (True, False)
    """
    codes, codes_of_other = codec.codes, other.codes
    return all(codes.get(character) == codes_of_other.get(character) is not None for character in text)


def encodable_runs(text: str, codec: WrongCodec) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the stretches of ``text`` that ``codec`` can show, as ``(start, bytes of each character)``; those of ASCII alone are left out.

    >>> list(encodable_runs("a锛한", EAST_ASIAN[0]))
    [(0, [b'a', b'\\xef\\xbc'])]
    """
    codes = codec.codes
    start = 0
    for run in _split_runs(text, codes):
        pieces = list(map(codes.__getitem__, run))
        if any(piece >= b"\x80" for piece in pieces):
            yield start, pieces
        start += len(run) + 1


def _split_runs(text: str, codes: Mapping[str, bytes]) -> list[str]:
    """Return ``text`` cut at the characters that ``codes`` lacks."""
    foreign = set(text).difference(codes)
    if not foreign:
        return [text]
    cut = min(foreign)
    return text.translate(dict.fromkeys(map(ord, foreign), cut)).split(cut)
