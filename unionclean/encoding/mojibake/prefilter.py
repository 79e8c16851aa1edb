"""Which places look so much like mojibake of the Chinese codecs that reading them again is worth while.

Reading a line again costs milliseconds, and every page has a rare character somewhere.  So a place is asked four questions, each dearer than the one
before: are there characters beside it that mojibake is full of (one pattern, :mod:`~unionclean.encoding.mojibake.suspicion`)?  Are these characters rarer than writing is
(:func:`_reads_as_written`)?  Do the bytes hold what a repair needs
(:func:`_promising_codecs`)?  Does a reading of the place beat it as it stands (:func:`~unionclean.encoding.mojibake.search.reads_better`)?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import add

from unionclean.encoding.models.code_length import code_lengths
from unionclean.encoding.models.unigram import frequent_bigrams
from unionclean.encoding.mojibake.candidates import EAST_ASIAN_CHARACTER
from unionclean.encoding.mojibake.double_bytes import encoded, may_hold_utf8, pieces_in, read_pieces
from unionclean.encoding.mojibake.passages import PAIR_READERS
from unionclean.encoding.mojibake.search import reads_better
from unionclean.encoding.mojibake.suspicion import any_of_them, suspicion
from unionclean.encoding.mojibake.wrong import EAST_ASIAN, LENIENT, SINGLE_BYTE, WrongCodec
from unionclean.guards import Stop
from unionclean.patterns import lazy

# --- what the bytes say -----------------------------------------------------------------------------------------------

_SINGLE_BYTES = lazy("[¡-¦¨-¯²-¶¸-ÖØ-öø-ſ√∫Ω∂∆∏∑≈◊ﬁﬂ─-╬▀-▓■⌠⌡\u0400-\u045f\u0e01-\u0e5b]")


def _promising_codecs(window: str) -> tuple[WrongCodec, ...]:
    """Return the East Asian codecs that may have misread ``window``."""
    if not EAST_ASIAN_CHARACTER.search(window):
        return ()
    return tuple(codec for codec in EAST_ASIAN if _is_promising(window, codec))


def _is_promising(window: str, codec: WrongCodec) -> bool:
    if may_hold_utf8(window, codec):
        return True
    pieces = pieces_in(codec).findall(window)
    return any(_says_words(piece, codec) for piece in pieces if len(piece) > 1)


@lru_cache(maxsize=256)
def _says_words(piece: str, codec: WrongCodec) -> bool:
    """Return whether anything that :func:`read_pieces` makes of ``piece``, which has no delimiter, are words; written for many pieces that are none.

    The places of one page share pieces, and the page is looked at again when another step has changed some of it.
    """
    data = encoded(piece, codec)
    if data is None:
        return False
    if codec.second_codes and not codec.second_codes.keys().isdisjoint(piece):
        return any(_are_words(after) for _, _, after in read_pieces(piece, codec))
    for right, read in PAIR_READERS.items():
        if right != codec.family:
            after = read(data)
            if after is not None and _are_words(after):
                return True
    return False


def _are_words(text: str) -> bool:
    """Whether ``text`` has pairs of characters that writing has, without which no reading is believed: one at least, and more in a long text.

    Of the pairs in writing most are known, of those in bytes paired by accident one in a hundred.  A date has its pairs between the numbers.

    >>> _are_words("今天"), _are_words("年5月14日"), _are_words("堍扢5離")
    (True, True, False)
    """
    return _has_known_pairs(text) or (_NUMBER.search(text) is not None and _has_known_pairs(_NUMBER.sub("", text)))


def _has_known_pairs(text: str) -> bool:
    return len(frequent_bigrams().intersection(map(add, text, text[1:]))) > len(text) // _A_KNOWN_PAIR_IN


_NUMBER = lazy("[0-9]+")


_A_KNOWN_PAIR_IN = 12


# --- the lines that are worth a second reading -------------------------------------------------------------------------

_DELIMITER = lazy(r"[\x00-/:-?]")
_LONGEST_WORD = 200
"""Longer stretches without a delimiter are looked at in parts, so that time stays linear."""
_LEAST_CHARACTERS, _SHORT = 3, 8
"""A long row of one character, or of two, is no text in any encoding."""
_BEFORE, _NEAR = 40, 40
"""Garbage is dense: what does not show in so many characters is a rare character among common ones."""


_HAN = lazy("[\u3400-\u9fff]")
_WRITTEN = 9.5
"""Bits a character: mojibake of Han has 10 at least in four characters, and half of the sound text that looks like it has fewer."""


def _reads_as_written(text: str, place: int) -> bool:
    """Return whether the Han character at ``place`` and those beside it stand in an order that writing has.

    >>> _reads_as_written("上海市开始部署超级充电弓，为电车充电", 11), _reads_as_written("记者浣犲ソ，北京", 2)
    (True, False)
    """
    if not _HAN.match(text, place):
        return False
    first = max(0, place - 1)
    bits = code_lengths(text[first : place + 4], text[max(0, first - 2) : first])
    return len(bits) > 3 and max(sum(bits[:4]), sum(bits[-4:])) < 4 * _WRITTEN


@lru_cache(maxsize=16)
def _is_worse(window: str) -> bool:
    """Whether a reading of ``window`` beats it as it stands; a page is looked at again when another step has changed it."""
    codecs = {*_promising_codecs(window), *((*SINGLE_BYTE, LENIENT) if _SINGLE_BYTES.search(window) else ())}
    return bool(codecs) and reads_better(window, frozenset(codecs))


class Prefilter:
    """A look along ``text``, from left to right: which of its suspicious places are worth a second reading."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cleared = 0

    def is_worth(self, match: Stop) -> bool:
        """Return whether the place of ``match`` is; what it clears it does not look at again."""
        start = match.start
        if start < self._cleared or _reads_as_written(self._text, start):
            return False
        window = self._window(start)
        if (len(window) <= _SHORT or len(set(window)) >= _LEAST_CHARACTERS) and _is_worse(window):
            return True
        self._cleared = start + _NEAR // 2
        return False

    def _window(self, place: int) -> str:
        """Return what stands around ``place`` on its line."""
        floor = max(0, self._cleared - _NEAR // 2, place - _BEFORE)
        start = self._text.rfind("\n", floor, place) + 1 or self._delimiter_before(floor)
        end = self._text.find("\n", place, place + _NEAR)
        if end < 0:
            delimiter = _DELIMITER.search(self._text, place + _NEAR, place + _NEAR + _LONGEST_WORD)
            end = delimiter.start() if delimiter else place + _NEAR
        return self._text[start:end]

    def _delimiter_before(self, place: int) -> int:
        """Return where the word at ``place`` begins: pairs of bytes are read from there."""
        floor = max(0, place - _LONGEST_WORD)
        ends = [match.end() for match in _DELIMITER.finditer(self._text, floor, place)]
        return ends[-1] if ends else floor if floor == 0 else place


def suspicious_lines(text: str, is_known: Callable[[str], bool] = lambda line: False) -> Iterator[tuple[int, int]]:
    """Yield the lines that a look at the suspicious place itself does not clear; those that are ``is_known`` to be misread need none."""
    pattern, look = suspicion(), Prefilter(text)
    position = start = end = 0
    known = False
    while match := pattern.search(text, position):
        position = match.end
        if match.start >= end:
            start, end = _line_around(text, end, match.start)
            known = end - start <= _LONGEST_KNOWN and is_known(text[start:end])
        if known or look.is_worth(match):
            position = max(end, position)
            if end - start <= _LONGEST:
                yield start, end


def lines_like(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines with any character that mojibake holds more of than writing: those to read again on a page of mojibake."""
    position = 0
    while match := any_of_them().search(text, position):
        start, position = _line_around(text, position, match.start())
        if position - start <= _LONGEST:
            yield start, position


def _line_around(text: str, floor: int, place: int) -> tuple[int, int]:
    """Return the line that holds ``place``, of a long one the part; ``floor`` is where a line or a part before it ends."""
    start = text.rfind("\n", floor, place) + 1 or floor
    end = _line_end(text, start)
    while end <= place:
        start, end = end, _line_end(text, end)
    return start, end


def _line_end(text: str, start: int) -> int:
    """Return where the line ends; a long one is cut at an ASCII character, where few codecs have the middle of a character, or else at a mark.

    One that has neither is longer than what is read: a cut through a character would make a lost one of it.
    """
    end = text.find("\n", start, start + _LONGEST)
    if end >= 0 or start + _LONGEST >= len(text):
        return len(text) if end < 0 else end
    for to_last in _TO_LAST_CUTS:
        if cut := to_last.match(text, start + 1, start + _LONGEST):
            return cut.end() - 1
    cut = _CUT.search(text, start + _LONGEST)
    return cut.start() if cut else len(text)


_LONGEST, _LONGEST_KNOWN = 50_000, 1_000
_TO_LAST_CUTS = lazy(r"(?s:.*)[ -?]"), lazy("(?s:.*)[，。、；：！？]")
_CUT = lazy("[\n -?，。、；：！？]")
