"""Which places look so much like mojibake of the Chinese codecs that reading them again is worth while.

Misdecoding again costs a third of a millisecond, and every page has a rare character somewhere.  So a place is asked three questions, each dearer
than the one before: are there characters beside it that mojibake is full of (one pattern, :func:`trigger`)?  Do the bytes hold what a
repair needs (:func:`_promising`)?  Does a reading of the passage beat it as it stands?
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from operator import add

from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.guards import Guard, compile_guards
from unionclean.encoding.models.unigram import frequent_bigrams
from unionclean.encoding.mojibake import transcode
from unionclean.encoding.mojibake.segments import find_segments
from unionclean.encoding.mojibake.transcode import Misdecoding
from unionclean.tables import read_rows

LATIN_EVIDENCE = "À-ÖØ-öø-ÿ"
"""Every mojibake that Latin-1 or Windows-1252 makes of Han contains one of these."""

_BOPOMOFO = "ㄅ-ㄩ"
"""The phonetic letters of Taiwan, which stand in the third byte of many a common character; beside katakana they are garbage."""

_LATIN = "\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"

HAN_MISDECODINGS = (
    transcode.UTF8_AS_GBK,
    transcode.BIG5_AS_GBK,
    transcode.GBK_AS_CP950,
    transcode.GBK_AS_HKSCS,
    transcode.UTF8_AS_CP950,
    transcode.UTF8_AS_HKSCS,
)


# --- what is seen -----------------------------------------------------------------------------------------------------


@functools.cache
def _characters(kind: str) -> str:
    return next(characters for name, characters in read_rows("mojibake_characters.tsv") if name == kind)


@functools.cache
def evidence_class() -> str:
    """Return a piece for a ``re`` class, of the BMP: text without any of these characters is no mojibake of the Chinese codecs."""
    return LATIN_EVIDENCE + _characters("strong") + _characters("strong_if_clustered") + _BOPOMOFO + "€"


@functools.cache
def guard() -> Guard:
    """Return where to look: at three Latin characters in a row, at a telltale beside a companion, at a rare character in a crowd of them."""
    latin, any_latin, telltale, rare = (
        LATIN_EVIDENCE,
        _LATIN,
        _characters("strong") + "€",
        _characters("strong_if_clustered"),
    )
    crowd = f"{telltale}{rare}{_characters('context')}{LOST}"
    some, any_other = f"[{crowd}]", f"[{crowd}{_characters('context_of_strong')}]"
    conditions = (
        f"(?<=[{latin}])(?:(?=[{any_latin}]{{2}})|(?<=[{any_latin}].)(?=[{any_latin}])|(?<=[{any_latin}]{{2}}.))",
        f"(?<=[{telltale}])(?:(?={any_other})|(?<={any_other}.))",
        f"(?<=[{rare}])(?:(?={some}.?{some})|(?<={some}.)(?=.?{some})|(?<={some}{{2}}.)|(?<={some}.{some}.))",
        f"(?<=[{_BOPOMOFO}])(?=[ァ-ヶ])",
    )
    return Guard("mojibake", evidence_class(), "|".join(conditions))


# --- what the bytes say -----------------------------------------------------------------------------------------------

_SOUND_PAIR = rb"[\xc2-\xdf][\x80-\xbf]"
_SOUND_TRIPLE = rb"[\xe0-\xef][\x80-\xbf]{2}"
_UTF8 = re.compile(
    rb"%b(?:[@-~]|[\xc2-\xdf][\x80-\xbf?]|[\xe0-\xef][\x80-\xbf?]|\xf0)"  # a character, and the trail byte that goes with it
    rb"|(?:\?[\x80-\xbf]?|[\xe3-\xe9][\x80-\xbf]?)%b"  # one behind a character that lost a byte
    rb"|(?:%b[\x00-\x7f]*){3}"  # letters of other alphabets
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}" % (_SOUND_TRIPLE, _SOUND_TRIPLE, _SOUND_PAIR)
)
"""What UTF-8 that was read in pairs of bytes holds: three bytes never end where a pair ends, so a lone character is none."""

_OURS_ALONE = re.compile(f"[€{LOST}]")
"""What the codecs of :mod:`unionclean.encoding.codepages.legacy` know and Python's do not; of CP950, the private-use characters as well."""

