"""The codes of the codecs that mojibake is made of, as mappings between bytes and characters.

They are the codecs of browsers and Windows: CP936 with its user-defined zones as private-use characters (Python's ``gb18030``
knows them) and a single byte 80 for ``€``; Big5 as CP950 and with HKSCS; Latin-1 and Windows-1252 at once, with C1 controls for
the five codes that the latter lacks.  The mappings are built when they are first needed.

:mod:`unionclean.encoding.codepages.cp936` is another CP936, that of the machine: Python's ``gbk`` with the zones as the damaged pages show them.  GB18030 assigns
175 codes that it leaves open and gives 66 others a character of later Unicode, as browsers do; the machine knew neither.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from itertools import product

LOST = "\ufffd"
"""What stands for a character of which a byte is gone."""

LOST_BYTE = b"\x1a"
"""Stands for U+FFFD in the bytes of a misread text: here was something, nobody knows what."""


def _ascii_codes() -> dict[str, bytes]:
    return {chr(byte): bytes([byte]) for byte in (9, *range(0x20, 0x7F))} | {LOST: LOST_BYTE}


def _pairs_of(codec: str, leads: Iterable[int], trails: Iterable[int]) -> dict[bytes, str]:
    """Return the characters of the pairs of bytes that Python's ``codec`` reads as one and writes as the same pair.

    All are decoded at once, each on a line of its own: one by one they would take ten times as long.
    """
    pairs = [bytes(pair) for pair in product(leads, trails)]
    lines = b"\n".join(pairs).decode(codec, "ignore").split("\n")
    found = [(pair, line) for pair, line in zip(pairs, lines, strict=True) if len(line) == 1]
    codes = "\n".join(line for _, line in found).encode(codec, "ignore").split(b"\n")
    return {pair: line for (pair, line), code in zip(found, codes, strict=True) if pair == code}


_LEADS, _GBK_TRAILS = range(0x81, 0xFF), (*range(0x40, 0x7F), *range(0x80, 0xFF))
_BIG5_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))


@functools.cache
def gbk_characters() -> dict[bytes, str]:
    """The two-byte codes of CP936, the user-defined zones as private-use characters."""
    return _pairs_of("gb18030", _LEADS, _GBK_TRAILS)


@functools.cache
def big5_characters() -> dict[bytes, str]:
    """The two-byte codes of CP950, and those that only HKSCS fills."""
    return _big5_of("big5hkscs") | _big5_of("cp950")


@functools.cache
def _big5_of(codec: str) -> dict[bytes, str]:
    return _pairs_of(codec, _LEADS, _BIG5_TRAILS)


@functools.cache
def gbk_codes() -> dict[str, bytes]:
    """The bytes that CP936 shows as each character."""
    return _ascii_codes() | {c: pair for pair, c in gbk_characters().items()} | {"€": b"\x80"}


@functools.cache
def cp950_codes() -> dict[str, bytes]:
    """The bytes that CP950, Windows' Big5, shows as each character, the user-defined ones included."""
    codes = _ascii_codes() | {chr(_private_big5(lead, trail)): bytes([lead, trail]) for lead, trail in _PRIVATE_BIG5}
    return codes | {c: pair for pair, c in _big5_of("cp950").items()}


@functools.cache
def hkscs_codes() -> dict[str, bytes]:
    """The bytes that Big5 with the Hong Kong characters, the Web's Big5, shows as each character."""
    return _ascii_codes() | {c: pair for pair, c in _big5_of("big5hkscs").items()}


_PRIVATE_BIG5 = dict.fromkeys(
    (lead, trail)
    for lead in (*range(0x81, 0xA1), *range(0xC6, 0xC9), *range(0xFA, 0xFF))
    for trail in _BIG5_TRAILS
    if lead != 0xC6 or trail >= 0xA1
)
"""The codes of CP950 that users define, in order."""


