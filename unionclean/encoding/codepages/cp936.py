"""CP936, the code page of the damaged pages, both ways, with its user-defined zones.

Python's ``gbk`` codec knows the assigned characters.  Windows fills three zones of unassigned pairs with the private use
area, row by row: AAA1-AFFE, F8A1-FEFE and A140-A7A0 become U+E000-U+E765 (Microsoft, *Windows code page 936*).
"""

from __future__ import annotations

from functools import cache

FULL_WIDTH_SHIFT = 0xFEE0
"""Distance from ASCII to its full-width form, U+FF01-U+FF5E."""


def is_lead(byte: int) -> bool:
    """Return whether ``byte`` (0-255) can begin a two-byte character.

    >>> is_lead(0xB9), is_lead(0x41)
    (True, False)
    """
    return 0x81 <= byte <= 0xFE


def is_trail(byte: int) -> bool:
    """Return whether ``byte`` (0-255) can end a two-byte character.

    >>> is_trail(0xFA), is_trail(0x41), is_trail(0x31)
    (True, True, False)
    """
    return 0x40 <= byte <= 0xFE and byte != 0x7F


def is_gb2312(code: int) -> bool:
    """Return whether ``code`` lies in the rows of CP936 that are the ideographs of GB 2312.

    >>> is_gb2312(0xB9FA), is_gb2312(0xB940), is_gb2312(0xA1A3)
    (True, False, False)
    """
    return 0xB000 <= code < 0xF800 and code & 0xFF >= 0xA1


@cache
def decode_table() -> dict[int, str]:
    """Return the two-byte characters, private zones included, by code (``lead << 8 | trail``).

    >>> decode_table()[0xB9FA], decode_table()[0xF8A1]
    ('国', '\\ue234')
    """
    table = {}
    trails = [trail for trail in range(0x40, 0xFF) if is_trail(trail)]
    for lead in range(0x81, 0xFF):
        row = b"\n".join(bytes((lead, trail)) for trail in trails).decode("gbk", "replace").split("\n")
        pairs = zip(trails, row, strict=True)
        table.update({lead << 8 | trail: c for trail, c in pairs if len(c) == 1 and c != "\ufffd"})
    return table | user_defined()


@cache
def encode_table() -> dict[str, int]:
    """Return the inverse of :func:`characters`: two-byte code by character.

    >>> hex(encode_table()["国"])
    '0xb9fa'
    """
    return {character: code for code, character in decode_table().items()}


@cache
def user_defined() -> dict[int, str]:
    """Return the pairs that become private use characters: the user-defined zones, and FE50-FEA0 as U+E815-U+E864.

    >>> zones = user_defined()
    >>> len(zones), hex(ord(zones[0xA495])), hex(ord(zones[0xFEA0]))
    (1974, '0xe63a', '0xe864')
    """
    upper = [*range(0xAA, 0xB0), *range(0xF8, 0xFF)]
    zones = [lead << 8 | trail for lead in upper for trail in range(0xA1, 0xFF)]
    zones += [lead << 8 | trail for lead in range(0xA1, 0xA8) for trail in range(0x40, 0xA1) if trail != 0x7F]
    last = [0xFE00 | trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    numbered = {code: chr(0xE000 + index) for index, code in enumerate(zones)}
    return numbered | {code: chr(0xE815 + index) for index, code in enumerate(last)}
