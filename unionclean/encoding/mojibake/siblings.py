"""Codecs of one family, which show most bytes alike: what one of them may have misread, its siblings may have as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unionclean.encoding.mojibake.passages import Passage, Ways, is_delimited
from unionclean.encoding.mojibake.wrong import ALL_CODECS, LATIN_1, LENIENT, SINGLE_BYTE, WrongCodec, shows_alike


def siblings(ways: Ways) -> frozenset[WrongCodec]:
    """Return the codecs of the same families as the wrong ones of ``ways``, which show most bytes alike."""
    families = {way.wrong.family for way in ways}
    return frozenset(codec for codec in ALL_CODECS if codec.family in families)


def share_passages(line: str, by_ways: dict[Ways, list[Passage]]) -> dict[Ways, list[Passage]]:
    """Return ``by_ways`` where what several codecs of one byte show alike stands under each of them: it was found under the first.

    Only the whole line tells them apart: ``ÔÂ`` is 月 in ISO-8859-15 as in Windows-1252, ``Ÿ©`` beside it is 京 in the former alone.
    """
    shared = {}
    for ways, passages in by_ways.items():
        others = [
            passage._replace(ways=ways)
            for other in by_ways
            if _are_siblings(ways, other)
            for passage in by_ways[other]
            if _may_share(line, passage, ways[0].wrong)
        ]
        shared[ways] = _beside(passages, others) if others else passages
    return shared


def _are_siblings(ways: Ways, other: Ways) -> bool:
    """Return whether two codecs of one byte were wrong, and all else is alike; a lenient decoder has the passages of Latin-1, too."""
    codecs = ways[0].wrong, other[0].wrong
    is_alike = ways[1:] == other[1:] and ways[0].right == other[0].right and codecs[0] != codecs[1]
    return is_alike and (codecs == (LENIENT, LATIN_1) or all(codec in SINGLE_BYTE for codec in codecs))


def _may_share(line: str, passage: Passage, codec: WrongCodec) -> bool:
    """Return whether ``codec`` shows the bytes of ``passage`` as they stand there; a lenient decoder does where no character of UTF-8 stands beside them."""
    if codec == LENIENT:
        return is_delimited(line, passage.start, passage.end)
    return shows_alike(line[passage.start : passage.end], codec, passage.ways[0].wrong)


def _beside(passages: Sequence[Passage], others: Iterable[Passage]) -> list[Passage]:
    """Return ``passages``, and those of ``others`` that stand beside them and one another, in order."""
    merged: list[Passage] = []
    taken = {(passage.start, passage.end) for passage in passages}
    for passage in sorted(
        [*passages, *others], key=lambda passage: (passage.start, (passage.start, passage.end) not in taken)
    ):
        if not merged or passage.start >= merged[-1].end:
            merged.append(passage)
    return merged
