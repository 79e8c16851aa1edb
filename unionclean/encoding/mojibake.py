"""Mojibake of the Chinese codecs: bytes of GBK, Big5 or UTF-8 that were decoded as one of the others, or as Latin-1.

Each way to misread (:mod:`unionclean.encoding.misread`) reads a suspicious line again.  What it reads is then weighed against what
stands there (:mod:`unionclean.encoding.plausible`): a stretch is repaired only when it is tens of bits likelier than the garbage, so
rare characters, dictionaries and other languages stay.  Encoding the repair and misreading it again gives the garbage back; where a byte
is gone for ever there is U+FFFD and a note.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unionclean.edits import Edit, Note
from unionclean.encoding import misread
from unionclean.encoding.codes import LOST
from unionclean.encoding.digits import digit_note, invents_digits
from unionclean.encoding.misread import Reading, Unit
from unionclean.encoding.passages import Passage, find_passages
from unionclean.encoding.quoting import is_quoted, quoted_note
from unionclean.steps import NOTHING, Found
from unionclean.tables import read_rows

LATIN_EVIDENCE = "À-ÖØ-öø-ÿ"
"""Every mojibake that Latin-1 or Windows-1252 makes of Han contains one of these."""

_BOPOMOFO = "ㄅ-ㄩ"
"""The phonetic letters of Taiwan, which stand in the third byte of many a common character; beside katakana they are garbage."""

_LATIN = "\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LATIN_READINGS = (misread.GBK_AS_LATIN, misread.UTF8_AS_LATIN, misread.BIG5_AS_LATIN)
_HAN_READINGS = (
    misread.UTF8_AS_GBK,
    misread.BIG5_AS_GBK,
    misread.GBK_AS_CP950,
    misread.GBK_AS_HKSCS,
    misread.UTF8_AS_CP950,
    misread.UTF8_AS_HKSCS,
)


@functools.cache
def telltale() -> str:
    """Return the characters, all of the BMP, of which every mojibake that looks like Han is full: a piece for a ``re`` class."""
    return _characters("telltale")


def _characters(kind: str) -> str:
    return next(characters for name, characters in read_rows("telltale.tsv") if name == kind)


@functools.cache
def evidence_class() -> str:
    """Return a piece for a ``re`` class, of the BMP: text without any of these characters comes back from :func:`find_mojibake` as it is.

    Every suspicion (:func:`_suspicion`) begins with one of them, so the guard misses nothing that the finder would find.
    """
    return LATIN_EVIDENCE + telltale() + _BOPOMOFO + "€"


@functools.cache
def _suspicion() -> re.Pattern[str]:
    """Find a place worth a second reading; the first class alone decides for nearly all text."""
    latin, any_latin, han = LATIN_EVIDENCE, _LATIN, telltale() + "€"
    three_latin = f"(?<=[{latin}])(?:[{any_latin}]{{2}}|(?<=[{any_latin}].)[{any_latin}]|(?<=[{any_latin}]{{2}}.))"
    garbage = f"{han}{_characters('companion')}{LOST}"
    two_garbage = f"(?<=[{han}])(?:[{garbage}]|(?<=[{garbage}].))"
    two_scripts = f"(?<=[{_BOPOMOFO}])[ァ-ヶ]"
    return re.compile(f"[{evidence_class()}](?:{three_latin}|{two_garbage}|{two_scripts})")


class _Repair(NamedTuple):
    """What one reading makes of the line at ``offset``."""

    offset: int
    reading: Reading
    passages: list[Passage]

    @property
    def bits(self) -> int:
        return sum(passage.bits for passage in self.passages)

    @property
    def length(self) -> int:
        return sum(passage.units[-1].end - passage.units[0].start for passage in self.passages)


def find_mojibake(text: str) -> Found:
    """Return the edits that undo mojibake of the Chinese codecs in ``text``, and notes on the bytes that are gone.

    >>> from unionclean.edits import apply_edits
    >>> [apply_edits(t, find_mojibake(t).edits) for t in ("ÄãºÃ", "浣犲ソ")]
    ['你好', '你好']
    >>> find_mojibake("浣熊、犲兽与“锟斤拷”：Ärger, naïve, ÅÄÖ") is NOTHING
    True
    """
    repairs: list[_Repair] = []
    for start, end in _suspicious_lines(text):
        repair = _repair_line(text[start:end], start, repairs[-1].reading if repairs else None)
        if repair.passages:
            repairs.append(repair)
    if not repairs:
        return NOTHING
    return _found(text, _whole_page(text, repairs) or repairs)


def _suspicious_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that a look at the suspicious place itself does not clear."""
    pattern = _suspicion()
    done = position = 0
    while match := pattern.search(text, position):
        start = max(text.rfind("\n", done, match.start()) + 1 or done, match.start() - _LONGEST // 2)
        near = min(match.end() + _NEAR, len(text))
        if match[0] >= "\u2000" and not _is_worse(text[max(start, match.start() - _NEAR // 3) : near]):
            position = near
            continue
        done = position = _line_end(text, start, match.end())
        yield start, done


_NEAR = 24
"""Garbage is dense: what does not show in so many characters is a rare character among common ones."""


def _is_worse(passage: str) -> bool:
    """Whether some reading that gives Han beats a passage that looks like Han; pairs of bytes are aligned wherever it was cut."""
    return any(any(find_passages(passage, reading)) for reading in _HAN_READINGS)


def _line_end(text: str, start: int, seen: int) -> int:
    """Return where the line ends; an endless one is cut at an ASCII character, where few codecs have the middle of a character."""
    end = text.find("\n", seen, start + _LONGEST)
    if end >= 0 or start + _LONGEST >= len(text):
        return len(text) if end < 0 else end
    cuts = _ASCII.finditer(text, max(seen, start + _LONGEST - 1000), start + _LONGEST)
    return max((cut.start() for cut in cuts), default=start + _LONGEST)


_LONGEST = 50_000
_ASCII = re.compile(r"[ -?]")


def _repair_line(line: str, offset: int, hint: Reading | None) -> _Repair:
    """Return what the best reading makes of ``line``; ``hint``, the reading of the line before, need not be the best if it fits."""
    best = _Repair(offset, misread.UTF8_AS_GBK, [])
    for reading in _candidates(line, hint):
        repair = _Repair(offset, reading, list(find_passages(line, reading)))
        if repair.bits > best.bits:
            best = repair
            if reading is hint and repair.length >= _MOSTLY * len(line):
                break
    return best


_MOSTLY = 0.8


def _candidates(line: str, hint: Reading | None) -> Iterator[Reading]:
    readings = _LATIN_READINGS if not _HAN.search(line) else _LATIN_READINGS + _HAN_READINGS
    if hint:
        yield hint
    yield from (reading for reading in readings if reading is not hint)


_HAN = re.compile("[\u2e80-\uf8ff]")


def _whole_page(text: str, repairs: Sequence[_Repair]) -> list[_Repair]:
    """Return the repairs of all lines if one rule explains most of the page, so that its words need no evidence of their own."""
    lengths: Counter[str] = Counter()
    for repair in repairs:
        lengths[repair.reading.rule] += repair.length
    rule, length = lengths.most_common(1)[0]
    if length < max(_ENOUGH_PAGE, len(_NOT_ASCII.findall(text)) * _MOSTLY):
        return []
    readings = [reading for reading in _LATIN_READINGS + _HAN_READINGS if reading.rule == rule]
    return max(
        (_repair_page(text, reading) for reading in readings), key=lambda page: sum(repair.bits for repair in page)
    )


def _repair_page(text: str, reading: Reading) -> list[_Repair]:
    page = []
    for start, end in _all_lines(text):
        passages = list(find_passages(text[start:end], reading, page=True))
        if passages:
            page.append(_Repair(start, reading, passages))
    return page


def _all_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = _line_end(text, start, start + 1)
        yield start, end
        start = end


_ENOUGH_PAGE = 20
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _found(text: str, repairs: Sequence[_Repair]) -> Found:
    edits: list[Edit] = []
    notes: list[Note] = []
    for offset, reading, passages in repairs:
        for passage in passages:
            start, end = offset + passage.units[0].start, offset + passage.units[-1].end
            if is_quoted(text, start, end):
                notes.append(quoted_note(start, end))
                continue
            units, digits = _without_digits(text, offset, passage.units)
            notes += (digit_note(offset + unit.start, offset + unit.end) for unit in digits)
            after = "".join(unit.after for unit in units)
            edits.append(Edit(start, end, text[start:end], after, reading.rule))
            notes += (_lost_note(unit, offset) for unit in units if LOST in unit.after)
    return Found(edits, notes)


def _without_digits(text: str, offset: int, units: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Return ``units`` with those that would write a digit left as they stand in ``text``, and the units left."""
    read, left = [], []
    for unit in units:
        before = text[offset + unit.start : offset + unit.end]
        if invents_digits(before, unit.after):
            left.append(unit)
            unit = unit._replace(after=before)
        read.append(unit)
    return read, left


def _lost_note(unit: Unit, offset: int) -> Note:
    return Note("lost-byte", (offset + unit.start, offset + unit.end), "a byte of this character is gone")