_PRIVATE = re.compile("[\ue000-\uf8ff]")


def _promising(passage: str) -> Iterator[Misdecoding]:
    """Yield the readings that may beat ``passage``, by Python's codecs, which are fast but know less than ours."""
    if _OURS_ALONE.search(passage):
        yield from HAN_MISDECODINGS
        return
    data = passage.encode("gb18030", "replace")
    if _UTF8.search(data):
        yield transcode.UTF8_AS_GBK
    if _knows_a_pair(data.decode("big5hkscs", "replace")):
        yield transcode.BIG5_AS_GBK
    if _PRIVATE.search(passage):
        yield from _BIG5_MISDECODINGS[0][1:]
    seen = b""
    for codec, as_gbk, as_utf8 in _BIG5_MISDECODINGS:
        data = passage.encode(codec, "replace")
        if data == seen:  # nothing here in which the dialects differ
            return
        seen = data
        if _UTF8.search(data):
            yield as_utf8
        if _knows_a_pair(data.decode("gb18030", "replace")):
            yield as_gbk


_BIG5_MISDECODINGS = (
    ("cp950", transcode.GBK_AS_CP950, transcode.UTF8_AS_CP950),
    ("big5hkscs", transcode.GBK_AS_HKSCS, transcode.UTF8_AS_HKSCS),
)


def _knows_a_pair(text: str) -> bool:
    """Whether ``text`` has two characters in an order that writing has, without which no reading of pairs is believed."""
    return not frequent_bigrams().isdisjoint(map(add, text, text[1:]))


def _is_worse(passage: str) -> bool:
    """Whether some reading that gives Han beats a passage that looks like Han; pairs of bytes are aligned wherever it was cut."""
    return any(any(find_segments(passage, reading)) for reading in _promising(passage))


# --- the lines that are worth a second reading -------------------------------------------------------------------------


class Prefilter:
    """A look along ``text``, from left to right: which of its suspicious places are worth a second reading."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cleared = 0

    def is_worth(self, match: re.Match[str], floor: int = 0) -> bool:
        """Return whether the place of ``match`` is, seen from ``floor`` on; what it clears it does not look at again."""
        start = match.start()
        if match[0] < _LOOKS_HAN:
            return True
        if start < self._cleared:
            return False
        if any(_is_worse(passage) for passage in self._passages(start, floor)):
            return True
        self._cleared = start + _NEAR
        return False

    def _passages(self, place: int, floor: int) -> Iterator[str]:
        """Yield what stands around ``place`` on its line, and more of it where private-use or lost characters make garbage likely."""
        passage = self._text[self._line_start(place, max(floor, place - _BEFORE)) : place + _NEAR]
        yield passage
        if _OURS_ALONE.search(passage) or _PRIVATE.search(passage):
            yield self._text[self._line_start(place, max(floor, place - _NEAR)) : place + _NEAR]

    def _line_start(self, place: int, floor: int) -> int:
        return self._text.rfind("\n", floor, place) + 1 or floor


_LOOKS_HAN = "\u2000"
"""What is suspicious and less than this is Latin, which garbage of that kind fills line by line."""

_BEFORE, _NEAR = 8, 26
"""Garbage is dense: what does not show in so many characters is a rare character among common ones."""


def suspicious_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that a look at the suspicious place itself does not clear."""
    pattern, look = _pattern(), Prefilter(text)
    done = position = 0
    while match := pattern.search(text, position):
        position = match.end()
        if look.is_worth(match, done):
            floor = max(done, match.start() - _LONGEST // 2)
            start = text.rfind("\n", floor, match.start()) + 1 or floor
            done = position = line_end(text, start, match.end())
            yield start, done


@functools.cache
def _pattern() -> re.Pattern[str]:
    return compile_guards(guard())


def line_end(text: str, start: int, seen: int) -> int:
    """Return where the line ends; an endless one is cut at an ASCII character, where few codecs have the middle of a character."""
    end = text.find("\n", seen, start + _LONGEST)
    if end >= 0 or start + _LONGEST >= len(text):
        return len(text) if end < 0 else end
    cuts = _ASCII.finditer(text, max(seen, start + _LONGEST - 1000), start + _LONGEST)
    return max((cut.start() for cut in cuts), default=start + _LONGEST)


_LONGEST = 50_000
_ASCII = re.compile(r"[ -?]")
