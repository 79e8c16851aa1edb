"""A line is repaired as a whole or not at all: what is left beside the accepted passages is read with them, or keeps them from being repaired."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from unionclean.encoding.models.code_length import code_length
from unionclean.encoding.mojibake.double_bytes import PIECE, SOUND_BITS
from unionclean.encoding.mojibake.mixed import read_pieces
from unionclean.encoding.mojibake.passages import Passage, Way, Ways, blanked, weighed
from unionclean.encoding.mojibake.single_bytes import high, read_segments
from unionclean.encoding.mojibake.suspicion import suspicion
from unionclean.encoding.mojibake.thresholds import covers, fits_in
from unionclean.encoding.mojibake.wrong import LENIENT, SINGLE_BYTE
from unionclean.patterns import lazy


def complete(line: str, accepted: list[Passage], taken: bytearray) -> list[Passage]:
    """Return ``accepted`` with what stands between digits and words of ASCII, where the line is mojibake for the most part.

    One or two bytes are no evidence, but ``1ÔÂ28ÈÕµç`` and ``©M cron`` beside them leave no other reading.  If one has none, nothing is repaired; nor is
    anything where less of the line is mojibake, and one of them may be more of it.
    """
    found = list(accepted)
    for ways in dict.fromkeys(passage.ways for passage in accepted):
        if not _is_paired_behind_single_bytes(ways):
            continue
        pieces = [piece for piece in _pieces(line, ways[0]) if taken.find(1, piece[0], piece[1]) < 0]
        more = [rest for *_, passage in pieces if (rest := _more_of_it(line, passage))]
        if not covers(line, [passage for passage in accepted if passage.ways == ways]):
            if more:
                return []
        elif any(_forbids(line, start, end, passage) for start, end, passage in pieces):
            return []
        else:
            found += more
    return found


def _more_of_it(line: str, passage: Passage | None) -> Passage | None:
    """Return a short ``passage`` with its weight, if it may be mojibake on a line of mojibake."""
    rest = passage and weighed(line, passage)
    return rest if rest and _may_stand_alone(line, rest) else None


def _forbids(line: str, start: int, end: int, passage: Passage | None) -> bool:
    """Return whether a piece of a line of mojibake cannot have been misread with the rest, and is no ordinary letter either."""
    if passage is None:
        return _ODD_LETTERS.search(line, start, end) is not None  # no byte of this codec: another one was wrong
    if _more_of_it(line, passage):
        return False
    return len(high().findall(line, start, end)) > 1 or not _ASCII_LETTER.search(passage.after)


def _is_paired_behind_single_bytes(ways: Ways) -> bool:
    return len(ways) == 1 and ways[0].right != "utf8" and ways[0].wrong in (*SINGLE_BYTE, LENIENT)


def _pieces(line: str, way: Way) -> Iterator[tuple[int, int, Passage | None]]:
    return read_pieces(line, way.right) if way.wrong == LENIENT else read_segments(line, way)


def _may_stand_alone(line: str, passage: Passage) -> bool:
    """Return whether ``passage`` may be mojibake on a line of mojibake; of one byte beside letters only if it makes a common character."""
    if len(high().findall(line, passage.start, passage.end)) > 1:
        return fits_in(passage)
    return passage.weight.sense > 0 and not _ASCII_LETTER.search(passage.after)


_ODD_LETTERS = lazy(
    "[À-ÖØ-öø-ž╒-╫][^\x00-\x7f]|[^\x00-\x7f][À-ÖØ-öø-ž╒-╫]|[Ā-ž]|[\u0400-\u045f][№¡-¿]|[№¡-¿][\u0400-\u045f]"
)
_ASCII_LETTER = lazy("[A-Za-z]")


def leaves_garbage(line: str, accepted: Sequence[Passage]) -> bool:
    """Return whether the rest of ``line`` still looks misread: half a repair is worse than none."""
    if not accepted:
        return False
    left = blanked(line, accepted)
    if any(_is_paired_behind_single_bytes(passage.ways) and _touches_letters(left, passage) for passage in accepted):
        return True
    if any(not passage.is_east_asian for passage in accepted) and _in_a_row(3).search(left):
        return True
    if not any(_OF_CHINESE.search(passage.after) for passage in accepted) and _ACCENTED.search(left):
        return True  # dashes and quotation marks of another language, which ftfy reads with its letters
    if any(len(passage.ways) > 1 for passage in accepted) and _in_a_row(2).search(left):
        return True
    if any(passage.is_east_asian and passage.is_checked for passage in accepted) and suspicion().search(left):
        return True
    if any(passage.is_east_asian and not passage.is_checked for passage in accepted):
        return _KANA.search(left) is not None or any(
            _is_garbage(piece[0]) for piece in PIECE.finditer(left) if not piece[0].isascii()
        )
    return False


def _touches_letters(left: str, passage: Passage) -> bool:
    """Return whether a letter that a lenient decoder makes of two bytes stands beside ``passage``: what was misread goes on."""
    return (
        "\u0100" <= left[passage.start - 1 : passage.start] < "\u0800"
        or "\u0100" <= left[passage.end : passage.end + 1] < "\u0800"
    )


def _is_garbage(piece: str) -> bool:
    """Return whether ``piece``, beside mojibake, is more of it."""
    return _ODD.search(piece) is not None or code_length(piece) > (SOUND_BITS + 1) * len(piece)


_OF_CHINESE, _ACCENTED = lazy("[\u3000-\u9fff\uff01-\uff5e\U00020000-\U0003ffff]"), lazy("[À-ÖØ-öø-ž]")
_ODD = lazy("[가-힣｡-ﾟㄅ-ㄩ\ue000-\uf8ff]")
_KANA = lazy("[ぁ-ゖァ-ヺ]{2}")
"""A word of kana beside what would be Chinese: the line is Japanese."""


@functools.cache
def _in_a_row(number: int) -> re.Pattern[str]:
    return lazy(f"(?:{high().pattern}){{{number}}}")