def _private_big5(lead: int, trail: int) -> int:
    """Return the private-use character of a user-defined code of CP950 (Microsoft's mapping of end-user characters)."""
    if lead >= 0xFA:
        base, row = 0xE000, lead - 0xFA
    elif 0x8E <= lead <= 0xA0:
        base, row = 0xE311, lead - 0x8E
    elif lead <= 0x8D:
        base, row = 0xEEB8, lead - 0x81
    else:
        base, row = 0xF6B1 - 63, lead - 0xC6
    return base + row * 157 + _BIG5_TRAILS.index(trail)


def vendor_character(code: bytes, codec: str) -> str:
    """Return what Windows shows for a ``code`` that Python's ``codec`` does not know, ``""`` if nothing: ``€`` in CP936, the user-defined ones of CP950.

    >>> vendor_character(b"\\x80", "gb18030"), ascii(vendor_character(b"\\xfa\\x40", "cp950")), vendor_character(b"\\xfa\\x40", "big5")
    ('€', "'\\\\ue000'", '')
    """
    if codec in ("gb18030", "gbk") and code == b"\x80":
        return "€"
    if codec == "cp950" and len(code) == 2 and (code[0], code[1]) in _PRIVATE_BIG5:
        return chr(_private_big5(*code))
    return ""


@functools.cache
def latin_codes() -> dict[str, bytes]:
    """The byte that Latin-1 or Windows-1252 shows as each character."""
    codes = _ascii_codes() | {chr(byte): bytes([byte]) for byte in range(0x80, 0x100)}
    return codes | {c: bytes([byte]) for byte in range(0x80, 0xA0) if (c := bytes([byte]).decode("cp1252", "ignore"))}


@functools.cache
def single_byte_codes(codec: str) -> dict[str, bytes]:
    """The byte that a codec of one byte shows as each character; bytes that it leaves open are C1 controls, and so are those of CP1252."""
    codes = _ascii_codes()
    for byte in range(0x80, 0x100):
        shown = bytes([byte]).decode(codec, "ignore")
        codes[shown or chr(byte)] = bytes([byte])
    if codec == "cp874":  # TIS-620, of which it is an extension, shows C1 controls
        return {chr(byte): bytes([byte]) for byte in range(0x80, 0xA0)} | codes
    if codec == "cp1252":  # Latin-1 and CP1252 at once, as they are mixed up everywhere
        return latin_codes()
    return codes


@functools.cache
def _codes_of(codec: str) -> dict[str, bytes]:
    """The bytes that a Python codec of one or two bytes shows as each character."""
    single = {shown: bytes([byte]) for byte in range(0x80, 0x100) if (shown := _alone(byte, codec))}
    pairs = _pairs_of(codec, range(0x80, 0x100), range(0x30, 0x100))
    return {character: pair for pair, character in pairs.items()} | _ascii_codes() | single


def _alone(byte: int, codec: str) -> str:
    code = bytes([byte])
    character = code.decode(codec, "ignore")
    return character if character and character.encode(codec, "ignore") == code else ""


def cp949_codes() -> dict[str, bytes]:
    """The bytes that CP949, Windows' EUC-KR, shows as each character."""
    return _codes_of("cp949")


def cp932_codes() -> dict[str, bytes]:
    """The bytes that CP932, Windows' Shift-JIS, shows as each character; half-width katakana are one byte."""
    return _codes_of("cp932")


@functools.cache
def cp932_second_codes() -> dict[str, bytes]:
    """The other bytes of the characters that CP932 has twice: IBM's extensions stand in rows ED and EE, where NEC put them, and in FA to FC."""
    found = {}
    for pair in map(
        bytes, product((0x81, 0x87, 0xED, 0xEE, 0xFA, 0xFB, 0xFC), (*range(0x40, 0x7F), *range(0x80, 0xFD)))
    ):
        character = pair.decode("cp932", "ignore")
        if len(character) == 1 and len(character.encode("cp932")) == 2 and character.encode("cp932") != pair:
            found[character] = pair
    return found


def euc_jp_codes() -> dict[str, bytes]:
    """The bytes that EUC-JP shows as each character."""
    return _codes_of("euc_jp")
