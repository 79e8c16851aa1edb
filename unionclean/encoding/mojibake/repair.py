"""Mojibake of the Chinese codecs: bytes of GBK, Big5 or UTF-8 that were decoded as one of the others, or as Latin-1.

Each way to misread (:mod:`unionclean.encoding.mojibake.transcode`) reads a suspicious line again.  What it reads is then weighed against what
stands there (:mod:`unionclean.encoding.models.unigram`): a stretch is repaired only when it is tens of bits likelier than the garbage, so
rare characters, dictionaries and other languages stay.  Encoding the repair and misreading it again gives the garbage back; where a byte
is gone for ever there is U+FFFD and a note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unionclean.edits import Edit, Note
from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.models.unigram import bigrams_in, frequent_bigrams
from unionclean.encoding.mojibake import transcode
from unionclean.encoding.mojibake.prefilter import HAN_MISDECODINGS, line_end, suspicious_lines
from unionclean.encoding.mojibake.segments import Segment, find_segments
from unionclean.encoding.mojibake.transcode import AlignedUnit, Misdecoding
from unionclean.encoding.refusals import digit_note, invents_digits, is_quoted, quoted_note
from unionclean.steps import NOTHING, Found

_LATIN_MISDECODINGS = (transcode.GBK_AS_LATIN, transcode.UTF8_AS_LATIN, transcode.BIG5_AS_LATIN)


class LineRepair(NamedTuple):
    """What one reading makes of the line at ``offset``."""

    offset: int
    reading: Misdecoding
    passages: list[Segment]

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
    repairs: list[LineRepair] = []
    for start, end in suspicious_lines(text):
        repair = _repair_line(text[start:end], start, repairs[-1].reading if repairs else None)
        if repair.passages:
            repairs.append(repair)
    if not repairs:
        return NOTHING
    return _found(text, _whole_page(text, repairs) or repairs)


def _repair_line(line: str, offset: int, hint: Misdecoding | None) -> LineRepair:
    """Return what the best reading makes of ``line``; ``hint``, the reading of the line before, need not be the best if it fits."""
    best = LineRepair(offset, transcode.UTF8_AS_GBK, [])
    for reading in _candidates(line, hint):
        repair = LineRepair(offset, reading, list(find_segments(line, reading)))
        if repair.bits > best.bits:
            best = repair
            if reading is hint and repair.length >= _MOSTLY * len(line):
                break
    return best


_MOSTLY = 0.8


def _candidates(line: str, hint: Misdecoding | None) -> Iterator[Misdecoding]:
    readings = _LATIN_MISDECODINGS if not _HAN.search(line) else _LATIN_MISDECODINGS + HAN_MISDECODINGS
    if hint:
        yield hint
    yield from (reading for reading in readings if reading is not hint)


_HAN = re.compile("[\u2e80-\uf8ff]")


def _whole_page(text: str, repairs: Sequence[LineRepair]) -> list[LineRepair]:
    """Return the repairs of all lines if one rule explains most of the page, so that its words need no evidence of their own."""
    lengths: Counter[str] = Counter()
    for repair in repairs:
        lengths[repair.reading.rule] += repair.length
    rule, length = lengths.most_common(1)[0]
    if length < max(_ENOUGH_PAGE, len(_NOT_ASCII.findall(text)) * _MOSTLY) or _is_sound(_text_outside(text, repairs)):
        return []
    readings = [reading for reading in _LATIN_MISDECODINGS + HAN_MISDECODINGS if reading.rule == rule]
    return max(
        (_repair_page(text, reading) for reading in readings), key=lambda page: sum(repair.bits for repair in page)
    )


def _is_sound(text: str) -> bool:
    """Return whether a fifth of the pairs in ``text`` are common in writing; garbage has one by accident."""
    pairs = bigrams_in(text)
    return 5 * sum(pair in frequent_bigrams() for pair in pairs) > len(pairs)


def _text_outside(text: str, repairs: Sequence[LineRepair]) -> str:
    """Return what the ``repairs`` leave of ``text``."""
    pieces, position = [], 0
    for offset, _, passages in repairs:
        for passage in passages:
            pieces.append(text[position : offset + passage.units[0].start])
            position = offset + passage.units[-1].end
    return "\n".join([*pieces, text[position:]])


def _repair_page(text: str, reading: Misdecoding) -> list[LineRepair]:
    page = []
    for start, end in _all_lines(text):
        passages = list(find_segments(text[start:end], reading, page=True))
        if passages:
            page.append(LineRepair(start, reading, passages))
    return page


def _all_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = line_end(text, start, start + 1)
        yield start, end
        start = end


_ENOUGH_PAGE = 20
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _found(text: str, repairs: Sequence[LineRepair]) -> Found:
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


def _without_digits(
    text: str, offset: int, units: Sequence[AlignedUnit]
) -> tuple[list[AlignedUnit], list[AlignedUnit]]:
    """Return ``units`` with those that would write a digit left as they stand in ``text``, and the units left."""
    read, left = [], []
    for unit in units:
        before = text[offset + unit.start : offset + unit.end]
        if invents_digits(before, unit.after):
            left.append(unit)
            unit = unit._replace(after=before)
        read.append(unit)
    return read, left


def _lost_note(unit: AlignedUnit, offset: int) -> Note:
    return Note("lost-byte", (offset + unit.start, offset + unit.end), "a byte of this character is gone")
