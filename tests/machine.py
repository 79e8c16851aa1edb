"""The forward machine: what link farms did to a clean page, written from its description, as the oracle of the tests.

``damage(text)`` cuts, annotates and decodes the GBK bytes of a text the way these pages were made.  It shares no code with
the library: ``unionclean.encoding`` must undo it without looking here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Literal

Flavour = Literal["Q", "D"]

CUTS = re.compile(rb"(?=\xa1\xa3|\xa3\xa1|\xa3\xac|\xa3\xbb|\xa3\xbf)", re.DOTALL)
"""Before every pair of bytes that equals 。！，；？, also where it straddles two characters."""

FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


def _private_zones() -> dict[bytes, str]:
    """The user-defined zones of CP936, in the order in which they fill the private use area, and FE50-FEA0."""
    pairs = [(lead, trail) for lead in range(0xAA, 0xB0) for trail in range(0xA1, 0xFF)]
    pairs += [(lead, trail) for lead in range(0xF8, 0xFF) for trail in range(0xA1, 0xFF)]
    pairs += [(lead, trail) for lead in range(0xA1, 0xA8) for trail in range(0x40, 0xA1) if trail != 0x7F]
    last = [(0xFE, trail) for trail in range(0x50, 0xA1) if trail != 0x7F]
    zones = {bytes(pair): chr(0xE000 + index) for index, pair in enumerate(pairs)}
    return zones | {bytes(pair): chr(0xE815 + index) for index, pair in enumerate(last)}


PRIVATE = _private_zones()


def encode(text: str) -> bytes:
    """CP936 bytes; what CP936 lacks becomes one ``?``."""
    return text.encode("gbk", "replace")


def damage(
    text: str,
    readings: Mapping[str, str],
    *,
    flavour: Flavour = "Q",
    fold: bool = True,
    keep_private: bool = False,
    cut: bool | Collection[int] = True,
) -> str:
    """Return ``text`` (already Traditional) as the machine leaves it.

    ``readings`` maps the characters that this page annotates to the pinyin inserted after them.  ``cut`` says whether
    the delimiters cut, or which of them do: some real pages cut at a part of them only, and once before 、.
    """
    table = {encode(character): encode(f"({reading})") for character, reading in readings.items()}
    pieces = _pieces(encode(text), cut)
    damaged = "".join(decode(annotate(piece, table), flavour) for piece in pieces)
    if not keep_private:
        damaged = PRIVATE_USE.sub("", damaged)
    return damaged.translate(FOLD) if fold else damaged


def _pieces(raw: bytes, cut: bool | Collection[int]) -> list[bytes]:
    if cut is True:
        return CUTS.split(raw)
    borders = [0, *(sorted(cut) if cut else ()), len(raw)]
    return [raw[start:end] for start, end in pairwise(borders)]


def annotate(piece: bytes, table: Mapping[bytes, bytes]) -> bytes:
    """Insert the reading after every occurrence of a table character's two bytes, aligned or not."""
    if not table:
        return piece
    hits = re.compile(b"(?=(" + b"|".join(map(re.escape, table)) + b"))", re.DOTALL)
    out, done = [], 0
    for hit in hits.finditer(piece):
        out += [piece[done : hit.start() + 2], table[hit.group(1)]]
        done = hit.start() + 2
    return b"".join([*out, piece[done:]])


def decode(piece: bytes, flavour: Flavour) -> str:
    """Decode a piece as the machine did, with its own way to fail."""
    out, position = [], 0
    while position < len(piece):
        character, position = _decode_one(piece, position, flavour)
        out.append(character)
    return "".join(out)


def _decode_one(piece: bytes, position: int, flavour: Flavour) -> tuple[str, int]:
    lead, pair = piece[position], piece[position : position + 2]
    if lead < 0x80:
        return chr(lead), position + 1
    if lead == 0x80:
        return "€", position + 1
    if len(pair) == 2 and lead != 0xFF and 0x40 <= pair[1] != 0x7F and pair[1] != 0xFF:
        return PRIVATE.get(pair) or _assigned(pair), position + 2
    if flavour == "Q":
        return "?", position + 2
    return "", position + 1


def _assigned(pair: bytes) -> str:
    """The character of a pair, or nothing where CP936 has none."""
    character = pair.decode("gbk", "replace")
    return character if len(character) == 1 and character != "\ufffd" else ""
