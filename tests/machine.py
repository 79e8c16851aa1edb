"""The forward machine: what link farms did to a clean page, written from its description, as the oracle of the tests.

``damage(text)`` annotates, cuts and decodes the GBK bytes of a text the way these pages were made.  It shares no code with
the library: ``unionclean.encoding`` must undo it without looking here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
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
    raw = encode(text)
    hits = _find_hits(raw, table)
    if cut is True:  # annotation comes first: what it drives apart is no delimiter any more
        cut = [place.start() for place in CUTS.finditer(raw) if place.start() + 1 not in hits]
    damaged = "".join(decode(piece, flavour) for piece in _pieces(raw, hits, cut or ()))
    if not keep_private:
        damaged = PRIVATE_USE.sub("", damaged)
    return damaged.translate(FOLD) if fold else damaged


def _find_hits(raw: bytes, table: Mapping[bytes, bytes]) -> dict[int, bytes]:
    """Return the readings to insert, by the place behind every occurrence of a table character's two bytes, aligned or not."""
    if not table:
        return {}
    pattern = re.compile(b"(?=(" + b"|".join(map(re.escape, table)) + b"))", re.DOTALL)
    return {hit.start() + 2: table[hit.group(1)] for hit in pattern.finditer(raw)}


def _pieces(raw: bytes, hits: Mapping[int, bytes], cuts: Collection[int]) -> Iterator[bytes]:
    """Yield the pieces between ``cuts``, with the readings in them."""
    piece, done = b"", 0
    for place in sorted({*hits, *cuts, len(raw)}):
        piece, done = piece + raw[done:place] + hits.get(place, b""), place
        if place in cuts:
            yield piece
            piece = b""
    yield piece


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
