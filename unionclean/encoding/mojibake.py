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
from unionclean.encoding.misread import LOST, Reading, Unit
from unionclean.encoding.plausible import known_pairs, pair_bonus, price, text_price
from unionclean.steps import NOTHING, Found
from unionclean.tables import read_rows

ENOUGH_BITS = 24
"""How much likelier a repair must be: 24 bits is one chance in sixteen million."""

ENOUGH_BITS_UNCHECKED = 40
"""The same where nearly any text can be read again: every pair of GBK is a pair of Big5."""

ENOUGH_KNOWN = 1 / 3
"""Bytes paired by accident give common characters, but never in a common order."""

COMMON_BITS = 12
"""What a character of a text of common characters costs at most, on average; at random it is 14 bits and more."""

LATIN_EVIDENCE = "À-ÖØ-öø-ÿ"
"""Every mojibake that Latin-1 or Windows-1252 makes of Han contains one of these."""

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
_UNCHECKED = frozenset({misread.GBK_AS_CP950, misread.GBK_AS_HKSCS, misread.BIG5_AS_GBK})
_CHECKED = frozenset({misread.UTF8_AS_GBK, misread.UTF8_AS_LATIN, misread.UTF8_AS_CP950, misread.UTF8_AS_HKSCS})

@functools.cache
def telltale() -> str:
    """Return the characters, all of the BMP, of which every mojibake that looks like Han is full: a piece for a ``re`` class."""
    return _characters("telltale")


def _characters(kind: str) -> str:
    return next(characters for name, characters in read_rows("telltale.tsv") if name == kind)


@functools.cache
def _suspicion() -> re.Pattern[str]:
    """Find a place worth a second reading; the first class alone decides for nearly all text."""
    latin, any_latin, han = LATIN_EVIDENCE, _LATIN, telltale()
    three_latin = f"(?<=[{latin}])(?:[{any_latin}]{{2}}|(?<=[{any_latin}].)[{any_latin}]|(?<=[{any_latin}]{{2}}.))"
    garbage = f"{han}{_characters('companion')}{LOST}€"
    two_garbage = f"(?<=[{han}€])(?:[{garbage}]|(?<=[{garbage}].))"
    return re.compile(f"[{latin}{han}€](?:{three_latin}|{two_garbage})")


class _Passage(NamedTuple):
    """A stretch of a line, in units, that is ``bits`` likelier when read again."""

    units: Sequence[Unit]
    bits: int


class _Repair(NamedTuple):
    """What one reading makes of the line at ``offset``."""

    offset: int
    reading: Reading
    passages: list[_Passage]

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
    pattern = _suspicion()
    position = 0
    while match := pattern.search(text, position):
        start = text.rfind("\n", position, match.start()) + 1 or position
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield start, end
        position = end


def _repair_line(line: str, offset: int, hint: Reading | None) -> _Repair:
    """Return what the best reading makes of ``line``; ``hint``, the reading of the line before, need not be the best if it fits."""
    best = _Repair(offset, misread.UTF8_AS_GBK, [])
    for reading in _candidates(line, hint):
        repair = _Repair(offset, reading, list(_passages(line, reading)))
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
    """Return the repairs of all lines if one reading explains most of the page, so that its words need no evidence of their own."""
    readings = Counter({reading: sum(r.length for r in repairs if r.reading is reading) for reading in {r.reading for r in repairs}})
    reading, length = readings.most_common(1)[0]
    if length < max(_ENOUGH_PAGE, len(_NOT_ASCII.findall(text)) * _MOSTLY):
        return []
    whole = []
    for match in _LINE.finditer(text):
        passages = list(_passages(match[0], reading, page=True))
        if passages:
            whole.append(_Repair(match.start(), reading, passages))
    return whole


