"""GBK and Big5 of which some bytes were decoded as UTF-8 and the others as Latin-1, as lenient decoders do it: ``Ìṩ°²×°`` was 提供安装.

Which of the bytes that are UTF-8 a decoder took as such differs from one to the next, so a character of Latin-1 may have been one byte or the two of its UTF-8.
The likeliest text is searched (:mod:`~unionclean.encoding.mojibake.pair_search`); where there is none, soft hyphens are gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.encoding.codepages.legacy import latin_codes
from unionclean.encoding.mojibake.evidence import is_out_of_step
from unionclean.encoding.mojibake.memory import remember_short
from unionclean.encoding.mojibake.pair_search import likeliest
from unionclean.encoding.mojibake.passages import PAIR_READERS, Passage, Way, trimmed
from unionclean.encoding.mojibake.soft_hyphens import LONGEST, SOFT_HYPHEN, fill, may_be
from unionclean.encoding.mojibake.wrong import LENIENT
from unionclean.patterns import lazy

_PIECE = lazy("[\x80-\U0010ffff@-~]+")
_LATIN_1 = lazy("[\x80-\xff]")
_LEAST, _LEAST_LATIN_1 = 3, 2
_MOSTLY = 0.5


def find_mixed(line: str) -> Iterator[Passage]:
    """Yield the passages of ``line`` that are GBK or Big5 read partly as UTF-8.

    >>> [passage.after for passage in find_mixed("\\u00cc\\u1e69\\u00b0\\u00b2\\u00d7\\u00b0")]
    ['提供安装']
    """
    for piece in _PIECE.finditer(line):
        number = len(_LATIN_1.findall(piece[0]))
        if len(piece[0]) < _LEAST or all(character in latin_codes() for character in piece[0]):
            continue  # no UTF-8 in it
        if number >= max(_LEAST_LATIN_1, _MOSTLY * len(piece[0])) and len(piece[0]) <= LONGEST:
            for right in PAIR_READERS:
                if may_be(b"".join(choices[0] for choices in map(_bytes_of, piece[0]) if choices), right):
                    yield from filter(None, [_passage(piece, right)])


def read_pieces(line: str, right: str) -> Iterator[tuple[int, int, Passage | None]]:
    """Yield each piece of ``line`` beyond ASCII, and what it says in ``right``, some bytes of which a lenient decoder took as UTF-8.

    >>> [passage.after for _, _, passage in read_pieces("\\u04bb ab", "gbk")]
    ['一']
    """
    for piece in _PIECE.finditer(line):
        if not piece[0].isascii() and len(piece[0]) <= LONGEST:
            yield *piece.span(), _passage(piece, right)


def _passage(piece: re.Match[str], right: str) -> Passage | None:
    after, is_filled = _read(piece[0], right)
    found = Passage(*piece.span(), after, (Way(right, LENIENT),), is_filled=is_filled)
    return trimmed(piece[0], found) if after else None


@remember_short
def _read(piece: str, right: str) -> tuple[str, bool]:
    """Return what ``piece`` says, ``""`` for nothing, and whether bytes AD were put back for that."""
    shown = tuple(map(_bytes_of, piece))
    after = likeliest(shown, right)
    if after is not None and is_out_of_step(after, right):
        after = None
    filled = None if SOFT_HYPHEN in piece else fill(shown, right, after)
    return (filled, True) if filled else (after or "", False)


def _bytes_of(character: str) -> tuple[bytes, ...]:
    """Return the bytes that a lenient decoder may have read as ``character``; half a surrogate pair is none of its."""
    if "\ud800" <= character <= "\udfff":
        return ()
    utf8 = character.encode("utf-8")
    return (character.encode("latin-1"), utf8) if "\x80" <= character <= "\xff" else (utf8,)
