"""All readings of the delimited passages of a line, behind every codec that may have been wrong."""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.encoding.mojibake import double_bytes, single_bytes
from unionclean.encoding.mojibake.mixed import find_mixed
from unionclean.encoding.mojibake.passages import Passage
from unionclean.encoding.mojibake.wrong import ALL_CODECS, EAST_ASIAN, LENIENT, WrongCodec
from unionclean.patterns import lazy

EAST_ASIAN_CHARACTER = lazy("[\u3100-\u9fff\uac00-\ud7a3\ue000-\uf8ff\uf900-\ufaff\uff61-\uff9f]")
"""Without one of these no codec of two bytes has misread a line."""


def find_candidates(
    line: str, codecs: frozenset[WrongCodec] = ALL_CODECS, *, is_cut: bool = False
) -> Iterator[Passage]:
    """Yield all readings of the delimited passages of ``line`` that hold together, whatever they say.

    ``codecs`` are the wrong ones to try.  ``is_cut``: the line is a piece of one, and what touches a passage is not all there to be judged.

    >>> [passage.after for passage in find_candidates("(ÄãºÃ)") if passage.ways[0].right == "gbk"][0]
    '你好'
    """
    if single_bytes.high().search(line):
        yield from single_bytes.find_utf8(line, codecs)
        yield from single_bytes.find_pairs(line, codecs)
        if LENIENT in codecs:
            yield from find_mixed(line)
    if EAST_ASIAN_CHARACTER.search(line):
        for codec in EAST_ASIAN:
            if codec not in codecs:
                continue
            yield from double_bytes.find_utf8(line, codec, is_cut=is_cut)
            yield from double_bytes.find_pairs(line, codec)