_ENOUGH_PAGE = 20
_LINE = re.compile(r"[^\n]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _found(text: str, repairs: Sequence[_Repair]) -> Found:
    edits: list[Edit] = []
    notes: list[Note] = []
    for offset, reading, passages in repairs:
        for passage in passages:
            start, end = offset + passage.units[0].start, offset + passage.units[-1].end
            if _is_quoted(text, start, end):
                notes.append(Note("quoted-mojibake", (start, end), "quoted, as if the text spoke of it: left as it is"))
                continue
            after = "".join(unit.after for unit in passage.units)
            edits.append(Edit(start, end, text[start:end], after, reading.rule))
            notes += (_lost_note(unit, offset) for unit in passage.units if LOST in unit.after)
    return Found(edits, notes)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether sound marks of quotation stand around the passage: garbled text has garbled quotes."""
    return 0 < start and text[start - 1 : start] + text[end : end + 1] in _QUOTES


_QUOTES = frozenset({"“”", "‘’", "「」", "『』", '""', "''", "``", "（）", "()", "《》", "【】"})


def _lost_note(unit: Unit, offset: int) -> Note:
    return Note("lost-byte", (offset + unit.start, offset + unit.end), "a byte of this character is gone")


def _passages(line: str, reading: Reading, *, page: bool = False) -> Iterator[_Passage]:
    """Yield the stretches of ``line`` that are likelier when read again than as they stand.

    A stretch needs evidence of its own, or comes from a ``page`` that is misread as a whole; its neighbours then need less.
    """
    enough = ENOUGH_BITS_UNCHECKED if reading in _UNCHECKED else ENOUGH_BITS
    for run in misread.read_again(line, reading):
        gains = _gains(line, run)
        cores = [
            first
            for first, last, bits in _heaviest(gains)
            if bits >= enough and _is_coherent(run[first:last], bits, checked=reading in _CHECKED)
        ]
        if not cores and not page:
            continue
        bias = PAGE_BITS if page else NEIGHBOUR_BITS
        biased = [gain + bias * _changes(line, unit) for gain, unit in zip(gains, run, strict=True)]
        for first, last, _ in _heaviest(biased):
            if page or any(first <= core < last for core in cores):
                units = _without_losses_at_the_ends(line, run[first:last])
                if units and not _is_mostly_lost(units):
                    yield _Passage(units, sum(gains[first:last]))


def _changes(line: str, unit: Unit) -> bool:
    return line[unit.start : unit.end] != unit.after


def _is_mostly_lost(units: Sequence[Unit]) -> bool:
    after = "".join(unit.after for unit in units)
    return 3 * after.count(LOST) > len(_NOT_ASCII.findall(after))


NEIGHBOUR_BITS, PAGE_BITS = 4, 10
"""Garbage comes in stretches: what stands beside some is likelier garbage than not, and on a page of garbage almost surely."""


def _without_losses_at_the_ends(line: str, units: Sequence[Unit]) -> Sequence[Unit]:
    """Drop the units at the ends of which a byte is said to be gone though nothing in the text marks the place."""
    first, last = 0, len(units)
    while first < last and _is_unmarked_loss(line, units[first]):
        first += 1
    while first < last and _is_unmarked_loss(line, units[last - 1]):
        last -= 1
    return units[first:last]


def _is_unmarked_loss(line: str, unit: Unit) -> bool:
    seen = line[unit.start : unit.end]
    return LOST in unit.after and "?" not in seen and LOST not in seen


def _gains(line: str, run: Sequence[Unit]) -> list[int]:
    """Return for each unit by how many bits its reading beats what stands there."""
    gains = []
    before = after = ""
    for unit in run:
        old, new = line[unit.start : unit.end], unit.after
        gains.append(0 if old == new else _price_after(before, old) - _price_after(after, new))
        before, after = old[-1], new[-1]
    return gains


def _price_after(previous: str, text: str) -> int:
    total = 0
    for character in text:
        total += price(character) - (pair_bonus(previous, character) if previous else 0)
        previous = character
    return total


def _heaviest(gains: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return ``(first, last, sum)`` of all maximal stretches with a positive sum, by Ruzzo and Tompa's linear algorithm."""
    stretches: list[tuple[int, int, int, int]] = []  # first, last, sum left of it, sum with it
    total = 0
    for index, gain in enumerate(gains):
        left, total = total, total + gain
        if gain <= 0:
            continue
        first = index
        while stretches:
            for place in range(len(stretches) - 1, -1, -1):
                if stretches[place][2] < left:
                    break
            else:
                break
            if stretches[place][3] >= total:
                break
            first, left = stretches[place][0], stretches[place][2]
            del stretches[place:]
        stretches.append((first, index + 1, left, total))
    return [(first, last, high - low) for first, last, low, high in stretches]


def _is_coherent(units: Sequence[Unit], bits: int, *, checked: bool) -> bool:
    """Whether the characters of a repair are those of writing, in an order that writing has.

    Bytes that are UTF-8 are so by no accident: what they say needs no further witness (``checked``) if it is much likelier.
    """
    if checked and bits >= 1.5 * ENOUGH_BITS:
        return True
    after = "".join(unit.after for unit in units)
    pairs = [a + b for a, b in zip(after, after[1:], strict=False) if a >= "\u2e80" and b >= "\u2e80"]
    known = sum(pair in known_pairs() for pair in pairs)
    if bits >= 2 * ENOUGH_BITS and text_price(after) <= COMMON_BITS * len(after):
        return known >= 1
    return known >= max(1, len(pairs) * ENOUGH_KNOWN)
